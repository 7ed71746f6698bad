"""A folder that is whole or not there: made aside, then put in the place of the last one.

At every moment the published folder is either the last complete one or the new complete one. Where
the system can exchange two names in one step (`renameat2` with RENAME_EXCHANGE, Linux 3.15), there
is no moment without it; elsewhere the old one is renamed first, and a run that was killed between
the two renames is mended by the next.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def publish(target: Path, make: Callable[[Path], None]) -> None:
    """Make a folder by `make(path)` and put it at `target`, if it succeeds; else change nothing.

    One run at a time; another one waits. What a killed run has left behind is cleared away.
    Raises OSError where the disk refuses, and whatever `make` raises; `target` is as it was then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    new, old = (target.with_name(f".{target.name}.{part}") for part in ("new", "old"))
    with _alone(target.with_name(f".{target.name}.lock")):
        _recover(target, new, old)
        try:
            make(new)
            _swap(target, new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)


def refusal(fault: OSError, target: Path) -> str:
    """A line on what the disk has refused while a folder was to be made."""
    where = f"{fault.filename}: " if fault.filename else ""
    kept = f"; the last good {target.name} is untouched" if target.exists() else ""
    return f"{where}{fault.strerror or fault}{kept}"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a lock file; the system lets go of it when the process ends, however it ends."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo(f"waiting for another build of {lock.parent.name}/", err=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _recover(target: Path, new: Path, old: Path) -> None:
    """Clear away what a killed run has left; it may have been killed between two renames."""
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


def _swap(target: Path, new: Path, old: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif not _exchange(target, new):
        target.rename(old)
        new.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; whether the system and the file system can do that."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(fault, os.strerror(fault), str(one))
