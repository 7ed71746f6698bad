"""How long it takes from saving a file to the new page, in previews that really run.

The time on the clock, for that is what a writer waits; medians, one preview after the other.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 300  # seconds until a page that does not come has failed
_NOTICED = 10  # seconds in which a save shows, if it has been noticed
_REST = 0.3  # seconds between two saves, at least: nobody saves while the page is built
_MORE = 0.5  # seconds, of which a part is added: some previews look at their files at intervals
_GOLDEN = 0.618  # its multiples leave parts that lie evenly, in no order


class NotServed(Exception):  # noqa: N818 - it is not an error of this program
    """A page did not come."""


class Preview:
    """A preview of a folder that answers on a port."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self._port = port
        self._count = 0

    def wait(self, address: str, words: str = "", patience: float = PATIENCE) -> None:
        """Wait until a page is served that has some words in it. Raises NotServed."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                with urlopen(f"http://127.0.0.1:{self._port}/{address}", timeout=60) as answer:
                    if words in answer.read().decode("utf-8", "replace"):
                        return
            except (URLError, HTTPException, ConnectionError, TimeoutError):
                pass  # not there yet, or written anew at this moment
            time.sleep(0.005)
        raise NotServed(f"{address} does not say “{words}”")

    def watches(self, name: str, old: str, address: str) -> None:
        """Wait until a save is noticed: some previews serve before they watch their files.

        Raises NotServed.
        """
        self.wait(address)
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        for turn in range(PATIENCE // _NOTICED):
            mark = f"noticed{turn}"
            path.write_text(text.replace(old, f"{old} {mark}", 1), encoding="utf-8")
            try:
                self.wait(address, mark, _NOTICED)
            except NotServed:
                continue
            path.write_text(text, encoding="utf-8")
            time.sleep(_REST)
            return
        raise NotServed(f"{address} does not say “{mark}”")

    def saved(self, name: str, old: str, address: str, other: str = "", runs: int = 3) -> float:
        """Seconds from saving a file, with words after `old`, to the page that has them.

        `other` is a file that is saved just before, with a remark at its end.
        """
        path = self.folder / name
        text, times = path.read_text(encoding="utf-8"), []
        for _ in range(runs):
            self._count += 1
            mark = f"saved{self._count}"
            start = time.monotonic()
            if other:
                with (self.folder / other).open("a", encoding="utf-8") as file:
                    file.write(f"# {mark}\n")
            path.write_text(text.replace(old, f"{old} {mark}", 1), encoding="utf-8")
            self.wait(address, mark)
            times.append(time.monotonic() - start)
            time.sleep(_REST + _MORE * (self._count * _GOLDEN % 1))
        return median(times)


@contextmanager
def previewing(
    folder: Path, command: list[str], port: int, settings: Mapping[str, str]
) -> Iterator[Preview]:
    """A preview in a process of its own, as long as the context lasts."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Preview(folder, port)
        finally:
            process.kill()
