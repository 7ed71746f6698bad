"""The static-i18n plugin as the hooks see it."""

from __future__ import annotations

from typing import Any, Protocol, cast

from mkdocs.config.defaults import MkDocsConfig


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


def i18n(config: MkDocsConfig) -> I18n:
    """The plugin of a configuration."""
    return cast(I18n, config.plugins["i18n"])
