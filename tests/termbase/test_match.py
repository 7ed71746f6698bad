from __future__ import annotations

import sys
import unicodedata
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase import match
from termbase.fold import fold_term
from termbase.glossary import Glossary
from termbase.language import Language
from termbase.match import Finder, Form, Use, linking_forms
from termbase.model import Language as Profile
from termbase.model import Record, Section
from termbase.records import Concept, load
from termbase.source import Document
from tests.conftest import DATA

ROOT = DATA.parent.parent
RULES = yaml.safe_load((DATA / "matching.yml").read_text(encoding="utf-8"))
CASES = yaml.safe_load((DATA / "linking_cases.yml").read_text(encoding="utf-8"))["cases"]
# `hard` cases need an author's markup; addresses and code need a finder that knows Markdown.
PLAIN = [case for case in CASES if not case.get("hard") and "](" not in case["sentence"]]


def finder_of(case: dict[str, Any]) -> Finder:
    """A finder for the little glossary of a case of matching.yml."""
    profile = RULES["languages"][case.get("language", "plain")]
    language = Language("xx", Profile.model_validate(profile))
    concepts = {name: concept_of(name, data) for name, data in case["concepts"].items()}
    return Finder(linking_forms(Glossary({"xx": language}, {}, {}, concepts), "xx"), language)


def concept_of(name: str, data: str | dict[str, Any]) -> Concept:
    given_keys = {"term": data} if isinstance(data, str) else data
    section = Section.model_validate({"part_of_speech": "noun", "definition": "x"} | given_keys)
    return Concept(name, Record(category="x"), {"xx": section}, Document(name))


@pytest.fixture(scope="module")
def finders() -> dict[str, Finder]:
    glossary = Glossary.of(load(ROOT, ("en", "fr")))
    return {
        code: Finder(linking_forms(glossary, code), language)
        for code, language in glossary.languages.items()
    }


@pytest.mark.parametrize("case", RULES["cases"], ids=[case["rule"] for case in RULES["cases"]])
def test_terms_are_found_by_the_rules(case: dict[str, Any]) -> None:
    found = finder_of(case).find(case["text"])
    assert [[o.surface, o.concept] for o in found] == case["found"]


@pytest.mark.parametrize("case", PLAIN, ids=[case["id"] for case in PLAIN])
def test_the_glossary_finds_its_terms_in_sentences(
    case: dict[str, Any], finders: dict[str, Finder]
) -> None:
    found = [[o.surface, o.concept] for o in finders[case["language"]].find(case["sentence"])]
    allowed = [pair for pair in case["may"] if pair not in case["expected"]]
    assert [pair for pair in found if pair not in allowed] == case["expected"]


def test_where_words_are_ambiguous_passing_over_wins_then_the_guard_then_the_link() -> None:
    language = Language("xx", Profile(name="x", determiners=("the",)))
    forms = [Form("tea", "link"), Form("tea", "guarded", Use.GUARDED)]
    for order in (forms, forms[::-1]):
        found = Finder(order, language).find("tea, the tea")
        assert [o.concept for o in found] == ["link", "guarded"]
    assert Finder([*forms, Form("tea", "none", Use.PASS_OVER)], language).find("the tea") == []


def test_candidates_are_all_whole_words_longest_first_whatever_their_use() -> None:
    language = Language("xx", Profile(name="x"))
    forms = [Form("a b", "ab", Use.PASS_OVER), Form("b", "b"), Form("a", "a", Use.GUARDED)]
    found = Finder(forms, language).candidates("a b ab")
    assert [o.concept for o in found] == ["ab", "a", "b"]


def test_forms_that_fold_to_nothing_find_nothing() -> None:
    language = Language("xx", Profile(name="x"))
    assert Finder([Form("-", "a"), Form("\u00ad", "b")], language).find("- \u00ad -") == []


WORDS = [
    "tea",
    "thé",
    "té\u0301",
    "c++",
    "(a|b)*",
    "market share",
    "market",
    "share",
    "s",
    "ß",
    "ﬁ",
]
BETWEEN = [" ", "-", "\n", "\n\n", "’", "'", "\u00ad", "\u00a0", ".", "@", "#", "\u200d", "\u0301"]
SOME = st.lists(st.sampled_from([*WORDS, *BETWEEN, "TEA", "the ", "l’", "x", "😀", "ש"])).map(
    "".join
)
TEXT = st.one_of(SOME, st.text(), st.text(st.characters(), max_size=20))
LANGUAGE = Language(
    "xx",
    Profile(name="x", determiners=("the", "l’"), elisions=("l",), possessives=("s",)),
)
FINDER = Finder(
    [
        *(Form(word, word) for word in WORDS),
        Form("thé", "guarded", Use.GUARDED),
        Form("market tea", "stop", Use.PASS_OVER),
        Form("TEA", "acronym", exact=True),
    ],
    LANGUAGE,
)


@given(TEXT)
def test_what_is_found_stands_in_the_text_in_order_and_does_not_overlap(text: str) -> None:
    reach = 0
    for occurrence in FINDER.find(text):
        assert reach <= occurrence.start < occurrence.end <= len(text)
        reach = occurrence.end


@given(TEXT)
def test_a_surface_is_a_slice_of_the_text_and_equals_its_form_when_folded(text: str) -> None:
    for surface, _, start, end, form in FINDER.candidates(text):
        assert surface == text[start:end]
        assert fold_term(surface) == fold_term(form.text)
        assert end == len(text) or not unicodedata.combining(text[end])


@given(TEXT)
def test_only_candidates_are_found(text: str) -> None:
    assert set(FINDER.find(text)) <= set(FINDER.candidates(text))


@given(TEXT)
def test_what_surely_parts_words_parts_them_by_the_full_rules_too(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(match, "_PARTING", frozenset())
        by_full_rules = FINDER.candidates(text)
    assert FINDER.candidates(text) == by_full_rules


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_any_word_is_found_where_it_stands_alone(word: str) -> None:
    [found] = Finder([Form(word, "x")], LANGUAGE).find(f"« {word} », ")
    assert found.surface == word


@given(st.text(min_size=1), st.text())
def test_any_term_can_be_looked_for_in_any_text(term: str, text: str) -> None:
    for found in Finder([Form(term, "x")], LANGUAGE).find(f"{text} {term} {text}"):
        assert fold_term(found.surface) == fold_term(term)


REPEATED = [
    "the thé, the market share-tea; ",
    "market " * 8,
    "l’l’l’l’l’l’",
    "\u00ad\u0301\u200d",
    "s" * 30,
    " \n ",
    "ﬁ ß ﬁ ",
    "@tea.tea#",
    "TEA tea ",
]


@pytest.mark.parametrize("unit", REPEATED)
def test_the_work_grows_with_the_text_and_not_faster(unit: str) -> None:
    once, twice = (_calls(unit * times) for times in (500, 1000))
    assert twice <= 2.1 * once


def _calls(text: str) -> int:
    """How many functions are called to find the terms of a text."""
    count = 0

    def profile(_frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        FINDER.find(text)
    finally:
        sys.setprofile(None)
    return count
