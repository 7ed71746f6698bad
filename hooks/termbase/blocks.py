"""Markdown lines sorted into blocks: code, titles, paragraphs.

Only as far as it matters for finding words: what is code is told from what is not, and a paragraph
from the next. What Python-Markdown and its extensions take for a block is one. Each line is read
once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

_FRONT_MATTER = re.compile(r"\ufeff?-{3}[ \t]*\r?\n(?s:.*?)^(?:-{3}|\.{3})[ \t]*\r?$", re.M)
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")
_LEAD = re.compile(r"(?:[ ]{0,3}>[ ]?)*+(?P<indent>[ \t]*+)")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)]|(?P<own>:|\[\^[^\[\]]++\]:))(?:[ \t]++|$)")
_BOX = re.compile(r"(?:!{3}|\?{3}\+?|={3}[!+]?)[ \t]++\S")
_HEADING = re.compile(r"#{1,6}(?!#)")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*$")
_DEFINITION = re.compile(r"\*?\[(?!\^)[^\[\]]++\]:")
_FENCE = re.compile(r"`{3,}+(?!.*`)|~{3,}+")
_VERBATIM = re.compile(r"<(pre|script|style|svg|math|textarea)\b", re.I)


class Kind(Enum):
    """What a block is."""

    CODE = 0  # code, comments, front matter: no Markdown in it
    DEFINITION = 1  # of a link or an abbreviation
    TITLE = 2
    PROSE = 3
    MORE = 4  # a line that goes on with a paragraph


class Chunk(NamedTuple):
    """A paragraph, or lines that are none."""

    text: str
    kind: Kind


def chunks(markdown: str) -> Iterator[Chunk]:
    """The blocks of a text, in order; together they are all of it."""
    front = _FRONT_MATTER.match(markdown)
    start = at = front.end() if front else 0
    if at:
        yield Chunk(markdown[:at], Kind.CODE)
    sorter, kind = _Lines(markdown), Kind.CODE
    while at < len(markdown):
        end, next_kind = sorter.sort(at)
        if next_kind is not Kind.MORE:
            yield Chunk(markdown[start:at], kind)
            start, kind = at, next_kind
        at = end
    yield Chunk(markdown[start:], kind)


@dataclass
class _Lines:
    """Says of one line after the other what it is; keeps what that depends on."""

    text: str
    depth: int = 0  # how many lists, boxes and notes are open, each indented by four
    fresh: bool = True  # whether the line may begin a block
    fence: str = ""  # the fence of code that is not closed yet

    def __post_init__(self) -> None:
        self._comments_end = self.text.rfind("-->") + 3

    def sort(self, start: int) -> tuple[int, Kind]:
        """Where the line at `start` ends, and its kind; a comment may have several lines."""
        line = _line(self.text, start)
        lead = _LEAD.match(line)
        assert lead is not None
        body, end = line[lead.end() :].rstrip(), start + len(line)
        level = len(lead["indent"].expandtabs(4)) // 4
        if self.fence:
            if body.startswith(self.fence) and not body.strip(self.fence[0]):
                self.fence, self.fresh = "", True
            return end, Kind.CODE
        if not body.strip("> \t"):
            self.fresh = True
            return end, Kind.PROSE
        if self.fresh and level > self.depth:
            return end, Kind.CODE
        return self._block(start + lead.end(), end, level)

    def _block(self, start: int, end: int, level: int) -> tuple[int, Kind]:
        if self.fresh:
            self.depth = min(self.depth, level)
        at = self._items(start, end, level)
        begins, self.fresh = self.fresh or at > start, True
        body = self.text[at:end]
        if body[:1].isalpha():  # as most lines begin, and nothing but a paragraph or its title
            below = _line(self.text, end).lstrip() if begins else ""
            self.fresh = bool(_UNDERLINE.match(below))
            return end, Kind.TITLE if self.fresh else Kind.PROSE if begins else Kind.MORE
        if fence := _FENCE.match(body):
            self.fence = fence.group()
            return end, Kind.CODE
        if (closing := self._verbatim(at, body)) > end:
            return closing, Kind.CODE
        if _DEFINITION.match(body):
            return end, Kind.DEFINITION
        if self._is_title(body, end, level, begins):
            return end, Kind.TITLE
        self.fresh = False
        return end, Kind.PROSE if begins or body.startswith("|") else Kind.MORE

    def _items(self, at: int, end: int, level: int) -> int:
        """Open the list items and notes that begin here; where their text starts."""
        while found := _MARKER.match(self.text, at, end):
            if not (found["own"] or self.fresh or self.depth):
                break  # within a paragraph, a hyphen or a number is one
            self.depth, at = level + 1, found.end()
        return at

    def _verbatim(self, start: int, body: str) -> int:
        """Where a comment or verbatim HTML ends that begins here, or 0."""
        if body.startswith("<!--"):
            return self.text.find("-->", start, self._comments_end) + 3
        raw = _VERBATIM.match(body)
        if raw is None:
            return 0
        closing = re.compile(f"</{raw[1]}\\s*>", re.I).search(self.text, start)
        return closing.end() if closing else len(self.text)

    def _is_title(self, body: str, end: int, level: int, begins: bool) -> bool:
        box = _BOX.match(body)
        if box:
            self.depth = level + 1
        below = _line(self.text, end).lstrip() if begins and not body.startswith("|") else ""
        return bool(box or _HEADING.match(body) or _UNDERLINE.match(below))


def _line(text: str, start: int) -> str:
    found = _LINE.match(text, start)
    return found.group() if found else ""
