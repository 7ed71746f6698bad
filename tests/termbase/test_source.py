from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.problem import Place
from termbase.source import Document, Loc, parse, place_at, read
from termbase.yaml_data import CONTROL, sound
from termbase.yaml_places import Reader

RECORD = """\
# Tea in two languages.
category: leaf
related: [oolong, "green tea"]
en:
  term: té 😀 tea
  synonyms:
    - term: char
      status: obsolete
    - {term: cuppa, "link": never}
  definition: >-
    Leaves
    for a cup.
no: {term: te}
empty:
"""
PLACES: list[tuple[Loc, Place, Place]] = [  # a path, the place of its key and of its value
    ((), Place(2, 1), Place(2, 1)),
    (("category",), Place(2, 1), Place(2, 11)),
    (("related",), Place(3, 1), Place(3, 10)),
    (("related", 1), Place(3, 19), Place(3, 19)),
    (("en",), Place(4, 1), Place(5, 3)),
    (("en", "term"), Place(5, 3), Place(5, 9)),
    (("en", "synonyms", 0), Place(7, 7), Place(7, 7)),
    (("en", "synonyms", 0, "status"), Place(8, 7), Place(8, 15)),
    (("en", "synonyms", 1), Place(9, 7), Place(9, 7)),
    (("en", "synonyms", 1, "link"), Place(9, 21), Place(9, 29)),
    (("en", "definition"), Place(10, 3), Place(10, 15)),
    (("no", "term"), Place(13, 6), Place(13, 12)),
    (("empty",), Place(14, 1), Place(14, 7)),
]
MISSING: list[tuple[Loc, Place]] = [  # what is missing is where the nearest there is begins
    (("nothing",), Place(2, 1)),
    (("en", "gender"), Place(5, 3)),
    (("en", "synonyms", 0, "link"), Place(7, 7)),
    (("en", "synonyms", 7, "term"), Place(7, 5)),
    (("no", "synonyms", 0, "term"), Place(13, 5)),
]


@pytest.mark.parametrize(("loc", "key", "value"), PLACES)
def test_each_key_and_value_has_its_place(loc: Loc, key: Place, value: Place) -> None:
    document = parse("a.yml", RECORD)
    assert (document.place(loc, key=True), document.place(loc)) == (key, value)


@pytest.mark.parametrize(("loc", "place"), MISSING)
def test_what_is_missing_is_placed_where_it_should_be(loc: Loc, place: Place) -> None:
    document = parse("a.yml", RECORD)
    assert document.place(loc) == document.place(loc, key=True) == place


def test_a_document_that_could_not_be_read_places_everything_at_its_start() -> None:
    assert Document("a.yml").place(("en", "term"), key=True) == Place(1, 1)


def test_words_are_placed_inside_a_value_however_its_lines_are_broken() -> None:
    document = parse("a.yml", RECORD)
    assert document.place_of(("en", "definition"), "Leaves for") == Place(11, 5)
    assert document.place_of(("en", "definition"), "cup") == Place(12, 11)


def test_words_that_cannot_be_found_are_placed_where_the_value_is() -> None:
    document = parse("a.yml", RECORD)
    assert document.place_of(("en", "definition"), "pot") == Place(10, 15)
    assert document.place_of(("en", "nothing"), "cup") == Place(5, 3)


def test_words_are_not_found_inside_other_words_or_ids() -> None:
    document = parse("a.yml", "a: steam teas tea-bag teä icetea ice-tea tea\n")
    assert document.place_of(("a",), "tea") == Place(1, 42)


def test_words_after_others_are_found_only_there() -> None:
    document = parse("a.yml", "a: tea (x:teapot) (x:tea) x:tea\n")
    assert document.place_of(("a",), "tea", after="x:") == Place(1, 22)
    assert document.place_of(("a",), "", after="(y:") == Place(1, 4)


def test_regex_characters_in_words_mean_themselves() -> None:
    document = parse("a.yml", "a: aab (a|b)* c++\n")
    assert document.place_of(("a",), "(a|b)*") == Place(1, 8)
    assert document.place_of(("a",), "c++") == Place(1, 15)


def test_every_scalar_stays_text() -> None:
    text = "no: yes\non: off\nnumber: 0x1F\ndate: 2018-05-01\nfloat: 1_0.5e3\ntime: 12:30:45\n"
    assert parse("a.yml", text).data == {
        "no": "yes",
        "on": "off",
        "number": "0x1F",
        "date": "2018-05-01",
        "float": "1_0.5e3",
        "time": "12:30:45",
    }


def test_words_for_nothing_are_nothing_as_a_value_unless_quoted() -> None:
    text = "a: ~\nb: null\nc:\nd: 'null'\ne: [Null, \"~\", x]\nnull: ~\n~: NULL\n"
    data = {"a": "", "b": "", "c": "", "d": "null", "e": ["", "~", "x"], "null": "", "~": ""}
    assert parse("a.yml", text).data == data


def test_blocks_are_folded_or_kept_as_yaml_says() -> None:
    text = "a: >-\n  one\n  two\n\n  three\nb: |\n  one\n  two\n"
    assert parse("a.yml", text).data == {"a": "one two\nthree", "b": "one\ntwo\n"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_counts_as_one_line(end: str) -> None:
    found = parse("a.yml", end.join(["a: |", "  é", "b: 1", "b: 2", ""]))
    assert found.data == {"a": "é\n", "b": "1"}
    assert [str(problem) for problem in found.problems] == [
        "a.yml:4:1: error: “b” is given a second time; the first is in line 3 [duplicate-key]"
    ]


def test_a_key_given_twice_keeps_its_first_value_and_the_reading_goes_on() -> None:
    document = parse("a.yml", "a: {b: 1}\na: {b: [2, {b: 3}], b: 4}\n'': {b: 5}\n")
    assert document.data == {"a": {"b": "1"}, "": {"b": "5"}}
    assert document.place(("a", "b")) == Place(1, 8)
    assert document.place(("", "b")) == Place(3, 9)
    assert [(p.line, p.column, p.rule) for p in document.problems] == [
        (2, 1, "duplicate-key"),
        (2, 21, "duplicate-key"),
    ]


def test_a_text_that_cannot_be_read_to_its_end_has_no_data() -> None:
    for text in ("a: 1\nb: *c\n", "a: 1\n---\nb: 1\n", "a: 1\nb: [\n", "a: 1\nb: \x07\n"):
        document = parse("a.yml", text)
        assert (document.data, len(document.problems)) == ("", 1)


MANY_ALIASES = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = [  # a text, and all that is found in it
    (
        MANY_ALIASES,
        [
            "1:4: error: the anchor “&a” is not allowed;"
            " put text that begins with “&” in quotes [yaml-alias]"
        ],
    ),
    ("[" * 10_000, ["1:9: error: nested more than 8 levels deep; no record needs it [too-deep]"]),
    (
        "{a: " * 10_000,
        ["1:33: error: nested more than 8 levels deep; no record needs it [too-deep]"],
    ),
    ("- " * 10_000, ["1:17: error: nested more than 8 levels deep; no record needs it [too-deep]"]),
    (
        "".join(" " * depth + "a:\n" for depth in range(300)),
        ["9:9: error: nested more than 8 levels deep; no record needs it [too-deep]"],
    ),
    ("? " * 10_000, ["1:3: error: a key must be a word; put it in quotes [wrong-type]"]),
    ("a: \x00\n", ["1:4: error: character U+0000 is not allowed; delete it [control-character]"]),
    (
        "a: \x1b[31m\nb: é\u202e\n",
        [
            "1:4: error: character U+001B is not allowed; delete it [control-character]",
            "2:5: error: character U+202E is not allowed; delete it [control-character]",
        ],
    ),
    (
        "a: b\u2028c\n",
        ["1:5: error: character U+2028 is not allowed; delete it [control-character]"],
    ),
    ("a: b\x85c\n", ["1:5: error: character U+0085 is not allowed; delete it [control-character]"]),
    ("a: \ud83d\n", ["1:4: error: character U+D83D is not allowed; delete it [control-character]"]),
    (
        "a: b\ufeff\n",
        ["1:5: error: character U+FEFF is not allowed; delete it [control-character]"],
    ),
    (
        'a: "\\e[31m"\n',
        ["1:4: error: character U+001B is not allowed; delete it [control-character]"],
    ),
    (
        "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| base\n=======\nb: 3\n>>>>>>> topic\n",
        [
            f"{line}:1: error: “{mark * 7}” marks a merge conflict; keep one of the two versions,"
            " and delete the marks [merge-conflict]"
            for line, mark in ((2, "<"), (4, "|"), (5, "="), (7, ">"))
        ],
    ),
    ("", ["1:1: error: the file is empty; fill it, or delete it [empty-file]"]),
    (" \n\n# tea\n", ["1:1: error: the file is empty; fill it, or delete it [empty-file]"]),
    ("---\n...\n", ["1:1: error: the file is empty; fill it, or delete it [empty-file]"]),
]


@pytest.mark.parametrize(("text", "found"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_with_its_place(text: str, found: list[str]) -> None:
    problems = parse("a.yml", text).problems
    assert [str(problem) for problem in problems] == [f"a.yml:{line}" for line in found]


def test_marks_of_a_conflict_are_only_those_at_the_start_of_a_line() -> None:
    text = "a: |\n  Heading\n  =======\n  <<<<<<< x\nb: <<<<<<< x\nc: ======== x\n"
    assert parse("a.yml", text).problems == []


SYNTAX = [  # what writers do wrong; where the finding stands, and its hint
    ("a: 1\nb: x: y\n", (2, 5), "put text with “: ” in it in quotes"),
    ("a: 1\nb: 'c\nd: 1\n\n", (2, 4), "close the quote"),
    ("a: [x,\n  y\nb: 1\n", (3, 2), "close the bracket of line 1, or put a comma"),
    ("a: 1\nb: {x: y\nc: 1\n", (3, 2), "close the brace of line 2, or put a comma"),
    ("a: 1\nwords\nb: 2\n", (2, 1), "a line is “key: value”; indent text that goes on"),
    (
        "a:\n\tb: 1\n",
        (2, 1),
        "indent with spaces, not tabs; put text with special characters in quotes",
    ),
    ("a: *bold*\n", (1, 9), "put text with special characters in quotes"),
    (
        "a: 'x' y\n",
        (1, 8),
        "indent keys of one level alike; put quoted words inside quotes",
    ),
]


@pytest.mark.parametrize(("text", "place", "hint"), SYNTAX)
def test_a_fault_of_syntax_says_where_and_what_to_do(
    text: str, place: tuple[int, int], hint: str
) -> None:
    [problem] = parse("a.yml", text).problems
    assert (problem.rule, problem.line, problem.column) == ("yaml-syntax", *place)
    assert problem.hint == hint


FILES: list[tuple[str, bytes, str]] = [  # files that editors and git do not carry well
    (
        "latin-1",
        "a: b\nté: x\n".encode("latin-1"),
        "2:2: error: byte 0xE9 is not UTF-8; save the file with the encoding UTF-8 [not-utf8]",
    ),
    (
        "after-other-accents",
        "é: «à»\nb: ".encode() + b"\xff\n",
        "2:4: error: byte 0xFF is not UTF-8; save the file with the encoding UTF-8 [not-utf8]",
    ),
    (
        "half-a-character",
        "a: é".encode()[:-1],
        "1:4: error: byte 0xC3 is not UTF-8; save the file with the encoding UTF-8 [not-utf8]",
    ),
    (
        "utf-16",
        "a: b\n".encode("utf-16"),
        "1:1: error: byte 0xFF is not UTF-8; save the file with the encoding UTF-8 [not-utf8]",
    ),
    (
        "utf-16-without-mark",
        "a".encode("utf-16-le"),
        "1:2: error: character U+0000 is not allowed; delete it [control-character]",
    ),
    (
        "byte-order-mark",
        b"\xef\xbb\xbfa: b\n",
        "1:1: error: starts with a byte order mark; save the file as UTF-8 without it"
        " [byte-order-mark]",
    ),
    (
        "surrogates-as-utf8",
        b"a: \xed\xa0\xbd\n",
        "1:4: error: byte 0xED is not UTF-8; save the file with the encoding UTF-8 [not-utf8]",
    ),
    (
        "ten-megabytes",
        b"a: " + b"x" * 10_000_000,
        "1:1: error: the file has more than 256 KiB; shorten it [file-too-large]",
    ),
    (
        "one-byte-too-many",
        b"a: " + b"x" * (262_144 - 2),
        "1:1: error: the file has more than 256 KiB; shorten it [file-too-large]",
    ),
    ("empty", b"", "1:1: error: the file is empty; fill it, or delete it [empty-file]"),
]
PLAIN = "a record is a plain file that everybody may read [unreadable-file]"


@pytest.mark.parametrize(("name", "content", "found"), FILES, ids=[name for name, *_ in FILES])
def test_a_file_that_is_no_text_is_one_finding(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    file = tmp_path / f"{name}.yml"
    file.write_bytes(content)
    document = read(tmp_path, file)
    assert ([str(p) for p in document.problems], document.data) == ([f"{name}.yml:{found}"], "")


def test_a_file_of_the_greatest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a: " + b"x" * (262_144 - 3))
    assert read(tmp_path, tmp_path / "a.yml").problems == []


def test_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a: b\r\nc: |\r\n  d\r\n  e\r\n")
    document = read(tmp_path, tmp_path / "a.yml")
    assert (document.data, document.problems) == ({"a": "b", "c": "d\ne\n"}, [])


def test_a_directory_in_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.yml").mkdir()
    assert _found(tmp_path) == f"a.yml:1:1: error: cannot be read: not a plain file; {PLAIN}"


def test_a_link_to_nothing_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("nothing.yml")
    message = "cannot be read: No such file or directory"
    assert _found(tmp_path) == f"a.yml:1:1: error: {message}; {PLAIN}"


def test_a_link_to_itself_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("a.yml")
    message = "cannot be read: Too many levels of symbolic links"
    assert _found(tmp_path) == f"a.yml:1:1: error: {message}; {PLAIN}"


def test_a_device_without_end_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("/dev/zero")
    assert _found(tmp_path) == f"a.yml:1:1: error: cannot be read: not a plain file; {PLAIN}"


def test_a_pipe_that_nobody_writes_to_is_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yml")
    assert _found(tmp_path) == f"a.yml:1:1: error: cannot be read: not a plain file; {PLAIN}"


def test_a_file_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:  # as the system does, but for root
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yml").touch(mode=0o000)
    monkeypatch.setattr(Path, "open", refuse)
    assert _found(tmp_path) == f"a.yml:1:1: error: cannot be read: Permission denied; {PLAIN}"


def test_places_count_lines_and_columns_from_one() -> None:
    text = "ab\n\né"
    assert [place_at(text, index) for index in range(6)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (3, 1),
        (3, 2),
    ]


YAML = st.text(
    st.sampled_from([*"ab:-?#&*!|>'\"%@`[]{},\\~ \t\n\r\x00é\u0301\u2028😀\ud83d<="]), max_size=60
)
PIECES = ["a: ", "- ", "? ", "|\n", ">-\n", "<<: ", "*x", "&x ", "!!str ", "---\n", "...\n", "%T"]
LINES = st.lists(st.sampled_from([*PIECES, "b", "\n", "  ", "[", "]", "{", "}", '"\\0"', ","]))


@given(st.one_of(st.text(), YAML, LINES.map("".join)))
def test_any_text_is_read_without_an_exception_and_findings_stand_in_it(text: str) -> None:
    document = parse("a.yml", text)
    lines = document.text.split("\n")
    places = [Place(problem.line, problem.column) for problem in document.problems]
    places += [document.place(loc) for loc in document.values]
    places += [document.place(loc, key=True) for loc in document.keys]
    for line, column in places:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(st.one_of(YAML, LINES.map("".join)).map(lambda text: CONTROL.sub("", text)))
def test_data_is_the_same_whether_or_not_places_are_noted(text: str) -> None:
    reader = Reader("a.yml", text)
    is_sound = not reader.problems and isinstance(reader.data, dict | list)
    assert sound(text) == (reader.data if is_sound else None)


@pytest.mark.parametrize(
    "text", ["a: {b: [c, {d: e}]}\n", "- null\n- a\n", "a: ~\n? b\n", "a: '~'\n"]
)
def test_a_place_is_looked_for_when_it_is_asked_for(text: str) -> None:
    document, reader = parse("a.yml", text), Reader("a.yml", text)
    assert document.places is None
    assert document.data == reader.data
    assert (document.keys, document.values) == (reader.places.keys, reader.places.values)


@given(st.text(st.sampled_from("a\né"), max_size=30))
def test_a_document_places_characters_as_its_text_does(text: str) -> None:
    document = Document("a.yml", text)
    places = [document.place_at(index) for index in range(len(text) + 1)]
    assert places == [place_at(text, index) for index in range(len(text) + 1)]


def _found(folder: Path) -> str:
    [problem] = read(folder, folder / "a.yml").problems
    return str(problem)
