"""The examples of the style guides: each fault that they show is found, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editorial import checks
from termbase.project import Project
from tests.conftest import DATA
from tests.editorial.bread import Bakery, opened

DOCS = DATA.parent.parent / "docs"
ROW = re.compile(r"^\| `([a-z-]+)` \| `(.+?)` \| `(.+?)` \|$", re.M)
EXAMPLES = [
    pytest.param(code, *row, id=f"{code}-{row[0]}")
    for code in ("en", "fr")
    for row in ROW.findall((DOCS / code / "contribute" / "style.md").read_text(encoding="utf-8"))
]


@pytest.fixture
def bakery(tmp_path: Path) -> Bakery:
    """A project without guides and without faults."""
    return Bakery(tmp_path)


def broken(bakery: Bakery, code: str, example: str) -> set[str]:
    """The rules that a paragraph breaks in a guide of a language."""
    page = bakery.write(f"docs/{code}/a.md", f"# Bread\n\n{example}\n")
    project: Project = opened(bakery.root)
    found = checks.problems_but_spelling(project, bakery.root / "docs")
    name = page.relative_to(bakery.root).as_posix()
    about_text = (p for p in found if p.path == name and p.line == 3)
    return {problem.rule for problem in about_text}


def test_each_style_guide_shows_rules_of_typography_and_of_structure() -> None:
    for code in ("en", "fr"):
        rules = {example.values[1] for example in EXAMPLES if example.values[0] == code}
        assert rules > {"straight-apostrophe", "straight-quote", "three-dots", "missing-alt-text"}


@pytest.mark.parametrize(("code", "rule", "wrong", "right"), EXAMPLES)
def test_an_example_breaks_the_rule_that_it_is_shown_for_and_its_correction_none(
    bakery: Bakery, code: str, rule: str, wrong: str, right: str
) -> None:
    (bakery.root / "docs" / code).mkdir(parents=True)
    assert broken(bakery, code, wrong) == {rule}
    assert broken(bakery, code, right) == set()
