"""Which builds show how far they have got."""

from __future__ import annotations

import logging

from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("progress")

_LONG = 500  # pages from which on a build takes many seconds


def is_told(pages: int, *, preview: bool) -> bool:
    """Whether a build of so many pages does: no preview, and none that is told to be quiet."""
    return pages >= _LONG and not preview and log.isEnabledFor(logging.INFO)
