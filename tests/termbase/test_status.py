"""How far each language is, as the command and the page say it."""

from __future__ import annotations

from typing import Any

from tests.termbase.desk import Desk

GREEN = "glossary/terms/green.yml"
NONE = {"stale": 0, "missing": 0, "unstamped": 0}


def gaps(desk: Desk) -> list[tuple[Any, ...]]:
    return [tuple(gap.values()) for gap in desk.status()["gaps"]]


def test_a_stamped_project_is_complete(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    complete = {"concepts": 2, "complete": 2, **NONE}
    nothing = {"concepts": 0, "complete": 0, **NONE}
    assert desk.status() == {
        "languages": {"en": complete, "no": complete},
        "categories": {
            "leaf": {"en": complete, "no": complete},
            "craft": {"en": nothing, "no": nothing},
        },
        "guides": {"brewing.md": {"en": "original", "no": "translated"}},
        "gaps": [],
    }


def test_a_translation_without_a_stamp_is_complete_and_counted_apart(desk: Desk) -> None:
    found = desk.status()
    assert found["languages"]["no"] == {"concepts": 2, "complete": 2, **NONE, "unstamped": 2}
    assert found["languages"]["en"] == {"concepts": 2, "complete": 2, **NONE}
    assert found["guides"] == {"brewing.md": {"en": "original", "no": "unstamped"}}
    assert found["gaps"] == []


def test_a_changed_text_is_stale_and_its_parts_are_named(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(GREEN, "before they brown", "soon")
    desk.change("docs/no/brewing.md", "De åpner seg", "De blir større")
    found = desk.status()
    assert found["languages"]["no"] == {"concepts": 2, "complete": 1, **NONE, "stale": 1}
    assert found["languages"]["en"]["stale"] == 0
    assert found["categories"]["leaf"]["no"]["stale"] == 1
    assert found["guides"] == {"brewing.md": {"en": "original", "no": "stale"}}
    assert gaps(desk) == [
        ("concept", "green", "no", "stale", ["definition"], GREEN),
        ("guide", "brewing.md", "no", "stale", ["leaf"], "docs/no/brewing.md"),
    ]


def test_what_a_record_lacks_is_missing_though_the_record_has_errors(desk: Desk) -> None:
    text = desk.read(GREEN)
    desk.write(GREEN, text.partition("no:")[0])
    desk.change("glossary/terms/matcha.yml", ", definition: Pulver av blader.", "")
    found = desk.status()
    assert found["languages"]["no"] == {"concepts": 2, "complete": 0, **NONE, "missing": 2}
    assert found["languages"]["en"] == {"concepts": 2, "complete": 2, **NONE}
    assert gaps(desk) == [
        ("concept", "green", "no", "missing", ["term", "definition", "explanation"], GREEN),
        ("concept", "matcha", "no", "missing", ["definition"], "glossary/terms/matcha.yml"),
    ]


def test_an_explanation_in_one_language_is_missing_in_the_other(desk: Desk) -> None:
    desk.change(GREEN, "  explanation: |\n    Det som males, blir [matcha](glossary:matcha).\n", "")
    assert gaps(desk) == [("concept", "green", "no", "missing", ["explanation"], GREEN)]


def test_a_guide_is_missing_in_either_language(desk: Desk) -> None:
    desk.write("docs/en/pot.md", "# Pot\n")
    desk.write("docs/no/cups/one.md", "# Kopp\n")
    assert desk.status()["guides"] == {
        "brewing.md": {"en": "original", "no": "unstamped"},
        "cups/one.md": {"en": "missing", "no": "original"},
        "pot.md": {"en": "original", "no": "missing"},
    }
    assert gaps(desk) == [
        ("guide", "cups/one.md", "en", "missing", [], "docs/no/cups/one.md"),
        ("guide", "pot.md", "no", "missing", [], "docs/en/pot.md"),
    ]


def test_the_other_direction_makes_the_other_language_the_original(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "en", "--from", "no")
    assert desk.status()["guides"] == {"brewing.md": {"en": "translated", "no": "original"}}
    desk.change(GREEN, "før de brunes", "snart")
    assert gaps(desk) == [("concept", "green", "en", "stale", ["definition"], GREEN)]


def test_people_read_the_same_in_lines(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.change(GREEN, "before they brown", "soon")
    lines = desk.succeed("status").splitlines()
    assert lines[0].split() == ["concepts", "all", "complete", "stale", "missing", "unstamped"]
    assert lines[1].split() == ["en", "2", "2", "0", "0", "0"]
    assert lines[2].split() == ["no", "2", "1", "1", "0", "0"]
    assert "brewing.md  en original, no translated" in lines
    assert lines[-1] == f"{GREEN}: no is stale: definition"
