"""YAML text → plain data with the place of every key and value.

The parser's event stream is read instead of a loader's objects: events carry places, duplicate
keys stay visible, every scalar stays text (`no` is a language code, not false), and what a record
never needs (aliases, tags, deep nesting) is refused before it can do harm.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
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
# Git's marks of two versions side by side; no record has such a thing at the start of a line.
_CONFLICT = re.compile("^(?:<{7}|[|]{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_NULLS = {"", "~", "null", "Null", "NULL"}


class _Stop(Exception):  # noqa: N818 - a signal of this module, not an error
    """The rest of the text cannot be read; a problem says why."""


@dataclass
class Document:
    """A YAML file as data, and where each part of it stands.

    `keys` and `values` map a path such as `(code, "synonyms", 0, "term")` to the start of the key
    and to the span (start, end) of the value, in characters of `text`. All line ends of `text` are
    line feeds; `data` is empty if the text cannot be read to its end.
    """

    path: str
    text: str = ""
    data: Data = ""
    keys: dict[Loc, int] = field(default_factory=dict)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

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


def place_at(text: str, index: int) -> Place:
    """The line and column of a character of `text`."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


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
    try:
        _Reader(document).read()
    except _Stop:
        document.data = ""
    except yaml.MarkedYAMLError as fault:
        document.data = ""
        document.problems.append(_syntax(document, fault))
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
    for found in _CONTROL.finditer(document.text):
        message = f"character U+{ord(found.group()):04X} is not allowed"
        place = document.place_at(found.start())
        yield error(document.path, place, "control-character", message, "delete it")


def _conflict_markers(document: Document) -> Iterator[Problem]:
    for found in _CONFLICT.finditer(document.text):
        message = f"“{found.group()}” marks a merge conflict"
        place = document.place_at(found.start())
        hint = "keep one of the two versions, and delete the marks"
        yield error(document.path, place, "merge-conflict", message, hint)


def _syntax(document: Document, fault: yaml.MarkedYAMLError) -> Problem:
    """The parser's complaint, where a writer looks for it.

    The parser notices what was never closed only where the text ends; the start is of more use.
    """
    unclosed = fault.problem in _UNCLOSED and fault.context_mark
    mark = unclosed or fault.problem_mark or fault.context_mark
    place = document.place_at(mark.index) if mark else START
    what = ", ".join(part for part in (fault.context, fault.problem) if part)
    opened = fault.context_mark.line + 1 if fault.context_mark else 1
    hint = _SYNTAX_HINTS.get(fault.problem or "", "").format(line=opened)
    return error(document.path, place, "yaml-syntax", f"not readable as YAML: {what}", hint)


_UNCLOSED = {"found unexpected end of stream", "could not find expected ':'"}
_QUOTE = "put text with special characters in quotes"
_SYNTAX_HINTS = {
    "found unexpected end of stream": "close the quote",
    "did not find expected ',' or ']'": "close the bracket of line {line}, or put a comma",
    "did not find expected ',' or '}'": "close the brace of line {line}, or put a comma",
    "could not find expected ':'": "a line is “key: value”; indent text that goes on",
    "mapping values are not allowed in this context": "put text with “: ” in it in quotes",
    "did not find expected key": "indent keys of one level alike; put quoted words inside quotes",
    "found character that cannot start any token": f"indent with spaces, not tabs; {_QUOTE}",
    "did not find expected alphabetic or numeric character": _QUOTE,
}


class _Reader:
    """Builds a document's data from the parser's events, without recursion.

    All files of a glossary go through here, so an event takes few calls.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.documents = 0
        self.stack: list[_Open] = []

    def read(self) -> None:
        steps = {
            yaml.DocumentStartEvent: self._document,
            yaml.AliasEvent: self._alias,
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceStartEvent: self._sequence,
            yaml.SequenceEndEvent: self._close,
        }
        parser = _Loader(self.document.text)
        while (event := parser.get_event()) is not None:
            if step := steps.get(type(event)):
                step(event)
        if self.document.data == "":
            self._report(START, "empty-file", "the file is empty", "fill it, or delete it")

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                event, "yaml-documents", "a second document begins", "one file, one document"
            )

    def _alias(self, event: Any) -> None:
        self._stop(event, "yaml-alias", "aliases are not allowed", "write the value out")

    def _scalar(self, event: Any) -> None:
        self._refuse(event)
        value, style = event.value, event.style
        hidden = _CONTROL.search(value) if style == '"' else None  # as "\0"
        if hidden:
            message = f"character U+{ord(hidden.group()):04X} is not allowed"
            self._stop(event, "control-character", message, "delete it")
        is_nothing = not style and value in _NULLS and self._is_within()
        self._value(event, "" if is_nothing else value)

    def _mapping(self, event: Any) -> None:
        self._open(event, {})

    def _sequence(self, event: Any) -> None:
        self._open(event, [])

    def _open(self, event: Any, value: Data) -> None:
        self._refuse(event)
        if len(self.stack) >= MAX_DEPTH:
            hint = "no record needs it"
            self._stop(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep", hint)
        self.stack.append(_Open(value, self._value(event, value)))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.loc in self.document.values:
            start, _ = self.document.values[done.loc]
            self.document.values[done.loc] = (start, event.end_mark.index)

    def _is_within(self) -> bool:
        """Whether a value comes next, and no key: there, YAML's words for nothing are nothing."""
        parent = self.stack[-1] if self.stack else None
        return parent is not None and (parent.key is not None or isinstance(parent.value, list))

    def _value(self, event: Any, value: Data) -> Loc:
        """Put a value where it belongs and return its path."""
        if not self.stack:
            self.document.data = value
            loc: Loc = ()
        else:
            parent = self.stack[-1]
            if isinstance(parent.value, list):
                loc = (*parent.loc, len(parent.value))
                parent.value.append(value)
            elif parent.key is None:
                return self._key(parent, event, value)
            else:
                assert isinstance(parent.value, dict)
                loc, key, parent.key = (*parent.loc, parent.key), parent.key, None
                if parent.ignored:
                    return (*parent.loc, -1)  # no place of the data
                parent.value[key] = value
        self.document.values[loc] = event.start_mark.index, event.end_mark.index
        return loc

    def _key(self, parent: _Open, event: Any, value: Data) -> Loc:
        if not isinstance(value, str):
            self._stop(event, "wrong-type", "a key must be a word", "put it in quotes")
        assert isinstance(value, str) and isinstance(parent.value, dict)
        loc = (*parent.loc, value)
        parent.key, parent.ignored = value, value in parent.value
        if parent.ignored:
            first = self.document.place(loc, key=True).line
            message, hint = f"“{value}” is given a second time", f"the first is in line {first}"
            self._report(self._start(event), "duplicate-key", message, hint)
        else:
            self.document.keys[loc] = event.start_mark.index
        return loc

    def _refuse(self, event: Any) -> None:
        if event.tag is not None:
            hint = "put text that begins with “!” in quotes"
            self._stop(event, "yaml-tag", f"the tag “{event.tag}” is not allowed", hint)
        if event.anchor is not None:
            hint = "put text that begins with “&” in quotes"
            self._stop(event, "yaml-alias", f"the anchor “&{event.anchor}” is not allowed", hint)

    def _start(self, event: Any) -> Place:
        return self.document.place_at(event.start_mark.index)

    def _stop(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._report(self._start(event), rule, message, hint)
        raise _Stop

    def _report(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        self.document.problems.append(error(self.document.path, place, rule, message, hint))


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    value: Data
    loc: Loc
    key: str | None = None
    ignored: bool = False
