"""Every idea of the source documents is in the guides, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from termbase.markup import concept_links
from termbase.mask import prose
from termbase.match import Finder, linking_forms
from termbase.project import open_project

ROOT = Path(__file__).parents[2]
COVERAGE = yaml.safe_load((ROOT / "tests" / "data" / "coverage.yml").read_text(encoding="utf-8"))
IDEAS = {"S1": 47, "S2": 20, "S3": 37}
REJECTED = re.compile(
    r"riot scene|on our site|you can link to this page|reputable business resource"
    r"|my text (?:tells|clarifies)"
    r"|, you (?:know|see),|^you see,|dictionary\.com",
    re.IGNORECASE,
)


def test_every_idea_of_the_sources_is_in_the_table() -> None:
    wanted = [f"{source}-{n:02}" for source, last in IDEAS.items() for n in range(1, last + 1)]
    assert list(COVERAGE) == wanted


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("idea", COVERAGE)
def test_every_place_of_the_table_exists(idea: str, language: str) -> None:
    places = COVERAGE[idea][language]
    assert places
    for place in places:
        page, _, anchor = place.partition("#")
        if page.startswith("glossary/"):
            concept = page.removeprefix("glossary/")
            assert (ROOT / "glossary" / "terms" / f"{concept}.yml").is_file()
            continue
        text = (ROOT / "docs" / language / page).read_text(encoding="utf-8")
        assert not anchor or f"{{#{anchor}}}" in text, place


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_nothing_of_what_was_rejected_is_in_a_guide(path: Path) -> None:
    assert not REJECTED.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_concept_of_the_launch_set_is_mentioned_in_a_guide(language: str) -> None:
    project = open_project(ROOT, ["en", "fr"], "en")
    finder = Finder(linking_forms(project.glossary, language), project.glossary.languages[language])
    mentioned: set[str] = set()
    for path in (ROOT / "docs" / language).glob("*.md"):
        text = path.read_text(encoding="utf-8")
        mentioned.update(occurrence.concept for occurrence in finder.find(prose(text)))
        mentioned.update(concept_links(text))
    launch_set = (ROOT / "tests" / "data" / "launch_set.txt").read_text(encoding="utf-8").split()
    assert sorted({*launch_set} - mentioned) == []
