"""Typography: the spaces and marks that a language puts around its words.

Writers type plain spaces and straight apostrophes; readers get what a compositor would set. Every
change replaces one character by one, so that places in the text stay what they are, and text that
has the right characters already is left alone. The marks come from the language's profile.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from termbase.model import Typography
from termbase.tree import Prose, is_verbatim

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«“‘])")
_OPENING = r"(?:(?<=[\s(\[{—–/«“‘\u00a0\u202f])|(?<![\s\S]))"


def typeset(text: str, marks: Typography) -> str:
    """The text with the spaces and marks of a language; of the same length."""
    text = _APOSTROPHE.sub(marks.apostrophe, text)
    for pattern, replacement in _rules(marks):
        text = pattern.sub(replacement, text)
    return text


def typeset_tree(root: Element, marks: Typography) -> None:
    """Set all prose of an element tree; code, math and attributes stay as they are."""
    prose = Prose(root)
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
    for straight, pair in (('"', marks.quotes), ("'", marks.inner_quotes)):
        if len(pair) == 2 and not {*pair} & {*marks.no_break_after}:
            rules += [(f"{_OPENING}{straight}(?=\\S)", pair[0]), (f"(?<=\\S){straight}", pair[1])]
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)
