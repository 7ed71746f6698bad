from __future__ import annotations

import pytest

from termbase import model
from termbase.problem import Problem
from termbase.shape import collect, entries, fit
from termbase.source import Data, parse

SECTION = "term: tea\npart_of_speech: noun\ndefinition: Leaves.\n"


def test_data_of_the_right_shape_becomes_a_model() -> None:
    document = parse("a.yml", SECTION + "forms: [teas]\nsynonyms:\n  - {term: cha}\n")
    section = fit(model.Section, document, document.data)
    assert isinstance(section, model.Section)
    assert section.forms == ("teas",)
    assert section.synonyms[0].status is model.Status.ADMITTED


def test_text_loses_the_white_space_around_it() -> None:
    document = parse("a.yml", SECTION + "note: |\n  one\n\n  two\n\n")
    section = fit(model.Section, document, document.data)
    assert isinstance(section, model.Section)
    assert section.note == "one\n\ntwo"


@pytest.mark.parametrize(("word", "truth"), [("true", True), ("no", False), ("on", True)])
def test_truth_is_written_in_any_of_yamls_ways(word: str, truth: bool) -> None:
    document = parse("a.yml", f"name: x\nplural_of_last_word: {word}\n")
    profile = fit(model.Language, document, document.data)
    assert isinstance(profile, model.Language)
    assert profile.plural_of_last_word is truth


def test_data_inside_a_document_is_placed_there() -> None:
    document = parse("a.yml", "no:\n  term: te\n  gendre: x\n")
    data = document.data
    assert isinstance(data, dict)
    found = fit(model.Designation, document, data["no"], ("no",))
    assert isinstance(found, list)
    [line] = map(str, found)
    assert line == "a.yml:3:3: error: no key “gendre” here; did you mean “gender”? [unknown-key]"


def test_entries_that_do_not_fit_are_left_out_and_reported() -> None:
    document = parse("a.yml", "a: {family: Lu}\nb: Lu\nc: {given: Yu}\n")
    problems: list[Problem] = []
    found = dict(entries(model.Person, document, problems))
    assert [*found] == ["a", "c"]
    assert [(p.line, p.column, p.rule) for p in problems] == [(2, 4, "wrong-type")]


@pytest.mark.parametrize("data", ["", "x", [], ["x"], {"": ""}, {"term": {"term": []}}])
def test_data_of_any_shape_is_answered_with_problems(data: Data) -> None:
    document = parse("a.yml", SECTION)
    for shape in (model.Section, model.Record, model.Reference, model.Language, model.Label):
        problems: list[Problem] = []
        assert collect(shape, document, data, problems) is None
        assert problems


def test_a_keys_name_in_the_data_is_the_one_to_write() -> None:
    text = "type: book\nissued: 1906\ntitle: Tea\nlanguage: en\nchecked: seen\n"
    document = parse("a.yml", text + "container-title: T\nDOI: x\ndoi_: y\n")
    [line] = map(str, fit(model.Reference, document, document.data))
    assert line == "a.yml:8:1: error: no key “doi_” here [unknown-key]"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\\tscript:alert(1)",
        "data:text/html,x",
        "//a.example/",
        "a.example",
        "ftp://a.example/",
        "https://",
        "https://a.example/ b",
        "https://a.example/<script>",
        'https://a.example/\\" onclick=\\"x',
        " HTTPS ://a.example",
    ],
)
def test_an_address_that_opens_no_page_is_a_finding_with_its_place(address: str) -> None:
    document = parse("references.yml", f'license: "{address}"\nversion: 1.0\n')
    found = fit(model.Edition, document, document.data)
    assert isinstance(found, list)
    assert [str(problem) for problem in found] == [
        "references.yml:1:10: error: “license” must be an address that begins with https:// or "
        "http://; copy it from the browser’s address bar [wrong-type]"
    ]


@pytest.mark.parametrize(
    "address", ["https://a.example", "http://a.example/b?c=d&e=(f)#g", "https://a.example/é’%20"]
)
def test_an_address_of_a_page_is_none(address: str) -> None:
    document = parse("references.yml", f'license: "{address}"\nversion: 1.0\n')
    assert isinstance(fit(model.Edition, document, document.data), model.Edition)
