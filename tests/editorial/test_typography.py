"""Spaces and marks: what each language wants, where that is missing, and what is left alone."""

from __future__ import annotations

import pytest

from editorial.markdown import Markdown
from editorial.passage import Passage
from editorial.typography import RULES
from termbase import model
from termbase.language import Language
from termbase.source import Document
from tests.editorial.bread import opened

LANGUAGES = opened().glossary.languages
N, T = "\u00a0", "\u202f"


def findings(text: str, code: str) -> list[str]:
    """The findings on a text, as columns (in the first line) and rules."""
    passage = Passage(Document("a.md", text), LANGUAGES[code], Markdown(text))
    found = [
        (finding.start + 1, rule.description.id) for rule in RULES for finding in rule.find(passage)
    ]
    return [f"{column} {rule}" for column, rule in sorted(found)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("it's", ["3"]),
        ("bakers' bread, '90s, 1990's", ["7", "16", "26"]),
        ("`a`'s [b](c)'s *d*'s", ["4", "13", "19"]),
        ("5' and 5'10", []),
        ("it’s", []),
        ("`it's` <i title='a'> {: title='a'} [a](b 'c')", []),
    ],
)
def test_straight_apostrophes(text: str, columns: list[str]) -> None:
    found = findings(text, "en")
    assert [line.split()[0] for line in found] == columns
    assert all(line.endswith(" straight-apostrophe") for line in found)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ('a "b" c', ["3", "5"]),
        ("a 'b c' d", ["3", "7"]),
        ("it's 'don't' so", ["3", "6", "10", "12"]),
        ('5" wide', []),
        ('a "5" b', ["3", "5"]),
        ('a "b\nc" d', ["3", "7"]),
        ("a “b” ‘c’ d", []),
        ('`"a"` <i title="b">', []),
        ('!!! note "a"', []),
    ],
)
def test_straight_quotes(text: str, columns: list[str]) -> None:
    assert [line.split()[0] for line in findings(text, "en")] == columns


def test_a_quotation_without_an_end_is_one_finding_for_what_it_means_is_not_clear() -> None:
    assert findings('a "b" "c\n\n"d"', "fr") == [
        "7 unpaired-quote",
        "11 straight-quote",
        "13 straight-quote",
    ]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a: b", [2]),
        ("a; b! c?", [2, 5, 8]),
        ("a?! b", [2]),
        ("**a**: b", [6]),
        ("[a](b): c", [7]),
        ("`a`: b", [4]),
        ("(a): b", [4]),
        ("«a»", [2, 3]),
        ("« a»: b", [4, 5]),
        ("5% et 5€", [2, 8]),
        ("a…? b", [3]),
        (f"a : b{N}; c{T}! « d » {T}?", []),
        ("10:30, (!), a:b, http://a.b/?c=d, `a:b`, :icon:", []),
        ("a (? b) ![c](d) %, x% y€", []),
        ("e![c](d)", []),
        ("| a |\n|:--|\n| b |\n\nterme\n: sens\n", []),
        ("[^1]: note\n[a]: b\n*[A]: b\n", []),
        ("a&nbsp;: b", []),
    ],
)
def test_missing_spaces_in_a_language_that_has_them(text: str, columns: list[int]) -> None:
    assert findings(text, "fr") == [f"{column} missing-space" for column in columns]


def test_a_language_without_such_spaces_wants_none() -> None:
    assert findings("a: b; c! d? «e» 5%", "en") == []


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a... b", ["2 three-dots"]),
        ("a.... `...` …", []),
        ("a  b   c", ["2 double-space", "5 double-space"]),
        ("-   a\n1.  b\n\n>   c\n\n:   d\n", []),
        ("| a   | b |\n|-----|---|\n|   c | d |\n", []),
        ("`a  b`", []),
        ("a \nb\t\nc ", ["2 trailing-space", "5 trailing-space", "8 trailing-space"]),
        ("a  \nb", []),
        ("a  \n\nb", ["2 trailing-space"]),
        ("a - b", ["3 hyphen-for-dash"]),
        ("- a\n- b\n  - c\n\n1 - 2\n\na – b — c\n", []),
        ("| a | - |\n", []),
    ],
)
def test_what_all_languages_want(code: str, text: str, expected: list[str]) -> None:
    assert findings(text, code) == expected


def test_a_profile_without_marks_asks_for_none() -> None:
    tongue = Language("xx", model.Language(name="Any"))
    passage = Passage(Document("a.md"), tongue, Markdown('a "b" \'c\' - d: "e'))
    assert [finding for rule in RULES for finding in rule.find(passage)] == []
