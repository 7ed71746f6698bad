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
    original_configs: dict[str, Any]

    def get_language_config(self, locale: str) -> Any:
        """The settings of a language."""


def text_language(page: Page, config: MkDocsConfig) -> str:
    """The language of a page's text: not the one that is built, if there is no translation."""
    language: str = getattr(page.file, "locale", i18n(config).current_language)
    return language


def site_name(config: MkDocsConfig, code: str) -> str:
    """The name of the site in a language; `config` has that of the language that is built."""
    plugin = i18n(config)
    own: str | None = plugin.get_language_config(code).site_name
    return own or str(plugin.original_configs.get("site_name", config.site_name))


def i18n(config: MkDocsConfig) -> I18n:
    """The plugin of a configuration."""
    return cast(I18n, config.plugins["i18n"])
