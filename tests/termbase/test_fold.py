from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termbase.fold import SOFT_HYPHEN, fold, fold_term

# Letters, marks, spaces and hyphens that change under folding, beside any others.
ODD = (
    "aAéEe\u0301\u0327 \t\n\r\u00a0\u202f\u3000-\u2011\u00ad’ʼ'ßﬁİıſKΣς\u1100\u1161\u11a8가ǰ\ud83d"
)
TEXT = st.one_of(st.text(st.sampled_from(ODD), max_size=40), st.text(), st.text(st.characters()))

SAME = [  # what is written, and what else it equals
    ("Market Share", "market share"),
    ("market share", "market-share"),
    ("market share", "market\u00a0share"),
    ("market share", "market\u202fshare"),
    ("market share", "market\u2009share"),
    ("market share", "market\u3000share"),
    ("market share", "market\nshare"),
    ("market share", "market\r\n    share"),
    ("market share", "market  \t share"),
    ("market share", "market\u2010share"),
    ("market share", "market\u2011share"),
    ("market", "mar\u00adket"),
    ("l'eau", "l’eau"),
    ("l'eau", "lʼeau"),
    ("café", "cafe\u0301"),
    ("CAFÉ", "cafe\u0301"),
    ("a\u0327\u0301", "a\u0301\u0327"),
    ("Straße", "STRASSE"),
    ("ﬁn", "fin"),
    ("İ", "i\u0307"),
    ("ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"),
    ("각", "\uac00\u00ad\u11a8"),
    ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ("ſ\u0323", "ṣ"),
    ("Å", "å"),
]
DIFFERENT = [
    ("marche", "marché"),
    ("cote", "côte"),
    ("œuf", "oeuf"),
    ("ı", "i"),
    ("market share", "marketshare"),
    ("market share", "market, share"),
    ("market share", "market – share"),
    ("market share", "market - share"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_shapes_of_the_same_words_are_equal(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text
    assert fold_term(one) == fold_term(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_accents_letters_and_punctuation_matter(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize("end", ["\n\n", "\n  \n", "\r\n\r\n", " \n\n\n "])
def test_words_of_two_paragraphs_are_not_joined(end: str) -> None:
    assert fold(f"market{end}share").text == "market\nshare"
    assert fold(f"mar\u00adket{end}share").text == "market\nshare"


def test_every_space_that_unicode_knows_is_a_space() -> None:
    for code in range(sys.maxunicode):
        if unicodedata.category(chr(code)) == "Zs":
            assert fold(f"a{chr(code)}b").text == "a b"


def test_half_characters_equal_nothing_that_can_be_looked_for() -> None:
    assert fold("\ud800\udfff a").text == fold("\ufffd\ufffd a").text


def test_a_letter_that_is_another_one_for_unicode_stays_a_letter_of_its_own() -> None:
    folded = fold("a\u212a\u00ad b")
    assert folded.text == "ak b"
    assert [folded.span(at, at + 1) for at in range(4)] == [(0, 1), (1, 3), (3, 4), (4, 5)]


def test_a_span_leads_back_to_the_source() -> None:
    text = "Le  marché\u00a0:\ncafe\u0301 ﬁn"
    folded = fold(text)
    assert folded.text == "le marché : café fin"
    assert folded.span(3, 9) == (4, 10)
    assert folded.span(12, 16) == (13, 18)
    assert folded.span(17, 20) == (19, 21)


def test_a_span_never_begins_or_ends_inside_one_source_character() -> None:
    folded = fold("ﬁn ß")
    assert folded.text == "fin ss"
    assert folded.span(0, 2) == (0, 1)
    assert folded.span(0, 1) is None
    assert folded.span(1, 3) is None
    assert folded.span(4, 5) is None
    assert folded.span(4, 6) == (3, 4)


@given(TEXT)
@example("e\u00ad\u0301 x")
def test_every_span_holds_the_text_that_it_stands_for(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, min(start + 4, len(folded.text)) + 1):
            span = folded.span(start, end)
            if span is not None:
                assert fold(text[slice(*span)]).text == folded.text[start:end]


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=8))
def test_many_spans_at_once_are_what_each_is_alone(text: str, asked: list[tuple[int, int]]) -> None:
    folded = fold(f"a\n\nb {text}  c\n\n")
    ends = [(start, min(start + length, len(folded.text))) for start, length in asked]
    matches = [(number, *span) for number, span in enumerate(ends) if span[0] < span[1]]
    alone = {number: folded.span(start, end) for number, start, end in matches}
    together = {number: (start, -end) for start, end, number in folded.spans(matches)}
    assert together == {number: span for number, span in alone.items() if span is not None}


@given(TEXT)
def test_the_spans_of_single_characters_follow_each_other_and_lose_only_soft_hyphens(
    text: str,
) -> None:
    folded = fold(text)
    starts = folded.starts if folded.starts is not None else range(len(text))
    ends = folded.ends if folded.ends is not None else range(1, len(text) + 1)
    kept = zip((s for s in starts if s >= 0), (e for e in ends if e >= 0), strict=True)
    done = 0
    for start, end in [*kept, (len(text), len(text))]:
        assert done <= start <= end
        assert set(text[done:start]) <= {SOFT_HYPHEN}
        done = end


@given(TEXT)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed).text == fold(decomposed).text


@given(TEXT)
@example("\uac00\u00ad\u11a8")
def test_folding_a_term_twice_changes_nothing(text: str) -> None:
    assert fold_term(fold_term(text)) == fold_term(text)


@given(st.text(st.sampled_from("aé -’\n\u00a0"), max_size=30))
def test_a_soft_hyphen_anywhere_in_a_word_changes_nothing(text: str) -> None:
    hyphenated = "".join(
        f"{letter}{SOFT_HYPHEN}" if letter.isalpha() else letter for letter in text
    )
    assert fold(hyphenated).text == fold(text).text
