"""MkDocs' pages as the publishing package sees them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from generated_page import GeneratedPage
from i18n_plugin import i18n, text_language
from opened_project import opened
from plain_title import plain_title
from publishing.page import Edition, PublishedPage
from termbase.address import Addresses
from termbase.typeset import typeset


def published_page(page: Page, config: MkDocsConfig, changes: dict[str, datetime]) -> PublishedPage:
    """A page whose content is there; `changes` are the times of files in the project."""
    language = i18n(config).current_language
    marks = opened().glossary.languages[language].profile.typography
    title = partial(plain_title, marks=marks)
    sections = [entry for entry in reversed([*page.ancestors]) if isinstance(entry, Section)]
    indexes = (child for section in sections for child in section.children)
    return PublishedPage(
        language=language,
        address=address_of(page),
        title=title(page),
        description=typeset(str(page.meta.get("description", "")), marks),
        sections=tuple(title(section) for section in sections),
        trail=tuple(
            (title(index), address_of(index))
            for index in indexes
            if isinstance(index, Page) and index.is_index and index is not page
        ),
        listed="noindex" not in str(page.meta.get("robots", "")),
        written=not isinstance(page, GeneratedPage) and text_language(page, config) == language,
        changed=changes.get(_source(page, config)),
    )


def edition(config: MkDocsConfig) -> Edition:
    """The site in the language that is being built."""
    plugin = i18n(config)
    home = Addresses(plugin.default_language).home(plugin.current_language)
    code, name, words = plugin.current_language, config.site_name, config.site_description or ""
    return Edition(code, name, words, home, opened().strings[code]("share.feed", site=name))


def address_of(page: Page) -> str:
    """The address of a page, relative to the root of the site."""
    return "" if page.url in (".", "./") else page.url


def _source(page: Page, config: MkDocsConfig) -> str:
    """The file that a page is made of, relative to the root of the project."""
    if isinstance(page, GeneratedPage):
        return page.source or ""
    path, root = Path(page.file.abs_src_path or ""), Path(config.docs_dir).parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
