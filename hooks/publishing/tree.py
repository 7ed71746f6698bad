"""The files of a built site, which may have many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path) -> Iterator[str]:
    """The files below a folder by their paths in it, with forward slashes, in no order."""
    start = len(os.path.join(folder, ""))  # noqa: PTH118 - quick
    for inside, _, names in os.walk(folder):
        before = f"{inside[start:].replace(os.sep, '/')}/".lstrip("/")
        found = (name for name in names if os.path.isfile(f"{inside}/{name}"))  # noqa: PTH113 - quick
        yield from (f"{before}{name}" for name in found)
