from __future__ import annotations

import json

from termbase.problem import Level, Place, Problem, did_you_mean, error, warning

PLACE = Place(7, 3)
PROBLEM = error("terms/bot.yml", PLACE, "unknown-concept", "no concept “bott”", "try “bot”")


def test_a_finding_is_one_line_with_its_place_level_and_rule() -> None:
    assert str(PROBLEM) == (
        "terms/bot.yml:7:3: error: no concept “bott”; try “bot” [unknown-concept]"
    )


def test_a_finding_without_a_hint_ends_with_its_message() -> None:
    found = warning("a.yml", Place(1, 1), "some-rule", "odd")
    assert str(found) == "a.yml:1:1: warning: odd [some-rule]"


def test_findings_are_in_the_order_of_their_places() -> None:
    places = [("b.yml", 1, 1), ("a.yml", 10, 1), ("a.yml", 9, 5), ("a.yml", 9, 12)]
    found = [error(path, Place(line, column), "r", "m") for path, line, column in places]
    assert [(p.path, p.line, p.column) for p in sorted(found)] == [
        ("a.yml", 9, 5),
        ("a.yml", 9, 12),
        ("a.yml", 10, 1),
        ("b.yml", 1, 1),
    ]


def test_equal_findings_are_one() -> None:
    assert len({PROBLEM, error("terms/bot.yml", PLACE, *_words(PROBLEM))}) == 1


def test_a_workflow_command_annotates_the_place() -> None:
    assert PROBLEM.as_github() == (
        "::error file=terms/bot.yml,line=7,col=3,title=unknown-concept"
        "::no concept “bott”; try “bot”"
    )


def test_a_workflow_command_escapes_what_would_end_it() -> None:
    found = error("50%,a:b\r\n.yml", Place(1, 2), "r", "100 %: a, b\n::error::injected")
    assert found.as_github() == (
        "::error file=50%25%2Ca%3Ab%0D%0A.yml,line=1,col=2,title=r"
        "::100 %25: a, b%0A::error::injected"
    )


def test_the_data_of_a_finding_has_the_documented_keys_and_plain_types() -> None:
    data = PROBLEM.as_json()
    assert json.loads(json.dumps(data)) == {
        "path": "terms/bot.yml",
        "line": 7,
        "column": 3,
        "level": "error",
        "rule": "unknown-concept",
        "message": "no concept “bott”; try “bot”",
    }
    assert type(data["level"]) is str


def test_levels_are_as_in_a_workflow_command() -> None:
    assert [level.value for level in Level] == ["error", "warning", "notice"]


def test_a_hint_names_the_nearest_known_word() -> None:
    assert did_you_mean("oolnog", ["green", "oolong", "oolongs"]) == "did you mean “oolong”?"


def test_there_is_no_hint_if_nothing_is_near() -> None:
    assert did_you_mean("xyz", ["green", "oolong"]) == ""
    assert did_you_mean("xyz", []) == ""


def test_a_hint_does_not_depend_on_the_order_of_the_known_words() -> None:
    assert did_you_mean("tea", {"team", "teal"}) == did_you_mean("tea", ["teal", "team"])


def _words(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.message, problem.hint
