"""Markdown is read into its parts with their places, and into the words that readers see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.markdown import Markdown
from termbase.mask import BLANK


def seen(text: str) -> str:
    """The words of a text, everything else left out."""
    return Markdown(text).words.replace(BLANK, "")


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# A\n\n## B {#b}\n", [(1, "", "A"), (2, "b", "B")]),
        ("## B {: .x #b } \n", [(2, "b", "B")]),
        ("### B ###\n", [(3, "", "B")]),
        ("A\n===\n\nB {#b}\n---\n", [(1, "", "A"), (2, "b", "B")]),
        ("A paragraph\nof two lines\n---\n", []),
        ("| a |\n---\n", []),
        ("```\n# no\n```\n\n    # no\n\n<!--\n# no\n-->\n\n# A\n", [(1, "", "A")]),
        ("####### no\n", []),
    ],
)
def test_headings_have_a_level_an_id_and_words(
    text: str, headings: list[tuple[int, str, str]]
) -> None:
    assert [heading[:3] for heading in Markdown(text).headings] == headings


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("| a | b |\n| --- | :-: |\n| 1 | 2 |\n| 3 | 4 |\n", ["2 × 2"]),
        ("a | b | c\n--|---|--\n1 | 2 | 3\n\ntext | text\n", ["1 × 3"]),
        ("| a \\| b |\n|---|\n", ["0 × 1"]),
        ("| `a|b` | c |\n|---|---|\n", ["0 × 2"]),
        ("a\n---\nb\n", []),
        ("| a |\n| b |\n", []),
        ("```\n| a |\n|---|\n```\n", []),
    ],
)
def test_tables_have_rows_and_columns(text: str, sizes: list[str]) -> None:
    assert [table.key for table in Markdown(text).tables] == sizes


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md#c) and [d](<e f.md> 'g')", ["b.md#c", "e f.md"]),
        ("[a][b], [b][] and ![i][b]\n\n[B]: c.md\n", ["c.md", "c.md"]),
        ("<https://a.example/> `[a](b)` \\[a] (b)", ["https://a.example/"]),
        ('<a href="b.md">c</a> <abbr title="d">e</abbr>', ["b.md"]),
        ("[![i](i.svg)](a.md)", ["a.md"]),
        ("[a [b] c](d.md(e))", ["d.md(e)"]),
        ("[@a1999] and a[^1]\n\n[^1]: b\n", []),
    ],
)
def test_links_have_targets(text: str, targets: list[str]) -> None:
    assert [target for target, _ in Markdown(text).links] == targets


@pytest.mark.parametrize(
    ("text", "pictures"),
    [
        ("![a](b.svg) ![](c.svg)", [("b.svg", "a"), ("c.svg", "")]),
        ("![a](insert:b)", [("insert:b", "a")]),
        ("![a][b]\n\n[b]: c.svg\n", [("c.svg", "a")]),
        ("<img src='a.svg'> <img alt='b' src=\"c.svg\">", [("a.svg", None), ("c.svg", "b")]),
        ("[![i](i.svg)](a.md)", [("i.svg", "i")]),
        ("<figure>\n![a](b.svg)\n</figure>", [("", ""), ("b.svg", "a")]),
        ("`![a](b.svg)`", []),
    ],
)
def test_pictures_have_a_source_and_a_text(
    text: str, pictures: list[tuple[str, str | None]]
) -> None:
    assert [picture[:2] for picture in Markdown(text).pictures] == pictures


def test_code_blocks_are_named_by_their_language() -> None:
    text = "```python\na\n```\n\n~~~\n```\n~~~\n\n- b\n\n    ``` json\n    c\n    ```\n"
    assert [part.key for part in Markdown(text).code] == ["python", "", "json"]


def test_backticks_on_one_line_are_no_block() -> None:
    assert list(Markdown("```a``` b\n").code) == []


def test_ids_are_those_of_attribute_lists_and_tags() -> None:
    text = '# A {#a}\n\nB\n{: .x #b }\n\n<p id="c" class="d">C</p>\n\n`{#d}` {e}\n'
    assert [name for name, _ in Markdown(text).ids] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a](b.md 'c') d", "[a] d"),
        ("![a](b.svg){.c}", "![a]"),
        ("a [b][c]\n\n[c]: d.md 'e'\n", "a [b]\n\n\n"),
        ("a `b` c", "a  c"),
        ("a [@b1999, p. 3; @c] d[^1]", "a  d"),
        ("a <b>c</b> <kbd>d</kbd> e", "a c  e"),
        ("a <!-- b --> c", "a  c"),
        ("a `<!--` b\n\nc `-->`", "a  b\n\nc "),
        ('!!! note "A “b”"\n    C\n', "A “b”\n    C\n"),
        ("??? note\n    C\n", "\n    C\n"),
        ("# A {#b}\n", "# A \n"),
        ("a {.b lang=c} {lang=d}", "a  "),
        ("| a | b |\n| - | :-: |\n| c | d |\n", "| a | b |\n\n| c | d |\n"),
        ("a https://b.example/c d me@b.example e", "a  d  e"),
        ("a $$b$$ c", "a  c"),
        ("a&nbsp;! &amp; b", f"a{chr(0xA0) * 6}!  b"),
        ("a :some-icon: b: c", "a  b: c"),
        ("*[AB]: Alpha beta\n", "\n"),
    ],
)
def test_words_are_what_readers_see(text: str, words: str) -> None:
    assert seen(text) == words


def test_an_address_in_a_link_a_tag_or_a_definition_is_no_bare_one() -> None:
    text = (
        "[a](https://a.example) <https://b.example> <i title='https://c.example'>\n\n[d]: www.d.e\n"
    )
    assert "example" not in Markdown(text).unlinked
    assert "www." not in Markdown(text).unlinked


@given(st.text(st.sampled_from("ab \n`~#|-*_[](){}<>!\"'=:@&;/.^\\"), max_size=80))
def test_blanked_texts_are_as_long_as_the_source_with_the_same_lines(text: str) -> None:
    markdown = Markdown(text)
    for blanked in (markdown.plain, markdown.words, markdown.unlinked):
        assert len(blanked) == len(text)
        pairs = zip(text, blanked, strict=True)
        assert all(a == b or (b in BLANK + "\u00a0" and a != "\n") for a, b in pairs)


PARTS = [
    *("word", " ", "\n", "[a]", "(b c)", "(b)", "[@c]", "[^d]", ":e:", "f:g", "{#h}", "<b>", "<i"),
    *("</b>", "<x:y>", "$$", "&nbsp;", "!", "?", "*", "_", "`", "-", "~~~", "    ", "\t", "w.x"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_a_text_hides_does_not_depend_on_a_table_below(text: str) -> None:
    below = "\n\n| k |"
    assert Markdown(text + below).words[: len(text)] == Markdown(text).words
    assert Markdown(text + below).plain[: len(text)] == Markdown(text).plain
