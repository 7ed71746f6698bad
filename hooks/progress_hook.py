"""Progress in MkDocs: a long build shows how many of a language's pages it has read and written."""

from __future__ import annotations

from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from concept_pages import ConceptFile
from i18n_plugin import i18n
from long_build import advance, begin, end, is_told
from part_build import left_out

_state = {"preview": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview."""
    _state["preview"] = command == "serve"


@event_priority(-1000)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Begin to count, when all pages of a language are known.

    Each is read, and then written; those of concepts are only written. Where a part of the site is
    built, others write some of them.
    """
    plugin, pages = i18n(config), len(files.documentation_pages())
    concepts = sum(_is_page(file) for file in files) - pages
    whole = (pages + concepts) * len(plugin.build_languages)
    shown = is_told(whole, preview=_state["preview"])
    others = sum(_is_page(file) for file in left_out(files, config))
    begin(f"Pages, {plugin.current_language}", 2 * pages + concepts - others, shown=shown)


def _is_page(file: File) -> bool:
    return file.is_documentation_page() or isinstance(file, ConceptFile)


@event_priority(-1000)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """A page has been read."""
    advance()


@event_priority(-1000)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    """A page has been written."""
    advance()


def on_post_build(config: MkDocsConfig) -> None:
    """A language is done, before static-i18n begins the next."""
    end()


def on_build_error(error: Exception) -> None:
    """Leave the bar's line to what is said of the fault."""
    end()
