"""What the rules of concepts look at: a concept, its names, and what it mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from termbase.glossary import Glossary
from termbase.markup import concept_links
from termbase.match import Finder, Occurrence
from termbase.model import Designation, Section
from termbase.problem import Place, Problem, error
from termbase.records import Concept
from termbase.source import Loc

MARKDOWN = ("explanation", "example", "note", "trap")


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: one concept, and the glossary around it."""

    concept: Concept
    glossary: Glossary
    known_ids: frozenset[str]
    finders: dict[str, Finder]

    def report(self, rule: Callable[[Subject], object], place: Place, *words: str) -> Problem:
        """A finding of a rule: place, message, hint."""
        path, rule_id = self.concept.document.path, rule.__name__.replace("_", "-")
        return error(path, place, rule_id, *(" ".join(part.split()) for part in words))

    def place(self, *loc: str | int) -> Place:
        """Where the value at a path of the record starts."""
        return self.concept.document.place(loc)

    def key(self, *loc: str | int) -> Place:
        """Where the key at a path of the record starts."""
        return self.concept.document.place(loc, key=True)

    def place_of(self, loc: Loc, words: str, after: str = "") -> Place:
        """Where words first stand in the value at a path, right after others."""
        return self.concept.document.place_of(loc, words, after)

    @property
    def sections(self) -> Iterable[tuple[str, Section]]:
        """The languages of the concept."""
        return self.concept.sections.items()

    @cached_property
    def texts(self) -> list[tuple[Loc, str]]:
        """The Markdown texts of the record, with their paths."""
        found: list[tuple[Loc, str]] = []
        for code, section in self.sections:
            for name in MARKDOWN:
                text = getattr(section, name)
                if text:
                    found.append(((code, name), text))
        return found

    @cached_property
    def definitions(self) -> list[tuple[str, list[Occurrence]]]:
        """The names of concepts that stand in the definition of each language."""
        return [
            (code, self.finders[code].candidates(section.definition))
            for code, section in self.sections
        ]


def mentions(subject: Subject) -> Iterator[tuple[Loc, str, str]]:
    """Where a record names concepts, which ones, and what precedes the name there."""
    record = subject.concept.record
    for key in ("broader", "related"):
        for i, name in enumerate(getattr(record, key)):
            yield (key, i), name, ""
    for loc, text in subject.texts:
        for name in concept_links(text):
            yield loc, name, "glossary:"


def names(subject: Subject) -> Iterator[tuple[str, Section, Loc, Section | Designation]]:
    """Every name of a concept: its language, its section, its path, and the name itself."""
    for code, section in subject.sections:
        for loc, name in designations(section):
            yield code, section, (code, *loc), name


def designations(section: Section) -> Iterator[tuple[Loc, Section | Designation]]:
    """The names of a concept in one language, with their paths in its section."""
    yield (), section
    for i, synonym in enumerate(section.synonyms):
        yield ("synonyms", i), synonym
