"""A preview's build of what has changed, and of nothing else.

MkDocs builds all pages whenever a file is saved. Here what the last whole build has made — files,
navigation, templates, pages — is kept for each language. When nothing but texts has been saved, all
is checked as always; then the pages of those texts are read, and they, with all whose content may
be another now, are stale: they are made anew when they are asked for, or when there is time. Pages
of concepts are made whenever they are asked for, and are never stale. What
has a bearing on pages that are not made anew, such as a title, asks for a whole build; so the site
is what a whole build would make of it, byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from concept_pages import ConceptFile
from generated_page import GeneratedPage
from i18n_plugin import i18n
from mkdocs_inside import read_page, write_page
from opened_project import reworded
from termbase.files import State, entries, is_private, state_of

States = Mapping[str, State]


class NotQuick(Exception):  # noqa: N818 - it is no fault
    """What has changed has a bearing on other pages: a whole build is needed."""


@dataclass(frozen=True)
class _Language:
    """What a whole build has made of one language."""

    code: str
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    @cached_property
    def shown(self) -> list[File]:
        """All that a preview shows."""
        return [*self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)]

    @cached_property
    def pages(self) -> list[Page]:
        """All pages that a preview shows."""
        return [file.page for file in self.shown if file.page is not None]

    @cached_property
    def generated(self) -> list[GeneratedPage]:
        """The pages that have no Markdown."""
        return [page for page in self.pages if isinstance(page, GeneratedPage)]


class _Stale(NamedTuple):
    """A page that may have to be made anew, and whether it has been read already."""

    language: _Language
    page: Page
    is_read: bool


_languages: dict[str, _Language] = {}
_sources: dict[str, list[tuple[_Language, Page]]] = {}
_stale: dict[str, _Stale] = {}  # by their paths in the site


def begin() -> None:
    """Forget everything: a whole build begins."""
    for known in (_languages, _sources, _stale):
        known.clear()


def keep(config: MkDocsConfig, files: Files, nav: Navigation, env: Environment) -> None:
    """Keep what a whole build has made of the current language; its pages have been read."""
    code = i18n(config).current_language
    language = _languages[code] = _Language(code, config, files, nav, env)
    root = Path(os.path.abspath(config.config_file_path)).parent  # noqa: PTH100 - as docs_dir is
    for page in language.pages:
        if source := _source(page, root):
            _sources.setdefault(source, []).append((language, page))
    for file in files:
        if isinstance(file, ConceptFile):
            _sources.setdefault(str(root / file.source), [])


def inputs(config: MkDocsConfig) -> dict[str, State]:
    """The state of every file that a site is made of: another one if it has been written."""
    found: dict[str, State] = {}
    for root in {config.docs_dir, config.config_file_path, *config.watch}:
        if Path(root).is_dir():
            inside = (entry for entry in entries(root, is_private) if not entry.is_dir())
            found.update((entry.path, state_of(entry)) for entry in inside)
        else:
            found[root] = state_of(root)
    return found


def changed(before: States, now: States) -> set[str]:
    """The files that are new, gone or written anew."""
    return {path for path in {*before, *now} if before.get(path) != now.get(path)}


def is_possible(paths: Collection[str]) -> bool:
    """Whether all that has changed are texts of pages that there have been before."""
    return bool(_languages) and all(path in _sources and Path(path).is_file() for path in paths)


def check() -> None:
    """Check all data and guides. Raises what a build raises for faulty ones; no page is touched."""
    config = next(iter(_languages.values())).config
    config.plugins.on_config(config)


def read(paths: Collection[str]) -> None:
    """Read the pages of some texts, which have been checked; note all pages that may change.

    Raises NotQuick, or what a build raises.
    """
    concepts = reworded()
    if concepts is None:
        raise NotQuick
    for path in paths:
        for language, page in _sources[path]:
            if not isinstance(page, GeneratedPage):
                _enter(language)
                _read(page, language)
                _stale[page.file.dest_uri] = _Stale(language, page, is_read=True)
    for language in _languages.values():
        showing = [page for page in language.pages if concepts and _shows(page, concepts)]
        for page in [*language.generated, *showing]:
            _stale[page.file.dest_uri] = _Stale(language, page, is_read=False)


def waiting() -> Iterator[str]:
    """The paths in the site of the pages that may be stale, as long as there are any."""
    while _stale:
        yield next(iter(_stale))


def renew(name: str, seen: States) -> bool:
    """Make a page anew if it may be stale; whether it was.

    It is left as it is if its text is not as it was `seen` when it was checked. Raises NotQuick, or
    what a build raises.
    """
    language, page, is_read = _stale.pop(name, (None, None, False))
    if language is None or page is None or _is_current(page):
        return False
    source = page.file.abs_src_path
    if not is_read and source and state_of(source) != seen.get(source):
        return False
    _enter(language)
    if not is_read:
        _read(page, language)
    _write(page, language)
    return True


def look_at_anchors() -> None:
    """Complain of links to places that pages do not have."""
    for language in _languages.values():
        level = language.config.validation.links.anchors
        for page in language.pages:
            page.validate_anchor_links(files=language.files, log_level=level)


def _source(page: Page, root: Path) -> str | None:
    """The file that a page is made of."""
    if isinstance(page, GeneratedPage):
        return str(root / page.source) if page.source else None
    return page.file.abs_src_path


def _shows(page: Page, concepts: Collection[str]) -> bool:
    """Whether a guide, as it was read last, shows what is said of some concepts."""
    prose = getattr(page, "prose", None)
    return prose is not None and not prose.shown.keys().isdisjoint(concepts)


def _enter(language: _Language) -> None:
    """Set the configuration to a language, as static-i18n does before it builds one."""
    plugin: Any = i18n(language.config)
    if plugin.current_language != language.code:
        plugin.current_language = language.code
        plugin.reconfigure_mkdocs_config(language.config)


def _is_current(page: Page) -> bool:
    return isinstance(page, GeneratedPage) and page.is_current


def _read(page: Page, language: _Language) -> None:
    """Read a page anew. Raises NotQuick if its title is new to others, or what it declares."""
    before = page.title, page.meta
    read_page(page, language.config, language.files)
    if before != (page.title, page.meta):
        raise NotQuick


def _write(page: Page, language: _Language) -> None:
    """Write a page into a file of its own: the one that is there may be that of a kept site."""
    Path(page.file.abs_dest_path).unlink(missing_ok=True)
    write_page(page, language.config, language.shown, language.nav, language.env)
