"""Editions that the tests of formats give away: the project's own, and a small one about tea."""

from __future__ import annotations

from functools import cache

from termbase.edition import Edition, open_edition
from termbase.project import open_project, read_languages
from tests.conftest import CODES, Tea
from tests.site.building import ROOT

URL = "https://terms.example/"
STRINGS = (ROOT / "tests" / "data" / "tea" / "glossary" / "strings" / "de.yml").read_text("utf-8")


@cache
def own_edition() -> Edition:
    """The project's glossary."""
    languages = read_languages(ROOT)
    assert isinstance(languages, tuple)
    edition = open_edition(open_project(ROOT, *languages), URL)
    assert isinstance(edition, Edition)
    return edition


def edition_of(tea: Tea) -> Edition:
    """The glossary that a test wrote."""
    for code in CODES:
        tea.write(f"glossary/strings/{code}.yml", STRINGS)
    tea.write("glossary/edition.yml", "version: 2.1.0\nlicense: https://licenses.example/free\n")
    project = open_project(tea.root, list(CODES), CODES[0])
    assert [str(problem) for problem in project.problems if problem.level == "error"] == []
    edition = open_edition(project, URL)
    assert isinstance(edition, Edition)
    return edition
