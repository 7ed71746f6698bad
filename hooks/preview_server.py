"""MkDocs' own server, as far as a preview has to have its way with it.

It has no settings for any of this. All of its inner life that is used is used here.
"""

from __future__ import annotations

import os
import posixpath
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from preview_findings import log
from termbase.files import is_private

POLL = "POLL"  # the environment variable that has files looked at
_PAUSE = 0.01  # seconds without another change until a build begins: a command may write many files
# Written to the end, and not that a file has been read, for that is what a build does.
_SAVED = [FileCreatedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent]


def look_at_once(server: Any) -> None:
    """Have the system tell what is written; MkDocs looks at all files, twice a second.

    It stays so where the system cannot tell, or is asked not to: some file systems, such as those
    of a network or of a container's host, say nothing of what is written elsewhere.
    """
    server.build_delay = _PAUSE
    paths = list(server._watched_paths)
    if os.environ.get(POLL, "0") != "0" or not _can_watch(paths):
        return
    observer: Any = Observer()
    observer.schedule = partial(_schedule, observer.schedule)
    server.observer = observer
    server._watched_paths.clear()
    for path in paths:
        server.watch(path)


def is_saved(event: FileSystemEvent, root: str) -> bool:
    """Whether an event below a root is of a file that a site may be made of."""
    places = [os.path.relpath(os.fsdecode(path), root) for path in _paths(event)]
    return any(place == os.curdir or not _is_private(place) for place in places)


def has_more(server: Any, lull: float = 0) -> bool:
    """Whether a file has been saved since the build that is running began, or is within a lull."""
    with server._rebuild_cond:
        return bool(server._rebuild_cond.wait_for(lambda: server._want_rebuild, lull))


def show(server: Any, *, again: bool = False) -> None:
    """Let the requests through that wait for a build, and have browsers load their pages anew.

    They do so by themselves when the build returns; `again` tells them of something newer.
    """
    with server._epoch_cond:
        if again:
            server._wanted_epoch += 1
        server._visible_epoch = server._wanted_epoch
        server._epoch_cond.notify_all()


def file_of(server: Any, environ: Any) -> str:
    """The path in the site of the file that the server opens for a request."""
    path: str = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
    path += "index.html" if path.endswith("/") else ""
    return posixpath.normpath(f"/{path.removeprefix(server.mount_path)}").lstrip("/")


def is_news(environ: Any) -> bool:
    """Whether a request only waits for the next build."""
    return bool(environ["PATH_INFO"].startswith("/livereload/"))


class Turn:
    """A lock for requests and for the build, which takes it often: who comes is next."""

    def __init__(self) -> None:
        self._next = threading.Lock()
        self._alone = threading.Lock()

    def __enter__(self) -> None:
        with self._next:
            self._alone.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._alone.release()


class Answer:
    """What a server says to a request, held back until it is sure."""

    def __init__(self, serve: Callable[..., Iterable[bytes]], environ: Any) -> None:
        self._head: tuple[Any, ...] = ()
        self._body = serve(environ, self._begin)

    def _begin(self, *head: Any) -> None:
        self._head = head

    def give(self, start: Callable[..., object]) -> Iterable[bytes]:
        """Say it."""
        start(*self._head)
        return self._body

    def drop(self) -> None:
        """Close what has been opened for it."""
        close: Callable[[], object] | None = getattr(self._body, "close", None)
        if close is not None:
            close()


def _schedule(
    schedule: Callable[..., object], handler: Any, path: str, *, recursive: bool
) -> object:
    """Have a handler told of what is saved below a path."""
    tell = handler.on_any_event
    handler.on_any_event = lambda event: tell(event) if is_saved(event, path) else None
    return schedule(handler, path, recursive=recursive, event_filter=_SAVED)


def _paths(event: FileSystemEvent) -> Iterable[str | bytes]:
    return filter(None, (event.src_path, event.dest_path))


def _is_private(place: str) -> bool:
    return any(map(is_private, Path(place).parts))


def _can_watch(paths: Iterable[str]) -> bool:
    """Whether the system has enough to watch so many folders; it says so when it begins."""
    probe = Observer()
    try:
        for path in paths:
            probe.schedule(FileSystemEventHandler(), path, recursive=True)
        probe.start()
    except OSError as fault:
        log.info(f"files are looked at twice a second: {fault}")
        return False
    probe.stop()
    return True
