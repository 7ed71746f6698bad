"""YAML text → plain data.

The parser's event stream is read instead of a loader's objects: events carry places, duplicate
keys stay visible, every scalar stays text (`no` is a language code, not false), and what a record
never needs (aliases, tags, deep nesting) is refused before it can do harm.

`sound` reads a text that has no fault, which nearly all have not, in half the time that
`yaml_places.Reader` takes, which notes all places and all faults.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

try:
    Loader: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml: the same events, ten times slower
    Loader = yaml.SafeLoader

Data = str | list["Data"] | dict[str, "Data"]
Loc = tuple[str | int, ...]

MAX_DEPTH = 8
# What no text of a record needs: control characters but tab and line ends, the line ends that only
# YAML knows, bidirectional overrides, surrogates, non-characters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
NULLS = {"", "~", "null", "Null", "NULL"}


class Stop(Exception):  # noqa: N818 - a signal, not an error
    """The rest of a text is not read."""


def sound(text: str) -> Data | None:
    """The mapping or list that a text is; None if `Reader` would find any fault in it."""
    builder = _Builder()
    steps = {
        yaml.DocumentStartEvent: builder.document,
        yaml.AliasEvent: builder.refuse,
        yaml.ScalarEvent: builder.scalar,
        yaml.MappingStartEvent: builder.mapping,
        yaml.MappingEndEvent: builder.close,
        yaml.SequenceStartEvent: builder.sequence,
        yaml.SequenceEndEvent: builder.close,
    }
    next_event = Loader(text).get_event
    try:
        while (event := next_event()) is not None:
            if step := steps.get(type(event)):
                step(event)
    except (Stop, yaml.YAMLError):
        return None
    return builder.root


class _Builder:
    """What `sound` has read so far. Every value of every record goes through here."""

    __slots__ = ("above", "documents", "key", "root", "within")

    def __init__(self) -> None:
        self.root: Data | None = None
        self.documents = 0
        self.above: list[Any] = []
        self.within: Any = None  # the innermost mapping or list that is open
        self.key: str | None = None  # of it, if its value comes next

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Stop

    def refuse(self, event: Any) -> None:
        raise Stop

    def scalar(self, event: Any) -> None:
        value, within = event.value, self.within
        if event.tag is not None or event.anchor is not None or within is None:
            raise Stop
        if event.style == '"' and CONTROL.search(value):
            raise Stop
        if type(within) is list:
            within.append("" if not event.style and value in NULLS else value)
        elif self.key is not None:
            within[self.key] = "" if not event.style and value in NULLS else value
            self.key = None
        elif value in within:
            raise Stop
        else:
            self.key = value

    def mapping(self, event: Any) -> None:
        self._open(event, {})

    def sequence(self, event: Any) -> None:
        self._open(event, [])

    def _open(self, event: Any, value: Data) -> None:
        within, key = self.within, self.key
        if event.tag is not None or event.anchor is not None or len(self.above) >= MAX_DEPTH:
            raise Stop
        if within is None:
            self.root = value
        elif type(within) is list:
            within.append(value)
        elif key is None:
            raise Stop
        else:
            within[key] = value
        self.above.append(within)
        self.within, self.key = value, None

    def close(self, event: Any) -> None:
        self.within = self.above.pop()
