"""Markdown source with everything that is not prose blanked out, character by character.

Places in the result are places in the source, so that what is found in it can be reported. Blanked
are: front matter, code, headings, titles of admonitions and tabs, links with their texts, images,
URLs, citations, HTML tags, comments, attribute lists, math, abbreviations and their definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = "\x02"

_BRACKETS = r"\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\]"
_TARGET = (
    r"\(\s*(?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
# Blocks come first, as they do for a Markdown parser; within each group, the order decides.
_BLOCKS = re.compile(
    r"""
    \A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)             # front matter
  | ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)
  | <!--.*?(?:-->|\Z)
  | <(?P<tag>a|abbr|button|code|kbd|math|pre|samp|script|style|svg|textarea)\b[^>]*>
      .*?(?:</(?P=tag)\s*>|\Z)
  | \$\$.*?\$\$
  | ^[ \t]{0,3}\#{1,6}[ \t][^\n]*$                              # headings
  | ^(?![ \t]*[|>*+-])[^\n]*\S[^\n]*\n[ \t]*(?:=+|-+)[ \t]*$
  | ^[ \t]*(?:!!!|\?\?\?\+?|===)[^\n]*$                         # titles of admonitions and tabs
  | ^[ \t]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$                       # link definitions
  | ^[ \t]*\*\[[^\]\n]+\]:[^\n]*$                               # abbreviations
    """,
    re.M | re.S | re.X | re.I,
)
_INLINE = re.compile(
    rf"""
    !?{_BRACKETS}(?:{_TARGET}|[ ]?\[[^\]\n]*\])
  | \[[@^][^\]\n]*\]:?                                          # citations, footnote marks
  | <[a-z][\w+.-]*:[^\s<>]*>
  | \bhttps?://[^\s<>)\]]+ | \bwww\.[^\s<>)\]]+ | [\w.+-]+@[\w-]+\.[\w.-]+
  | </?[a-z][^<>]*>
  | \{{[ ]?[:\#.][^{{}}\n]*\}}                                  # attribute lists
  | &(?:\#\d+|\#x[0-9a-f]+|[a-z]\w*);
  | (?<![^\W_])_+ | _+(?![^\W_])                                # emphasis
    """,
    re.X | re.I,
)
_FENCES = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|<!--.*?(?:-->|\Z)",
    re.M | re.S,
)
_QUOTE = re.compile(r"^(?:[ \t]*>)+", re.M)
_TICKS = re.compile("`+")
_ABBREVIATION = re.compile(r"^[ \t]*\*\[([^\]\n]+)\]:", re.M)
_DEFINITION = re.compile(r"^[ \t]{0,3}\[((?!\^)[^\]\n]+)\]:", re.M)
_INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?:(?: {4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n(?= {4}|\t))+")
_CONTAINER = re.compile(
    r"^[ \t]*(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|\[\^[^\]]+\]:|:)(?:[ \t]|$)|^(?: {4}|\t)"
)


def prose(markdown: str) -> str:
    """The source with all but its prose blanked; of the same length, with the same line ends."""
    abbreviations = _ABBREVIATION.findall(markdown)
    labels = {label.casefold() for label in _DEFINITION.findall(markdown)}
    text = _BLOCKS.sub(_blank, markdown)
    text = _without(text, indented_code(text))
    text = _without(text, _code_spans(text))
    text = _INLINE.sub(_blank, text)
    if labels:
        text = re.sub(
            r"\[([^\]\n]+)\]", lambda m: _blank(m) if m[1].casefold() in labels else m[0], text
        )
    for abbreviation in abbreviations:
        text = re.sub(rf"\b{re.escape(abbreviation)}\b", _blank, text)
    return _QUOTE.sub(lambda found: " " * len(found.group()), text)


def code_blanked(markdown: str) -> str:
    """The source with its code blanked; links and citations stay."""
    text = _FENCES.sub(_blank, markdown)
    return _without(text, _code_spans(text))


def _blank(found: re.Match[str]) -> str:
    return _blanked(found.group())


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", BLANK, text)


def _without(text: str, spans: Iterator[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], _blanked(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Code spans: a run of backticks up to the next run of the same length in the paragraph."""
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        yield from _spans_in(paragraph, start)
        start += len(paragraph)


def _spans_in(paragraph: str, offset: int) -> Iterator[tuple[int, int]]:
    runs = list(_TICKS.finditer(paragraph))
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[index].group()), []).append(index)
    index = 0
    while index < len(runs):
        same = later[len(runs[index].group())]
        while same and same[-1] <= index:
            same.pop()
        if same:
            closing = same[-1]
            yield offset + runs[index].start(), offset + runs[closing].end()
            index = closing
        index += 1


def indented_code(text: str) -> Iterator[tuple[int, int]]:
    """Blocks indented by four, unless they belong to a list, an admonition, a footnote or a tab."""
    for block in _INDENTED.finditer(text):
        before = text[: block.start()].rstrip().rpartition("\n\n")[2].splitlines()
        if not any(_CONTAINER.match(line) for line in before):
            yield block.span()
