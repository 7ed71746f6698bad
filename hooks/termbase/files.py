"""Files as they are now: what tells, without reading a file, that it has been written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

State = tuple[int, ...]


def state_of(file: str | os.PathLike[str] | os.DirEntry[str]) -> State:
    """What is different when a file has been written; nothing at all if there is no file."""
    try:
        found = os.stat(file)  # noqa: PTH116 - an entry of a folder is no path, and this is quick
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def is_private(name: str) -> bool:
    """Whether a file or folder is what editors and Python keep for themselves."""
    return name.startswith(".") or name == "__pycache__"


def entries(
    folder: str, passed_over: Callable[[str], bool] = lambda name: False
) -> Iterator[os.DirEntry[str]]:
    """All files and folders below a folder, but for those whose names are passed over."""
    with os.scandir(folder) as found:
        for entry in found:
            if not passed_over(entry.name):
                yield entry
                if entry.is_dir():
                    yield from entries(entry.path, passed_over)
