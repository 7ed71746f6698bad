"""YAML text → plain data with the place of every key and value.

The parser's event stream is read instead of a loader's objects: events carry places, duplicate
keys stay visible, every scalar stays text (`no` is a language code, not false), and what a record
never needs (aliases, tags, deep nesting) is refused before it can do harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from termbase.problem import START, Place, Problem, error

try:
    _Loader: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml: the same events, ten times slower
    _Loader = yaml.SafeLoader

Data = str | list["Data"] | dict[str, "Data"]
Loc = tuple[str | int, ...]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 8
# What no text of a record needs: control characters but tab and line ends, the line ends that only
# YAML knows, bidirectional overrides, surrogates, non-characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_NULLS = {"", "~", "null", "Null", "NULL"}


class _Stop(Exception):
    """The rest of the text cannot be read; a problem says why."""


@dataclass
class Document:
    """A YAML file as data, and where each part of it stands.

    `keys` and `values` map a path such as `("en", "synonyms", 0, "term")` to the start of the key
    and to the span (start, end) of the value, in characters of `text`.
    """

    path: str
    text: str = ""
    data: Data = ""
    keys: dict[Loc, int] = field(default_factory=dict)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, loc: Loc = (), *, key: bool = False) -> Place:
        """Where the value (or the key) at `loc` starts; for what is missing, where its parent does."""
        if key and loc in self.keys:
            return self._place(self.keys[loc])
        while loc not in self.values:
            if not loc:
                return START
            loc = loc[:-1]
        return self._place(self.values[loc][0])

    def place_of(self, loc: Loc, words: str) -> Place:
        """Where `words` first stand inside the value at `loc`, however its lines are broken."""
        span = self.values.get(loc)
        if span is None:
            return self.place(loc)
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = re.compile(pattern).search(self.text, *span) if pattern else None
        return self._place(found.start()) if found else self.place(loc)

    def _place(self, index: int) -> Place:
        return place_at(self.text, index)


def place_at(text: str, index: int) -> Place:
    """The line and column of a character of `text`."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def read(root: Path, path: Path) -> Document:
    """Read one YAML file under `root`; what is wrong with it is in the document's problems."""
    name = path.relative_to(root).as_posix()
    document = Document(name)
    text = _decoded(path, document.problems.append, name)
    return parse(name, text) if text is not None else document


def parse(name: str, text: str) -> Document:
    """Read YAML text; never raises for bad input, the document's problems say what is wrong."""
    document = Document(name, text)
    bad = list(_control_characters(name, text))
    if bad:
        document.problems.extend(bad)
        return document
    try:
        _Reader(document).read()
    except _Stop:
        pass
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else START
        what = ", ".join(part for part in (fault.context, fault.problem) if part)
        document.problems.append(error(name, place, "yaml-syntax", f"not readable as YAML: {what}"))
    return document


def _decoded(path: Path, report: Callable[[Problem], None], name: str) -> str | None:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            hint = f"a file may have at most {MAX_BYTES // 1024} KiB"
            report(error(name, START, "file-too-large", f"the file has {size} bytes", hint))
            return None
        raw = path.read_bytes()
    except OSError as fault:
        report(error(name, START, "unreadable-file", f"cannot be read: {fault.strerror}"))
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = "save the file as UTF-8 without it"
        report(error(name, START, "byte-order-mark", "starts with a byte order mark", hint))
        return None
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8")
        message = f"byte 0x{raw[fault.start]:02X} is not UTF-8"
        hint = "save the file with the encoding UTF-8"
        report(error(name, place_at(before, len(before)), "not-utf8", message, hint))
        return None


def _control_characters(name: str, text: str) -> Iterator[Problem]:
    for found in _CONTROL.finditer(text):
        message = f"character U+{ord(found.group()):04X} is not allowed"
        yield error(name, place_at(text, found.start()), "control-character", message, "delete it")


class _Reader:
    """Builds a document's data from the parser's events, without recursion."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.documents = 0
        self.stack: list[_Open] = []

    def read(self) -> None:
        for event in yaml.parse(self.document.text, Loader=_Loader):
            match event:
                case yaml.DocumentStartEvent():
                    self._document(event)
                case yaml.AliasEvent():
                    self._stop(event, "yaml-alias", "aliases are not allowed", "write the value out")
                case yaml.ScalarEvent():
                    self._refuse_tag(event)
                    plain_null = event.style is None and event.value in _NULLS
                    self._value(event, "" if plain_null else event.value, event.end_mark.index)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close(event)
        if not self.documents:
            self._report(START, "empty-file", "the file is empty")

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(event, "yaml-documents", "a second document begins", "one file, one document")

    def _open(self, event: Any) -> None:
        self._refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            self._stop(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep")
        value: Data = {} if isinstance(event, yaml.MappingStartEvent) else []
        loc = self._value(event, value, event.end_mark.index)
        self.stack.append(_Open(value, loc))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.loc in self.document.values:
            start, _ = self.document.values[done.loc]
            self.document.values[done.loc] = (start, event.end_mark.index)

    def _value(self, event: Any, value: Data, end: int) -> Loc:
        """Put a value where it belongs and return its path."""
        start = event.start_mark.index
        if not self.stack:
            self.document.data = value
            self.document.values[()] = (start, end)
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            loc = (*parent.loc, len(parent.value))
            parent.value.append(value)
        elif isinstance(parent.value, dict) and parent.key is None:
            return self._key(parent, event, value)
        else:
            assert isinstance(parent.value, dict) and parent.key is not None
            loc, key, parent.key = (*parent.loc, parent.key), parent.key, None
            if parent.ignored:
                return (*parent.loc, "")
            parent.value[key] = value
        self.document.values[loc] = (start, end)
        return loc

    def _key(self, parent: _Open, event: Any, value: Data) -> Loc:
        if not isinstance(value, str):
            self._stop(event, "wrong-type", "a key must be a word")
        assert isinstance(value, str) and isinstance(parent.value, dict)
        loc = (*parent.loc, value)
        parent.key, parent.ignored = value, value in parent.value
        if parent.ignored:
            first = place_at(self.document.text, self.document.keys[loc]).line
            message = f"“{value}” is given a second time"
            self._report(_mark(event), "duplicate-key", message, f"the first is in line {first}")
        else:
            self.document.keys[loc] = event.start_mark.index
        return loc

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            self._stop(event, "yaml-tag", f"the tag “{event.tag}” is not allowed", "remove it")

    def _stop(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._report(_mark(event), rule, message, hint)
        raise _Stop

    def _report(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        self.document.problems.append(error(self.document.path, place, rule, message, hint))


@dataclass
class _Open:
    """A mapping or sequence whose end has not come yet."""

    value: Data
    loc: Loc
    key: str | None = None
    ignored: bool = False


def _mark(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
