r"""Markdown source with everything that is not prose blanked out, character by character.

Places in the result are places in the source, so that what is found in it can be reported. Blanked
are: front matter, code, headings, titles of admonitions and tabs, links with their texts, images,
addresses, citations, HTML tags, comments, attribute lists, math, definitions of links and
abbreviations. What Markdown shows as another character (`\_`, `&nbsp;`) stands there as that one.

Nothing is looked for twice, so that the time is linear in the text, whatever the text is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from termbase.blocks import Chunk, Kind, chunks
from termbase.tree import INLINE, JOINER, NOT_WORDS, UNLINKED, VERBATIM, stand_in

BLANK = "\x02"
_CODE = ("`", "~~~", "<", "    ", "\t", "---")  # one of these is in a text that has code
_TEXTS = 16  # as many are remembered, for one rule after the other asks for the same

_COMMENT = re.compile(r"<!--(?s:(?!<!--).)*?-->")
_TOKEN = re.compile(
    rf"""
    \\(?P<escaped>[!-/:-@\[-`{{-~])
  | (?P<open>!?\[)
  | (?P<close>\])
  | {_COMMENT.pattern}
  | <(?P<hidden>{"|".join(sorted(VERBATIM | UNLINKED))})(?=[\s/>])[^<>]*+(?<!/)>
  | (?P<inline></?(?:{"|".join(sorted(INLINE))})(?=[\s/>])[^<>]*+>)
  | </?[a-z][^<>]*+>                                      # other tags, and addresses
  | {NOT_WORDS.pattern}
  | \{{[ ]?[:\#.][^{{}}\n]*+\}}                           # attribute lists
  | (?P<entity>&(?:\#\d{{1,7}}|\#x[\da-f]{{1,6}}|[a-z][a-z\d]{{1,31}});)
  | (?P<emphasis>(?<![^\W_])_++|_++(?![^\W_])|(?<=\S)\*++|\*++(?=\S))
  | (?<![ ])[ ]{{2,}}+(?=\r?\n)                           # line breaks
    """,
    re.X | re.I,
)
# What every token begins with in a paragraph that has none of _MORE.
_BEGINS = re.compile(r"[\\!\[\]<$\{&_*]")
_MORE = ("@", "://", "www.", "  \n", "  \r\n")
_DEFINED = re.compile(r"\[([^\[\]]++)\]:")
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?+\s*+\)"
    r"|\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)"
)
_LABEL = re.compile(r"[ ]?\[([^\[\]]*+)\]")
_MAX_LABEL = 1000  # characters; longer ones are no labels, and looking at them takes time
_TICKS = re.compile("`+")
_QUOTE = re.compile(r"^[ \t]*+(?:>[ \t]*+)+", re.M)
_VISIBLE = re.compile(r"[^\r\n]")


def prose(markdown: str, *, titles: bool = False) -> str:
    """The source with all but its prose blanked; of the same length, with the same line ends.

    With `titles`, titles and the texts of links stay: they are words that a reader sees.
    """
    blocks = list(chunks(markdown))
    labels = _labels(blocks)
    shown = {Kind.PROSE, Kind.TITLE} if titles else {Kind.PROSE}
    return "".join(
        _inline(chunk.text, labels, titles) if chunk.kind in shown else _blanked(chunk.text)
        for chunk in blocks
    )


@lru_cache(_TEXTS)
def code_blanked(markdown: str) -> str:
    """The source with its code blanked; links and citations stay."""
    if not any(mark in markdown for mark in _CODE):
        return markdown
    return "".join(
        _blanked(text) if kind is Kind.CODE else _without_code(text)
        for text, kind in chunks(markdown)
    )


def _without_code(text: str) -> str:
    text = without(text, _code_spans(text))
    return _COMMENT.sub(lambda found: _blanked(found.group()), text)


def _labels(blocks: Iterable[Chunk]) -> set[str]:
    """The labels of links that a text defines."""
    found = (
        _DEFINED.match(text.lstrip("> \t")) for text, kind in blocks if kind is Kind.DEFINITION
    )
    return {_normal(one[1]) for one in found if one}


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()


def _inline(text: str, labels: set[str], titles: bool) -> str:
    """A paragraph with its marks blanked, and with its links unless titles are wanted."""
    text = without(text, _code_spans(text))
    parts, done = [], 0
    for start, end, shown in sorted(_marks(text, labels, titles)):
        if start >= done:
            parts += [text[done:start], shown or _blanked(text[start:end])]
            done = end
    quoted = "".join([*parts, text[done:]])
    return _QUOTE.sub(lambda found: " " * len(found.group()), quoted) if ">" in quoted else quoted


def _marks(text: str, labels: set[str], titles: bool) -> Iterator[tuple[int, int, str]]:
    """What is no prose, as spans, and what to put there, if not blanks."""
    opened: list[re.Match[str]] = []
    lowered = text.lower()
    search = _TOKEN.search if any(more in lowered for more in _MORE) else _search
    at = 0
    while token := search(text, at):
        start, at = token.span()
        if token["open"]:
            opened.append(token)
        elif not token["close"]:
            at = _closing(text, token) if token["hidden"] else at
            yield start, at, _shown(token)
        elif opened:
            opening = opened.pop()
            end = _link_end(text, opening.end(), start, labels)
            if end and titles:
                yield *opening.span(), ""
                yield start, end, ""
            elif end:
                yield opening.start(), end, ""
            at = end or at


def _search(text: str, at: int) -> re.Match[str] | None:
    """As `_TOKEN.search`, in less time: only where a token may begin."""
    while begins := _BEGINS.search(text, at):
        if token := _TOKEN.match(text, begins.start()):
            return token
        at = begins.end()
    return None


def _shown(token: re.Match[str]) -> str:
    """What stands for a mark in the result: as long as it is, or nothing."""
    length = len(token.group())
    if letter := token["escaped"] or unescape(token["entity"] or ""):
        return stand_in(letter, length)
    return JOINER * length if token["inline"] or token["emphasis"] else ""


def _closing(text: str, token: re.Match[str]) -> int:
    """Where an element ends in which nothing is prose; if it is not closed, with its paragraph."""
    found = re.compile(f"</{token['hidden']}\\s*>", re.I).search(text, token.end())
    return found.end() if found else len(text)


def _link_end(text: str, start: int, end: int, labels: set[str]) -> int:
    """Where a link ends whose words are [start, end), the mark of a note too; 0 if it is none."""
    if target := _TARGET.match(text, end + 1):
        return target.end()
    if text.startswith(("^", "@"), start):
        return end + 1
    words = _normal(text[start:end]) if labels and end - start < _MAX_LABEL else ""
    label = _LABEL.match(text, end + 1)
    if label and (_normal(label[1]) or words) in labels:
        return label.end()
    return end + 1 if words in labels else 0


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Code spans: a run of backticks up to the next run of the same length."""
    runs = list(_TICKS.finditer(text)) if "`" in text else []
    later: dict[int, list[int]] = defaultdict(list)
    for index in range(len(runs) - 1, -1, -1):
        later[len(runs[index].group())].append(index)
    index = 0
    while index < len(runs):
        run = runs[index]
        same = later[len(run.group())]
        while same and same[-1] <= index:
            same.pop()
        if same and text[run.start() - 1 : run.start()] != "\\":
            yield run.start(), runs[same[-1]].end()
            index = same[-1]
        index += 1


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with spans of it blanked, which are in order and do not overlap."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], _blanked(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _blanked(text: str) -> str:
    is_one_line = "\n" not in text and "\r" not in text
    return BLANK * len(text) if is_one_line else _VISIBLE.sub(BLANK, text)
