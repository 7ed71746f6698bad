"""Digests of translated texts: what a translation was made from, and what has moved since.

A stamp holds a digest of each part of the text that was translated and of each part of the
translation, both from the moment when somebody said that the two agree. Later digests tell which
of the two has changed. `example` and `trap` are no parts: they are written for each language on its
own, and a change of one says nothing about the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from termbase.mask import code_blanked
from termbase.model import Digests
from termbase.remember import WhenAsked

FIELDS = tuple(Digests.model_fields)
TOP = "top"  # of a guide: its title, its description, and what stands above the first section
LENGTH = 8
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t][^\n]*\{[^{}\n]*#([^\s{}]+)[^{}\n]*\}[ \t]*$", re.M)
# What no translator translates: the id of a linked concept, which a rename changes, and typography,
# which `termbase check --fix` mends: spaces, quotation marks, dashes, an ellipsis in three dots.
_LINKED = re.compile(r"(?<=\bglossary[:/])[\w-]+")
_QUOTES = re.compile("[\"'’‘“”„‚«»‹›]")
_DASHES = re.compile("[-‐‑–—]+")
_NEEDLESS = re.compile(r"(?<!\w) | (?!\w)")


class Side(StrEnum):
    """Which text has changed since a translation was stamped."""

    SOURCE = "source"
    TRANSLATION = "translation"
    BOTH = "both"


class Change(NamedTuple):
    """A part of a text that has changed."""

    part: str
    side: Side


@dataclass(frozen=True)
class Stamp:
    """What a translation says of itself: its source, and the digests of both when they agreed.

    Without digests it only names the source.
    """

    language: str
    source: Mapping[str, str] = field(default_factory=dict)
    translation: Mapping[str, str] = field(default_factory=dict)


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for the words of a text, however they are set."""
    words = _LINKED.sub("", unicodedata.normalize("NFC", text)).replace("...", "…")
    words = _DASHES.sub("-", _QUOTES.sub(" ", words))
    words = _NEEDLESS.sub("", " ".join(words.split()))
    return sha256(words.encode()).hexdigest()[:LENGTH]


def section_digests(section: Mapping[str, object]) -> Mapping[str, str]:
    """The digests of the texts that one language of a record has."""
    given = ((name, section.get(name)) for name in FIELDS)
    texts = {name: text for name, text in given if isinstance(text, str) and text.strip()}
    return WhenAsked(texts, lambda name: digest(texts[name]))


def guide_digests(head: str, body: str) -> Mapping[str, str]:
    """The digests of a guide's sections by the ids of their headings.

    `head` is what the front matter says to readers; `body` is the Markdown below it.
    """
    texts = _sections(head, body)
    return WhenAsked(texts, lambda name: digest(texts[name]))


def headings(body: str) -> Iterator[tuple[str, int]]:
    """The ids of a guide's headings, and where each heading starts."""
    for found in _HEADING.finditer(code_blanked(body)):
        yield found.group(1), found.start()


def changes(
    stamp: Stamp, source: Mapping[str, str], translation: Mapping[str, str]
) -> Iterator[Change]:
    """The parts that have changed since the stamp, and on which side."""
    for part in dict.fromkeys([*source, *stamp.source]):
        there = source.get(part) != stamp.source.get(part)
        here = bool(stamp.translation) and translation.get(part) != stamp.translation.get(part)
        if (there or here) and not _was_left_out(part, stamp, translation):
            side = Side.BOTH if there and here else Side.SOURCE if there else Side.TRANSLATION
            yield Change(part, side)


def _was_left_out(part: str, stamp: Stamp, translation: Mapping[str, str]) -> bool:
    """Whether a part was accepted as one that the translation does not have."""
    had = bool(stamp.translation) and part in stamp.source
    return had and part not in stamp.translation and part not in translation


def _sections(head: str, body: str) -> dict[str, str]:
    found = {TOP: head}
    name, start = TOP, 0
    for heading, place in [*headings(body), ("", len(body))]:
        found[name] = f"{found.get(name, '')}\n{body[start:place]}"
        name, start = heading, place
    return found
