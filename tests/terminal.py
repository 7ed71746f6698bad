"""A terminal of a test's own, to which a command writes as to that of a person."""

from __future__ import annotations

import os
import pty
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO


@dataclass
class Terminal:
    """A file that is a terminal, and, once it is closed, all that has been written to it."""

    file: TextIO
    text: str = ""

    def read(self, reader: int) -> None:
        """Take what comes until nobody writes any more: a terminal holds some thousand bytes."""
        try:
            while some := os.read(reader, 4096):
                self.text += some.decode("utf-8", "replace")
        except OSError:  # how Linux says so
            pass
        os.close(reader)


@contextmanager
def terminal() -> Iterator[Terminal]:
    """A terminal, which is closed at the end."""
    reader, writer = pty.openpty()
    found = Terminal(os.fdopen(writer, "w", encoding="utf-8"))
    thread = threading.Thread(target=found.read, args=(reader,))
    thread.start()
    try:
        yield found
    finally:
        found.file.close()
        thread.join()
