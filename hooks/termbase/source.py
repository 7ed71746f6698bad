"""Files → documents: their texts with all that is wrong with them, and YAML as plain data."""

from __future__ import annotations

import re
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from termbase.problem import START, Place, Problem, error
from termbase.remember import forget
from termbase.yaml_data import CONTROL, sound
from termbase.yaml_data import MAX_DEPTH as MAX_DEPTH
from termbase.yaml_data import Data as Data
from termbase.yaml_data import Loc as Loc
from termbase.yaml_places import Places, Reader
from termbase.yaml_places import place_at as place_at

MAX_BYTES = 256 * 1024
# Git's marks of two versions side by side; no record has such a thing at the start of a line.
_CONFLICT_MARKS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_CONFLICT = re.compile("^(?:<{7}|[|]{7}|={7}|>{7})(?= |$)", re.MULTILINE)


@dataclass
class Document:
    """A YAML file as data, and where each part of it stands.

    All line ends of `text` are line feeds; `data` is empty if the text cannot be read to its end.
    `places` is None for YAML without a fault until somebody asks where anything stands in it.
    """

    path: str
    text: str = ""
    data: Data = ""
    problems: list[Problem] = field(default_factory=list)
    places: Places | None = field(default_factory=Places, repr=False, compare=False)

    @property
    def keys(self) -> dict[Loc, int]:
        """Where each key starts, in characters of `text`.

        A key is known by its path, such as `(code, "synonyms", 0, "term")`.
        """
        return self._known_places().keys

    @property
    def values(self) -> dict[Loc, tuple[int, int]]:
        """Where the value at each path starts and ends."""
        return self._known_places().values

    def _known_places(self) -> Places:
        if self.places is None:
            self.places = Reader(self.path, self.text).places
        return self.places

    def let_go(self) -> None:
        """Keep the path, and neither the text nor what has been made of it."""
        forget(self)
        self.text, self.data, self.places = "", "", None

    def place(self, loc: Loc = (), *, key: bool = False) -> Place:
        """Where the value (or the key) at `loc` starts; what is missing is where its parent is."""
        if key and loc in self.keys:
            return self.place_at(self.keys[loc])
        while loc not in self.values:
            if not loc:
                return START
            loc = loc[:-1]
        return self.place_at(self.values[loc][0])

    def place_of(self, loc: Loc, words: str, after: str = "") -> Place:
        """Where `words` first stand inside the value at `loc`, however its lines are broken.

        They stand there as wholes, not as a part of a word or an id; `after` is what precedes them.
        """
        span = self.values.get(loc)
        if span is None:
            return self.place(loc)
        before = re.escape(after) or r"(?<![\w-])"
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = re.compile(rf"{before}({pattern})(?![\w-])").search(self.text, *span)
        return self.place_at(found.start(1)) if found else self.place(loc)

    def place_at(self, index: int) -> Place:
        """The line and column of a character of the text."""
        line = bisect_left(self._line_ends, index)
        before = self._line_ends[line - 1] if line else -1
        return Place(line + 1, index - before)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [end.start() for end in re.finditer("\n", self.text)]


def read(root: Path, path: Path) -> Document:
    """Read one YAML file under `root`; what is wrong with it is in the document's problems."""
    document = read_text(root, path, "a record")
    return document if document.problems else _parsed(document)


def read_text(root: Path, path: Path, what: str) -> Document:
    """Read a text file under `root`, of whatever format; a finding calls it `what`."""
    name = path.relative_to(root).as_posix()
    unread = Document(name)
    text = _decoded(path, name, what, unread.problems.append)
    return unread if text is None else _checked(name, text)


def parse(name: str, text: str) -> Document:
    """Read YAML text; never raises for bad input, the document's problems say what is wrong."""
    document = _checked(name, text)
    return document if document.problems else _parsed(document)


def _checked(name: str, text: str) -> Document:
    document = Document(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    document.problems.extend(_control_characters(document))
    document.problems.extend(_conflict_markers(document))
    return document


def _parsed(document: Document) -> Document:
    data = sound(document.text)
    if data is not None:
        document.data, document.places = data, None
        return document
    reader = Reader(document.path, document.text)
    document.data, document.places = reader.data, reader.places
    document.problems.extend(reader.problems)
    return document


def _decoded(path: Path, name: str, what: str, report: Callable[[Problem], None]) -> str | None:
    try:
        raw = _bytes(path)
    except OSError as fault:
        hint = f"{what} is a plain file that everybody may read"
        message = f"cannot be read: {fault.strerror or fault}"
        report(error(name, START, "unreadable-file", message, hint))
        return None
    if len(raw) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024} KiB"
        report(error(name, START, "file-too-large", message, "shorten it"))
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = "save the file as UTF-8 without it"
        report(error(name, START, "byte-order-mark", "starts with a byte order mark", hint))
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8")
        message = f"byte 0x{raw[fault.start]:02X} is not UTF-8"
        hint = "save the file with the encoding UTF-8"
        report(error(name, place_at(before, len(before)), "not-utf8", message, hint))
        return None


def _bytes(path: Path) -> bytes:
    """The content, or a little more than may be: a device or a pipe would have no end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("not a plain file")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _control_characters(document: Document) -> Iterator[Problem]:
    for found in CONTROL.finditer(document.text):
        message = f"character U+{ord(found.group()):04X} is not allowed"
        place = document.place_at(found.start())
        yield error(document.path, place, "control-character", message, "delete it")


def _conflict_markers(document: Document) -> Iterator[Problem]:
    has_any = any(mark in document.text for mark in _CONFLICT_MARKS)
    for found in _CONFLICT.finditer(document.text) if has_any else ():
        message = f"“{found.group()}” marks a merge conflict"
        place = document.place_at(found.start())
        hint = "keep one of the two versions, and delete the marks"
        yield error(document.path, place, "merge-conflict", message, hint)
