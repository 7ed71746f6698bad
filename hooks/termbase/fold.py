"""Text made comparable, with the way back to the source.

Case, the shape of apostrophes, hyphens and spaces, line breaks inside a paragraph, soft hyphens and
the composition of accents do not matter; accents do. Folding can change lengths, so each folded
character knows the span of source characters it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011"
_SPACES = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SAME = dict.fromkeys("’ʼ", "'") | {c: " " for c in f"{_SPACES}{HYPHENS}\n\r" if c != " "}
_SAME_IN_ASCII = {ord(c): same for c, same in _SAME.items() if c.isascii()}
# Half of a character cannot be searched; it equals nothing.
_HALF = re.compile("[\ud800-\udfff]")
# A run of white space; with two line ends or more it parts paragraphs.
_RUN = re.compile(f"[{_SPACES}\r\n]{{2,}}")
_PART = "\n"
# Normalizing takes quadratic time in the marks on a letter. No language has more than a few, and
# Unicode's stream-safe text, thirty.
_MAX_CLUSTER = 64
_TERMS = 2**16  # as many are remembered, for a term is looked up for one purpose after the other


Match = tuple[int, int, int]  # a pattern, and where it stands in a folded text: start, end
Span = tuple[int, int, int]  # where it stands in the source: start, -end, pattern


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, every character in its place.

    `starts[i]` and `ends[i]` are the source span of folded character `i`, -1 inside an expansion,
    where no match may begin or end. Both are None where folding kept every position.
    """

    text: str

    @property
    def starts(self) -> Sequence[int] | None:
        """Where the source of each character starts."""
        return None

    @property
    def ends(self) -> Sequence[int] | None:
        """Where the source of each character ends."""
        return None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The source span of folded characters [start, end), or None if it would split one."""
        spans = self.spans([(0, start, end)])
        return (spans[0][0], -spans[0][1]) if spans else None

    def spans(self, matches: Iterable[Match]) -> list[Span]:
        """Where matches stand in the source; those that would split a character are left out."""
        return [(start, -end, pattern) for pattern, start, end in matches]


@dataclass(frozen=True, slots=True)
class _Joined(Folded):
    """Text from which characters were taken out.

    What comes after the joint number i has moved by lost[i + 1].
    """

    joints: list[int]
    lost: list[int]

    @property
    def starts(self) -> Sequence[int]:
        return [self._source(at) for at in range(len(self.text))]

    @property
    def ends(self) -> Sequence[int]:
        return [self._source(at + 1) for at in range(len(self.text))]

    def _source(self, at: int) -> int:
        return at + self.lost[bisect_left(self.joints, at)]

    def spans(self, matches: Iterable[Match]) -> list[Span]:
        spans: list[Span] = []
        low, high, moved = 0, -1, 0  # between two joints, all has moved alike
        for pattern, start, end in matches:
            if start < low or end > high:
                place = bisect_left(self.joints, start)
                low = self.joints[place - 1] + 1 if place else 0
                high = self.joints[place] if place < len(self.joints) else len(self.text)
                moved = self.lost[place]
            stop = end + moved if end <= high else self._source(end)
            spans.append((start + moved, -stop, pattern))
        return spans


@dataclass(frozen=True, slots=True)
class _Clustered(Folded):
    """Text in which characters have become longer or shorter."""

    first: list[int]
    last: list[int]

    @property
    def starts(self) -> Sequence[int]:
        return self.first

    @property
    def ends(self) -> Sequence[int]:
        return self.last

    def spans(self, matches: Iterable[Match]) -> list[Span]:
        places = ((self.first[start], self.last[end - 1], at) for at, start, end in matches)
        return [(start, -end, at) for start, end, at in places if start >= 0 and end >= 0]


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    simple = _alike(text).casefold()
    same_length = len(simple) == len(text) and SOFT_HYPHEN not in text
    if same_length and unicodedata.is_normalized("NFC", simple):
        return _joined(text, simple)
    return _by_cluster(text)


def _alike(text: str) -> str:
    """A text with one character for all that are alike.

    Beyond ASCII, one replacement after the other takes a tenth of the time of `str.translate`.
    """
    if text.isascii():
        return text.translate(_SAME_IN_ASCII)
    for character, same in _SAME.items():
        text = text.replace(character, same)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


@lru_cache(_TERMS)
def fold_term(term: str) -> str:
    """A term as it is looked for: folded, with single spaces."""
    return " ".join(fold(term).text.split())


def _joined(text: str, simple: str) -> Folded:
    """White space joined into one space, where it stands in runs; the rest one to one."""
    pieces: list[str] = []
    joints: list[int] = []
    lost = [0]
    at, done = simple.find("  "), 0
    while at >= 0:
        end = _run_end(text, simple, at)
        if end > at + 1:
            pieces += (simple[done:at], _joint(text[at:end]))
            joints.append(at - lost[-1])
            lost.append(end - joints[-1] - 1)
            done = end
        at = simple.find("  ", end)
    if not done:
        return Folded(simple)
    return _Joined("".join([*pieces, simple[done:]]), joints, lost)


def _run_end(text: str, simple: str, at: int) -> int:
    """Where the white space ends that starts at two spaces of `simple`: hyphens are such, too."""
    if text.startswith("\n\n", at) and not simple.startswith(" ", at + 2):
        return at + 2  # between paragraphs, as most of it is
    run = _RUN.match(text, at)
    return run.end() if run else at + 1


def _joint(run: str) -> str:
    return _PART if run.count("\n") > 1 else " "


def _by_cluster(text: str) -> Folded:
    """The slow way, for text in which folding changes lengths: one base letter after the other."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        run = _RUN.match(text, at)
        end = run.end() if run else _cluster_end(text, at)
        piece = _joint(run.group()) if run else _folded_cluster(text[at:end])
        if piece:
            inside = [-1] * (len(piece) - 1)
            starts += [at, *inside]
            ends += [*inside, end]
            pieces.append(piece)
        at = end
    return _Clustered("".join(pieces), starts, ends)


def _cluster_end(text: str, start: int) -> int:
    end, limit = start + 1, min(len(text), start + _MAX_CLUSTER)
    while end < limit and (
        unicodedata.combining(text[end])
        or text[end] == SOFT_HYPHEN
        or _composes(text[start:end], text[end])
    ):
        end += 1
    return end


def _composes(cluster: str, letter: str) -> bool:
    """Whether a letter becomes one with those before it, as in a Hangul syllable."""
    if letter.isascii() or not unicodedata.is_normalized("NFC", letter):
        return False
    last = unicodedata.normalize("NFC", cluster.replace(SOFT_HYPHEN, ""))[-1:]
    return not unicodedata.is_normalized("NFC", last + letter)


def _folded_cluster(cluster: str) -> str:
    whole = unicodedata.normalize("NFC", cluster.replace(SOFT_HYPHEN, ""))
    return unicodedata.normalize("NFC", _alike(whole).casefold())
