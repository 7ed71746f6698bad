from __future__ import annotations

import os
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termbase.records import RESERVED_IDS, load, valid_id
from tests.conftest import BROKEN, CODES, DATA, Tea

FAULTS = yaml.safe_load((DATA / "shared_faults.yml").read_text(encoding="utf-8"))
ID_HINT = "use lower-case letters a–z, digits and single hyphens: my-term [invalid-id]"


def test_a_sound_glossary_has_no_findings_and_keeps_what_its_files_say(tea: Tea) -> None:
    records = tea.load()
    assert tea.findings() == []
    assert [*records.languages] == ["en", "no"]
    assert [*records.categories] == ["leaf", "craft"]
    assert [*records.references] == ["okakura1906", "lu780"]
    assert [*records.concepts] == ["infusion", "oolong", "steeping"]
    oolong = records.concepts["oolong"].sections["en"]
    assert oolong.never_link == ("no", "on", "1984", "null")
    assert (oolong.trap, oolong.official[0].date) == ("off", "2018-05-01")
    assert (
        oolong.definition == "Leaves that are bruised and left to brown for a while, then heated."
    )
    assert records.references["okakura1906"].issued == "1906"


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_fault_of_a_shared_file_is_found_and_nothing_else(
    tea: Tea, fault: dict[str, Any]
) -> None:
    path = f"glossary/{fault['file']}"
    if fault["text"] is None:
        (tea.root / path).unlink()
    else:
        tea.write(path, fault["text"])
    assert tea.findings() == [f"{path}:{line}" for line in fault["found"]]


@pytest.mark.parametrize(
    ("file", "shared", "no", "waiting"),
    [
        ("categories.yml", "", "", 1),
        ("references.yml", "sources: [okakura]\n", "  note: '[@x]'\n", 2),
        (
            "languages/no.yml",
            "",
            "  synonyms: [{term: x, region: N, gender: common}, {term: y}]\n",
            3,
        ),
    ],
)
def test_what_is_compared_with_a_file_waits_until_the_file_is_sound(
    tea: Tea, file: str, shared: str, no: str, waiting: int
) -> None:
    record = tea.record("assam", shared, no=no)
    if file == "categories.yml":
        record.write_text(record.read_text(encoding="utf-8").replace(": leaf", ": x"), "utf-8")
    assert len(tea.findings()) == waiting
    tea.write(f"glossary/{file}", b"\xff")
    [line] = tea.findings()
    assert line.endswith("[not-utf8]")


def test_a_glossary_without_references_is_sound_if_nothing_is_cited(tea: Tea) -> None:
    (tea.root / "glossary/references.yml").unlink()
    (tea.terms / "oolong.yml").unlink()
    assert tea.findings() == []


def test_nothing_at_all_is_a_finding_for_each_file_that_must_be_there(tea: Tea) -> None:
    records = load(tea.root / "nowhere", CODES)
    assert [(problem.path, problem.rule) for problem in records.problems] == [
        ("glossary/languages/en.yml", "unreadable-file"),
        ("glossary/languages/no.yml", "unreadable-file"),
        ("glossary/categories.yml", "unreadable-file"),
    ]


def test_a_record_with_a_fault_is_left_out_and_the_others_stay(tea: Tea) -> None:
    tea.record("assam", "color: brown\n")
    tea.record("ceylon")
    tea.record("darjeeling", no="  term: another\n")
    assert [*tea.load().concepts] == ["ceylon", "infusion", "oolong", "steeping"]


def test_a_record_with_a_fault_is_still_a_concept_that_others_may_name(tea: Tea) -> None:
    tea.record("assam", "color: brown\n")
    tea.record("ceylon", "related: [assam]\n")
    assert tea.findings() == [
        "glossary/terms/assam.yml:2:1: error: no key “color” here [unknown-key]"
    ]


def test_a_fault_elsewhere_does_not_make_a_concept_of_its_file(tea: Tea) -> None:
    tea.write("glossary/languages/en.yml", "name:\n")
    tea.record("ceylon", "related: [en]\n")
    assert [line.rpartition("[")[2] for line in tea.findings()] == [
        "empty-value]",
        "unknown-concept]",
    ]


def test_every_fault_of_a_file_is_found_at_once(tea: Tea) -> None:
    tea.record("assam", "color: brown\nrelated: oolong\n", "  gender: x\n", "  link: y\n  note:\n")
    assert [line.rpartition("[")[2] for line in tea.findings()] == [
        "unknown-key]",
        "wrong-type]",
        "unknown-gender]",
        "unknown-link]",
        "empty-value]",
    ]


def test_a_key_given_twice_does_not_hide_other_faults(tea: Tea) -> None:
    tea.record("assam", "", "  term: other\n", "  colour: brown\n")
    assert [line.rpartition("[")[2] for line in tea.findings()] == [
        "duplicate-key]",
        "unknown-key]",
    ]


ODD_NAMES = [
    ("thé.yml", "thé"),
    ("the\u0301.yml", "the\u0301"),
    ("..yml", "."),
    ("...yml", ".."),
    (".hidden.yml", ".hidden"),
    ("a\\..\\b.yml", "a\\..\\b"),
    ("two\nlines.yml", "two\ufffdlines"),
    ("\x1b[31mred.yml", "\ufffd[31mred"),
    ("\u202ereversed.yml", "\ufffdreversed"),
    (os.fsdecode(b"latin-\xe9.yml"), "latin-\ufffd"),
    ("-", None),
    ("record.YML", None),
    ("record.yml.bak", None),
    (".yml", None),
]


@pytest.mark.parametrize(("name", "shown"), ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_a_file_name_that_is_no_id_is_a_finding_in_one_printable_line(
    tea: Tea, name: str, shown: str | None
) -> None:
    if name == ".yml":
        name = "yml."  # a hidden file without an ending is an editor's own
    (tea.terms / name).write_text("category: leaf\n", encoding="utf-8")
    [line] = tea.findings()
    path = f"glossary/terms/{shown}.yml" if shown else f"glossary/terms/{name}"
    complaint = (
        f"“{shown}” cannot be an id; {ID_HINT}"
        if shown
        else "not a record; a record is a file glossary/terms/<id>.yml [stray-file]"
    )
    assert line == f"{path}:1:1: error: {complaint}"
    assert line.isprintable()


def test_a_folder_in_place_of_a_record_is_a_finding(tea: Tea) -> None:
    (tea.terms / "assam.yml").mkdir()
    assert tea.findings() == [
        "glossary/terms/assam.yml:1:1: error: cannot be read: not a plain file;"
        " a record is a plain file that everybody may read [unreadable-file]"
    ]


def test_a_record_that_leads_nowhere_is_a_finding(tea: Tea) -> None:
    (tea.terms / "assam.yml").symlink_to("nowhere.yml")
    assert tea.findings() == [
        "glossary/terms/assam.yml:1:1: error: cannot be read: No such file or directory;"
        " a record is a plain file that everybody may read [unreadable-file]"
    ]


def test_a_folder_that_leads_back_to_itself_is_read_once(tea: Tea) -> None:
    (tea.terms / "loop").symlink_to(tea.terms)
    assert tea.findings() == []


def test_hidden_files_of_editors_and_systems_are_no_records(tea: Tea) -> None:
    for name in (".DS_Store", ".assam.yml.swp", ".gitkeep"):
        (tea.terms / name).write_bytes(b"\xff")
    assert tea.findings() == []


IDS = {
    "tea": True,
    "black-tea": True,
    "4p": True,
    "1": True,
    "x" * 80: True,
    "x" * 81: False,
    "": False,
    "Tea": False,
    "tea_bag": False,
    "thé": False,
    "tea ": False,
    "tea\n": False,
    "-tea": False,
    "tea-": False,
    "black--tea": False,
    "..": False,
    "a/b": False,
    "a.b": False,
    "٣": False,
    "ｔea": False,
}


@pytest.mark.parametrize(("name", "valid"), IDS.items())
def test_an_id_is_lower_case_words_joined_by_single_hyphens(name: str, valid: bool) -> None:
    assert valid_id(name) is valid


@given(st.text())
def test_a_valid_id_is_safe_in_a_path_and_an_address(name: str) -> None:
    if valid_id(name):
        assert name.isascii()
        assert name.replace("-", "").isalnum()
        assert name == name.lower()


def test_reserved_ids_could_be_ids_otherwise() -> None:
    assert all(valid_id(name) for name in RESERVED_IDS)


def test_the_broken_project_has_one_file_for_each_fault() -> None:
    files = [path for path in (BROKEN / "glossary/terms").rglob("*") if path.is_file()]
    assert len(files) > 150
