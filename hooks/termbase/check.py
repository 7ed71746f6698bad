"""All rules, asked of all concepts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from termbase import concept_rules, glossary_rules
from termbase.glossary import Glossary
from termbase.match import Finder, all_names
from termbase.problem import Problem
from termbase.records import Concept, Records
from termbase.remember import remembered
from termbase.subject import Subject


def check(records: Records, glossary: Glossary | None = None) -> list[Problem]:
    """All problems of a glossary, those of its files included, in the order of their places.

    `glossary` is what the records make, if it is known. What has been found in a concept is not
    looked for again while nothing but texts of others changes.
    """
    glossary = glossary or Glossary.of(records)
    faulty = {problem.path for problem in records.problems}
    rules = tuple(rule for rule in concept_rules.RULES if _can_judge(rule, faulty))
    # A record with a fault of its own is still a concept that others may name.
    broken = {Path(path).stem for path in faulty if path.startswith("glossary/terms/")}
    around = _around(glossary.named, frozenset([*glossary.concepts, *broken]), rules)
    problems = [*records.problems, *_among(glossary)]
    for concept in glossary.concepts.values():
        problems.extend(around.problems(concept))
    return sorted(set(problems))


@dataclass(eq=False)
class _Around:
    """What surrounds a concept: names and relations, no texts; and what has been found so far."""

    glossary: Glossary
    known_ids: frozenset[str]
    rules: tuple[concept_rules.Rule, ...]
    _found: dict[str, tuple[Concept, list[Problem]]] = field(default_factory=dict)

    def problems(self, concept: Concept) -> list[Problem]:
        """What is wrong with a concept."""
        last = self._found.get(concept.id)
        if last is None or last[0] is not concept:
            subject = Subject(concept, self.glossary, self.known_ids, self._finders)
            found = [problem for rule in self.rules for problem in rule(subject)]
            last = self._found[concept.id] = concept, found
        return last[1]

    @cached_property
    def _finders(self) -> dict[str, Finder]:
        return {
            code: Finder(all_names(self.glossary, code), language)
            for code, language in self.glossary.languages.items()
        }


@remembered
def _around(
    glossary: Glossary, known_ids: frozenset[str], rules: tuple[concept_rules.Rule, ...]
) -> _Around:
    return _Around(glossary, known_ids, rules)


def _among(glossary: Glossary) -> list[Problem]:
    """What is wrong among concepts; with other texts, the same is wrong in other places."""
    named = glossary.named
    return _found_among(glossary) if named is glossary or _found_among(named) else []


@remembered
def _found_among(glossary: Glossary) -> list[Problem]:
    return [problem for rule in glossary_rules.RULES for problem in rule(glossary)]


def _can_judge(rule: concept_rules.Rule, faulty: Iterable[str]) -> bool:
    needed = concept_rules.COMPARES_WITH.get(rule)
    return needed is None or not any(path.startswith(needed) for path in faulty)
