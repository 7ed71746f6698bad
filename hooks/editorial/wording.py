"""The rules about words that are not spelling.

Each rule is a function named after its id; the first line of its docstring is the rule's
description for contributors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editorial.guide import Guide
from editorial.markdown import Markdown
from editorial.passage import Passage
from editorial.quotation import quotations
from editorial.rule import Finding, Rule
from termbase.mask import BLANK
from termbase.model import Typography

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]\"'“”«»]*[\w/]", re.I)
_NOTES = ("TODO", "FIXME", "XXX", "TK")
NOTE = re.compile(rf"\b(?:{'|'.join(_NOTES)})\b")
# What a sentence ends with, what may stand behind it, and how the next one begins.
_BOUNDARY = re.compile(
    rf"(?P<end>[.!?…])[»”’\"')\]*_{BLANK}]*[^\S\n]+(?=[«“‘\"(\[*_]*[^\S\n]?(?P<next>[^\W\d_]))"
)
_LEAD_IN = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)]|:)[ \t]+)?(?:\*\*[^*\n]+\*\*|__[^_\n]+__)?")
_LAST_WORD = re.compile(r"\S+$")


def bare_url(passage: Passage) -> Iterator[Finding]:
    """An address is a link with words of its own."""
    text = passage.markdown.text
    has_any = "://" in text or "www." in text.lower()
    for found in _URL.finditer(passage.markdown.unlinked) if has_any else ():
        hint = "write “[what it is](address)”"
        yield Finding(found.start(), f"the bare address “{found.group()}”", hint)


def leftover_note(passage: Passage) -> Iterator[Finding]:
    """No `TODO`, `FIXME`, `XXX` or `TK` is left, not even in a comment."""
    markdown = passage.markdown
    if not any(note in markdown.text for note in _NOTES):
        return
    for text, offset in ((markdown.plain, 0), *((text, at) for at, text in markdown.comments)):
        for found in NOTE.finditer(text):
            message = f"“{found.group()}” is left"
            yield Finding(offset + found.start(), message, "do it, or make it an issue")


def second_sentence(guide: Guide) -> Iterator[Finding]:
    """One sentence stands on a line, so that a change shows which one it touches."""
    profile = guide.language.profile
    abbreviations = {word.casefold() for word in profile.abbreviations}
    for start, line in _lines_of_prose(guide.markdown):
        if not _BOUNDARY.search(line):  # nor is there one between quotations
            continue
        text = _without_quotations(line, profile.typography)
        for found in _BOUNDARY.finditer(text, _lead_in(line)):
            above = text[: found.end("end")]
            if found["next"].isupper() and not _is_abbreviation(above, abbreviations):
                message = "a second sentence on the line"
                yield Finding(start + found.end(), message, "begin a new line with it")
                break


TEXT_RULES: tuple[Rule[Passage], ...] = (Rule(bare_url), Rule(leftover_note))
GUIDE_RULES: tuple[Rule[Guide], ...] = (Rule(second_sentence),)


def _lines_of_prose(markdown: Markdown) -> Iterator[tuple[int, str]]:
    """The lines of paragraphs and lists: no headings, tables and captions."""
    start = 0
    for line in markdown.words.splitlines(keepends=True):
        if "|" not in line and not line.lstrip().startswith(("#", "![")):
            yield start, line.rstrip("\n")
        start += len(line)


def _without_quotations(line: str, marks: Typography) -> str:
    """A line whose quotations hold nothing but how they end: what is quoted is no new sentence."""
    parts, done = [], 0
    for found in quotations(line, marks):
        end = max(found.start(), found.end() - 2)
        parts += [line[done : found.start()], "x" * (end - found.start())]
        done = end
    return "".join([*parts, line[done:]])


def _lead_in(line: str) -> int:
    """Where a line's sentences begin: after the marker of a list, and bold words to begin with."""
    found = _LEAD_IN.match(line)
    return found.end() if found else 0


def _is_abbreviation(text: str, abbreviations: set[str]) -> bool:
    """Whether the period at the end of a text may belong to its last word."""
    found = _LAST_WORD.search(text)
    word = found.group().strip("([«“‘\"'*_") if found else ""
    is_initial = bool(re.fullmatch(r"(?:[^\W\d_]\.)+", word))
    return is_initial or word.casefold() in abbreviations
