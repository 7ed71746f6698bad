"""The file of names that the site's search looks through."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from termbase.glossary import Glossary
from termbase.lookup import EXCERPT_LENGTH, lookup, lookup_file
from termbase.project import open_project, read_languages
from tests.conftest import Tea

ROOT = Path(__file__).parents[2]
# Before the first result a reader waits for this file, compressed.
BUDGET = 15 * 1024


def entry(tea: Tea, name: str, code: str = "en") -> dict[str, Any]:
    """What the file says of a concept."""
    concepts: Any = lookup(Glossary.of(tea.load()), code)["concepts"]
    return next(concept for concept in concepts if concept["id"] == name)


def test_a_concept_has_its_names_in_all_languages(tea: Tea) -> None:
    synonyms = (
        "  synonyms: [{term: bud, plural: buds}, {term: shoot, status: deprecated}]\n"
        "  linked_forms: [budding]\n"
    )
    tea.record("tip", en=synonyms, no="  plural: tipper\n")
    assert entry(tea, "tip") == {
        "id": "tip",
        "term": "tip tea",
        "excerpt": "Leaves.",
        "names": ["bud"],
        "avoid": ["shoot"],
        "forms": ["tip teas", "buds", "shoots", "budding"],
        "other": {"no": ["tip-te", "tipper"]},
    }


def test_an_excerpt_is_short_and_ends_between_words(tea: Tea) -> None:
    tea.record("tip")
    path = tea.root / "glossary/terms/tip.yml"
    path.write_text(path.read_text("utf-8").replace("Leaves.", f"{'leaf ' * 40}end."), "utf-8")
    excerpt = entry(tea, "tip")["excerpt"]
    assert len(excerpt) <= EXCERPT_LENGTH
    assert excerpt.endswith("leaf…")


def test_the_path_tells_the_content(tea: Tea) -> None:
    before = lookup_file(Glossary.of(tea.load()), "en")
    assert lookup_file(Glossary.of(tea.load()), "en") == before
    tea.record("tip")
    assert lookup_file(Glossary.of(tea.load()), "en")[0] != before[0]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_file_of_this_glossary_keeps_its_budget(code: str) -> None:
    languages = read_languages(ROOT)
    assert isinstance(languages, tuple)
    _, text = lookup_file(open_project(ROOT, *languages).glossary, code)
    assert json.loads(text)
    assert len(gzip.compress(text.encode(), 9)) <= BUDGET
