"""Typography: the spaces and marks that a language puts around its words.

Writers type plain spaces and straight apostrophes; readers get what a compositor would set. Every
change replaces one character by one, so that places in the text stay what they are, and text that
has the right characters already is left alone. The marks come from the language's profile.
"""

from __future__ import annotations

import re
from functools import lru_cache

from termbase.model import Typography
from termbase.tree import OPENER, Prose, is_verbatim

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
_OPENING = rf"(?:(?<=[\s(\[{{—–/«“‘{OPENER}])|(?<![\s\S]))"
_INSIDE_WORD = re.compile(r"(?<=\w)'(?=\w)")
_INNER = re.compile(rf"{_OPENING}'(?=\S)((?:[^'\n]|\n(?!\n))*?\S)'(?!\w)")
_LEFT_OVER = re.compile(r"'(?=\w)|(?<=\S)'")


def typeset(text: str, marks: Typography) -> str:
    """The text with the spaces and marks of a language; of the same length."""
    if not _signs(marks).search(text):
        return text
    text = _INSIDE_WORD.sub(marks.apostrophe, text)
    for pattern, replacement in _rules(marks):
        text = pattern.sub(replacement, text)
    if _are_plain(marks.inner_quotes, marks):
        text = _INNER.sub(r"{}\1{}".format(*marks.inner_quotes), text)
    return _LEFT_OVER.sub(marks.apostrophe, text)


def shortened(text: str, length: int) -> str:
    """At most as many characters of a text, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def typeset_prose(prose: Prose, marks: Typography) -> None:
    """Set the prose of an element tree; code, math and attributes stay as they are.

    Its pieces stay where they are, and as long.
    """
    done = typeset(prose.text, marks)
    if done == prose.text:
        return
    for piece in prose.pieces:
        if is_verbatim(piece):
            continue
        before = prose.text[piece.start : piece.start + len(piece.text)]
        after = done[piece.start : piece.start + len(piece.text)]
        if before != after:
            setattr(piece.node, piece.attribute, _carried(piece.text, before, after))


def _carried(text: str, before: str, after: str) -> str:
    """The changes from `before` to `after` in `text`, which differs where parts are stashed."""
    places = zip(text, before, after, strict=True)
    return "".join(new if old == here else here for here, old, new in places)


@lru_cache
def _signs(marks: Typography) -> re.Pattern[str]:
    """The signs without which a text is as it should be."""
    beside = (marks.no_break_before, marks.narrow_no_break_before, marks.no_break_after)
    return re.compile(f"[{re.escape(''.join(beside))}'\"]")


@lru_cache
def _rules(marks: Typography) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules: list[tuple[str, str]] = []
    for characters, space in (
        (marks.no_break_before, NO_BREAK),
        (marks.narrow_no_break_before, NARROW_NO_BREAK),
    ):
        if characters:
            rules.append((f" (?=[{re.escape(characters)}])", space))
    if marks.no_break_after:
        rules.append((f"(?<=[{re.escape(marks.no_break_after)}]) ", NO_BREAK))
    if _are_plain(marks.quotes, marks):
        opening, closing = tuple(marks.quotes)
        rules += [(f'{_OPENING}"(?=\\S)', opening), ('(?<=\\S)"', closing)]
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


def _are_plain(quotes: str, marks: Typography) -> bool:
    """Whether quotation marks are a pair that takes no spaces inside, which could not be added."""
    return len(quotes) == 2 and not {*quotes} & {*marks.no_break_after}
