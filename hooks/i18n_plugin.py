"""The static-i18n plugin as the hooks see it."""

from __future__ import annotations

from typing import Any, Protocol, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


class I18n(Protocol):
    """What the hooks use of the plugin; it is not typed upstream."""

    building: bool
    current_language: str
    build_languages: list[str]
    default_language: str
    is_default_language_build: bool
    i18n_files_per_language: dict[str, Any]

    def get_language_config(self, locale: str) -> Any:
        """The settings of a language."""


def text_language(page: Page, config: MkDocsConfig) -> str:
    """The language of a page's text: not the one that is built, if there is no translation."""
    language: str = getattr(page.file, "locale", i18n(config).current_language)
    return language


def i18n(config: MkDocsConfig) -> I18n:
    """The plugin of a configuration."""
    return cast(I18n, config.plugins["i18n"])
