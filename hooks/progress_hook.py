"""Progress in MkDocs: a long build shows how many of a language's pages it has read and written."""

from __future__ import annotations

from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from i18n_plugin import i18n
from long_build import is_told
from termbase.progress import Progress

_state = {"preview": False}
_pages: list[Progress] = []  # of the language that is built


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview."""
    _state["preview"] = command == "serve"


@event_priority(-1000)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Begin to count, when all pages of a language are known: each is read, and then written."""
    plugin, pages = i18n(config), len(files.documentation_pages())
    shown = is_told(pages * len(plugin.build_languages), preview=_state["preview"])
    _pages[:] = [Progress(f"Pages, {plugin.current_language}", 2 * pages, shown=shown)]


@event_priority(-1000)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """A page has been read."""
    _advance()


@event_priority(-1000)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """A page has been written."""
    _advance()


def on_post_build(config: MkDocsConfig) -> None:
    """A language is done, before static-i18n begins the next."""
    _end()


def on_build_error(error: Exception) -> None:
    """Leave the bar's line to what is said of the fault."""
    _end()


def _advance() -> None:
    for progress in _pages:  # there is none where a preview builds single pages
        progress.advance()


def _end() -> None:
    while _pages:
        _pages.pop().close()
