"""Work-arounds for static-i18n and Material, one function per fault.

Each function names the fault it mends, with the upstream issue where there is one, so that it can
be deleted the day the fault is mended.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from termbase.address import Addresses, relative

log = get_plugin_logger("i18n-workarounds")
_clean_directory = utils.clean_directory


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Report pages that show another language's text.

    `fallback_to_default` publishes them without a word; without it, shared assets are lost.
    """
    current = config.plugins["i18n"].current_language
    for file in files.documentation_pages():
        locale = getattr(file, "locale", current)
        if locale != current:
            log.warning(f"docs/{file.src_uri}: no translation into “{current}”")


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Give each page links to itself in the other languages, absolute and relative.

    static-i18n writes one relative address, which loses the trailing slash and is no valid
    hreflang; Material prints `link` in the head, our language menu uses `href`.
    """
    i18n = config.plugins["i18n"]
    default = i18n.default_language
    alternates = [_alternate(page, file, code, i18n, config) for code, file in _versions(page)]
    fallback = [{**entry, "lang": "x-default", "name": ""} for entry in alternates if entry["lang"] == default]
    config.extra["alternate"] = [*alternates, *fallback]
    context["homepage_url"] = relative(page.url, Addresses(default).home(i18n.current_language))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each language's 404 page into its own folder.

    static-i18n builds one after the other to the same path, so that the last language wins:
    ultrabug/mkdocs-static-i18n#284, #326.
    """
    i18n = config.plugins["i18n"]
    if template_name != "404.html" or i18n.is_default_language_build:
        return output
    path = Path(config.site_dir, i18n.current_language, "404.html")
    utils.write_file(output.encode("utf-8"), str(path))
    return ""


def on_build_error(error: Exception) -> None:
    """Take back what a failed build of another language leaves behind.

    static-i18n replaces `clean_directory` while it builds and forgets it when a build fails, after
    which a preview never cleans its folder again.
    """
    utils.clean_directory = _clean_directory
    for plugin in _plugins:
        plugin.building = False
        plugin.current_language = None


_plugins: list[Any] = []


@event_priority(150)
def on_config(config: MkDocsConfig) -> None:
    """Remember the plugin, for `on_build_error` is not told of the configuration.

    A new build starts with the default language, whatever the last one ended with.
    """
    i18n = config.plugins["i18n"]
    _plugins[:] = [i18n]
    if not i18n.building:
        i18n.current_language = i18n.default_language


def _versions(page: Page) -> list[tuple[str, Any]]:
    return sorted(getattr(page.file, "alternates", {}).items())


def _alternate(page: Page, file: Any, code: str, i18n: Any, config: MkDocsConfig) -> dict[str, str]:
    url = "" if file.url in (".", "./") else file.url
    absolute = urljoin(config.site_url, url) if config.site_url else relative(page.url, url)
    name = i18n.get_language_config(code).name
    return {"lang": code, "name": name, "link": absolute, "href": relative(page.url, url)}
