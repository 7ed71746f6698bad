"""How far each language is: what is complete, what has fallen behind, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from termbase.project import Project
from termbase.remember import remembered
from termbase.works import Kind, Version, Work, read_works

_REQUIRED = ("term", "definition")
_SHARED = ("explanation",)  # a text that all languages of a concept have, or none


class State(StrEnum):
    """How a work stands in a language."""

    ORIGINAL = "original"
    TRANSLATED = "translated"
    UNSTAMPED = "unstamped"
    STALE = "stale"
    MISSING = "missing"


class Standing(NamedTuple):
    """A work in a language.

    `path` is the file to edit: the text itself, or what there is to translate from. `parts` are
    those that are stale or missing.
    """

    kind: Kind
    name: str
    language: str
    path: str | None
    state: State
    parts: tuple[str, ...]


class Count(NamedTuple):
    """Concepts by their state; those that are not stamped count as complete."""

    concepts: int
    complete: int
    stale: int
    missing: int
    unstamped: int

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Count:
        """The count of some works in one language."""
        states = [standing.state for standing in standings]
        stale, missing = states.count(State.STALE), states.count(State.MISSING)
        complete = len(states) - stale - missing
        return cls(len(states), complete, stale, missing, states.count(State.UNSTAMPED))

    def as_json(self) -> dict[str, int]:
        """The numbers by name."""
        return self._asdict()


@dataclass(frozen=True)
class Status:
    """The state of every concept and every guide in every language."""

    languages: tuple[str, ...]
    standings: tuple[Standing, ...]
    categories: dict[str, str]  # of concepts by their ids

    def concepts(self, code: str) -> Count:
        """All concepts in a language."""
        return Count.of(self._of(Kind.CONCEPT, code))

    def category(self, name: str, code: str) -> Count:
        """The concepts of a subject field in a language."""
        return Count.of(self._by_category.get((name, code), ()))

    @cached_property
    def _by_category(self) -> dict[tuple[str, str], list[Standing]]:
        """The concepts by subject field and language."""
        found: dict[tuple[str, str], list[Standing]] = {}
        for standing in self.standings:
            category = self.categories.get(standing.name)
            if standing.kind is Kind.CONCEPT and category is not None:
                found.setdefault((category, standing.language), []).append(standing)
        return found

    @cached_property
    def guides(self) -> dict[str, dict[str, Standing]]:
        """The guides by name, in every language."""
        found: dict[str, dict[str, Standing]] = {}
        for standing in self.standings:
            if standing.kind is Kind.GUIDE:
                found.setdefault(standing.name, {})[standing.language] = standing
        return found

    @property
    def gaps(self) -> list[Standing]:
        """What there is to do."""
        done = (State.ORIGINAL, State.TRANSLATED, State.UNSTAMPED)
        return [standing for standing in self.standings if standing.state not in done]

    def as_json(self, categories: Iterable[str]) -> dict[str, object]:
        """All of it as plain data."""
        return {
            "languages": {code: self.concepts(code).as_json() for code in self.languages},
            "categories": {
                name: {code: self.category(name, code).as_json() for code in self.languages}
                for name in categories
            },
            "guides": {
                name: {code: standing.state.value for code, standing in standings.items()}
                for name, standings in self.guides.items()
            },
            "gaps": [_gap(standing) for standing in self.gaps],
        }

    def _of(self, kind: Kind, code: str) -> list[Standing]:
        return [s for s in self.standings if s.kind is kind and s.language == code]


def read_status(project: Project, docs: Path) -> Status:
    """The state of a project, also of one with errors."""
    return status_of(project, read_works(project, docs))


def status_of(project: Project, works: Iterable[Work]) -> Status:
    """The state of a project whose works have been read."""
    codes = tuple(project.records.languages)
    standings = tuple(_standing(work, code) for work in works for code in codes)
    return Status(codes, standings, _categories(project))


@remembered
def _standing(work: Work, code: str) -> Standing:
    return Standing(work.kind, work.name, code, _path(work, code), *_state(work, code))


def _path(work: Work, code: str) -> str | None:
    versions = work.versions
    here = versions.get(code) or versions.get(work.default)
    other: Version | None = next(iter(versions.values()), None)
    found = here or other
    return found.path if found else None


def _state(work: Work, code: str) -> tuple[State, tuple[str, ...]]:
    """The state of a work in a language, and the parts that are stale or missing."""
    lacking = _lacking(work, code)
    if lacking or code not in work.versions:
        return State.MISSING, lacking
    if work.source_version(code) is None:
        return State.ORIGINAL, ()
    changed = tuple(change.part for change in work.changes(code))
    if changed:
        return State.STALE, changed
    return (State.TRANSLATED if work.is_stamped(code) else State.UNSTAMPED), ()


def _lacking(work: Work, code: str) -> tuple[str, ...]:
    if work.kind is Kind.GUIDE:
        return ()
    having = [version.digests for version in work.versions.values()]
    wanted = [*_REQUIRED, *(name for name in _SHARED if any(name in texts for texts in having))]
    here = work.versions[code].digests if code in work.versions else {}
    return tuple(name for name in wanted if name not in here)


def _categories(project: Project) -> dict[str, str]:
    found = {}
    for name, document in project.records.documents.items():
        category = document.data.get("category") if isinstance(document.data, dict) else None
        if isinstance(category, str):
            found[name] = category
    return found


def _gap(standing: Standing) -> dict[str, object]:
    return {
        "kind": standing.kind.value,
        "name": standing.name,
        "language": standing.language,
        "state": standing.state.value,
        "parts": list(standing.parts),
        "path": standing.path,
    }
