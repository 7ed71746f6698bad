"""What differs between the languages of a guide stands in the translation, at the nearest place."""

from __future__ import annotations

import pytest

from editorial import checks
from termbase.project import open_project
from tests.editorial.bread import SOUND, Bakery


def numbered(*lines: str) -> str:
    """A sound guide with more lines; the first of them is line 9."""
    return SOUND + "\n" + "".join(f"{line}\n" for line in lines)


def test_the_same_structure_in_other_words_is_no_finding(bakery: Bakery) -> None:
    here = numbered("## La mie {#a}", "", "[b](c.md) et [d](e.md) [@acton1857; @david1977].")
    there = numbered("## Crumb {#a}", "", "See [e](e.md), [c](c.md) [@david1977; @acton1857].")
    assert bakery.guide(here, there) == []


def test_a_missing_section_is_one_finding_however_much_is_in_it(bakery: Bakery) -> None:
    there = numbered(
        "## A {#a}", "", "[b](c.md) [@david1977]", "", "| a |", "|---|", "", "## B {#b}"
    )
    here = numbered("## B {#b}")
    assert bakery.guide(here, there) == [
        "9:1: warning: here “en” has the heading “## A {#a}” in line 9; add it here, or remove it"
        " there [heading-parity]"
    ]


def test_a_missing_last_section_is_at_the_end(bakery: Bakery) -> None:
    (finding,) = bakery.guide(numbered("## A {#a}"), numbered("## A {#a}", "", "## B {#b}"))
    assert finding.startswith("9:10: warning: here “en” has the heading “## B {#b}” in line 11")


def test_a_surplus_section_stands_where_it_is(bakery: Bakery) -> None:
    (finding,) = bakery.guide(numbered("## A {#a}", "", "## B {#b}"), numbered("## A {#a}"))
    assert finding.startswith("11:1: warning: heading “## B {#b}”, which “en” has not")


def test_headings_of_another_level_are_told_apart(bakery: Bakery) -> None:
    here, there = numbered("## A {#a}", "### B {#b}"), numbered("## A {#a}", "## B {#b}")
    assert bakery.guide(here, there) == [
        "10:1: warning: heading “### B {#b}”, where “en” has the heading “## B {#b}” in line 10;"
        " make them alike [heading-parity]"
    ]


def test_what_is_missing_is_looked_for_in_the_same_paragraph_and_line(bakery: Bakery) -> None:
    there = numbered("## A {#a}", "", "One.", "", "Two.", "And [three](c.md).", "", "Four.")
    here = numbered("Un.", "", "## A {#a}", "", "Un.", "", "Deux.", "Et trois.", "", "Quatre.")
    assert bakery.guide(here, there) == [
        "16:1: warning: here “en” has the link to “c.md” in line 14; add it here, or remove it"
        " there [link-parity]"
    ]


def test_a_shorter_section_is_searched_to_its_end(bakery: Bakery) -> None:
    there = numbered("## A {#a}", "", "One.", "", "Two.", "", "Three [@david1977].")
    (finding,) = bakery.guide(numbered("## A {#a}", "", "Un."), there)
    assert finding.startswith("11:1: warning: here “en” has the citation of “david1977” in line 15")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("https://fr.bread.example/pain", "https://en.bread.example/bread"),
        ("https://www.bread.example/fr", "https://bread.example/en"),
        ("glossary:-", "glossary:-"),
    ],
)
def test_a_page_elsewhere_may_be_another_one_in_each_language(
    bakery: Bakery, here: str, there: str
) -> None:
    assert bakery.guide(numbered(f"[a]({here})"), numbered(f"[a]({there})")) == []


def test_keeping_words_from_being_linked_is_each_languages_own_business(bakery: Bakery) -> None:
    assert bakery.guide(numbered("[a](glossary:-)"), numbered("A.")) == []


def test_the_same_link_twice_is_not_the_same_link_once(bakery: Bakery) -> None:
    (finding,) = bakery.guide(numbered("[a](b.md)"), numbered("[a](b.md)", "", "[a](b.md)"))
    assert finding.startswith("9:1: warning: here “en” has the link to “b.md” in line 11")


def test_a_translation_of_what_cannot_be_read_is_not_compared(bakery: Bakery) -> None:
    (finding,) = bakery.guide(numbered("[a](b.md)"), numbered("```"))
    assert finding.startswith("docs/en/a.md:9:1: error: the code block does not end")


def test_the_default_language_is_the_one_compared_with_wherever_it_stands(bakery: Bakery) -> None:
    bakery.guide(numbered("[a](b.md)"))
    project = open_project(bakery.root, ["fr", "en"], "en")
    (finding,) = checks.problems_but_spelling(project, bakery.root / "docs")
    assert finding.path == "docs/fr/a.md"


def test_languages_are_compared_with_the_default_one_or_the_first_that_has_the_guide(
    bakery: Bakery,
) -> None:
    bakery.write("docs/fr/b.md", SOUND)
    assert [line.partition(" ")[2] for line in bakery.guide(SOUND)] == [
        "warning: no translation into “en”; write docs/en/b.md [missing-translation]"
    ]
