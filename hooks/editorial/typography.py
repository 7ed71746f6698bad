"""The rules about spaces and marks, which `--fix` mends.

Each rule is a function named after its id; what marks a language has, its profile says. Spaces
that do not break are set when the site is built: here a plain space is as good.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from editorial.passage import Passage
from editorial.rule import Finding, Rule
from termbase.edit import Edit
from termbase.language import Language
from termbase.mask import BLANK

_MARKUP = "*_"
# After a digit it means minutes or feet, unless a letter follows.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'|(?<!\d)'(?=\w)|(?<=\d)'(?=[^\W\d_])")
_SINGLE_QUOTED = re.compile(
    rf"(?<![\w'\])*_{BLANK}])'(?=[^\s'])((?:[^'\n]|(?<=\w)'(?=\w))*)(?<=[^\s\d'])'(?!\w)"
)
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))+")
_QUOTE = re.compile('"')
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_SPACES = re.compile(r"(?<=[^\s|]) {2,}(?=[^\s|])")
_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)]|:|#{1,6}|>)")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")
_BREAK = re.compile(r"(?<=\S) {2,}(?=\n[^\S\n]*\S)")  # what Markdown takes for a line break
_DASH = re.compile(r"(?<=[^\s|]) -(?= [^\s|-])")


def straight_apostrophe(passage: Passage) -> Iterator[Finding]:
    """An apostrophe is curly: `’`."""
    mark, words = passage.typography.apostrophe, passage.words
    if "'" not in words:
        return
    quoted = {at for found in _singles(words) for at in (found.start(), found.end() - 1)}
    for found in _APOSTROPHE.finditer(words):
        if found.start() not in quoted and mark != "'":
            edit = Edit(*found.span(), mark)
            yield Finding(found.start(), "straight apostrophe", f"write “{mark}”", edit)


def straight_quote(passage: Passage) -> Iterator[Finding]:
    """Quotation marks are the language's own, with their spaces."""
    marks = passage.typography
    if len(marks.quotes) == 2:
        for quotes in _quotes(passage.words):
            for position, start in enumerate(quotes if len(quotes) % 2 == 0 else []):
                yield _quote(passage, start, position % 2, marks.quotes)
    if len(marks.inner_quotes) == 2:
        for found in _singles(passage.words):
            yield _quote(passage, found.start(), 0, marks.inner_quotes)
            yield _quote(passage, found.end() - 1, 1, marks.inner_quotes)


def unpaired_quote(passage: Passage) -> Iterator[Finding]:
    """A quotation that is opened is closed in its paragraph."""
    has_own = len(passage.typography.quotes) == 2
    for quotes in _quotes(passage.words):
        if len(quotes) % 2 and has_own:
            hint = "close the quotation in the paragraph where it begins"
            yield Finding(quotes[-1], "a quotation mark without a partner", hint)


def missing_space(passage: Passage) -> Iterator[Finding]:
    """Where the language puts a space before or after a mark, there is one."""
    marks, words = passage.typography, passage.words
    before, after = _unspaced(passage.language)
    for found in before.finditer(words) if before else ():
        if _ends_words(words, found.start(), found.group(), marks.quotes):
            hint = f"write a space before “{found.group()}”"
            yield _inserted(found.start(), f"no space before “{found.group()}”", hint)
    for found in after.finditer(words) if after else ():
        hint = f"write a space after “{found.group()}”"
        yield _inserted(found.end(), f"no space after “{found.group()}”", hint)


def three_dots(passage: Passage) -> Iterator[Finding]:
    """An ellipsis is one character: `…`."""
    words = passage.words
    for found in _DOTS.finditer(words) if "..." in words else ():
        edit = Edit(*found.span(), "…")
        yield Finding(found.start(), "three dots", "write “…”", edit)


def double_space(passage: Passage) -> Iterator[Finding]:
    """Words are one space apart."""
    words = passage.words
    for found in _SPACES.finditer(words) if "  " in words else ():
        line = words.rfind("\n", 0, found.start()) + 1
        if not _MARKER.fullmatch(words, line, found.start()):
            edit = Edit(*found.span(), " ")
            message = f"{len(found.group())} spaces in a row"
            yield Finding(found.start(), message, "write one", edit)


def trailing_space(passage: Passage) -> Iterator[Finding]:
    """No spaces stand at the end of a line, but two that break it."""
    words = passage.words
    if not (words.endswith((" ", "\t")) or " \n" in words or "\t\n" in words):
        return
    breaks = {found.start() for found in _BREAK.finditer(words)}
    for found in _TRAILING.finditer(words):
        if found.start() not in breaks:
            edit = Edit(*found.span(), "")
            yield Finding(found.start(), "spaces at the end of the line", "delete them", edit)


def hyphen_for_dash(passage: Passage) -> Iterator[Finding]:
    """A dash between words is a dash, not a hyphen."""
    words = passage.words
    if " - " not in words:
        return
    dash = passage.typography.dash
    for found in _DASH.finditer(words):
        around = words[found.start() - 1] + words[found.end() + 1]
        line = words.rfind("\n", 0, found.start()) + 1
        if dash and not around.isdigit() and not _MARKER.fullmatch(words, line, found.start()):
            place = found.end() - 1
            hint = f"write “{dash}”, or a comma"
            yield Finding(place, "a hyphen for a dash", hint, Edit(place, place + 1, dash))


RULES: tuple[Rule[Passage], ...] = (
    Rule(straight_apostrophe),
    Rule(straight_quote),
    Rule(unpaired_quote),
    Rule(missing_space),
    Rule(three_dots),
    Rule(double_space),
    Rule(trailing_space),
    Rule(hyphen_for_dash),
)


@lru_cache
def _unspaced(language: Language) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What finds the marks that lack their space before them, and those that lack it after them.

    A mark is looked for first and what stands before it next: that is quicker than the reverse.
    """
    marks = language.profile.typography
    before = re.escape(marks.no_break_before + marks.narrow_no_break_before)
    after = re.escape(marks.no_break_after)
    bare = rf"[{before}»](?<=\S.)(?:(?<=»)|(?![\w/:])(?!(?<=!)\[))"
    return re.compile(bare) if before else None, re.compile(rf"[{after}](?=\S)") if after else None


def _singles(words: str) -> Iterator[re.Match[str]]:
    """Words between straight single quotation marks."""
    return _SINGLE_QUOTED.finditer(words) if "'" in words else iter(())


def _quotes(words: str) -> Iterator[list[int]]:
    """The straight quotation marks of each paragraph; after a number they mean inches."""
    if '"' not in words:
        return
    for paragraph in _PARAGRAPH.finditer(words):
        quotes: list[int] = []
        for found in _QUOTE.finditer(words, *paragraph.span()):
            is_measure = words[found.start() - 1 : found.start()].isdigit() and len(quotes) % 2 == 0
            if not is_measure:
                quotes.append(found.start())
        yield quotes


def _quote(passage: Passage, start: int, side: int, pair: str) -> Finding:
    """A straight mark, with the one to write instead and the space that belongs inside."""
    words, marks, mark = passage.words, passage.typography, pair[side]
    if side == 0:
        is_spaced = mark in marks.no_break_after and not words[start + 1 : start + 2].isspace()
        text = f"{mark} " if is_spaced else mark
    else:
        spaced = marks.no_break_before + marks.narrow_no_break_before
        is_spaced = mark in spaced and not words[start - 1 : start].isspace()
        text = f" {mark}" if is_spaced else mark
    edit = Edit(start, start + 1, text)
    return Finding(start, "straight quotation mark", f"write {text.strip()}", edit)


def _inserted(start: int, message: str, hint: str) -> Finding:
    return Finding(start, message, hint, Edit(start, start, " "))


def _ends_words(words: str, start: int, mark: str, quotes: str) -> bool:
    """Whether a mark follows what it belongs to, past the marks of emphasis."""
    before = words[max(start - 9, 0) : start].rstrip(_MARKUP)[-1:]
    if mark in "%‰" or unicodedata.category(mark) == "Sc":  # a currency
        return before.isdigit()
    return before.isalnum() or (bool(before) and before in f")]’”…{quotes[1:]}{BLANK}")
