"""Markdown as a checker sees it: its parts with their places, and the words that readers see.

The source is searched, not rendered, for a finding needs a place in it. Every blanked text is as
long as the source, with the same line ends, so that a place in one is a place in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from termbase.markup import CITATION, CITED_KEY
from termbase.mask import BLANK, code_blanked

_NO_BREAK = "\u00a0"
_APART = re.compile(
    r"""
    ^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)(?:\n|\Z)
        .*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|(?P<open>\Z))
  | (?<!`)<!--(?P<comment>.*?)(?:-->|(?P<cut>\Z))
    """,
    re.M | re.S | re.X,
)
_APART_BEGINS = ("```", "~~~", "<!--")
_CODE_BEGINS = ("`", "<", "\t", "\n    ")
_MARKS = re.compile(r"[`~<\t\[:{$|@&]")
_LONG_MARKS = ("    ", "!!!", "???", "===")
_HEADING = re.compile(
    r"^(?P<marks>\#{1,6})(?!\#)[ \t]*(?P<title>[^\n]*\S)[ \t]*$"
    r"|(?<![^\n]\n)^(?![ \t]*[|>*+\x02-])(?P<above>[^\n]*\S)[ \t]*\n(?P<line>=+|-+)[ \t]*$",
    re.M,
)
_HEADING_ID = re.compile(r"\{[^{}\n]*?\#([^\s{}]+)[^{}\n]*\}[ \t]*\#*$")
_TABLE = re.compile(
    r"^(?P<head>[^\n|]*+\|[^\n]*+)\n"
    r"(?=[^\n|]*+\|)[ \t]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|?+)++[ \t]*+$"
    r"(?P<rows>(?:\n[^\n|]*+\|[^\n]*+)*+)",
    re.M,
)
_BRACKETED = r"\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\]"
_TITLE = r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_TAIL = rf"\(\s*(?P<target><[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*){_TITLE}\s*\)"
_REFERENCE = r"[ ]?\[(?P<label>[^\]\n]*)\]"
_LINK = re.compile(rf"(?<!!)(?P<text>{_BRACKETED})(?:{_TAIL}|{_REFERENCE})")
_IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]]*)\](?:{_TAIL}|{_REFERENCE})")
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*<?([^\s>]+)>?[^\n]*$", re.M)
_AUTOLINK = re.compile(r"<([a-z][\w+.-]*:[^\s<>]*)>", re.I)
_TAG = re.compile(
    r"<(?P<name>[a-z][\w-]*)\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.I
)
_ATTRIBUTE = re.compile(r"\b(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_ATTRIBUTE_LIST = re.compile(r"\{[ ]?(?:[:#.]|[\w-]+=)[^{}\n]*\}")
_LISTED_ID = re.compile(r"(?<=[\s{:])\#([^\s{}]+)")

# What readers do not see as words; the first group of a match stays.
_HIDDEN = re.compile(
    rf"""
    <(?P<tag>code|kbd|math|pre|samp|script|style|svg|textarea|var)\b[^<>]*>.*?(?:</(?P=tag)\s*>|\Z)
  | \$\$.*?\$\$
  | ^[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[^\n"]*(?:"(?P<stays>[^\n]*)")?[ \t]*$
  | ^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$
  | ^[ \t]*\*?\[(?!\^)[^\]\n]+\]:[^\n]*$
  | (?<=\])\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*){_TITLE}\s*\)
  | (?<=\])[ ]?\[[^\]\n]*\]
  | \[[@^][^\[\]\n]*\]:?
  | <[a-z][\w+.-]*:[^\s<>]*>
  | \b(?:https?://|www\.)[^\s<>)\]]+ | [\w.+-]+@[\w-]+\.[\w.-]+
  | </?[a-z][^<>]*>
  | \{{[ ]?(?:[:\#.]|[\w-]+=)[^{{}}\n]*\}}
  | (?<![\w:]):[a-z][\w+-]*:(?![\w:])
    """,
    re.M | re.S | re.X | re.I,
)
# The same for texts that hide nothing of _MAY_HIDE_MORE: every part begins with a character, and
# what it follows is said behind that, so that the pattern is found quickly.
_MAY_HIDE = re.compile(r"[\[<$@{:!?=|]")
_MAY_HIDE_MORE = ("|", "]:", "] [", "//", "www.", "@", "!!!", "???", "===")
_HIDDEN_USUALLY = re.compile(
    rf"""
    <(?P<tag>code|kbd|math|pre|samp|script|style|svg|textarea|var)\b[^<>]*>.*?(?:</(?P=tag)\s*>|\Z)
  | \$\$.*?\$\$
  | \((?<=\]\()\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*){_TITLE}\s*\)
  | \[(?<=\]\[)[^\]\n]*\]
  | \[[@^][^\[\]\n]*\]:?
  | <[a-z][\w+.-]*:[^\s<>]*>
  | </?[a-z][^<>]*>
  | \{{[ ]?(?:[:\#.]|[\w-]+=)[^{{}}\n]*\}}
  | :(?<![\w:]:)[a-z][\w+-]*:(?![\w:])
    """,
    re.S | re.X | re.I,
)
_SPACE_ENTITY = re.compile(r"&(?:nbsp|thinsp|ensp|emsp|\#160|\#xa0|\#8239|\#x202f);", re.I)
_ENTITY = re.compile(r"&(?:\#\d+|\#x[0-9a-f]+|[a-z]\w*);", re.I)


class Heading(NamedTuple):
    """A heading: its level, its id if it has one, and its words."""

    level: int
    id: str
    title: str
    start: int


class Part(NamedTuple):
    """A part of a text: the key by which languages compare it, and what a message calls it."""

    key: str
    label: str
    start: int


class Picture(NamedTuple):
    """An image or an insert; `alt` is None if it says nothing on a text in its place."""

    source: str
    alt: str | None
    start: int


@dataclass(frozen=True)
class Markdown:
    """A Markdown text, from `start` on; what precedes it is front matter."""

    text: str
    start: int = 0

    @cached_property
    def apart(self) -> list[re.Match[str]]:
        """Fenced code and comments."""
        may_be = _has_any(self.text, _APART_BEGINS)
        return list(_APART.finditer(self.text, self.start)) if may_be else []

    @cached_property
    def plain(self) -> str:
        """The text without front matter, code and comments."""
        if not (self.start or _has_marks(self.text)):
            return self.text
        spans = [(0, self.start), *(found.span() for found in self.apart)]
        text = _without(self.text, spans) if spans != [(0, 0)] else self.text
        may_be = text.startswith("    ") or _has_any(text, _CODE_BEGINS)
        return code_blanked(text) if may_be else text

    @cached_property
    def words(self) -> str:
        """What readers see: no code, addresses, tags, attributes or citations.

        The titles of admonitions, the words of links and the texts of images stay.
        """
        if not (self.start or _has_marks(self.text)):
            return self.text
        text = self.plain
        if _MAY_HIDE.search(text) or "www." in text:
            if _has_any(text.lower(), _MAY_HIDE_MORE):
                text = _HIDDEN.sub(_blank, text)
            else:
                text = _HIDDEN_USUALLY.sub(lambda found: _blanks(found.group()), text)
        if "&" in text:
            text = _SPACE_ENTITY.sub(lambda found: _NO_BREAK * len(found.group()), text)
            text = _ENTITY.sub(_blank, text)
        return text

    @cached_property
    def unlinked(self) -> str:
        """The text without anything that is a link, an address in a tag or a definition."""
        text = self.plain
        if "://" not in text and "www." not in text:
            return text
        for pattern in (_IMAGE, _LINK, _DEFINITION, _AUTOLINK, _TAG, _ATTRIBUTE_LIST):
            text = pattern.sub(_blank, text)
        return text

    @cached_property
    def headings(self) -> list[Heading]:
        """All headings, in order."""
        return [_heading(found) for found in _HEADING.finditer(self.plain)]

    @property
    def code(self) -> Iterator[Part]:
        """Fenced code, by its language."""
        for found in self.apart:
            if found["fence"]:
                info = found["info"].strip()
                yield Part(info, f"code block “{info}”" if info else "code block", found.start())

    @property
    def comments(self) -> Iterator[tuple[int, str]]:
        """The text of each comment, with its place."""
        for found in self.apart:
            if found["comment"] is not None:
                yield found.start("comment"), found["comment"]

    @property
    def tables(self) -> Iterator[Part]:
        """Tables, by their size; the rows are those below the head."""
        for found in _TABLE.finditer(self.plain):
            columns = len(re.split(r"(?<!\\)\|", found["head"].strip().strip("|")))
            size = f"{found['rows'].count(chr(10))} × {columns}"
            yield Part(size, f"table of {size} (rows × columns)", found.start())

    @property
    def pictures(self) -> Iterator[Picture]:
        """Images and inserts, in Markdown or as tags, in order."""
        found = [
            Picture(self._target(image), image["alt"], image.start())
            for image in _IMAGE.finditer(self.plain)
        ]
        for name, attributes, start in self._tags:
            if name in ("img", "figure"):
                alt = attributes.get("alt") if name == "img" else ""
                found.append(Picture(attributes.get("src", ""), alt, start))
        return iter(sorted(found, key=lambda picture: picture.start))

    @property
    def links(self) -> Iterator[tuple[str, int]]:
        """The targets of all links that are not images."""
        for found in _LINK.finditer(self.plain):
            yield self._target(found), found.start()
        for found in _AUTOLINK.finditer(self.plain):
            yield found[1], found.start()
        for name, attributes, start in self._tags:
            if name == "a" and "href" in attributes:
                yield attributes["href"], start

    @property
    def citations(self) -> Iterator[tuple[str, int]]:
        """The keys of all works that are cited."""
        for found in CITATION.finditer(self.plain):
            for cited in CITED_KEY.finditer(found.group()):
                yield cited[1], found.start() + cited.start()

    @property
    def ids(self) -> Iterator[tuple[str, int]]:
        """All ids that an author has given."""
        for found in _ATTRIBUTE_LIST.finditer(self.plain):
            for listed in _LISTED_ID.finditer(found.group()):
                yield listed[1], found.start() + listed.start()
        for _, attributes, start in self._tags:
            if "id" in attributes:
                yield attributes["id"], start

    @cached_property
    def _tags(self) -> list[tuple[str, dict[str, str], int]]:
        return [
            (found["name"].lower(), dict(_attributes(found["attributes"])), found.start())
            for found in _TAG.finditer(self.plain)
        ]

    @cached_property
    def _definitions(self) -> dict[str, str]:
        return {label.casefold(): url for label, url in _DEFINITION.findall(self.plain)}

    def _target(self, found: re.Match[str]) -> str:
        if found["target"] is not None:
            return found["target"].strip("<>")
        words = found.groupdict().get("text") or f"[{found.groupdict().get('alt')}]"
        label = found["label"] or words[1:-1]
        return self._definitions.get(label.casefold(), label)


def _has_marks(text: str) -> bool:
    """Whether a reader may see anything but the text as it is written."""
    if _MARKS.search(text) or _has_any(text, _LONG_MARKS):
        return True
    return "www." in text.lower()


def _has_any(text: str, marks: tuple[str, ...]) -> bool:
    """Whether a text has one of some marks: without, there is nothing to look for in it."""
    for mark in marks:  # noqa: SIM110 - half of the time of any()
        if mark in text:
            return True
    return False


def _heading(found: re.Match[str]) -> Heading:
    title = found["title"] or found["above"]
    level = len(found["marks"] or "") or (1 if found["line"].startswith("=") else 2)
    given = _HEADING_ID.search(title)
    words = title[: given.start()] if given else title.rstrip("#")
    return Heading(level, given[1] if given else "", words.strip(), found.start())


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(text):
        yield found["name"].lower(), found["double"] or found["single"] or ""


def _blank(found: re.Match[str]) -> str:
    """Blanks of the same length; the group that stays, if there is one, stays."""
    kept = found.groupdict().get("stays")
    if kept is None:
        return _blanks(found.group())
    start, end = (place - found.start() for place in found.span("stays"))
    return _blanks(found.group()[:start]) + kept + _blanks(found.group()[end:])


def _blanks(text: str) -> str:
    return re.sub(r"[^\n]", BLANK, text) if "\n" in text else BLANK * len(text)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], _blanks(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])
