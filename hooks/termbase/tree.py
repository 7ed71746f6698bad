"""The running text of an HTML element tree, with the way back to its nodes.

Terms and typography need the text as a reader sees it: an inline element does not end a word or a
sentence, a block does. `Prose` joins the texts of a tree into one string; each piece of it knows
its node, so that a change in the string can be carried back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

INLINE = frozenset(
    "a abbr b bdi bdo cite del dfn em i ins mark q s small span strong sub sup time u".split()
)
# Text that is not prose: it takes part as what stands beside a term, but is never changed.
VERBATIM = frozenset("code pre kbd samp var tt script style textarea math svg object".split())
PARAGRAPH = "\n\n"
# What Python-Markdown puts aside (raw HTML, escaped characters) stands in the text like this.
_STASHED = re.compile("\x02[^\x03]*\x03")
_STASH_KEY = re.compile("\x02wzxhzdk:(\\d+)\x03")
_RAW_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][\w-]*)[^>]*?(?P<empty>/?)>", re.I)
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a node: its own (`text`) or what follows it (`tail`), at `start` of the prose."""

    start: int
    node: Element
    attribute: str
    within: tuple[Element, ...]

    @property
    def text(self) -> str:
        """The words of the piece."""
        return getattr(self.node, self.attribute) or ""


class Prose:
    """The text of a tree and its pieces, in reading order.

    `stash` is the raw HTML that Python-Markdown has put aside; `raw` are the spans of the text that
    stand between tags of it.
    """

    def __init__(self, root: Element, stash: Sequence[object] = ()) -> None:
        self.pieces: list[Piece] = []
        self.raw: list[tuple[int, int]] = []
        self._stash = stash
        self._open: list[str] = []
        self._opened = 0
        self._parts: list[str] = []
        self._length = 0
        for node, attribute, within in _texts(root, ()):
            if isinstance(attribute, str):
                self._add(node, attribute, within)
            else:
                self._close_raw()
                self._part(PARAGRAPH)
        self._close_raw()
        self.text = "".join(self._parts)
        self._starts = [piece.start for piece in self.pieces]

    def piece_at(self, start: int, end: int) -> Piece | None:
        """The piece that holds all of [start, end), if one does."""
        piece = self.pieces[bisect_right(self._starts, start) - 1] if self.pieces else None
        inside = piece is not None and piece.start <= start and end <= piece.start + len(piece.text)
        return piece if inside else None

    def _add(self, node: Element, attribute: str, within: tuple[Element, ...]) -> None:
        piece = Piece(self._length, node, attribute, within)
        if piece.text:
            self.pieces.append(piece)
            for stashed in _STASH_KEY.finditer(piece.text):
                self._raw_tags(int(stashed[1]), self._length + stashed.start())
            self._part(_STASHED.sub(lambda found: "\x02" * len(found.group()), piece.text))

    def _raw_tags(self, key: int, place: int) -> None:
        raw = str(self._stash[key]) if key < len(self._stash) else ""
        for tag in _RAW_TAG.finditer(raw):
            name = tag["name"].lower()
            if tag["end"] and name in self._open:
                del self._open[self._open.index(name) :]
                if not self._open:
                    self.raw.append((self._opened, place))
            elif not tag["end"] and not tag["empty"] and name not in _EMPTY:
                self._opened = self._opened if self._open else place
                self._open.append(name)

    def _close_raw(self) -> None:
        """A tag that is not closed holds up to the end of its block."""
        if self._open:
            self.raw.append((self._opened, self._length))
            self._open.clear()

    def _part(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def is_verbatim(piece: Piece) -> bool:
    """Whether a piece is code, math or the like."""
    return any(element.tag in VERBATIM for element in piece.within)


def _texts(
    root: Element, within: tuple[Element, ...]
) -> Iterator[tuple[Element, str | None, tuple[Element, ...]]]:
    """Texts and block borders of a tree, without recursion: trees can be deep."""
    todo: list[tuple[Element, str, tuple[Element, ...]]] = [(root, "open", within)]
    while todo:
        node, step, around = todo.pop()
        if step == "tail":
            yield node, "tail", around
            continue
        if step == "border":
            yield node, None, around
            continue
        inside = (*around, node)
        block = isinstance(node.tag, str) and node.tag not in INLINE | VERBATIM
        if block:
            yield node, None, around
            todo.append((node, "border", around))
        for child in reversed(node):
            todo += [(child, "tail", inside), (child, "open", inside)]
        if isinstance(node.tag, str):
            yield node, "text", inside
