"""Edits by place, and the commands that write: what they do not name stays, to the byte."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase import edit
from termbase.edit import Edit, append_line, edited, end_of, put, remove, same, write_all
from termbase.scaffold import FIRST_LINE
from termbase.source import Data, parse
from tests.termbase.desk import Desk

GREEN, MATCHA = "glossary/terms/green.yml", "glossary/terms/matcha.yml"
STAMP: dict[str, Data] = {"language": "en", "term": "12345678", "translation": {"term": "1234e567"}}

# Texts as people write them in YAML, after “key:”, with what may stand on the line behind them.
scalars = st.sampled_from(
    [
        " leaf",
        " 'it''s'",
        ' "a \\"b\\""',
        " >-\n{}  one\n{}  two",
        " |\n{}  one\n\n{}  # two",
        " >-\n{}  one\n\n",
        " one\n{}  two",
        " [a, b]",
        " [a,\n{}  b]",
        "\n{}  - a\n{}  - b: c\n{}    d: e",
        " {{a: b, c: [d]}}",
        "\n{}  a: b\n{}  c: d",
        "",
    ]
)
comments = st.sampled_from(["", "", "  # why"])
breaks = st.sampled_from(["", "", "\n", "{}# a comment\n", "\n{}  # an odd comment\n"])
keys = st.lists(
    st.sampled_from(["term", "note", "definition", "forms", "région", '"no"']),
    min_size=1,
    unique=True,
)


@st.composite
def entries(draw: st.DrawFn, indent: str) -> str:
    """Lines of a block mapping."""
    lines = []
    for key in draw(keys):
        value = draw(scalars).replace("{}", indent).replace("{{", "{").replace("}}", "}")
        comment = "" if "\n" in value else draw(comments)
        lines.append(f"{indent}{key}:{value}{comment}\n" + draw(breaks).replace("{}", indent))
    return "".join(lines)


@st.composite
def records(draw: st.DrawFn) -> str:
    """A mapping with a language in it, in the block style or the flow style, with any line ends."""
    section = draw(
        st.one_of(
            entries("  ").map(lambda lines: f"no:\n{lines}"),
            entries("    ").map(lambda lines: f"no:\n{lines}"),
            st.sampled_from(
                ["no: {term: te}\n", "no: {term: te, }  # x\n", "no: {\n  term: 'te'\n}\n"]
            ),
        )
    )
    before, after = (
        draw(entries("")).replace('"no"', "category"),
        draw(st.sampled_from(["", "sv: x\n"])),
    )
    text = f"# first\n{before}{section}{after}"
    text = text.rstrip("\n") if draw(st.booleans()) else text
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def is_insertion(old: str, new: str) -> bool:
    """Whether `new` is `old` with something put in at one place."""
    return any(
        new.startswith(old[:place]) and new.endswith(old[place:]) for place in range(len(old) + 1)
    )


@given(
    st.text("ab\n", max_size=30),
    st.lists(st.integers(0, 30), max_size=6, unique=True),
    st.text("cd\n"),
)
def test_an_edit_replaces_what_is_between_its_places_and_nothing_else(
    text: str, places: list[int], words: str
) -> None:
    inside = sorted(place for place in places if place <= len(text))
    edits = [Edit(*pair, words) for pair in zip(inside[::2], inside[1::2], strict=False)]
    expected = text
    for start, end, new in reversed(edits):
        expected = expected[:start] + new + expected[end:]
    for line_end in ("\n", "\r\n"):
        file = text.replace("\n", line_end)
        has_line = "\n" in text
        wanted = expected.replace("\n", line_end) if has_line else expected
        assert edited(file, edits) == wanted


@given(records())
def test_a_new_key_is_put_in_and_nothing_else_changes(text: str) -> None:
    document = parse("x.yml", text)
    assert not document.problems
    assert isinstance(document.data, dict)
    assert isinstance(document.data["no"], dict)
    new = edited(text, [put(document, ("no", "translated_from"), STAMP)])
    after = parse("x.yml", new)
    assert not after.problems
    wanted = {**document.data, "no": {**document.data["no"], "translated_from": STAMP}}
    assert same(after.data, wanted)
    assert is_insertion(text, new)
    assert new.count("\r") == (new.count("\n") if "\r" in text else 0)


@given(records(), st.booleans())
def test_a_key_that_is_replaced_or_taken_out_leaves_the_rest_as_it_was(
    text: str, out: bool
) -> None:
    document = parse("x.yml", text)
    stamped = edited(text, [put(document, ("no", "translated_from"), STAMP)])
    other: dict[str, Data] = {"language": "en", "note": "deadbeef"}
    again = edited(stamped, [put(parse("x.yml", stamped), ("no", "translated_from"), other)])
    now = parse("x.yml", again)
    if out:
        assert edited(again, [remove(now, ("no", "translated_from"))]).rstrip() == text.rstrip()
    else:
        assert edited(again, [put(now, ("no", "translated_from"), STAMP)]) == stamped


@pytest.mark.parametrize(
    "word", ["12345678", "1234e567", "00000000", "01633698", "no", "yes", "null", "a b", "é:"]
)
def test_what_a_reader_of_yaml_might_take_for_something_else_is_quoted(word: str) -> None:
    document = parse("x.yml", "a: b\n")
    assert f'c: "{word}"' in edited("a: b\n", [put(document, ("c",), word)])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b # c\nd: e\n", "b"),
        ("a: |\n  b\n\n# c\nd: e\n", "|\n  b"),
        ("a:\n  - b\n  - c  # d\n\n# e\nf: g\n", "- b\n  - c"),
        ("a: {b: c}  # d\n", "{b: c}"),
        ("a:\n# b\nc: d\n", ""),
    ],
)
def test_a_value_ends_where_it_ends_for_a_reader(text: str, value: str) -> None:
    document = parse("x.yml", text)
    start, _ = document.values[("a",)]
    assert text[start : end_of(document, ("a",))] == value


def test_a_line_is_added_below_the_comment_of_the_line_above() -> None:
    text = "a:\n  - b  # c\nd: e\n"
    assert edited(text, [append_line(parse("x.yml", text), ("a", 0), "  - f")]) == (
        "a:\n  - b  # c\n  - f\nd: e\n"
    )


def test_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, gone = (tmp_path / name for name in ("one", "two", "gone"))
    one.write_text("1")
    gone.write_text("3")
    real = edit._replace

    def fail_at_the_last(path: Path, temporary: Path | None) -> None:
        if path == gone:
            raise OSError("no space")
        real(path, temporary)

    monkeypatch.setattr(edit, "_replace", fail_at_the_last)
    with pytest.raises(OSError, match="no space"):
        write_all({one: "new", two: "new", gone: None})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"one": "1", "gone": "3"}


def test_nothing_is_written_where_a_file_has_no_folder(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_text("1")
    with pytest.raises(OSError, match="missing"):
        write_all({one: "new", tmp_path / "missing" / "two": "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert one.read_text() == "1"


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "one"
    file.write_text("1")
    file.chmod(0o640)
    write_all({file: "2"})
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("2", 0o640)


class TestAccept:
    def test_only_the_stamp_changes_in_a_file(self, desk: Desk) -> None:
        before = desk.files()
        desk.succeed("accept", "--all", "--lang", "no")
        after = desk.files()
        changed = {path for path in after if after[path] != before[path]}
        assert changed == {GREEN, MATCHA, "docs/no/brewing.md"}
        assert all(is_insertion(before[path], after[path]) for path in changed)

    def test_a_second_time_nothing_is_written(self, desk: Desk) -> None:
        desk.succeed("accept", "--all", "--lang", "no")
        assert desk.succeed("accept", "--all", "--lang", "no") == ""

    def test_windows_line_ends_stay(self, desk: Desk) -> None:
        for path in (GREEN, "docs/no/brewing.md"):
            desk.write(path, desk.read(path).replace("\n", "\r\n"))
        desk.succeed("accept", "green", "brewing.md", "--lang", "no")
        for path in (GREEN, "docs/no/brewing.md"):
            text = desk.read(path)
            assert "translated_from" in text
            assert text.count("\r\n") == text.count("\n")
        assert desk.check("stale-translation") == []

    def test_a_guide_without_front_matter_gets_one(self, desk: Desk) -> None:
        desk.write("docs/no/brewing.md", "# Trekking\n")
        desk.succeed("accept", "brewing.md", "--lang", "no")
        start, _, rest = desk.read("docs/no/brewing.md").partition("\n---\n\n")
        assert start.startswith("---\ntranslated_from: {language: en, sections: {top: ")
        assert rest == "# Trekking\n"
        assert desk.check("stale-translation") == []

    def test_guides_go_by_their_file_and_concepts_come_first(self, desk: Desk) -> None:
        for code in ("en", "no"):
            desk.write(f"docs/{code}/green.md", "# Green\n")
        assert desk.succeed("accept", "green", "--lang", "no") == f"{GREEN}: written\n"
        for name in ("green.md", "docs/no/green.md"):
            desk.write("docs/no/green.md", "# Green\n")
            assert desk.succeed("accept", name, "--lang", "no") == "docs/no/green.md: written\n"
        assert desk.succeed("accept", "brewing", "--lang", "no") == "docs/no/brewing.md: written\n"

    def test_a_file_with_errors_is_not_stamped(self, desk: Desk) -> None:
        desk.change(GREEN, "gender: masculine", "gender: maskulin")
        before = desk.files()
        result = desk.run("accept", "green", "--lang", "no")
        assert result.exit_code == 1
        assert "no gender “maskulin”" in result.stderr
        assert desk.files() == before

    def test_of_all_files_the_sound_ones_are_stamped(self, desk: Desk) -> None:
        desk.change("docs/en/brewing.md", "glossary:matcha", "glossary:macha")
        result = desk.run("accept", "--all", "--lang", "no")
        assert result.exit_code == 1
        assert result.stdout == f"{GREEN}: written\n{MATCHA}: written\n"
        assert "docs/en/brewing.md was not stamped: mend it first" in result.stderr

    def test_a_half_written_guide_is_not_stamped(self, desk: Desk) -> None:
        desk.change("docs/no/brewing.md", "description: ", "description: [")
        before = desk.files()
        assert desk.run("accept", "brewing.md", "--lang", "no").exit_code == 1
        assert desk.files() == before

    def test_the_other_direction_takes_the_old_stamp_away(self, desk: Desk) -> None:
        plain = desk.files()
        desk.succeed("accept", "green", "brewing.md", "--lang", "no")
        desk.succeed("accept", "green", "brewing.md", "--lang", "en", "--from", "no")
        assert desk.read("docs/no/brewing.md") == plain["docs/no/brewing.md"]
        assert desk.read(GREEN).partition("\nno:")[2] == plain[GREEN].partition("\nno:")[2]
        assert desk.read(GREEN).count("translated_from") == 1
        assert desk.run("accept", "green", "--lang", "no").exit_code == 1
        desk.succeed("accept", "green", "brewing.md", "--lang", "en")

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["gren", "--lang", "no"], "no concept and no guide “gren”; did you mean “green”?"),
            (["green", "--lang", "nn"], "no language “nn”; known: en, no"),
            (["green", "--lang", "no", "--from", "nn"], "no language “nn”; known: en, no"),
            (["green", "--lang", "no", "--from", "no"], "“no” cannot be translated from itself"),
            (["green", "--lang", "en"], "green: “en” is the original"),
            (["--lang", "no"], "name concepts or guides, or say --all"),
            (["green", "--all", "--lang", "no"], "name concepts or guides, or say --all"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, desk: Desk, arguments: list[str], reason: str
    ) -> None:
        before = desk.files()
        result = desk.run("accept", *arguments)
        assert result.exit_code in (1, 2)
        assert reason in result.stderr
        assert desk.files() == before

    def test_of_all_texts_originals_and_lonely_guides_are_passed_over(self, desk: Desk) -> None:
        desk.write("docs/no/bare.md", "# Bare her\n")
        assert "bare" not in desk.succeed("accept", "--all", "--lang", "no")
        assert desk.succeed("accept", "--all", "--lang", "en") == ""


class TestNew:
    def test_a_new_record_is_sound_yaml_with_findings_for_what_is_to_be_written(
        self, desk: Desk
    ) -> None:
        output = desk.succeed("new", "white", "--category", "leaf")
        assert output == "glossary/terms/white.yml: written\n"
        assert desk.read("glossary/terms/white.yml").startswith(f"{FIRST_LINE}\n")
        said = [line.partition("error: ")[2].partition(";")[0] for line in desk.check()]
        empty = ("“term” is empty", "“definition” is empty")
        assert said == [*empty, "“term” is empty", "“gender” is empty", "“definition” is empty"]

    def test_a_record_that_is_filled_in_has_no_findings(self, desk: Desk) -> None:
        desk.succeed("new", "white")
        text = desk.read("glossary/terms/white.yml").replace("category:", "category: leaf")
        for name in ("white tea", "hvit te"):
            text = text.replace("term:  # the", f"term: {name}  # the", 1)
        text = text.replace("gender:", "gender: masculine").replace(
            "apart\n", "apart\n    Leaves.\n"
        )
        desk.write("glossary/terms/white.yml", text)
        assert desk.check() == []

    def test_without_a_category_the_known_ones_are_named(self, desk: Desk) -> None:
        desk.succeed("new", "white")
        assert "category:  # one of: leaf, craft\n" in desk.read("glossary/terms/white.yml")
        assert "“category” is empty" in desk.check()[0]

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["green"], "there is a concept “green” already"),
            (["Green Tea"], "“Green Tea” cannot be an id"),
            (["../green"], "“../green” cannot be an id"),
            (["index"], "“index” is an address of the glossary itself"),
            (["white", "--category", "leave"], "no category “leave”; did you mean “leaf”?"),
            (["gruen"], "“gruen” was an id of “green”"),
        ],
    )
    def test_an_id_that_is_not_free_is_refused(
        self, desk: Desk, arguments: list[str], reason: str
    ) -> None:
        desk.change(GREEN, "related:", "previous_ids: [gruen]\nrelated:")
        before = desk.files()
        result = desk.run("new", *arguments)
        assert result.exit_code == 2
        assert reason in result.stderr
        assert desk.files() == before


class TestRename:
    def test_every_reference_follows(self, desk: Desk) -> None:
        desk.write(
            "docs/en/pot.md",
            "[a](glossary:matcha#names), [b](glossary/matcha.md), `glossary:matcha`\n",
        )
        desk.succeed("rename", "matcha", "powder")
        assert desk.check() == []
        text = "".join(desk.files().values())
        assert text.count("matcha](glossary:powder)") == 4
        assert desk.read("docs/en/pot.md") == (
            "[a](glossary:powder#names), [b](glossary/powder.md), `glossary:matcha`\n"
        )
        assert "  - powder  # the powder\n" in desk.read(GREEN)
        assert desk.read("glossary/terms/powder.yml").startswith(
            "category: leaf\nbroader: [green]\nprevious_ids: [matcha]\nen: {term: matcha,"
        )
        assert not (desk.root / MATCHA).exists()

    def test_words_that_only_look_alike_stay(self, desk: Desk) -> None:
        desk.change(GREEN, "related:", "# matcha, glossary:matcha\nrelated:")
        desk.record("matcha-bowl")
        desk.change(GREEN, "  - matcha  # the powder", "  - matcha-bowl\n  - matcha")
        desk.change(GREEN, "is ground becomes", "[bowl](glossary:matcha-bowl) is ground becomes")
        desk.succeed("rename", "matcha", "powder")
        text = desk.read(GREEN)
        assert "# matcha, glossary:matcha\n" in text
        assert "  - matcha-bowl\n  - powder\n" in text
        assert "[bowl](glossary:matcha-bowl)" in text

    def test_translations_stay_as_fresh_as_they_were(self, desk: Desk) -> None:
        desk.succeed("accept", "--all", "--lang", "no")
        desk.succeed("rename", "matcha", "powder")
        assert desk.check("stale-translation", "unstamped-translation") == []

    @pytest.mark.parametrize(
        ("listed", "expected"),
        [
            ("previous_ids: [gruen]  # old\n", "previous_ids: [gruen, green]  # old\n"),
            ("previous_ids:\n  - gruen  # old\n", "previous_ids:\n  - gruen  # old\n  - green\n"),
            ("previous_ids: []\n", "previous_ids: [green]\n"),
            ("previous_ids: [sencha, gruen]\n", "previous_ids: [sencha, gruen, green]\n"),
        ],
    )
    def test_the_old_id_joins_the_previous_ones(
        self, desk: Desk, listed: str, expected: str
    ) -> None:
        desk.change(GREEN, "related:", f"{listed}related:")
        desk.succeed("rename", "green", "green-tea")
        assert expected in desk.read("glossary/terms/green-tea.yml")
        assert desk.check() == []

    def test_the_previous_ids_come_below_the_relations(self, desk: Desk) -> None:
        desk.succeed("rename", "green", "green-tea")
        assert "  - matcha  # the powder\nprevious_ids: [green]\n# A comment between" in desk.read(
            "glossary/terms/green-tea.yml"
        )

    @pytest.mark.parametrize(
        ("path", "content", "reason"),
        [
            ("glossary/terms/broken.yml", "category: [", "not readable as YAML"),
            ("glossary/terms/broken.yml", b"term: caf\xe9", "is not UTF-8"),
            ("docs/en/broken.md", b"caf\xe9", "docs/en/broken.md"),
        ],
    )
    def test_nothing_is_renamed_while_a_file_cannot_be_read(
        self, desk: Desk, path: str, content: str | bytes, reason: str
    ) -> None:
        desk.write(path, content)
        before = {p: p.read_bytes() for p in desk.root.rglob("*") if p.is_file()}
        result = desk.run("rename", "matcha", "powder")
        assert result.exit_code == 2
        assert reason in result.stderr
        assert {p: p.read_bytes() for p in desk.root.rglob("*") if p.is_file()} == before

    @pytest.mark.parametrize(
        ("names", "reason"),
        [
            (["macha", "powder"], "no concept “macha”; did you mean “matcha”?"),
            (["matcha", "green"], "there is a concept “green” already"),
            (["matcha", "Powder"], "“Powder” cannot be an id"),
            (["matcha", "matcha"], "there is a concept “matcha” already"),
        ],
    )
    def test_names_that_make_no_sense_are_refused(
        self, desk: Desk, names: list[str], reason: str
    ) -> None:
        before = desk.files()
        result = desk.run("rename", *names)
        assert (result.exit_code, reason in result.stderr) == (2, True)
        assert desk.files() == before

    def test_escapes_that_hide_a_name_are_refused_rather_than_missed(self, desk: Desk) -> None:
        desk.change(GREEN, "  - matcha  # the powder", '  - "m\\u0061tcha"')
        before = desk.files()
        result = desk.run("rename", "matcha", "powder")
        assert (result.exit_code, "too unusual" in result.stderr) == (2, True)
        assert desk.files() == before


@contextmanager
def project_of(files: dict[str, str]) -> Iterator[Desk]:
    """A project with other records and guides."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for path in (GREEN, MATCHA, "docs/en/brewing.md", "docs/no/brewing.md"):
            (desk.root / path).unlink()
        for path, text in files.items():
            desk.write(path, text)
        yield desk


names = st.sampled_from(["one", "two", "one-two", "three"])
mentions = st.lists(names, max_size=3, unique=True)


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    """Records and a guide that name each other, in all styles, with or without earlier names."""
    files = {}
    for name in ("one", "two", "one-two", "three"):
        related, linked = draw(mentions), draw(mentions)
        style = draw(st.sampled_from(["flow", "block", "quoted"]))
        if style == "block":
            lines = "related:\n" + "".join(f"- {item}  # {item}\n" for item in related)
        else:
            written = json.dumps(related) if style == "quoted" else ", ".join(related).join("[]")
            lines = f"related: {written}\n"
        links = " ".join(f"[x](glossary:{item})" for item in linked)
        previous = draw(
            st.sampled_from(["", "", f"previous_ids: [old-{name}]\n", "previous_ids:\n  - x\n"])
        )
        text = (
            f"{lines if related else ''}category: leaf\n{previous.replace('- x', f'- old-{name}')}"
        )
        for code in ("en", "no"):
            note = f"    {links} {name}\n    # glossary:{name}x\n"
            text += f"{code}:\n  term: {code} {name}\n  note: |\n{note}"
        end = draw(st.sampled_from(["\n", "\r\n"]))
        files[f"glossary/terms/{name}.yml"] = text.replace("\n", end)
        files[f"docs/en/{name}.md"] = f"# {name}\n\n{links}\n\n`{links}`\n".replace("\n", end)
    return files


@settings(max_examples=60)
@given(projects(), names)
def test_a_rename_there_and_back_changes_nothing_but_the_previous_ids(
    files: dict[str, str], name: str
) -> None:
    with project_of(files) as desk:
        before = desk.files()
        desk.succeed("rename", name, "other")
        assert f"glossary:{name})" not in "".join(
            text for path, text in desk.files().items() if path.startswith("glossary/terms")
        )
        desk.succeed("rename", "other", name)
        after = desk.files()
        path = f"glossary/terms/{name}.yml"
        document = parse(path, after[path])
        assert isinstance(document.data, dict)
        previous = document.data["previous_ids"]
        assert isinstance(previous, list)
        assert previous[-1] == "other"
        desk.write(path, without_last_previous_id(after[path]))
        assert desk.files() == before


def without_last_previous_id(text: str) -> str:
    """The record before “other” was listed."""
    for written in (
        "previous_ids: [other]\r\n",
        "previous_ids: [other]\n",
        "  - other\r\n",
        "  - other\n",
        ", other",
    ):
        if written in text:
            return text.replace(written, "", 1)
    raise AssertionError(text)


def test_the_commands_leave_no_temporary_files(desk: Desk) -> None:
    desk.succeed("accept", "--all", "--lang", "no")
    desk.succeed("rename", "matcha", "powder")
    assert [path for path in desk.files() if Path(path).name.startswith(".")] == []
