"""How far a long build has got with the pages of a language."""

from __future__ import annotations

import logging

from mkdocs.plugins import get_plugin_logger

from termbase.progress import Progress

log = get_plugin_logger("progress")

_LONG = 500  # pages from which on a build takes many seconds
_pages: list[Progress] = []  # of the language that is built


def is_told(pages: int, *, preview: bool) -> bool:
    """Whether a build of so many pages does: no preview, and none that is told to be quiet."""
    return pages >= _LONG and not preview and log.isEnabledFor(logging.INFO)


def begin(label: str, steps: int, *, shown: bool) -> None:
    """Begin to count the steps of a language's pages."""
    _pages[:] = [Progress(label, steps, shown=shown)]


def advance() -> None:
    """A page has been read or written."""
    for progress in _pages:  # there is none where a preview builds single pages
        progress.advance()


def end() -> None:
    """The pages are done, or the build has failed."""
    while _pages:
        _pages.pop().close()
