"""The order of a dictionary, written apart from the code under test."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

DIGITS = "0123456789"
EXPANDED = {"œ": "oe", "æ": "ae", "ß": "ss"}


def plain(text: str) -> str:
    """A text without the spaces and marks that typography changes."""
    straight = text.replace("’", "'").replace("*", "")
    return " ".join(straight.split())


def bare(text: str) -> str:
    """A text without case, accents and ligatures."""
    expanded = re.sub("[œæß]", lambda found: EXPANDED[found.group()], plain(text).lower())
    parts = unicodedata.normalize("NFD", expanded)
    return "".join(part for part in parts if not unicodedata.combining(part))


def in_order(alphabet: str, names: Iterable[str]) -> list[str]:
    """Names as a dictionary with an alphabet lists them: digits first, no spaces, no hyphens."""
    place = (DIGITS + alphabet).index
    return sorted(names, key=lambda name: ([*map(place, letters(alphabet, name))], name))


def heading(alphabet: str, name: str) -> str:
    """The letter under which a dictionary lists a name; numbers come under one heading."""
    first = letters(alphabet, name)[0]
    return "#" if first in DIGITS else first.upper()


def letters(alphabet: str, name: str) -> list[str]:
    """The characters by which a name is found: a letter of the alphabet, or its base."""
    expanded = re.sub("[œæß]", lambda found: EXPANDED[found.group()], name.lower())
    kept = (c if c in alphabet else unicodedata.normalize("NFD", c)[0] for c in expanded)
    return [c for c in kept if c in DIGITS + alphabet]
