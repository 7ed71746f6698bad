"""All rules, asked of all concepts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from termbase import concept_rules, glossary_rules
from termbase.glossary import Glossary
from termbase.match import Finder, all_names
from termbase.problem import Problem
from termbase.records import Records
from termbase.subject import Subject


def check(records: Records) -> list[Problem]:
    """All problems of a glossary, those of its files included, in the order of their places."""
    glossary = Glossary.of(records)
    finders = {
        code: Finder(all_names(glossary, code), language)
        for code, language in glossary.languages.items()
    }
    faulty = {problem.path for problem in records.problems}
    rules = [rule for rule in concept_rules.RULES if _can_judge(rule, faulty)]
    # A record with a fault of its own is still a concept that others may name.
    broken = {Path(path).stem for path in faulty if path.startswith("glossary/terms/")}
    known = frozenset([*glossary.concepts, *broken])
    problems = list(records.problems)
    for concept in glossary.concepts.values():
        subject = Subject(concept, glossary, known, finders)
        problems.extend(problem for rule in rules for problem in rule(subject))
    problems.extend(problem for rule in glossary_rules.RULES for problem in rule(glossary))
    return sorted(set(problems))


def _can_judge(rule: concept_rules.Rule, faulty: Iterable[str]) -> bool:
    needed = concept_rules.COMPARES_WITH.get(rule)
    return needed is None or not any(path.startswith(needed) for path in faulty)
