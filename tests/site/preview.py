"""A preview (`mkdocs serve`) in a process of its own, watched through what it says."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from queue import Empty, Queue
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.site.building import command, environment
from tests.site.document import Node, parse

PATIENCE = 30  # seconds until a preview that says nothing has failed; no test waits for it to pass
NOTICED = "Detected file changes"
REBUILT = "Reloading browsers"
_NOTICE = 3  # seconds; the preview looks at its files twice in each


class Preview:
    """A running preview of a project."""

    def __init__(self, folder: Path, process: subprocess.Popen[str], url: str) -> None:
        self.folder = folder
        self.url = url
        self._originals: dict[str, str | None] = {}
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, args=(process,), daemon=True)
        self._reader.start()

    def page(self, address: str) -> Node:
        """A page as it is served now."""
        return parse(self.file(address))

    def file(self, address: str) -> str:
        """What is served at an address now."""
        with urlopen(self.url + address, timeout=PATIENCE) as response:
            text: str = response.read().decode("utf-8")
        return text

    def text(self, address: str) -> str:
        """The text of a page as it is served now, without what the preview adds."""
        return self.page(address).one("article").text

    def warning(self, address: str) -> str:
        """What the preview shows on a page of the last build's faults."""
        return " ".join(node.text for node in self.page(address).select("[role=alert]"))

    def read(self, name: str) -> str:
        """The text of a file of the project."""
        return self._path(name).read_text(encoding="utf-8")

    def exists(self, address: str) -> bool:
        """Whether there is a page at an address now."""
        try:
            self.page(address)
        except HTTPError as answer:
            answer.close()
            return answer.code != HTTPStatus.NOT_FOUND
        return True

    def save(self, name: str, text: str) -> str:
        """Write a file, or add one; all that the preview says until it has rebuilt."""
        return self._write(name, text)

    def remove(self, name: str) -> str:
        """Remove a file; all that the preview says until it has rebuilt."""
        return self._write(name, None)

    def undo(self) -> None:
        """Give every file that was changed the text that it had; remove what was added.

        One after the other: of changes that are made at once, the preview may notice some later.
        """
        for name, text in self._originals.items():
            if self._text(name) != text:
                self._write(name, text)
        self._originals.clear()

    def _write(self, name: str, text: str | None) -> str:
        self._originals.setdefault(name, self._text(name))
        return self._after(partial(self._put, name, text))

    def _put(self, name: str, text: str | None) -> None:
        if text is None:
            self._path(name).unlink(missing_ok=True)
        else:
            self._path(name).write_text(text, encoding="utf-8")

    def _text(self, name: str) -> str | None:
        return self.read(name) if self._path(name).exists() else None

    def _path(self, name: str) -> Path:
        return self.folder / name

    def _after(self, change: Callable[[], object]) -> str:
        for _ in range(3):
            # A change made before the preview has first looked at its files would go unnoticed.
            change()
            if self._said(NOTICED, _NOTICE) is not None:
                break
        said = self._said(REBUILT, PATIENCE)
        assert said is not None, "the preview has not rebuilt"
        return said

    def starts(self) -> None:
        """Wait until the first build is served."""
        assert self._said("Serving on", PATIENCE) is not None, "the preview has not started"

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._lines.put(line)

    def _said(self, pattern: str, patience: float) -> str | None:
        """What is said up to a line that fits; None if nothing is said for too long."""
        said = ""
        while True:
            try:
                line = self._lines.get(timeout=patience)
            except Empty:
                return None
            said += line
            if re.search(pattern, line):
                return said


@contextmanager
def previewed(folder: Path, **variables: str) -> Iterator[Preview]:
    """A preview of a project, with variables of the environment, as long as the context lasts."""
    port = _free_port()
    process = subprocess.Popen(
        command("serve", "--dev-addr", f"127.0.0.1:{port}"),
        cwd=folder,
        env=environment(PYTHONUNBUFFERED="1", **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=_interruptible,
    )
    with process:
        preview = Preview(folder, process, f"http://127.0.0.1:{port}/leaf/")
        try:
            preview.starts()
            yield preview
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _interruptible() -> None:
    """A shell that runs the tests in the background has their processes ignore interrupts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
