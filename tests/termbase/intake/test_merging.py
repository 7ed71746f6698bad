"""What comes in meets what is there: agreement, additions, conflicts."""

from __future__ import annotations

import pytest

from tests.termbase.intake.bringing import House

RECORD = """\
# yaml-language-server: $schema=../schema.json
category: leaf  # for now
related: [oolong]
en:
  # The name that the trade uses.
  term: white tea
  part_of_speech: noun
  synonyms:
    - term: silver needle  # of the buds alone
      note: Rare.
  definition: Tea of young leaves, hardly treated.
no:
  term: hvit te
  part_of_speech: noun
  gender: masculine
  definition: Te av unge blader.
"""
HEADER = "id,language,term,part_of_speech,gender,status,definition,note,related,forms\n"


@pytest.fixture
def white(house: House) -> House:
    """The project with a record that people have commented."""
    house.tea.write("glossary/terms/white-tea.yml", RECORD)
    return house


def test_a_file_that_says_the_same_changes_nothing(white: House) -> None:
    before = white.records()
    for name in ("json", "csv", "tbx", "skos"):
        run = white.bring(white.export(name))
        assert run.exit_code == 0, run.output
        assert "0 new, 0 changed, 4 as they were" in run.stderr
        assert white.records() == before


def test_what_is_new_is_added_and_all_else_stays_to_the_byte(white: House) -> None:
    rows = (
        "white-tea,en,white tea,,,,,Never boil the water.,infusion,white teas\n"
        "white-tea,en,silver needle,,,admitted,,,,silver needles\n"
        "white-tea,en,bud tea,,,deprecated,,Say white tea.,,\n"
    )
    run = white.bring_text(HEADER + rows)
    assert run.exit_code == 0, run.output
    assert white.record("white-tea") == (
        RECORD.replace("related: [oolong]", "related:\n  - oolong\n  - infusion")
        .replace(
            "      note: Rare.\n",
            "      note: Rare.\n      forms: [silver needles]\n    - term: bud tea\n"
            "      status: deprecated\n      note: Say white tea.\n",
        )
        .replace(
            "hardly treated.\n",
            "hardly treated.\n  forms: [white teas]\n  note: >-\n    Never boil the water.\n",
        )
    )


def test_a_conflict_names_its_place_in_both_files_and_nothing_is_written(white: House) -> None:
    before = white.records()
    rows = (
        "green-tea,en,green tea,noun,,,Tea that is steamed.,,,\n"
        "green-tea,no,grønn te,noun,masculine,,Te som dampes.,,,\n"
        "white-tea,en,white tea,noun,,,Something else.,,,\n"
    )
    run = white.bring_text(HEADER + rows, "--category", "leaf")
    assert run.exit_code == 1
    assert (
        "in:4:31: error: “definition” of “glossary/terms/white-tea.yml” is another, in line 11;"
        " --theirs takes what the file says, --ours keeps what the record says [conflict]"
    ) in run.stderr
    assert white.records() == before


def test_a_side_settles_conflicts(white: House) -> None:
    rows = "white-tea,en,white tea,noun,,,Something else.,,,\n"
    run = white.bring_text(HEADER + rows, "--ours")
    assert run.exit_code == 0, run.output
    assert white.record("white-tea") == RECORD
    run = white.bring_text(HEADER + rows, "--theirs")
    assert run.exit_code == 0, run.output
    assert white.record("white-tea") == RECORD.replace(
        "definition: Tea of young leaves, hardly treated.", "definition: >-\n    Something else."
    )


def test_a_dry_run_shows_the_difference_and_writes_nothing(white: House) -> None:
    before = white.records()
    run = white.bring_text(HEADER + "white-tea,en,white tea,noun,,,,,,white teas\n", "--dry-run")
    assert run.exit_code == 0
    assert "+  forms: [white teas]\n" in run.stdout
    assert "--- glossary/terms/white-tea.yml\n+++ glossary/terms/white-tea.yml\n" in run.stdout
    assert white.records() == before


def test_a_concept_belongs_to_the_record_that_had_its_id(white: House) -> None:
    white.tea.write("glossary/terms/white-tea.yml", f"previous_ids: [pale-tea]\n{RECORD}")
    run = white.bring_text(HEADER + "pale-tea,en,white tea,noun,,,,,,white teas\n")
    assert run.exit_code == 0, run.output
    assert "forms: [white teas]" in white.record("white-tea")


def test_a_new_concept_gets_a_record_as_people_write_it(house: House) -> None:
    rows = (
        "green-tea,en,green tea,noun,,,Tea that is steamed. It stays green.,,oolong,\n"
        "green-tea,en,sencha,,,,,,,\n"
        "green-tea,no,grønn te,noun,masculine,,Te som dampes.,,,\n"
    )
    run = house.bring_text(HEADER + rows, "--category", "leaf")
    assert run.exit_code == 0, run.output
    assert house.record("green-tea") == (
        "# yaml-language-server: $schema=../schema.json\n"
        "category: leaf\nrelated:\n  - oolong\n"
        "en:\n  term: green tea\n  part_of_speech: noun\n  synonyms:\n    - term: sencha\n"
        "  definition: >-\n    Tea that is steamed.\n    It stays green.\n"
        '"no":\n  term: grønn te\n  part_of_speech: noun\n  gender: masculine\n'
        "  definition: >-\n    Te som dampes.\n"
    )


def test_a_record_of_theirs_that_breaks_a_rule_is_reported_where_the_file_has_it(
    house: House,
) -> None:
    before = house.records()
    rows = (
        "sencha-tea,en,oolong,noun,,,Tea that is steamed.,,,\n"
        "sencha-tea,no,grønn te,noun,masculine,,Te som dampes.,,,\n"
    )
    run = house.bring_text(HEADER + rows, "--category", "leaf")
    assert run.exit_code == 1
    assert "in:2:15: error: “oolong” is a form of" in run.stderr
    assert house.records() == before


def test_drafts_are_written_to_be_completed(house: House) -> None:
    run = house.bring_text("id,language,term\ngreen-tea,en,green tea\n", "--drafts")
    assert run.exit_code == 0, run.output
    assert "has no" not in run.stderr
    assert house.record("green-tea").endswith("en:\n  term: green tea\n")


def test_a_faulty_record_is_not_added_to(white: House) -> None:
    white.tea.write("glossary/terms/white-tea.yml", RECORD + "  definition: Twice.\n")
    run = white.bring_text(HEADER + "white-tea,en,white tea,noun,,,,,,white teas\n")
    assert run.exit_code == 1
    assert "mend glossary/terms/white-tea.yml first" in run.stderr


def test_line_ends_of_a_record_stay_its_own(white: House) -> None:
    white.tea.write("glossary/terms/white-tea.yml", RECORD.replace("\n", "\r\n"))
    run = white.bring_text(HEADER + "white-tea,en,white tea,noun,,,,Do not boil.,,\n")
    assert run.exit_code == 0, run.output
    text = (white.tea.terms / "white-tea.yml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    assert b"Do not boil." in text


def test_a_record_that_would_be_too_large_is_refused(house: House) -> None:
    before = house.records()
    rows = f"green-tea,en,green tea,noun,,,{'x' * 200_000},{'y' * 100_000},,\n"
    run = house.bring_text(HEADER + rows, "--category", "leaf", "--drafts")
    assert run.exit_code == 1
    assert "in:2:1: error: the record would have more than 256 KiB" in run.stderr
    assert house.records() == before


def test_an_id_that_is_none_becomes_one_and_references_with_it(house: House) -> None:
    rows = "Dry Leaf,en,dry leaf,,,,,,,\nGreen Leaf,en,green leaf,,,,,,Dry Leaf,\n"
    run = house.bring_text(HEADER + rows, "--category", "leaf", "--drafts")
    assert run.exit_code == 0, run.output
    assert "in:2:1: notice: “Dry Leaf” cannot be an id: “dry-leaf” is taken" in run.stderr
    assert "related:\n  - dry-leaf\n" in house.record("green-leaf")


def test_one_side_is_preferred_and_not_both(house: House) -> None:
    run = house.bring_text(HEADER, "--ours", "--theirs")
    assert run.exit_code == 2
    assert "--ours or --theirs, not both" in run.stderr


def test_of_two_sections_of_a_language_nothing_is_lost(house: House) -> None:
    run = house.bring_text(
        '<martif><text><body><termEntry id="green-tea">'
        '<langSet xml:lang="en"><tig><term>green tea</term></tig></langSet>'
        '<langSet xml:lang="en-GB"><tig><term>China tea</term><term>tea</term></tig>'
        '<descrip type="definition" xml:lang="de">Tee.</descrip></langSet>'
        "</termEntry></body></text></martif>",
        "--category",
        "leaf",
        "--drafts",
    )
    assert run.exit_code == 0, run.output
    assert "term: green tea\n" in house.record("green-tea")
    assert "    - term: China tea\n      region: GB\n" in house.record("green-tea")
    assert "a record has no place for “second term in one place”" in run.stderr
    assert "a record has no place for “definition in “de””" in run.stderr


def test_a_long_file_shows_how_far_it_has_been_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house.export("json")
    assert "Reading" not in house.bring(path).stderr
    monkeypatch.setattr("termbase.cli_import._LONG", path.stat().st_size)
    run = house.bring(path)
    assert run.stderr.startswith("Reading out.json: ")
    assert run.stdout == ""
