"""The corpus: a pair of guides for each rule, and every finding with its place."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from editorial import checks
from termbase.project import open_project
from termbase.rules import Rule
from tests.conftest import DATA
from tests.editorial.bread import BREAD, opened

ROOT = DATA.parent.parent
EXPECTED = (BREAD / "expected.txt").read_text(encoding="utf-8").splitlines()
# Rules that no file of the corpus can break: the tests that break them.
ELSEWHERE = {"missing-dictionary": "test_spelling.py"}
# What stands in a file of another name: faults of reading, which the core finds.
CORE = {"yaml-syntax", "wrong-type"}


def rule_of(line: str) -> str:
    return line.rpartition("[")[2].removesuffix("]")


def test_the_corpus_has_exactly_the_expected_findings() -> None:
    found = sorted({*checks.problems(opened(), BREAD / "docs")})
    assert [str(problem) for problem in found] == EXPECTED


@pytest.mark.parametrize("rule", checks.rules(), ids=lambda rule: rule.id)
def test_every_rule_is_broken_by_the_corpus_at_its_level(rule: Rule) -> None:
    lines = [line for line in EXPECTED if rule_of(line) == rule.id]
    assert lines or rule.id in ELSEWHERE
    assert all(f": {rule.level}: " in line for line in lines)


def test_a_guide_breaks_the_rule_that_it_is_named_after_and_no_other() -> None:
    for line in EXPECTED:
        path = PurePosixPath(line.partition(":")[0])
        if path.suffix == ".md" and rule_of(line) not in CORE:
            assert path.stem.startswith(rule_of(line)), line


def test_this_repository_has_no_findings() -> None:
    project = open_project(ROOT, ["en", "fr"], "en")
    assert [str(problem) for problem in checks.problems(project, ROOT / "docs")] == []


def test_every_rule_says_in_a_sentence_what_it_wants() -> None:
    for rule in checks.rules():
        assert rule.description.endswith(".")
        assert rule.description[0].isupper()
