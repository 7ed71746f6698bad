"""The running text of an HTML element tree, with the way back to its nodes.

Terms and typography need the text as a reader sees it: an inline element does not end a word or a
sentence, a block does. `Prose` joins the texts of a tree into one string; each piece of it knows
its node, so that a change in the string can be carried back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import accumulate
from xml.etree.ElementTree import Element

from termbase.fold import SOFT_HYPHEN

INLINE = frozenset(
    "a abbr b bdi bdo cite del dfn em i ins mark q s small span strong sub sup time u wbr".split()
)
# Text that is not prose: it takes part as what stands beside a term, but is never changed.
VERBATIM = frozenset("code pre kbd samp var tt script style textarea math svg object".split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements in which no term becomes a link: they are links, controls, titles or not prose.
UNLINKED = HEADINGS | {"a", "abbr", "button", "dfn", "label", "legend", "summary", "title"}
# Addresses and formulas that no markup sets apart. As in Pandoc, a dollar sign begins a formula
# before what is no space, and ends one after what is no space unless a digit follows.
NOT_WORDS = re.compile(
    r"\b(?:https?://|www\.)[^\s<>)\]\x02]++"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]++"
    r"|\$\$(?:[^$\n]|\n(?![ \t]*\n))++\$\$"
    r"|(?<![\w$\xad])\$(?![\s$\xad])[^$\n]++(?<!\s)\$(?![\d$\xad])"
)
_SIGNS_OF_NOT_WORDS = ("://", "www.", "@", "$")  # one of them is in each; looked for in no time
PARAGRAPH = "\n\n"
# What stands for what is no letter; for what is no character at all and does not end a word; for
# an opening tag, which does not either, and before which a quotation mark opens.
OTHER = "\x02"
JOINER = "\u2060"
OPENER = "\u2063"
# What Python-Markdown puts aside stands in the text like this: an escaped character, raw HTML.
_STASHED = re.compile(
    "\x02(?:(?P<code>\\d{1,6})|wzxhzdk:(?P<key>\\d{1,9})|(?P<amp>amp)|[^\x03]*)\x03"
)
_RAW_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][\w-]*)[^>]*?(?P<empty>/?)>", re.I)
_RUNNING = INLINE | VERBATIM
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

    `stash` is the raw HTML that Python-Markdown has put aside. What is put aside stands in the text
    as a reader sees it, in as many characters as it takes in its piece.
    """

    def __init__(self, root: Element, stash: Sequence[object] = ()) -> None:
        self.pieces: list[Piece] = []
        self._stash = stash
        self._raw: list[tuple[int, int]] = []
        self._open = ("", 0, 0)  # raw element: its name, its place, how deep it stands in itself
        self._parts: list[str] = []
        self._length = 0
        for node, attribute, within in _texts(root):
            if attribute in {"text", "tail"}:
                self._add(Piece(self._length, node, attribute, within))
            else:
                self._border(attribute)
        self._border(PARAGRAPH)
        self.text = "".join(self._parts)
        self._starts = [piece.start for piece in self.pieces]

    def piece_at(self, start: int, end: int) -> Piece | None:
        """The piece that holds all of [start, end), if one does."""
        piece = self.pieces[bisect_right(self._starts, start) - 1] if self.pieces else None
        inside = piece is not None and piece.start <= start and end <= piece.start + len(piece.text)
        return piece if inside else None

    def is_apart(self, start: int, end: int) -> bool:
        """Whether any of [start, end) stands between raw tags, in an address or in a formula."""
        starts, reach = self._apart
        before = bisect_left(starts, end)
        return before > 0 and reach[before - 1] > start

    @cached_property
    def _apart(self) -> tuple[list[int], list[int]]:
        """Where what stands apart begins; and how far it and all before it reach."""
        is_plain = not any(sign in self.text for sign in _SIGNS_OF_NOT_WORDS)
        found = () if is_plain else NOT_WORDS.finditer(self.text)
        apart = sorted([*self._raw, *(one.span() for one in found)])
        return [start for start, _ in apart], list(accumulate((end for _, end in apart), max))

    def _add(self, piece: Piece) -> None:
        if piece.text:
            self.pieces.append(piece)
            self._part(_STASHED.sub(lambda found: self._seen(found, piece.start), piece.text))

    def _seen(self, stashed: re.Match[str], start: int) -> str:
        length = len(stashed.group())
        if stashed["code"]:
            return stand_in(chr(int(stashed["code"])), length)
        if stashed["amp"]:
            return stand_in("&", length)
        key = int(stashed["key"] or len(self._stash))
        raw = str(self._stash[key]) if key < len(self._stash) else ""
        if raw.startswith("&"):
            return stand_in(unescape(raw), length)
        tag = _RAW_TAG.match(raw)
        if tag:
            self._follow(tag, raw, start + stashed.start())
        if raw.startswith("<!--"):
            return JOINER * length
        inline = tag and tag.group() == raw and tag["name"].lower() in INLINE
        return (OTHER if not tag or not inline else JOINER if tag["end"] else OPENER) * length

    def _follow(self, tag: re.Match[str], raw: str, place: int) -> None:
        """Note what stands between raw tags; those inside an element do not matter."""
        name, start, depth = self._open
        this = tag["name"].lower()
        whole = tag["empty"] or this in _EMPTY or raw.rstrip().endswith(f"</{tag['name']}>")
        if tag["end"] and depth and this == name:
            self._open = name, start, depth - 1
            if depth == 1:
                self._raw.append((start, place))
        elif not tag["end"] and not whole and (not depth or this == name):
            self._open = this, start if depth else place, depth + 1

    def _border(self, text: str) -> None:
        _, start, depth = self._open
        if depth and text == PARAGRAPH:  # a tag that is not closed holds up to the end of its block
            self._raw.append((start, self._length))
            self._open = "", 0, 0
        self._part(text)

    def _part(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def stand_in(letter: str, length: int) -> str:
    """One character as long as its source, or what stands for no letter if it is not one."""
    one = len(letter) == 1 and letter not in "\r\n"
    return letter.ljust(length, SOFT_HYPHEN) if one else OTHER * length


def is_verbatim(piece: Piece) -> bool:
    """Whether a piece is code, math or the like."""
    return any(element.tag in VERBATIM for element in piece.within)


def _texts(root: Element) -> Iterator[tuple[Element, str, tuple[Element, ...]]]:
    """Texts ("text", "tail") and borders of a tree, without recursion: trees can be deep."""
    todo: list[tuple[Element, str, tuple[Element, ...]]] = [(root, "open", ())]
    while todo:
        node, step, around = todo.pop()
        if step != "open":
            yield node, step, around
            continue
        inside = (*around, node)
        border = _border_of(node.tag)
        if border:
            yield node, border, around
            todo.append((node, border, around))
        for child in reversed(node):
            todo += [(child, "tail", inside), (child, "open", inside)]
        if isinstance(node.tag, str):
            yield node, "text", inside


def _border_of(tag: object) -> str:
    """What parts an element from what is beside it: nothing if it stands within a word."""
    if tag == "sup":  # the mark of a note, an exponent
        return OTHER
    return "" if not isinstance(tag, str) or tag in _RUNNING else PARAGRAPH
