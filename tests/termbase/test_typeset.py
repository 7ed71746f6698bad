"""The spaces and marks of a language around its words."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import fromstring, tostring

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase.model import Typography
from termbase.tree import Prose
from termbase.typeset import typeset, typeset_prose
from tests.termbase.sailing import CODES, DATA, page, render, sailing

BY_LANGUAGE = yaml.safe_load((DATA / "prose_typography.yml").read_text(encoding="utf-8"))
CASES = [(code, case) for code, cases in BY_LANGUAGE.items() for case in cases]


def marks(code: str) -> Typography:
    return sailing().glossary.languages[code].profile.typography


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{c}: {one['says']}" for c, one in CASES])
def test_readers_get_what_a_compositor_would_set(code: str, case: dict[str, Any]) -> None:
    assert typeset(case["typed"], marks(code)) == case["shown"]


TEXTS = st.text(
    st.sampled_from("aé1 \n'\"«»“”‘’:;!?%€()-—\u00a0\u202f\u2063\x02") | st.characters()
)


@given(TEXTS, st.sampled_from(CODES))
def test_every_character_stays_or_becomes_another(text: str, code: str) -> None:
    done = typeset(text, marks(code))
    assert len(done) == len(text)
    assert all(old == new or old in " '\"" for old, new in zip(text, done, strict=True))


@given(TEXTS, st.sampled_from(CODES))
def test_what_is_set_is_left_alone(text: str, code: str) -> None:
    done = typeset(text, marks(code))
    assert typeset(done, marks(code)) == done


def test_a_language_without_marks_changes_apostrophes_only() -> None:
    assert typeset("L'x : \"y\" 'z'", Typography()) == 'L’x : "y" ’z’'


class TestTree:
    """Typography in a page."""

    @staticmethod
    def test_marks_see_the_text_beyond_an_inline_element() -> None:
        root = fromstring("<p>L'<b>ancre</b> : <i>« mât »</i> ! <a href='x'>Mât</a> ?</p>")
        typeset_prose(Prose(root), marks("fr"))
        expected = (
            "<p>L’<b>ancre</b>\u00a0: <i>«\u00a0mât\u00a0»</i>\u202f! "
            '<a href="x">Mât</a>\u202f?</p>'
        )
        assert tostring(root, encoding="unicode") == expected

    @staticmethod
    def test_a_block_ends_what_marks_see() -> None:
        root = fromstring('<ul><li>"</li><li>"mast"</li><li> \'a</li><li>b\'</li></ul>')
        typeset_prose(Prose(root), marks("en"))
        expected = '<ul><li>"</li><li>“mast”</li><li> ’a</li><li>b’</li></ul>'
        assert tostring(root, encoding="unicode") == expected

    @staticmethod
    @pytest.mark.parametrize("tag", ["code", "pre", "kbd", "script", "math"])
    def test_verbatim_text_and_attributes_stay(tag: str) -> None:
        html = f"<p title=\"it's : x\"><{tag}>it's : <b>x !</b></{tag}></p>"
        root = fromstring(html)
        before = tostring(root)
        typeset_prose(Prose(root), marks("fr"))
        assert tostring(root) == before

    @staticmethod
    @pytest.mark.parametrize(
        ("source", "html"),
        [
            ("It's `it's` \"it\"", "<p>It’s <code>it's</code> “it”</p>"),
            ('"*mast*" and <b>"tide"</b>', "<p>“<em>mast</em>” and <b>“tide”</b></p>"),
            ('"<b>mast</b>"', "<p>“<b>mast</b>”</p>"),
            ('\\*"mast\\_"', "<p>*”mast_”</p>"),
            ("&quot;mast&quot; it&#39;s", "<p>&quot;mast&quot; it&#39;s</p>"),
            ("<span title=\"it's\">it's</span>", '<p><span title="it\'s">it’s</span></p>'),
            ("# It's {#one}", '<h1 id="one">It’s</h1>'),
        ],
    )
    def test_what_stands_for_itself_in_markdown_stays(source: str, html: str) -> None:
        assert render(source, page("en", finder=None)) == html
