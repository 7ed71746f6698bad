"""The running text of a tree, and the way back."""

from __future__ import annotations

from xml.etree.ElementTree import Comment, Element, SubElement, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.tree import JOINER, OPENER, OTHER, Prose, is_verbatim, stand_in

HIDDEN = "\u00ad"


def prose(xml: str, *stash: str) -> Prose:
    """The prose of a tree; `[0]` stands for the first stashed part, `[=39]` for a character."""
    root = fromstring(f"<div>{xml}</div>")
    for element in root.iter():
        for name in ("text", "tail"):
            text = getattr(element, name) or ""
            for i in range(len(stash)):
                text = text.replace(f"[{i}]", f"\x02wzxhzdk:{i}\x03")
            setattr(element, name, text.replace("[=45]", "\x0245\x03"))
    return Prose(root, stash)


def seen(xml: str, *stash: str) -> str:
    """The text with what is invisible left out, and a bar between blocks."""
    text = prose(xml, *stash).text
    for invisible in (HIDDEN, JOINER, OPENER):
        text = text.replace(invisible, "")
    return "|".join(filter(None, text.split("\n\n"))).replace(OTHER, "")


class TestText:
    """A tree's text as a reader sees it."""

    @pytest.mark.parametrize(
        ("xml", "text"),
        [
            ("<p>a<em>b</em>c <b>d</b></p>", "abc d"),
            ("a<p>b</p>c<ul><li>d</li><li>e</li></ul>f", "a|b|c|d|e|f"),
            ("<p>a<br/>b<code>c</code>d</p>", "a|bcd"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a|b"),
        ],
    )
    def test_inline_elements_do_not_end_a_word_and_blocks_do(self, xml: str, text: str) -> None:
        assert seen(xml) == text

    @pytest.mark.parametrize(
        ("xml", "stash", "text"),
        [
            ("a[=45]b", (), "a-b"),
            ("a[0]b", ("&eacute;",), "aéb"),
            ("a[0]b", ("&amp;",), "a&b"),
            ("a[0]b[1]c", ("<b>", "</b>"), "abc"),
            ("a[0]b", ("<!-- x -->",), "ab"),
            ("a[7]b", ("x",), "a[7]b"),
        ],
    )
    def test_what_markdown_puts_aside_is_what_a_reader_sees(
        self, xml: str, stash: tuple[str, ...], text: str
    ) -> None:
        assert seen(xml, *stash) == text

    @pytest.mark.parametrize("raw", ["<br>", "<img src='x'>", "<x-y>", "&unknown;", "<b>a</b>", ""])
    def test_what_is_no_letter_parts_words(self, raw: str) -> None:
        assert f"a{OTHER}" in prose("a[0]b", raw).text

    def test_the_mark_of_a_note_is_no_part_of_the_word_before_it(self) -> None:
        assert prose("<p>a<sup>1</sup>b</p>").text.split() == [f"a{OTHER}1{OTHER}b"]

    @pytest.mark.parametrize("letter", ["", "ab", "\n", "\r"])
    def test_what_is_not_one_visible_character_is_no_letter(self, letter: str) -> None:
        assert stand_in(letter, 3) == OTHER * 3

    def test_a_comment_is_no_text_and_ends_no_word(self) -> None:
        root = fromstring("<p>a</p>")
        root.append(Comment("x"))
        root[0].tail = "b"
        assert Prose(root).text.strip() == "ab"

    def test_a_tree_may_be_deep(self) -> None:
        root = deepest = Element("p")
        for _ in range(3000):
            deepest = SubElement(deepest, "em")
        deepest.text = "a"
        assert Prose(root).text.strip() == "a"


class TestPlaces:
    """The way back from a place in the text to its node."""

    @given(st.lists(st.tuples(st.sampled_from(["em", "p", "br", "sup"]), *[st.text()] * 2)))
    def test_every_text_is_a_piece_at_its_place(self, nodes: list[tuple[str, str, str]]) -> None:
        root = Element("div")
        for tag, text, tail in nodes:
            child = SubElement(root, tag)
            child.text, child.tail = text, tail
        found = Prose(root)
        assert [piece.text for piece in found.pieces] == [text for text in root.itertext() if text]
        for piece in found.pieces:
            there = found.text[piece.start : piece.start + len(piece.text)]
            assert there == piece.text or "\x02" in piece.text

    def test_a_place_has_a_piece_only_if_one_holds_all_of_it(self) -> None:
        found = prose("<p>ab<em>cd</em></p>")
        at = found.text.index("b")
        whole, split, none = (
            found.piece_at(at - 1, at + 1),
            found.piece_at(at, at + 2),
            Prose(Element("p")),
        )
        assert whole is not None
        assert whole.text == "ab"
        assert split is None
        assert none.piece_at(0, 1) is None

    def test_code_is_verbatim_with_all_that_is_in_it(self) -> None:
        found = prose("<p>a<code>b<i>c</i></code>d</p>")
        assert [is_verbatim(piece) for piece in found.pieces] == [False, True, True, False]


class TestApart:
    """Text that no markup of the tree sets apart, though it is not prose."""

    @pytest.mark.parametrize(
        ("xml", "stash", "apart"),
        [
            ("a [0]b[1] c", ("<b>", "</b>"), "b"),
            ("a [0]b[1]c[2]d[2] e", ("<b>", "<b>", "</b>"), "bcd"),
            ("a [0]b[1]c[2] d", ("<b>", "<i>", "</b>"), "bc"),
            ("<p>a [0]b <em>c</em> d</p><p>e</p>", ("<b>",), "bcd"),
            ("a [0]b[1]c", ("<br>", "<b/>"), ""),
            ("a [0]b", ("<p>x</p>",), ""),
            ("a [0]b", ("</b>",), ""),
            ("[0]a[1]b[0]c[1]d", ("<B>", "</b>"), "ac"),
            ("a http://b.c/d e www.f.g h x.y@z.i j", (), "bcdfgxyzi"),
            ("a $b$ c $$d\ne$$ f $5 g $6", (), "bde"),
        ],
    )
    def test_raw_elements_addresses_and_formulas_are_apart(
        self, xml: str, stash: tuple[str, ...], apart: str
    ) -> None:
        found = prose(xml, *stash)
        places = [i for i, letter in enumerate(found.text) if letter.isalpha()]
        there = "".join(found.text[i] for i in places if found.is_apart(i, i + 1))
        assert there.replace("http", "").replace("www", "") == apart
