"""A preview's build of what has changed, and of nothing else.

MkDocs builds all pages whenever a file is saved. Here what the last whole build has made — files,
navigation, templates, pages — is kept for each language. When nothing but texts has been saved, all
is checked as always; then those pages are read and written anew whose sources or generated content
are no longer what they were. Whatever has a bearing on other pages, such as a title, asks for a
whole build; so the site is what a whole build would make of it, byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generated_page import GeneratedPage
from i18n_plugin import i18n
from opened_project import reworded

log = get_plugin_logger("preview")

State = dict[Path, tuple[int, ...]]


@dataclass(frozen=True)
class _Language:
    """What a whole build has made of one language."""

    code: str
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    @property
    def pages(self) -> Iterator[Page]:
        """All pages that a preview shows."""
        for file in self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            if file.page is not None:
                yield file.page


_languages: dict[str, _Language] = {}


def begin() -> None:
    """Forget everything: a whole build begins."""
    _languages.clear()


def keep(config: MkDocsConfig, files: Files, nav: Navigation, env: Environment) -> None:
    """Keep what a whole build has made of the current language; its pages have been read."""
    code = i18n(config).current_language
    _languages[code] = _Language(code, config, files, nav, env)


def inputs(config: MkDocsConfig) -> State:
    """The state of every file that a site is made of: another one if it has been written."""
    found: State = {}
    for root in {config.docs_dir, config.config_file_path, *config.watch}:
        found.update(_states(root) if Path(root).is_dir() else [(Path(root), _state(Path(root)))])
    return found


def changed(before: State, now: State) -> set[Path]:
    """The files that are new, gone or written anew."""
    return {path for path in {*before, *now} if before.get(path) != now.get(path)}


def is_possible(paths: Collection[Path]) -> bool:
    """Whether all that has changed are texts of pages that there have been before."""
    known = {*_sources()}
    return bool(_languages) and all(path in known and path.is_file() for path in paths)


def check() -> None:
    """Check all data and guides. Raises what a build raises for faulty ones; no page is touched.

    After a fault in data, what the pages are made of is no longer known; a whole build comes next.
    """
    config = next(iter(_languages.values())).config
    try:
        config.plugins.on_config(config)
    except Exception:
        if reworded() != frozenset():
            begin()
        raise


def build(paths: Collection[Path]) -> list[str] | None:
    """Build the pages that change with some texts, which have been checked.

    Returns the paths of the pages in the site, or None if a whole build is needed.
    """
    try:
        return _build({os.fspath(path) for path in paths})
    except Exception as fault:
        log.debug(f"a whole build has to say what is wrong: {fault}")
        begin()
        return None


def _build(sources: Collection[str]) -> list[str] | None:
    concepts = reworded()
    if concepts is None:
        return None
    stale: list[tuple[_Language, Page]] = []
    for language in _languages.values():
        _enter(language)
        pages = [
            page
            for page in language.pages
            if page.file.abs_src_path in sources or _shows(page, concepts)
        ]
        if not all(_read(page, language) for page in pages):
            return None
        # After the guides: concepts say which guides use them.
        others = [p for p in language.pages if isinstance(p, GeneratedPage) and not p.is_current]
        if not all(_read(page, language) for page in others):
            return None
        stale += [(language, page) for page in [*pages, *others]]
    for language, page in stale:
        _enter(language)
        _write(page, language)
    for language in _languages.values():
        for page in language.pages:
            page.validate_anchor_links(
                files=language.files, log_level=language.config.validation.links.anchors
            )
    return [page.file.dest_uri for _, page in stale]


def _sources() -> Iterator[Path]:
    """The files that pages are made of, one for each."""
    for language in _languages.values():
        root = Path(language.config.config_file_path).parent
        for page in language.pages:
            if page.file.abs_src_path:
                yield Path(page.file.abs_src_path)
            elif isinstance(page, GeneratedPage) and page.source:
                yield root / page.source


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


def _read(page: Page, language: _Language) -> bool:
    """Read a page anew; whether it is the same to all others: by its title and what it declares."""
    before = page.title, page.meta
    mkdocs_build._populate_page(page, language.config, language.files)
    return before == (page.title, page.meta) or not _is_seen(page)


def _is_seen(page: Page) -> bool:
    """Whether other pages show a page's title or follow what it declares: all but concepts do."""
    if not isinstance(page, GeneratedPage):
        return True
    siblings: Iterable[object] = getattr(page.parent, "children", ())
    return page.parent is None or any(sibling is page for sibling in siblings)


def _write(page: Page, language: _Language) -> None:
    """Write a page into a file of its own: the one that is there may be that of a kept site."""
    Path(page.file.abs_dest_path).unlink(missing_ok=True)
    pages = language.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
    mkdocs_build._build_page(
        page,
        language.config,
        pages,
        language.nav,
        language.env,
        excluded=page.file.inclusion.is_excluded(),  # type: ignore[no-untyped-call]
    )


def _states(root: str) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """The files of a folder, or a file itself, each with what is different when it is written."""
    with os.scandir(root) as entries:
        for entry in entries:
            if _is_passed_over(entry.name):
                continue
            if entry.is_dir():
                yield from _states(entry.path)
            else:
                yield Path(entry.path), _state(entry)


def _is_passed_over(name: str) -> bool:
    """What editors and Python keep for themselves."""
    return name.startswith(".") or name == "__pycache__"


def _state(file: os.DirEntry[str] | Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:  # gone in the meantime
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
