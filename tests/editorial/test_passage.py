"""A text of a record or of front matter knows where each of its characters stands in the file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from editorial.passage import Passage, passage_at
from termbase import model
from termbase.edit import Edit, edited
from termbase.language import Language
from termbase.source import parse

TONGUE = Language("xx", model.Language(name="Any"))
STYLES = {
    "plain": "a: It's a “b”\n  and c\n",
    "single": "a: 'It''s a “b”\n\n  and  c'\n",
    "double": 'a: "It\'s a \\"b\\" \\\n  \\u0061nd c\\n\\x41"\n',
    "folded": "a: >-\n  It's a “b”\n  and c\n\n  d\n",
    "literal": "a: |\n  It's a “b”\n\n    and c\n",
    "indented": "b: 1\na: |2\n    It's\n  c\n",
    "in a list": "a:\n  - b: It's\n",
}
texts = st.text(
    st.sampled_from("ab ’'\"\\/éÉ«» \u00a0\u202f:-#{}[]!?…\n\t😀") | st.characters(codec="utf-8"),
    max_size=40,
)


def value(text: str, loc: tuple[str | int, ...] = ("a",)) -> Passage:
    found = passage_at(parse("x.yml", text), loc, TONGUE)
    assert found is not None
    return found


def mapped(passage: Passage) -> list[tuple[str, str]]:
    """Each character of a value with what stands for it in the file."""
    text, source = passage.markdown.text, passage.document.text
    spans = [passage.span(at, at + 1) for at in range(len(text))]
    return [
        (letter, source[slice(*span)]) for letter, span in zip(text, spans, strict=True) if span
    ]


@pytest.mark.parametrize("style", STYLES)
def test_each_letter_of_a_value_stands_for_itself_in_the_file(style: str) -> None:
    loc = ("a", 0, "b") if style == "in a list" else ("a",)
    for letter, source in mapped(value(STYLES[style], loc)):
        if not letter.isspace():
            code = f"{ord(letter):x}"
            assert source in (letter, "''", '\\"', f"\\x{code}", f"\\u00{code}")
        else:
            assert not source.strip(" \\\nn")


@pytest.mark.parametrize("style", ["'", '"', "|", ">", None])
@given(texts)
def test_whatever_a_value_holds_its_letters_are_found_again(style: str | None, text: str) -> None:
    document = parse("x.yml", yaml.dump({"a": text}, default_style=style, allow_unicode=True))
    passage = passage_at(document, ("a",), TONGUE)
    if passage is None:
        return
    if passage.span(0, 1) is None:
        assert '"' in document.text  # no other style writes characters as codes
        return
    for letter, source in mapped(passage):
        escaped = source.startswith("\\") or source == "''"
        assert letter.isspace() or escaped or source == letter


def test_an_edit_of_a_value_changes_its_characters_in_the_file_and_nothing_else() -> None:
    passage = value(STYLES["single"])
    at = passage.markdown.text.index("'")
    edit = passage.carried(Edit(at, at + 1, "’"))
    assert edit is not None
    assert edited(passage.document.text, [edit]) == STYLES["single"].replace("''", "’")


def test_an_edit_where_lines_are_folded_keeps_the_line_end() -> None:
    passage = value("a: >-\n  b \n  c\n")
    assert passage.markdown.text == "b  c"
    edit = passage.carried(Edit(1, 3, " "))
    assert edit is not None
    assert edited(passage.document.text, [edit]) == "a: >-\n  b\n  c\n"


def test_a_place_in_a_value_is_a_place_in_the_file() -> None:
    passage = value(STYLES["folded"])
    assert passage.place(passage.markdown.text.index("'")) == (2, 5)
    assert passage.place(passage.markdown.text.index("and")) == (3, 3)
    assert passage.place(passage.markdown.text.index("d", -1)) == (5, 3)


def test_a_value_that_the_file_writes_in_codes_is_placed_at_its_start_and_not_edited() -> None:
    passage = value('a: "x\\_y"\n')
    assert passage.markdown.text == "x\u00a0y"
    assert passage.place(2) == (1, 4)
    assert passage.carried(Edit(0, 1, "y")) is None


def test_spaces_that_the_file_writes_in_codes_are_not_edited() -> None:
    passage = value('a: "b \\nc"\n')
    assert passage.markdown.text == "b \nc"
    assert passage.carried(Edit(1, 2, "")) is None


@pytest.mark.parametrize("loc", [("b",), ("a", "b"), ("a", 1), ("a",), (), ("d",)])
def test_what_is_no_text_is_no_passage(loc: tuple[str | int, ...]) -> None:
    assert passage_at(parse("x.yml", "a: [c]\nd: ''\n"), loc, TONGUE) is None
