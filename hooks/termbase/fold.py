"""Text made comparable, with the way back to the source.

Case, the shape of apostrophes, hyphens and spaces, line breaks inside a paragraph, soft hyphens and
the composition of accents do not matter; accents do. Folding can change lengths, so each folded
character knows the span of source characters it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011"
_SPACES = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SAME = {ord(c): "'" for c in "’ʼ"} | {ord(c): " " for c in f"{_SPACES}{HYPHENS}\n\r"}
# Half of a character cannot be searched; it equals nothing.
_SAME |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# A run of white space; with two line ends or more it parts paragraphs.
_RUN = re.compile(f"[{_SPACES}\r\n]{{2,}}")
_PART = "\n"
# Normalizing takes quadratic time in the marks on a letter. No language has more than a few, and
# Unicode's stream-safe text, thirty.
_MAX_CLUSTER = 64


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text.

    `starts[i]` and `ends[i]` are the source span of folded character `i`, -1 inside an expansion,
    where no match may begin or end. Both are None where folding kept every position.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The source span of folded characters [start, end), or None if it would split one."""
        if self.starts is None or self.ends is None:
            return start, end
        first, last = self.starts[start], self.ends[end - 1]
        return None if first < 0 or last < 0 else (first, last)


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    simple = text.translate(_SAME).casefold()
    same_length = len(simple) == len(text) and SOFT_HYPHEN not in text
    if same_length and unicodedata.is_normalized("NFC", simple):
        return _joined(text, simple)
    return _by_cluster(text)


def fold_term(term: str) -> str:
    """A term as it is looked for: folded, with single spaces."""
    return " ".join(fold(term).text.split())


def _joined(text: str, simple: str) -> Folded:
    """White space joined into one space, where it stands in runs; the rest one to one."""
    pieces: list[str] = []
    joints: list[int] = []
    lost = [0]
    done = 0
    for run in _runs(text, simple):
        pieces += [simple[done : run.start()], _joint(run.group())]
        joints.append(run.start() - lost[-1])
        lost.append(lost[-1] + len(run.group()) - 1)
        done = run.end()
    if not done:
        return Folded(simple)
    length = len(text) - lost[-1]
    starts, ends = _Moved(joints, lost, length), _Moved([j - 1 for j in joints], lost, length, 1)
    return Folded("".join([*pieces, simple[done:]]), starts, ends)


def _runs(text: str, simple: str) -> Iterator[re.Match[str]]:
    """The runs of white space: they are spaces in `simple`, where hyphens are spaces, too."""
    at = simple.find("  ")
    while at >= 0:
        run = _RUN.match(text, at)
        if run:
            yield run
        at = simple.find("  ", run.end() if run else at + 1)


class _Moved(Sequence[int]):
    """Places in a text from which characters were taken out, without a list of all of them.

    What comes after the joint number i has moved by lost[i + 1]; `more` is added to each place.
    """

    def __init__(self, joints: list[int], lost: list[int], length: int, more: int = 0) -> None:
        self._joints = joints
        self._lost = lost
        self._length = length
        self._more = more

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        if isinstance(at, int) and 0 <= at < self._length:
            return at + self._lost[bisect_left(self._joints, at)] + self._more
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(self._length))]
        raise IndexError(at)


def _joint(run: str) -> str:
    return _PART if run.replace("\r\n", "\n").count("\n") > 1 else " "


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
    return Folded("".join(pieces), starts, ends)


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
    return unicodedata.normalize("NFC", whole.translate(_SAME).casefold())
