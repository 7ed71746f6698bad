"""A concept that a file brings, and what its reader knows of the glossary that it comes into."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from termbase.problem import START, Level, Place, Problem
from termbase.source import Data, Document, Loc

LONGEST = 256 * 1024  # characters of a concept: more than a record may have


class UnreadableError(Exception):
    """The rest of a file cannot be read; a problem says why."""


@dataclass
class Incoming(Document):
    """A concept as the data of a record; `id` is its name, `found` the places of its values."""

    id: str = ""
    found: dict[Loc, Place] = field(default_factory=dict)

    def put(self, loc: Loc, value: Data, place: Place) -> None:
        """Give the key at `loc` a value; mappings on the way to it are made."""
        if not self.data:
            self.data = {}
        here = self.data
        for depth, part in enumerate(loc[:-1], 1):
            self.found.setdefault(loc[:depth], place)
            here = cast("dict[str, Data]", here).setdefault(cast("str", part), {})
        cast("dict[str, Data]", here)[cast("str", loc[-1])] = value
        self.found[loc] = place

    def get(self, *loc: str) -> Data | None:
        """The value at a path, or None."""
        return at(self.data, loc)

    def add(self, loc: Loc, value: Data, place: Place) -> None:
        """Add an item to the list at `loc`."""
        held = self.get(*cast("tuple[str, ...]", loc))
        items = held if isinstance(held, list) else []
        if not items:
            self.put(loc, items, place)
        self.found[(*loc, len(items))] = place
        items.append(value)

    def place(self, loc: Loc = (), *, key: bool = False) -> Place:
        """Where a value stands in the file; what has no place of its own is where its parent is."""
        while loc and loc not in self.found:
            loc = loc[:-1]
        return self.found.get(loc, START)


@dataclass
class Report:
    """What readers and the merge have to say; what is said of many places is said once."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    _times: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _first: dict[tuple[str, str, str], Place] = field(default_factory=dict)

    def error(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        """Something that has to be mended before anything is written."""
        self.problems.append(Problem(self.path, *place, Level.ERROR, rule, message, hint))

    def stop(self, place: Place, rule: str, message: str, hint: str = "") -> UnreadableError:
        """Like `error`, for what makes the rest unreadable; what it gives back is to be raised."""
        self.error(place, rule, message, hint)
        return UnreadableError(message)

    def notice(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        """Something that is left out or assumed; repeated, it is counted."""
        self._first.setdefault((rule, message, hint), place)
        self._times[rule, message, hint] += 1

    @property
    def has_errors(self) -> bool:
        """Whether nothing may be written."""
        return any(problem.level is Level.ERROR for problem in self.problems)

    def all(self) -> list[Problem]:
        """All problems in the order of their places."""
        return sorted({*self.problems, *self._notices()})

    def _notices(self) -> Iterator[Problem]:
        for (rule, message, hint), times in self._times.items():
            said = f"{message} ({times} times, first here)" if times > 1 else message
            place = self._first[rule, message, hint]
            yield Problem(self.path, *place, Level.NOTICE, rule, said, hint)


@dataclass(frozen=True)
class Setting:
    """What readers know of the glossary that a file comes into.

    `categories` and `sources` lead from all that a file may call a subject field or a work to its
    id; `labels` from the words before a note of ours, such as “Explanation:”, to what it is, by
    language. `site` is the address of the site, or empty.
    """

    languages: tuple[str, ...]
    default: str
    categories: Mapping[str, str]
    sources: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    site: str
    category: str | None = None

    def language(self, tag: str) -> tuple[str, str]:
        """The site's language and the region of a tag of BCP 47; an unknown one is empty."""
        parts = tag.replace("_", "-").split("-")
        code = parts[0].lower()
        region = next((part.upper() for part in parts[1:] if re.fullmatch("[A-Za-z]{2}", part)), "")
        return (code if code in self.languages else "", region)

    def choose_category(self, named: str, concept: Incoming, place: Place, report: Report) -> None:
        """Put a concept into the subject field that the file names, if there is one here."""
        known = self.categories.get(named.strip().casefold())
        if known:
            concept.put(("category",), known, place)
        elif self.category:
            message = f"“{named}” is no subject field here: {self.category} is taken"
            report.notice(place, "unknown-category", message)
        else:
            hint = f"known: {', '.join(dict.fromkeys(self.categories.values()))}; or use --category"
            report.error(place, "unknown-category", f"no subject field “{named}”", hint)


def at(data: Data, loc: Iterable[str | int]) -> Data | None:
    """The value at a path of keys, or None."""
    here: Data | None = data
    for part in loc:
        here = here.get(part) if isinstance(here, dict) and isinstance(part, str) else None
    return here


def slug(words: str) -> str:
    """An id from words: plain lower-case letters and digits, joined by hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe").replace("æ", "ae"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[’']", "", ascii_only)).strip("-")[:80].strip("-")
