"""What the rules of concepts look at: a concept, its names, and what it mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from termbase.glossary import Glossary
from termbase.markup import cited_keys, concept_links
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
    def linked(self) -> list[tuple[Loc, list[str]]]:
        """The concepts that each of the texts links."""
        return [(loc, concept_links(text)) for loc, text in self.texts]

    @cached_property
    def cited(self) -> list[tuple[Loc, list[str]]]:
        """The works that each of the texts cites."""
        return [(loc, cited_keys(text)) for loc, text in self.texts]

    @cached_property
    def mentions(self) -> list[tuple[Loc, str, str]]:
        """Where a record names concepts, which ones, and what precedes the name there."""
        record = self.concept.record
        relations = (("broader", record.broader), ("related", record.related))
        found: list[tuple[Loc, str, str]] = [
            ((key, i), name, "") for key, given in relations for i, name in enumerate(given)
        ]
        found += [(loc, name, "glossary:") for loc, given in self.linked for name in given]
        return found

    @cached_property
    def names(self) -> list[tuple[str, Section, Loc, Section | Designation]]:
        """Every name of a concept: its language, its section, its path, and the name itself."""
        return [
            (code, section, (code, *loc), name)
            for code, section in self.sections
            for loc, name in designations(section)
        ]

    @cached_property
    def definitions(self) -> list[tuple[str, list[Occurrence]]]:
        """The names of concepts that stand in the definition of each language."""
        return [
            (code, self.finders[code].candidates(section.definition))
            for code, section in self.sections
        ]


def designations(section: Section) -> Iterator[tuple[Loc, Section | Designation]]:
    """The names of a concept in one language, with their paths in its section."""
    yield (), section
    for i, synonym in enumerate(section.synonyms):
        yield ("synonyms", i), synonym
