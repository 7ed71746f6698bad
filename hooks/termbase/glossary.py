"""The glossary: concepts with their relations, and the views that readers get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from termbase import model
from termbase.language import Language
from termbase.records import Concept, Records


@dataclass(frozen=True)
class Glossary:
    """Concepts by id, in the languages of the site, with what surrounds them."""

    languages: Mapping[str, Language]
    categories: Mapping[str, Mapping[str, model.Label]]
    references: Mapping[str, model.Reference]
    concepts: Mapping[str, Concept]
    namesake: Glossary | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, records: Records, before: Glossary | None = None) -> Glossary:
        """The glossary that a set of records makes, faulty ones left out.

        If only texts differ from the one `before`, it remembers where all else can be looked up.
        """
        parts = records.languages, records.categories, records.references, records.concepts
        found = cls(*parts)
        if before is None or found.reworded(before) is None:
            return found
        return cls(*parts, namesake=before.named)

    @property
    def named(self) -> Glossary:
        """A glossary that is like this one in all but the texts of concepts.

        It stays the same one as long as only texts change.
        """
        return self.namesake or self

    def reworded(self, before: Glossary) -> frozenset[str] | None:
        """The concepts whose texts are not what they were; None if anything else differs, too."""
        alike = (
            self.languages is before.languages
            and self.categories == before.categories
            and self.references == before.references
            and list(self.concepts) == list(before.concepts)
        )
        pairs = [(c, before.concepts[name]) for name, c in self.concepts.items()] if alike else []
        changed = [(now, then) for now, then in pairs if now is not then]
        if not alike or not all(now.is_named_like(then) for now, then in changed):
            return None
        return frozenset(now.id for now, _ in changed)

    def related(self, concept: Concept) -> tuple[str, ...]:
        """Ids of the associated concepts: its own first, then those that name it."""
        own = dict.fromkeys(concept.record.related)
        near = {*self.broader(concept), *self.narrower(concept), concept.id}
        others = self._related_from.get(concept.id, ())
        return tuple(
            i for i in dict.fromkeys([*own, *others]) if i in self.concepts and i not in near
        )

    def broader(self, concept: Concept) -> tuple[str, ...]:
        """Ids of the more general concepts."""
        return tuple(i for i in dict.fromkeys(concept.record.broader) if i in self.concepts)

    def ancestors(self, concept: Concept) -> set[str]:
        """Ids of all more general concepts, however far; those of a circle end where they began."""
        found: set[str] = set()
        waiting = list(self.broader(concept))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self.broader(self.concepts[name]))
        return found

    def narrower(self, concept: Concept) -> tuple[str, ...]:
        """Ids of the concepts that name this one as more general."""
        return tuple(self._narrower.get(concept.id, ()))

    def category_mates(self, concept: Concept, language: str) -> list[Concept]:
        """The other concepts of the same subject field, in the language's order."""
        mates = self.in_category(concept.record.category, language)
        return [mate for mate in mates if mate.id != concept.id]

    def in_category(self, category: str, language: str) -> list[Concept]:
        """The concepts of a subject field, in the language's order."""
        return [self.concepts[name] for name in self._fields[language].get(category, ())]

    @cached_property
    def _fields(self) -> dict[str, dict[str, list[str]]]:
        """The ids of the concepts of each subject field, in each language's order."""
        if self.namesake:
            return self.namesake._fields
        ordered = {
            code: {name: self.ordered(mates, code) for name, mates in self._by_category.items()}
            for code in self.languages
        }
        return {
            code: {name: [mate.id for mate in mates] for name, mates in fields.items()}
            for code, fields in ordered.items()
        }

    def ordered(self, concepts: list[Concept], language: str) -> list[Concept]:
        """Concepts in the order of their preferred terms in a language."""
        ranks = self._ranks[language]
        return sorted(concepts, key=lambda concept: ranks[concept.id])

    @cached_property
    def _ranks(self) -> dict[str, dict[str, int]]:
        """The place of each concept in each language; concepts of one term share theirs."""
        if self.namesake:
            return self.namesake._ranks
        found: dict[str, dict[str, int]] = {}
        for code, language in self.languages.items():
            terms = {name: concept.sections[code].term for name, concept in self.concepts.items()}
            order = sorted(set(terms.values()), key=language.sort_key)
            places = {term: place for place, term in enumerate(order)}
            found[code] = {name: places[term] for name, term in terms.items()}
        return found

    @cached_property
    def _narrower(self) -> dict[str, list[str]]:
        if self.namesake:
            return self.namesake._narrower
        return self._inverse((c.id, other) for c in self._all for other in c.record.broader)

    @cached_property
    def _related_from(self) -> dict[str, list[str]]:
        if self.namesake:
            return self.namesake._related_from
        return self._inverse((c.id, other) for c in self._all for other in c.record.related)

    @cached_property
    def _by_category(self) -> dict[str, list[Concept]]:
        found: dict[str, list[Concept]] = defaultdict(list)
        for concept in self._all:
            found[concept.record.category].append(concept)
        return found

    @property
    def _all(self) -> list[Concept]:
        return [self.concepts[name] for name in sorted(self.concepts)]

    @staticmethod
    def _inverse(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for here, there in pairs:
            found[there].append(here)
        return found
