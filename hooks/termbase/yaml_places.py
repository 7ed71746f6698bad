"""YAML text → plain data, the place of every key and value, and all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from termbase.problem import START, Place, Problem, error
from termbase.yaml_data import CONTROL, MAX_DEPTH, NULLS, Data, Loader, Loc, Stop


@dataclass
class Places:
    """Where things stand in a text, by their paths: the starts of keys, the spans of values."""

    keys: dict[Loc, int] = field(default_factory=dict)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)


def place_at(text: str, index: int) -> Place:
    """The line and column of a character of `text`."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class Reader:
    """Reads a text to its end or its first grave fault, without recursion.

    `data` is empty if it could not be read to its end.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.data: Data = ""
        self.places = Places()
        self.problems: list[Problem] = []
        self._documents = 0
        self._stack: list[_Open] = []
        try:
            self._read()
        except Stop:
            self.data = ""
        except yaml.MarkedYAMLError as fault:
            self.data = ""
            self.problems.append(_syntax(path, text, fault))

    def _read(self) -> None:
        steps = {
            yaml.DocumentStartEvent: self._document,
            yaml.AliasEvent: self._alias,
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceStartEvent: self._sequence,
            yaml.SequenceEndEvent: self._close,
        }
        parser = Loader(self.text)
        while (event := parser.get_event()) is not None:
            if step := steps.get(type(event)):
                step(event)
        if self.data == "":
            self._report(START, "empty-file", "the file is empty", "fill it, or delete it")

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(
                event, "yaml-documents", "a second document begins", "one file, one document"
            )

    def _alias(self, event: Any) -> None:
        self._stop(event, "yaml-alias", "aliases are not allowed", "write the value out")

    def _scalar(self, event: Any) -> None:
        self._refuse(event)
        value, style = event.value, event.style
        hidden = CONTROL.search(value) if style == '"' else None  # as "\0"
        if hidden:
            message = f"character U+{ord(hidden.group()):04X} is not allowed"
            self._stop(event, "control-character", message, "delete it")
        is_nothing = not style and value in NULLS and self._is_within()
        self._value(event, "" if is_nothing else value)

    def _mapping(self, event: Any) -> None:
        self._open(event, {})

    def _sequence(self, event: Any) -> None:
        self._open(event, [])

    def _open(self, event: Any, value: Data) -> None:
        self._refuse(event)
        if len(self._stack) >= MAX_DEPTH:
            hint = "no record needs it"
            self._stop(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep", hint)
        self._stack.append(_Open(value, self._value(event, value)))

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        if done.loc in self.places.values:
            start, _ = self.places.values[done.loc]
            self.places.values[done.loc] = (start, event.end_mark.index)

    def _is_within(self) -> bool:
        """Whether a value comes next, and no key: there, YAML's words for nothing are nothing."""
        parent = self._stack[-1] if self._stack else None
        return parent is not None and (parent.key is not None or isinstance(parent.value, list))

    def _value(self, event: Any, value: Data) -> Loc:
        """Put a value where it belongs and return its path."""
        if not self._stack:
            self.data = value
            loc: Loc = ()
        else:
            parent = self._stack[-1]
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
        self.places.values[loc] = event.start_mark.index, event.end_mark.index
        return loc

    def _key(self, parent: _Open, event: Any, value: Data) -> Loc:
        if not isinstance(value, str):
            self._stop(event, "wrong-type", "a key must be a word", "put it in quotes")
        assert isinstance(value, str) and isinstance(parent.value, dict)
        loc = (*parent.loc, value)
        parent.key, parent.ignored = value, value in parent.value
        if parent.ignored:
            first = place_at(self.text, self.places.keys[loc]).line
            message, hint = f"“{value}” is given a second time", f"the first is in line {first}"
            self._report(self._start(event), "duplicate-key", message, hint)
        else:
            self.places.keys[loc] = event.start_mark.index
        return loc

    def _refuse(self, event: Any) -> None:
        if event.tag is not None:
            hint = "put text that begins with “!” in quotes"
            self._stop(event, "yaml-tag", f"the tag “{event.tag}” is not allowed", hint)
        if event.anchor is not None:
            hint = "put text that begins with “&” in quotes"
            self._stop(event, "yaml-alias", f"the anchor “&{event.anchor}” is not allowed", hint)

    def _start(self, event: Any) -> Place:
        return place_at(self.text, event.start_mark.index)

    def _stop(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._report(self._start(event), rule, message, hint)
        raise Stop

    def _report(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(error(self.path, place, rule, message, hint))


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    value: Data
    loc: Loc
    key: str | None = None
    ignored: bool = False


def _syntax(path: str, text: str, fault: yaml.MarkedYAMLError) -> Problem:
    """The parser's complaint, where a writer looks for it.

    The parser notices what was never closed only where the text ends; the start is of more use.
    """
    unclosed = fault.problem in _UNCLOSED and fault.context_mark
    mark = unclosed or fault.problem_mark or fault.context_mark
    place = place_at(text, mark.index) if mark else START
    what = ", ".join(part for part in (fault.context, fault.problem) if part)
    opened = fault.context_mark.line + 1 if fault.context_mark else 1
    hint = _SYNTAX_HINTS.get(fault.problem or "", "").format(line=opened)
    return error(path, place, "yaml-syntax", f"not readable as YAML: {what}", hint)


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
