"""A text in one language, with the way back to the file that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from editorial.markdown import Markdown
from termbase.edit import Edit
from termbase.language import Language
from termbase.model import Typography
from termbase.problem import Place
from termbase.source import Document, Loc

_SPACES = " \t\n"
_RUN = re.compile(rf"[{_SPACES}]+|[^{_SPACES}]+")
_SPACE_BEFORE_END = re.compile(r"[ \t]+(?=\n)")
_PLAIN_SPACES = re.compile(r"[ \t\n]+")
# What YAML's double quotes may hold instead of a character.
_ESCAPED_SPACES = re.compile(r"(?:[ \t\n]|\\[ nt\n])+")
_JOINED_LINES = re.compile(r"\\\n[ \t]*")
_ESCAPE = re.compile(r'\\(?:(?P<self>["/\\])|x(?P<x>..)|u(?P<u>.{4})|U(?P<U>.{8}))')


@dataclass(frozen=True)
class Passage:
    """A text of a document: all of it, or the value at `loc`."""

    document: Document
    language: Language
    markdown: Markdown
    loc: Loc | None = None

    @property
    def path(self) -> str:
        """The file's path from the root of the project."""
        return self.document.path

    @property
    def words(self) -> str:
        """What readers see of the text."""
        return self.markdown.words

    @property
    def typography(self) -> Typography:
        """The spaces and marks of the language."""
        return self.language.profile.typography

    def place(self, start: int) -> Place:
        """Where a character of the text stands in the file."""
        span = self.span(start, start + 1)
        return self.document.place_at(span[0]) if span else self.document.place(self.loc or ())

    def carried(self, edit: Edit) -> Edit | None:
        """An edit of the text as one of the file, or None where the file writes it in its own way.

        Where a space of the text is a line's end in the file, the line's end stays.
        """
        span = self.span(edit.start, edit.end)
        if span is None:
            return None
        source, text = self.document.text[slice(*span)], edit.text
        if self.markdown.text[edit.start : edit.end].isspace() and not source.isspace():
            return None  # written as a code
        if "\n" in source:
            text = _SPACE_BEFORE_END.sub("", source)
        return Edit(*span, text)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """What stands in the file for a part of the text; None if that is not clear."""
        if self.loc is None:
            return start, end
        origin = self._origin
        if not origin or start >= len(origin):
            return None
        return origin[start][0], origin[max(start, end - 1)][1] if end > start else origin[start][0]

    @cached_property
    def _origin(self) -> list[tuple[int, int]]:
        """For each character of the value, what stands for it in the file; empty if unclear."""
        assert self.loc is not None
        start, end = self.document.values[self.loc]
        source = self.document.text[start:end]
        spans = _aligned(source, self.markdown.text)
        return [(start + first, start + last) for first, last in spans or ()]


def value_at(document: Document, loc: Loc) -> str:
    """The text at a path of a document; empty if there is none."""
    value: Any = document.data
    for part in loc:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            is_item = isinstance(value, list) and isinstance(part, int) and part < len(value)
            value = value[part] if is_item else None
    return value if isinstance(value, str) else ""


def passage_at(document: Document, loc: Loc, language: Language) -> Passage | None:
    """The text at a path of a document, if there is one."""
    text = value_at(document, loc)
    return Passage(document, language, Markdown(text), loc) if text.strip() else None


def _aligned(source: str, value: str) -> list[tuple[int, int]] | None:
    """For each character of a YAML scalar's value its span in the source, or None if they part."""
    style = source[:1] if source[:1] in ("'", '"', "|", ">") else ""
    at = source.find("\n") + 1 if style in ("|", ">") else len(style)
    spaces = _ESCAPED_SPACES if style == '"' else _PLAIN_SPACES
    spans: list[tuple[int, int]] = []
    for run in _RUN.findall(value):
        above = at
        if run[0] in _SPACES or not spans:  # or the indentation of a block
            at = _end(spaces, source, at)
        if run[0] in _SPACES:
            spans += _of_spaces(above, at, len(run))
            continue
        for letter in run:
            at = _end(_JOINED_LINES, source, at) if style == '"' else at
            length = _length(source, at, letter, style)
            if not length:
                return None
            spans.append((at, at + length))
            at += length
    return spans


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    found = pattern.match(source, at)
    return found.end() if found else at


def _of_spaces(start: int, stop: int, length: int) -> Iterator[tuple[int, int]]:
    """Spaces one by one; where lines are folded, the first one stands for all."""
    if stop - start == length:
        yield from ((at, at + 1) for at in range(start, stop))
    else:
        yield start, stop
        yield from [(stop, stop)] * (length - 1)


def _length(source: str, at: int, letter: str, style: str) -> int:
    """How many characters of the source stand for a letter of the value; 0 if others do."""
    if style == "'" and source.startswith("''", at):
        return 2 if letter == "'" else 0
    escaped = _ESCAPE.match(source, at) if style == '"' else None
    if escaped is None:
        return int(source.startswith(letter, at))
    code = escaped["x"] or escaped["u"] or escaped["U"]
    meant = chr(int(code, 16)) if code else escaped["self"]
    return len(escaped.group()) if meant == letter else 0
