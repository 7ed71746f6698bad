"""Work-arounds for static-i18n and Material, one function per fault.

Each function names the fault it mends, with the upstream issue where there is one, so that it can
be deleted the day the fault is mended.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generated_page import UNLISTED
from i18n_plugin import I18n, i18n, site_name, text_language
from termbase.address import Addresses, relative
from termbase.problem import START, warning

log = get_plugin_logger("i18n-workarounds")
_clean_directory = utils.clean_directory


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Report pages that show another language's text.

    `fallback_to_default` publishes them without a word; without it, shared assets are lost.
    """
    current = i18n(config).current_language
    for file in files.documentation_pages():
        if getattr(file, "locale", current) != current:
            message, hint = f"no translation into “{current}”", "its text is shown instead"
            finding = warning(f"docs/{file.src_uri}", START, "missing-translation", message, hint)
            log.warning(str(finding))
    _leave_out_theme_files(files, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keep another language's text out of this language's sitemap, search and search engines.

    What `fallback_to_default` publishes is taken for a translation otherwise.
    """
    if text_language(page, config) != i18n(config).current_language:
        page.meta.update(UNLISTED)


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> None:
    """Give each page links to itself in the other languages, absolute and relative.

    static-i18n writes one relative address, which loses the trailing slash and is no valid
    hreflang; Material prints `link` in the head, our language menu uses `href`. A page that has no
    translation is in the menu, and no version of itself to search engines; its address is that of
    the original.
    """
    versions: dict[str, File] = getattr(page.file, "alternates", {})
    known = [code for code in i18n(config).build_languages if code in versions]
    urls = {code: _url(versions[code]) for code in known}
    translated = {code for code in known if getattr(versions[code], "locale", code) == code}
    _set_alternates(context, config, urls, partial(relative, page.url), translated)
    language = context["text_language"] = text_language(page, config)
    if language != i18n(config).current_language and config.site_url:
        page.canonical_url = urljoin(config.site_url, urls[language])


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> None:
    """Let 404.html, which is shown at any address, link the homes of the other languages.

    static-i18n leaves there what the last page of the language before had.
    """
    plugin = i18n(config)
    home = Addresses(plugin.default_language).home
    urls = {code: home(code) for code in plugin.build_languages}
    _set_alternates(context, config, urls, partial(posixpath.join, context["base_url"]), urls)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each language's 404 page into its own folder.

    static-i18n builds one after the other to the same path, so that the last language wins:
    ultrabug/mkdocs-static-i18n#284, #326.
    """
    plugin = i18n(config)
    if template_name != "404.html" or plugin.is_default_language_build:
        return output
    path = Path(config.site_dir, plugin.current_language, "404.html")
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
        plugin.current_language = plugin.default_language


_plugins: list[I18n] = []


@event_priority(150)
def on_config(config: MkDocsConfig) -> None:
    """Remember the plugin, for `on_build_error` is not told of the configuration.

    A new build starts with the default language, whatever the last one ended with.
    """
    plugin = i18n(config)
    _plugins[:] = [plugin]
    if not plugin.building:
        plugin.current_language = plugin.default_language


def _leave_out_theme_files(files: Files, config: MkDocsConfig) -> None:
    """Keep what no page asks for off the site: Material's own scripts, styles and source maps."""
    ours = (Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir))
    for file in list(files.media_files()):
        source = file.abs_src_path
        if source and not any(Path(source).is_relative_to(folder) for folder in ours):
            files.remove(file)


def _set_alternates(
    context: Any,
    config: MkDocsConfig,
    urls: dict[str, str],
    way: Callable[[str], str],
    translated: Container[str],
) -> None:
    """What the templates see of a page's versions: addresses by language, and the way to each.

    `versions` are for the menu, `alternate` are the translations for search engines.
    """
    plugin = i18n(config)
    context["versions"] = versions = [
        {
            "lang": code,
            "name": plugin.get_language_config(code).name,
            "site_name": site_name(config, code),
            "link": urljoin(config.site_url, url) if config.site_url else way(url),
            "href": way(url),
        }
        for code, url in urls.items()
    ]
    alternates = [entry for entry in versions if entry["lang"] in translated]
    default = [entry for entry in alternates if entry["lang"] == plugin.default_language]
    fallback = [{**entry, "lang": "x-default", "name": ""} for entry in default]
    # An attribute, not an item: static-i18n sets one, and templates would see it first.
    config.extra.alternate = [*alternates, *fallback]  # type: ignore[attr-defined]


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else file.url
