from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase import model
from termbase.language import Language, plural_pattern
from termbase.records import load
from tests.conftest import BROKEN, DATA

ROOT = DATA.parent.parent
ORDERS = yaml.safe_load((DATA / "sorting.yml").read_text(encoding="utf-8"))
PLURALS = [
    (entry["language"], term, plural)
    for entry in yaml.safe_load((DATA / "plurals.yml").read_text(encoding="utf-8"))
    for term, plural in entry["plurals"].items()
]
INITIALS = [
    (order, word, heading)
    for order in ORDERS
    for word, heading in order.get("initials", {}).items()
]
PROFILES = load(ROOT, ("en", "fr")).languages | {"no": load(BROKEN, ("no",)).languages["no"]}


def profile(**values: Any) -> Language:
    return Language("xx", model.Language(name="a language", **values))


def of_order(order: dict[str, Any]) -> Language:
    return profile(alphabet=order["alphabet"]) if "alphabet" in order else profile()


@pytest.mark.parametrize("order", ORDERS, ids=[order["name"] for order in ORDERS])
def test_words_are_put_into_the_order_of_the_language(order: dict[str, Any]) -> None:
    words = order["words"]
    shuffled = [*words[1::2], *reversed(words[::2])]
    assert sorted(shuffled, key=of_order(order).sort_key) == words


@pytest.mark.parametrize(("order", "word", "heading"), INITIALS)
def test_a_word_is_listed_under_a_letter_of_the_alphabet(
    order: dict[str, Any], word: str, heading: str
) -> None:
    assert of_order(order).initial(word) == heading


def test_the_letters_of_an_index_are_the_capitals_of_the_alphabet_in_order() -> None:
    assert profile(alphabet="abcåäö").letters == tuple("ABCÅÄÖ")
    assert profile(alphabet="AaBB").letters == ("A", "B")


@given(st.text(), st.sampled_from(["abcdefghijklmnopqrstuvwxyz", "æøå", ""]))
def test_any_text_has_a_place_and_a_heading(text: str, alphabet: str) -> None:
    language = profile(alphabet=alphabet)
    assert language.sort_key(text) == language.sort_key(text)
    assert language.initial(text) in {*language.letters, "#"}


@given(st.lists(st.text(st.sampled_from("abzéøå Æ-1")), max_size=8))
def test_the_order_does_not_depend_on_the_order_before(words: list[str]) -> None:
    key = profile(alphabet="abcdefghijklmnopqrstuvwxyzæøå").sort_key
    backwards = list(reversed(words))
    assert sorted(words, key=key) == sorted(backwards, key=key)


@pytest.mark.parametrize(("code", "term", "plural"), PLURALS)
def test_the_rules_of_a_language_form_plurals(code: str, term: str, plural: str | None) -> None:
    assert PROFILES[code].plural(term) == plural


def test_a_language_without_rules_forms_no_plural() -> None:
    assert profile().plural("tea") is None


def test_only_the_last_of_several_words_changes_and_only_if_the_language_says_so() -> None:
    rules = [{"ending": "a", "becomes": "ae"}]
    assert profile(plurals=rules).plural("tea tea") is None
    assert profile(plurals=rules, plural_of_last_word=True).plural("tea tea") == "tea teae"


def test_the_first_rule_that_fits_counts_and_only_at_the_end() -> None:
    rules = [{"ending": "x", "becomes": "1"}, {"ending": "a|b", "becomes": "2"}]
    assert profile(plurals=rules).plural("bax") == "ba1"
    assert profile(plurals=rules).plural("xab") == "xa2"
    assert profile(plurals=rules).plural("bac") is None


def test_what_an_ending_becomes_is_taken_as_it_is() -> None:
    rules = [{"ending": "(a)", "becomes": r"\1\g<9>"}]
    assert profile(plurals=rules).plural("tea") == r"te\1\g<9>"


def test_an_ending_that_is_no_regular_expression_is_refused() -> None:
    with pytest.raises(re.error):
        plural_pattern("(")
