"""Terms that link themselves, in pages and in trees of any shape."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Comment, Element, fromstring

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown.serializers import to_html_string

from termbase.link import Linked, Scope, link_prose, with_links
from termbase.tree import INLINE, UNLINKED, VERBATIM, Prose
from termbase.typeset import typeset_prose
from tests.termbase.sailing import DATA, finder, marked, page, render, sailing
from tests.termbase.steps import counted_steps

CASES = yaml.safe_load((DATA / "prose_cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["says"]))
def test_markdown_becomes_html_with_links(case: dict[str, Any]) -> None:
    settings = {"own": frozenset(case.get("own", ())), "scope": Scope(case.get("scope", "page"))}
    html = render(
        case["source"], page(case.get("lang", "en"), **settings), tuple(case.get("extensions", ()))
    )
    assert marked(html) == case["html"]


def link(root: Element, scope: Scope = Scope.PAGE) -> Linked:
    return link_prose(Prose(root), finder(), scope=scope)


def marked_in(text: str | None) -> list[tuple[str, str]]:
    """The concepts that are marked in a text, and the words between their marks."""
    return MARK.findall(text or "")


MARK = re.compile("\x02link:([a-z-]+)\x03([^\x02]*(?:\x02(?!/link)[^\x02]*)*)\x02/link\x03")
WORDS = ("mast", "the sail", "tidal range", " ", "-", "GPS", "ma\u00adst", "x", "http://x", "$")
STASHED = ("\x02", "\x0245\x03", "\x0299999\x03", "\x02amp\x03", "\x02wzxhzdk:0\x03")
TEXTS = st.lists(st.sampled_from(WORDS + STASHED) | st.characters(), max_size=4).map("".join)
TAGS = sorted(INLINE | VERBATIM | UNLINKED | {"p", "div", "li", "td", "br", "img", "x-y"})
CLASSES = [{}, {}, {}, {"class": "no-terms x"}, {"class": "arithmatex"}]


NODES = st.tuples(st.integers(0, 7), st.sampled_from(TAGS), st.sampled_from(CLASSES), TEXTS, TEXTS)
TREES = st.lists(NODES, max_size=8).map(lambda nodes: grown(nodes))


def grown(nodes: list[tuple[int, str, dict[str, str], str, str]]) -> Element:
    """A tree of elements that are nested in any way, with a comment among them."""
    root = Element("div")
    known = [root]
    for parent, tag, attributes, text, tail in nodes:
        child = Element(tag, attributes)
        child.text, child.tail = text, tail
        known[parent % len(known)].append(child)
        known.append(child)
    known[-1].append(Comment("mast"))
    known[-1][0].tail = "mast"
    return root


class TestAnyTree:
    """What holds for every tree of elements and every text."""

    @given(TREES, st.sampled_from(Scope))
    def test_no_letter_of_the_text_changes(self, root: Element, scope: Scope) -> None:
        before = "".join(root.itertext())
        link(root, scope)
        assert MARK.sub(r"\2", "".join(root.itertext())) == before

    @given(TREES)
    def test_links_hold_words_and_stand_where_links_may_stand(self, root: Element) -> None:
        link(root)
        for around, element in descendants(root):
            for within, text in (((*around, element), element.text), (around, element.tail)):
                found = marked_in(text)
                assert not found or not {parent.tag for parent in within} & (UNLINKED | VERBATIM)
                assert all(words.strip() for _, words in found)
                assert "\x02link:" not in MARK.sub(r"\2", text or "")

    @given(TREES)
    def test_a_concept_is_linked_once_and_what_is_linked_is_used(self, root: Element) -> None:
        found = link(root)
        linked = [concept for concept, _ in marked_in("".join(root.itertext()))]
        assert len(linked) == len(set(linked))
        assert linked == found.marked
        assert {*linked} <= {*found.used}


def descendants(root: Element) -> list[tuple[tuple[Element, ...], Element]]:
    """All elements of a tree, each with those around it."""
    found: list[tuple[tuple[Element, ...], Element]] = []
    todo: list[tuple[tuple[Element, ...], Element]] = [((), root)]
    while todo:
        around, element = todo.pop()
        found.append((around, element))
        todo += [((*around, element), child) for child in element]
    return found


class TestMarkup:
    """What a link is, and what it is not."""

    def test_a_link_has_an_address_and_its_concept_and_no_title(self) -> None:
        root = fromstring("<p>The mast.</p>")
        link(root)
        html = with_links(to_html_string(root), "{}.md".format)
        tag = '<a aria-describedby="def-mast" class="term" data-concept="mast" href="mast.md">'
        assert html == f"<p>The {tag}mast</a>.</p>"

    def test_all_that_a_text_names_is_used_in_the_order_of_the_first_mentions(self) -> None:
        root = fromstring(
            "<div><h1>Tide</h1><p>The mast, <a href='x'>an anchor</a>, tide</p></div>"
        )
        assert [*link(root).used] == ["tide", "mast", "anchor"]

    def test_code_and_raw_html_use_nothing(self) -> None:
        root = fromstring("<p><code>mast</code> <b/> http://tide.example/</p>")
        root[1].tail = "\x02wzxhzdk:0\x03anchor\x02wzxhzdk:1\x03"
        used = link_prose(Prose(root, ["<b>", "</b>"]), finder()).used
        assert [*used] == []


def test_twice_the_text_takes_twice_the_steps() -> None:
    section = (
        "<h2>Part</h2><p>The mast, <em>tide</em> http://x.y/z, a <i>b</i> GPS \u00e4 "
        "PUTasideANCHOR sail. The mast <b>x</b> anchor</p>"
    )

    def steps(sections: int) -> int:
        root = fromstring(f"<div>{section * sections}</div>")
        for element in root.iter():
            for part in ("text", "tail"):
                text = (getattr(element, part) or "").replace("PUT", "\x02wzxhzdk:0\x03")
                setattr(element, part, text.replace("ANCHOR", "\x02wzxhzdk:1\x03 anchor"))
        with counted_steps() as count:
            link_prose(Prose(root, ["<b>", "</b>"]), finder(), scope=Scope.SECTION)
            typeset_prose(Prose(root), sailing().glossary.languages["fr"].profile.typography)
        return len(count)

    assert steps(400) < 2.1 * steps(200)
