"""Digests, and what the check says of translations that have fallen behind."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase.digest import Stamp, changes, digest, guide_digests, section_digests
from tests.conftest import DATA
from tests.termbase.desk import Desk

CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "staleness.yml").read_text(encoding="utf-8"))
STALENESS = ("stale-translation", "unstamped-translation", "invalid-digest")
GREEN, BREWING = "glossary/terms/green.yml", "docs/no/brewing.md"


def test_a_digest_is_the_start_of_the_sha_256_of_the_words() -> None:
    assert digest("Leaves of tea.") == hashlib.sha256(b"Leaves of tea.").hexdigest()[:8]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Leaves that\n  brown.\n", "Leaves that brown."),
        ("caf\u0065\u0301", "caf\u00e9"),
        ("une question\u202f?", "une question ?"),
        ("l’eau, “dite”", 'l\'eau, "dite"'),
        ("l’eau « dite » vive", 'l\'eau "dite" vive'),
        ("une question:oui", "une question : oui"),
        ("hot – or not…", "hot - or not..."),
        ("[tea](glossary:tea)", "[tea](glossary:green-tea)"),
        ("[tea](../glossary/tea.md)", "[tea](../glossary/green-tea.md)"),
    ],
)
def test_what_nobody_translates_does_not_change_a_digest(text: str, same: str) -> None:
    assert digest(text) == digest(same)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Leaves", "leaves"),
        ("Leaves.", "Leaves"),
        ("green tea", "greentea"),
        ("[tea](glossary:tea)", "[teas](glossary:tea)"),
        ("[tea](water.md)", "[tea](leaf.md)"),
    ],
)
def test_a_change_of_the_words_changes_a_digest(text: str, other: str) -> None:
    assert digest(text) != digest(other)


@given(
    st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1)), st.text(" \n\t\u00a0")
)
def test_white_space_and_normal_forms_never_matter(words: list[str], space: str) -> None:
    wrapped = f" {space}".join(words) + space
    assert digest(unicodedata.normalize("NFD", wrapped)) == digest(" ".join(words))


def test_a_record_has_a_digest_for_each_text_that_is_translated() -> None:
    section = {
        "term": "tea",
        "definition": "Leaves.",
        "note": " ",
        "example": "Some tea.",
        "trap": "Not thé.",
        "synonyms": [{"term": "char"}],
    }
    assert section_digests(section) == {"term": digest("tea"), "definition": digest("Leaves.")}


def test_a_guide_has_a_digest_for_each_section_with_an_id() -> None:
    body = "# Tea\n\nOne.\n\n## Pot {#pot}\n\nTwo.\n\n### Lid\n\n"
    body += "```\n## No {#no}\n```\n## Cup {.x #cup}\n"
    assert guide_digests("About tea", body) == {
        "top": digest("About tea # Tea One."),
        "pot": digest("## Pot {#pot} Two. ### Lid ``` ## No {#no} ```"),
        "cup": digest("## Cup {.x #cup}"),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_stamp_tells_what_has_changed_and_on_which_side(case: dict[str, Any]) -> None:
    stamp = Stamp("en", case["then"]["source"], case["then"]["translation"])
    found = changes(stamp, case["now"]["source"], case["now"]["translation"])
    assert {change.part: change.side for change in found} == case["changed"]


def test_stamped_translations_are_without_findings(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    assert desk.check(*STALENESS) == []


def test_a_change_of_the_source_is_reported_at_the_translation(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(GREEN, "before they brown", "soon")
    desk.change("docs/en/brewing.md", "Hot water suits", "Cool water suits")
    assert desk.check(*STALENESS) == [
        "docs/no/brewing.md:14:1: notice: “water” has changed in “en” since “no” was translated"
        " from it; bring “no” up to date, then: termbase accept brewing.md --lang no"
        " [stale-translation]",
        "glossary/terms/green.yml:20:3: notice: “definition” has changed in “en” since “no” was"
        " translated from it; bring “no” up to date, then: termbase accept green --lang no"
        " [stale-translation]",
    ]


def test_a_change_of_the_translation_alone_is_reported_at_the_source(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(GREEN, "før de brunes", "snart")
    desk.change(BREWING, "De åpner seg", "De blir større")
    assert desk.check(*STALENESS) == [
        "docs/en/brewing.md:18:1: notice: “leaf” has changed in “no” since it was translated from"
        " “en”, which has not; change “en”, too, if need be, then: termbase accept brewing.md"
        " --lang no [stale-translation]",
        "glossary/terms/green.yml:9:3: notice: “definition” has changed in “no” since it was"
        " translated from “en”, which has not; change “en”, too, if need be, then: termbase accept"
        " green --lang no [stale-translation]",
    ]


def test_a_change_of_both_is_reported_as_one_of_both(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(GREEN, "before they brown", "soon")
    desk.change(GREEN, "før de brunes", "snart")
    assert desk.check(*STALENESS) == [
        "glossary/terms/green.yml:20:3: notice: “definition” has changed both in “en” and in “no”"
        " since they last agreed; see that they agree, then: termbase accept green --lang no"
        " [stale-translation]",
    ]


def test_a_part_that_is_new_or_gone_is_said_to_be_so(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change("docs/en/brewing.md", "They open.", "They open.\n\n## Pot {#pot}\n")
    desk.change("docs/en/brewing.md", "## Water {#water}\n", "")
    said = [line.partition("notice: ")[2].partition(";")[0] for line in desk.check(*STALENESS)]
    assert said == [
        "“pot” is new in “en” since “no” was translated from it",
        "“top” has changed in “en” since “no” was translated from it",
        "“en” has no “water” any more since “no” was translated from it",
    ]


def test_accepting_ends_a_finding(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(GREEN, "before they brown", "soon")
    desk.succeed("accept", "green", "--lang", "no")
    assert desk.check(*STALENESS) == []


def test_stamps_are_asked_for_once_there_is_one(desk: Desk) -> None:
    assert desk.check(*STALENESS) == []
    desk.succeed("accept", "matcha", "--lang", "no")
    assert desk.check(*STALENESS) == [
        "docs/no/brewing.md:1:1: notice: “no” does not say which state of “en” it was translated"
        " from; if the two agree: termbase accept brewing.md --lang no [unstamped-translation]",
        "glossary/terms/green.yml:16:1: notice: “no” does not say which state of “en” it was"
        " translated from; if the two agree: termbase accept green --lang no"
        " [unstamped-translation]",
    ]


def test_a_translation_may_go_the_other_way(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "en", "--from", "no")
    assert desk.check(*STALENESS) == []
    desk.change(GREEN, "før de brunes", "snart")
    assert desk.check(*STALENESS) == [
        "glossary/terms/green.yml:9:3: notice: “definition” has changed in “no” since “en” was"
        " translated from it; bring “en” up to date, then: termbase accept green --lang en"
        " [stale-translation]",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "finding"),
    [
        (GREEN, "term: 69afc2ce", "term: 69afc2cx", "25:11: error: “term” must be eight of the"),
        (GREEN, "term: 69afc2ce", "term: 69AFC2CE", "25:11: error: “term” must be eight of the"),
        (GREEN, "term: 69afc2ce", "term: [69afc2ce]", "25:11: error: “term” must be text;"),
        (GREEN, "term: 69afc2ce", "term:", "25:10: error: “term” is empty;"),
        (GREEN, "term: 69afc2ce", "word: 69afc2ce", "25:5: error: no key “word” here;"),
        (GREEN, "    language: en\n", "", "23:3: error: “language” is missing;"),
        (GREEN, "language: en", "language: de", "24:15: error: no language “de”; one of: en"),
        (GREEN, "language: en", "language: no", "24:15: error: “no” is no translation of itself;"),
        (BREWING, "water: fb3cde28", "water: hot", "6:36: error: “water” must be eight of the"),
        (BREWING, "water: fb3cde28", "watr: fb3cde28", "6:29: warning: no section “watr” in the"),
        (BREWING, "language: en", "language: de", "5:13: error: no language “de”; one of: en"),
        (BREWING, "sections:", "parts:", "6:3: error: no key “parts” here;"),
    ],
)
def test_a_stamp_that_makes_no_sense_is_a_finding_where_it_does_not(
    desk: Desk, path: str, old: str, new: str, finding: str
) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(path, old, new)
    (found,) = desk.check(*STALENESS)
    assert found.startswith(f"{path}:{finding}")
    assert found.endswith("[invalid-digest]")


def test_languages_that_are_translated_from_each_other_are_a_finding(desk: Desk) -> None:
    desk.succeed("accept", "green", "--lang", "no")
    desk.change(GREEN, "  term: green tea", "  translated_from: {language: no}\n  term: green tea")
    assert [line.split(" [")[1] for line in desk.check(*STALENESS) if "green.yml" in line] == [
        "invalid-digest]",
        "invalid-digest]",
    ]


def test_accepting_mends_a_stamp_that_makes_no_sense(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    stamped = desk.files()
    for path in (GREEN, BREWING):
        desk.change(path, "language: en", "language: de")
    desk.change(GREEN, "term: 69afc2ce", "word: x")
    desk.succeed("accept", "green", "brewing", "--lang", "no")
    assert desk.files() == stamped
