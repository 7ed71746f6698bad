"""Texts of records: whatever they hold comes out as text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from termbase.prose import Prose
from termbase.scheme import is_safe
from termbase.view import Work
from tests.termbase.markup import MARKDOWN
from tests.termbase.sailing import page

PAYLOADS = yaml.safe_load((Path(__file__).parents[1] / "data/payloads.yml").read_text("utf-8"))
TAGS = set("p a em strong code pre span ul ol li blockquote br hr img".split())
TAGS |= set("table thead tbody tr th td h1 h2 h3 h4 h5 h6".split())
ATTRIBUTES = {"href", "src", "alt", "title", "class", "data-concept", "aria-describedby", "start"}
ATTRIBUTES |= {"data-work", "lang", "style"}  # `style` is the alignment of a column of a table


def assert_harmless(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all(string=lambda text: type(text).__name__ in ("Comment", "Doctype"))
    for element in soup.find_all(True):
        assert element.name in TAGS, html
        assert set(element.attrs) <= ATTRIBUTES, html
        assert all(is_safe(str(element.get(name, ""))) for name in ("href", "src")), html


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("around", ["{}", "a {} b", "- {}", "**{}**", "> {}"])
def test_a_payload_in_markdown_comes_out_as_text(payload: str, around: str) -> None:
    assert_harmless(
        Prose().convert(around.format(payload) if around != "{}" else payload, page("en"))
    )


@given(MARKDOWN | st.lists(st.sampled_from(PAYLOADS)).map("\n".join))
def test_no_text_of_a_record_brings_elements_or_attributes_of_its_own(words: str) -> None:
    assert_harmless(Prose().convert(words, page("en")))


def test_html_is_shown_as_it_was_written() -> None:
    html = Prose().convert("a <b onclick=x>bold</b> word", page("en"))
    assert "&lt;b onclick=x&gt;bold&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "address", ["a/b", "#x", "?a=b:c", "/a:b", "https://a.example", "mailto:a@b.c"]
)
def test_addresses_of_pages_are_safe(address: str) -> None:
    assert is_safe(address)


def test_a_work_whose_address_runs_a_script_has_none() -> None:
    work = next(iter(page("en").references.values()))
    changed = work.model_copy(update={"doi": None, "url": "java\tscript:alert(1)"})
    assert Work("key", changed).url is None
    assert Work("key", work.model_copy(update={"doi": None, "url": "https://a.example"})).url
