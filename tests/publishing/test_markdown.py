"""HTML to Markdown: golden cases; what a program makes of it again says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import escape

from publishing.markdown import to_markdown
from tests.site.document import parse

URL = "https://site.example/a/"
CASES = Path(__file__).parents[1] / "data" / "markdown.yml"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Letters, and whatever Markdown may take for something else.
WORDS = st.text("ab \\`*_[]()<>&;#-+=~.!1é\n", min_size=1).filter(lambda text: text.strip(" \n"))


class Case(NamedTuple):
    about: str
    html: str
    markdown: str


@pytest.mark.parametrize(
    "case",
    [Case(**case) for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))],
    ids=lambda case: case.about,
)
def test_a_piece_of_html_is_this_markdown(case: Case) -> None:
    assert to_markdown(case.html, URL) == case.markdown


def said(html: str) -> str:
    return re.sub(r"\s+", " ", parse(html).text).strip()


@given(st.sampled_from(("p", "h2", "li", "td", "blockquote", "em")), WORDS)
def test_the_words_of_a_text_are_read_again_as_they_were(tag: str, words: str) -> None:
    around = {
        "li": ("<ul>", "</ul>"),
        "td": ("<table><tr>", "</tr></table>"),
        "em": ("<p>", "</p>"),
    }
    before, after = around.get(tag, ("", ""))
    html = f"{before}<{tag}>{escape(words)}</{tag}>{after}"
    assert said(READER.render(to_markdown(html, URL))) == said(html)


@given(
    st.recursive(
        WORDS.map(escape),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            st.sampled_from(
                (
                    "p",
                    "div",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "table",
                    "tr",
                    "td",
                    "pre",
                    "blockquote",
                    "h1",
                    "em",
                    "code",
                    "svg",
                    "details",
                    "summary",
                    "br",
                )
            ),
            st.lists(inner, max_size=3),
        ),
        max_leaves=12,
    )
)
def test_nothing_that_html_can_be_is_too_much(html: str) -> None:
    assert isinstance(to_markdown(str(html), URL), str)
