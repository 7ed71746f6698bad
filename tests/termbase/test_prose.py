"""Pages: links of authors, citations, and what a page says of itself once it is rendered."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from termbase.link import Scope
from termbase.mask import prose
from termbase.match import Finder, linking_forms
from termbase.project import Project, open_project
from termbase.prose import Page, ProseExtension, Section
from tests.termbase.markup import MARKDOWN
from tests.termbase.sailing import CODES, ROOT, page, render

LINK = re.compile(
    r'<a aria-describedby="def-([\w-]+)" class="term" data-concept="\1" href="glossary/\1\.md">'
    r"(.*?)</a>",
    re.S,
)


@given(MARKDOWN, st.sampled_from(CODES), st.sampled_from(Scope))
def test_linking_adds_links_to_a_page_and_nothing_else(
    source: str, code: str, scope: Scope
) -> None:
    linked = render(source, page(code, scope=scope))
    assert LINK.sub(r"\2", linked) == render(source, page(code, finder=None))


@pytest.mark.parametrize(
    "source",
    [
        "\x00 \x01 \x02mast\x03 \x1f \x7f \x85 \u2028 \ufeff \ufffe",
        "\x02wzxhzdk:0\x03 \x0299999999\x03 \x02klzzwxh:0000\x03",
        "שָׁלוֹם mast \u202emast\u202c \u2066mast\u2069",
        "a" + "\u0301" * 100 + "mast" + "\u0323" * 100,
        "[" * 50 + "mast" + "](glossary:mast)" * 50,
        "*" * 40 + "mast" + "_" * 40,
        ">" * 60 + " mast",
        "\n".join(" " * 4 * i + "- mast" for i in range(12)),
        "\ud800 mast \udfff",
    ],
    ids=ascii,
)
def test_a_page_of_odd_characters_is_rendered(source: str) -> None:
    assert "mast" in render(source, page()) or "mast" not in source


class TestWhatAPageSaysOfItself:
    """What rendering finds out about a page."""

    def test_concepts_are_used_by_any_name_and_by_an_authors_link(self) -> None:
        here = page()
        render("# Tide\n\nMasts, `anchor`, [words](glossary:gps), [x](glossary:no), GPS", here)
        assert here.used == ("tide", "mast", "gps")

    def test_concepts_are_shown_if_they_are_linked(self) -> None:
        here = page()
        render("# Tide\n\nMasts, [words](glossary:gps), [anchor](x)", here)
        assert [*here.shown] == ["mast", "gps"]

    def test_a_page_that_links_nothing_by_itself_still_says_what_its_author_links(self) -> None:
        here = page(scope=Scope.NONE)
        render("Mast, [words](glossary:gps)", here)
        assert here.used == ("gps",)
        assert [*here.shown] == ["gps"]

    def test_an_authors_link_to_the_page_itself_is_no_use(self) -> None:
        here = page(own=frozenset({"gps"}))
        render("[words](glossary:gps) GPS", here)
        assert here.used == ()

    def test_works_are_cited_in_sections(self) -> None:
        here = page()
        render("[@pilot]\n\n# One *two* {#one}\n\n[@pilot; @almanac] [@pilot]", here)
        one = Section("one", "One two")
        assert here.cited == {"pilot": [Section("", ""), one, one], "almanac": [one]}


class TestCoda:
    """What stands at the end of a page."""

    def test_it_is_made_once_all_is_known(self) -> None:
        def coda(here: Page) -> str:
            return f"<ul><li id='end'>{', '.join(here.shown)}: {', '.join(here.cited)}</li></ul>"

        html = render("A mast [@pilot].", page(coda=coda))
        assert html.endswith('<ul><li id="end">mast: pilot</li></ul>')

    def test_no_terms_are_linked_in_it_and_its_typography_is_its_own(self) -> None:
        html = render("Words", page(coda=lambda _: "<p>The mast's</p>"))
        assert html.endswith("<p>The mast's</p>")

    def test_its_definition_lists_are_not_looked_at_again(self) -> None:
        terms = "<dl><dt><a href='mast/'>Mast</a> &#39;</dt><dd>A *spar*.</dd></dl>"
        coda = f"<div><p>One</p>{terms}<p>Two</p>{terms}</div>"
        html = render("Words", page(coda=lambda _: coda))
        assert html.replace("\n", "") == f"<p>Words</p>{coda}"

    @pytest.mark.parametrize("nothing", ["", " \n"])
    def test_it_may_be_nothing(self, nothing: str) -> None:
        assert render("Words", page(coda=lambda _: nothing)) == "<p>Words</p>"


def test_without_a_page_markdown_stays_as_it_is() -> None:
    html = Markdown(extensions=[ProseExtension()]).convert("A mast's [@pilot], [x](glossary:mast)")
    assert html == '<p>A mast\'s [@pilot], <a href="glossary:mast">x</a></p>'


@cache
def this_site() -> Project:
    return open_project(ROOT, [*CODES], "en")


GUIDES = [
    (code, path)
    for code in CODES
    for path in sorted((ROOT / "docs" / code).rglob("*.md"))
    if "\nterms: none\n" not in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize(
    ("code", "path"), GUIDES, ids=[path.relative_to(ROOT).as_posix() for _, path in GUIDES]
)
def test_the_guides_use_what_is_found_in_them(code: str, path: Path) -> None:
    site, source = this_site(), path.read_text(encoding="utf-8")
    finder = Finder(linking_forms(site.glossary, code), site.glossary.languages[code])
    here = page(code, finder=finder)
    here.href = lambda name: f"glossary/{name}.md" if name in site.glossary.concepts else None
    body = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.S)
    linked = {concept for concept, _ in LINK.findall(render(body, here))}
    found = {occurrence.concept for occurrence in finder.find(prose(source))}
    assert linked
    assert linked - here.explicit.keys() <= found <= here.linked.used.keys()
