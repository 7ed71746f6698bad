"""Running text is written as the parser and the element tree would have written it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termbase.project import open_project
from termbase.prose import Page, Prose, line, parsed_line
from termbase.render import Renderer
from termbase.running import paragraphs

TEA = Path(__file__).parents[1] / "data" / "tea"
PLAIN = (
    "Tee Aufguss Aufgüsse Knospe Kräutertee „Tee“ 'Tee' \"Tee\" Öl ätherisches tea l’infusion l'eau"
    " 5 1. ! ? : ; é\u0301 \u200b *Tee* *infusión* *eine* [Knospen](glossary:bud)"
    " [Tee](glossary:tea)"
).split(" ")
ODD = (
    "https://x.example/Tee www.x - + # * ** _ ` [ ] ( ) < & &amp; $x$ a@b.c {a} | ~ \\ \\* **Tee**"
    " *[bud](glossary:bud)* [Tee](glossary:-) [x](glossary:nothing) ![x](glossary:bud)"
    " [@okakura1906] == --- \x85 \u2028"
).split(" ")
GAPS = (" ", " ", " ", "", "\n", "\n\n", "\u00a0", ", ")


def texts(words: list[str], gaps: tuple[str, ...]) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(gaps), st.sampled_from(words))
    return st.lists(pairs, min_size=1, max_size=12).map(
        lambda parts: "".join(gap + word for gap, word in parts).lstrip(" ,")
    )


TEXTS = texts(PLAIN, GAPS) | texts([*PLAIN, *ODD], (*GAPS, "  \n", "\n\n\n", "\t", "\n    "))


@cache
def renderer() -> Renderer:
    project = open_project(TEA, ["de", "es", "sv"], "de")
    known = {"infusión": "es", "infusion": "sv"}
    return Renderer(
        project.glossary,
        project.strings,
        project.addresses,
        project.root,
        foreign=lambda words, code: known.get(words, ""),
    )


def written(convert: Callable[[str, Page], str], words: str, own: str) -> tuple[object, ...]:
    page = renderer().page("de", "glossary/cup/")
    page.own = frozenset({own})
    html = convert(words, page)
    return html, [*page.linked.used], page.explicit, [*page.shown], page.used


PROSE = Prose()


@given(TEXTS, st.sampled_from(("", "bud", "infusion")))
@example("Tee, [Knospen](glossary:bud)!\n\nUnd *Aufguss* & mehr.", "")
@example("!" + "[Knospen](glossary:bud)", "")
@example("Aufguss\n---", "")
def test_a_text_of_markdown_is_the_same_without_a_parser(words: str, own: str) -> None:
    assert written(PROSE.convert, words, own) == written(PROSE.parse, words, own)


@given(TEXTS, st.sampled_from(("", "bud", "infusion")))
def test_a_line_of_words_is_the_same_without_a_tree(words: str, own: str) -> None:
    assert written(line, words, own) == written(parsed_line, words, own)


@pytest.mark.parametrize(
    ("words", "is_running"),
    [
        ("Ein Aufguss.\nNoch einer.\n\nUnd *eine* [Knospe](glossary:bud).\n", True),
        ("Nach Okakura [@okakura1906].", False),
        ("- eins\n- zwei", False),
        ("1. eins", False),
        ("`Tee`", False),
    ],
)
def test_text_with_links_and_emphasis_alone_is_running(words: str, is_running: bool) -> None:
    assert (paragraphs(words) is not None) is is_running
