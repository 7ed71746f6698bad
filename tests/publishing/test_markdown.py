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


LINKS = st.lists(
    st.tuples(
        st.sampled_from(("../a/", "b c/", "https://site.example/a", "#d(e)", "../../x/#y")),
        st.sampled_from(
            ("a", "a b", "*a*", "a_b", "1. a", "https://site.example/a", "a  b", "[a]")
        ),
    ),
    min_size=1,
)


AROUND = st.sampled_from(("{}", "<div>{}</div>", "<ul><li>a{}</li></ul>"))
PAGES = st.sampled_from((URL, "https://site.example/", "https://site.example/b/c d/"))


@given(LINKS, AROUND | st.just("<dl><dd>{}</dd></dl>"), PAGES)
def test_a_list_of_links_that_is_put_aside_is_a_list_like_others(
    links: list[tuple[str, str]], around: str, page: str
) -> None:
    items = [f'<li><a href="{href}">{words}</a></li>\n' for href, words in links]
    aside = around.format(f"<ul>\n{''.join(items)}</ul>")
    assert to_markdown(aside, page) == to_markdown(aside.replace("<li><a", "<li ><a"), page)


@given(st.lists(st.tuples(LINKS, WORDS.map(escape)), min_size=1), AROUND, PAGES)
def test_a_list_of_terms_that_is_put_aside_is_a_list_like_others(
    terms: list[tuple[list[tuple[str, str]], str]], around: str, page: str
) -> None:
    entries = [
        f'<div id="a">\n<dt><a href="{href}">{words}</a>\n<span>{other}</span></dt>\n'
        f"<dd>{definition}</dd>\n</div>\n"
        for [(href, words), *_], definition in terms
        for other in ("", words)
    ]
    aside = around.format(f"<dl>\n{''.join(entries)}</dl>")
    assert to_markdown(aside, page) == to_markdown(aside.replace("<div id", "<div  id"), page)
