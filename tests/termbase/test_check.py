from __future__ import annotations

import ast
import re
from enum import EnumMeta
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from termbase import concept_rules, glossary_rules, model
from termbase.check import check
from termbase.markup import cited_keys, concept_links
from termbase.match import Finder, Occurrence
from termbase.problem import Level
from termbase.records import load
from tests.conftest import BROKEN, CODES, DATA, Tea

HOOKS = Path(concept_rules.__file__).parent
TERMS = "glossary/terms"


def test_the_broken_project_gives_exactly_the_expected_findings() -> None:
    found = [str(problem) for problem in check(load(BROKEN, CODES))]
    assert found == (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_findings_on_data_are_errors_in_the_order_of_their_places() -> None:
    found = check(load(BROKEN, CODES))
    assert found == sorted(found)
    assert {problem.level for problem in found} == {Level.ERROR}


def test_the_glossary_of_this_repository_has_no_findings() -> None:
    assert [str(problem) for problem in check(load(DATA.parent.parent, ("en", "fr")))] == []


def test_every_rule_of_the_core_has_a_case() -> None:
    cases = [BROKEN / "expected.txt", *DATA.glob("*.yml"), *Path(__file__).parent.glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in cases)
    assert _rule_ids() - set(re.findall(r"\[([a-z0-9-]+)\]", text)) == set()


def test_every_rule_says_in_a_sentence_what_it_wants() -> None:
    for rule in (*concept_rules.RULES, *glossary_rules.RULES):
        first = (rule.__doc__ or "").splitlines()[0]
        assert re.fullmatch(r"[A-Z`].*\.", first), rule.__name__


def _rule_ids() -> set[str]:
    """The ids of all rules: named by functions, written out, or made from the name of a key."""
    found = {rule.__name__ for rule in concept_rules.RULES}
    for name in ("source", "shape", "records", "check"):
        tree = ast.parse((HOOKS / f"{name}.py").read_text(encoding="utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        kebab = re.compile(r"[a-z]+(-[a-z0-9]+)+")
        found |= {text for text in texts if isinstance(text, str) and kebab.fullmatch(text)}
    found |= {f"unknown-{key}" for shape in _shapes() for key in _keys_of_words(shape)}
    return {name.replace("_", "-") for name in found - {"utf-8"}}


def _shapes() -> list[type[BaseModel]]:
    values = vars(model).values()
    return [v for v in values if isinstance(v, type) and issubclass(v, BaseModel)]


def _keys_of_words(shape: type[BaseModel]) -> set[str]:
    """The keys whose values are words of a list; of a list of words, the key without its s."""
    found = set()
    for key, field in shape.model_fields.items():
        arguments = _arguments(field.annotation)
        if any(get_origin(a) is Literal or isinstance(a, EnumMeta) for a in arguments):
            in_list = any(get_origin(argument) is tuple for argument in arguments)
            found.add(key.removesuffix("s") if in_list else key)
    return found


def _arguments(annotation: Any) -> list[Any]:
    nested = [a for argument in get_args(annotation) for a in _arguments(argument)]
    return [annotation, *nested]


def test_findings_on_the_same_place_are_given_once(tea: Tea) -> None:
    tea.record("assam", no="  note: >-\n    [a](glossary:x) [b](glossary:x)\n")
    tea.record("ceylon", en="  note: '[a](glossary:x)'\n", no="  note: '[b](glossary:x)'\n")
    assert [line.split(" ")[0] for line in tea.findings()] == [
        f"{TERMS}/assam.yml:12:18:",
        f"{TERMS}/ceylon.yml:6:23:",
        f"{TERMS}/ceylon.yml:12:23:",
    ]


def test_a_finding_that_quotes_a_text_of_several_lines_is_one_line(tea: Tea) -> None:
    tea.record(
        "assam", no="  synonyms:\n    - {term: rød te, gender: neuter, region: 'N\n\n        O'}\n"
    )
    [line] = tea.findings()
    assert line.endswith("error: no region “N O” in no; did you mean “NO”? [unknown-region]")


CYCLES: list[tuple[dict[str, str], list[str]]] = [  # who is broader than whom, and the circles
    ({"a": "b", "b": "a"}, ["a.yml:2:11 a → b → a"]),
    ({"a": "b", "b": "c", "c": "d"}, []),
    ({"a": "b c", "b": "d", "c": "d"}, []),
    ({"a": "b", "b": "c", "c": "b"}, ["b.yml:2:11 b → c → b"]),
    ({"c": "b", "b": "d", "d": "c"}, ["b.yml:2:11 b → d → c → b"]),
    ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a.yml:2:11 a → b → a", "c.yml:2:11 c → d → c"]),
    ({"a": "b", "b": "a c", "c": "a"}, ["a.yml:2:11 a → b → a", "a.yml:2:11 a → b → c → a"]),
    ({"a": "b c", "b": "a", "c": "a"}, ["a.yml:2:11 a → b → a", "a.yml:2:14 a → c → a"]),
    ({"a": "infusion b", "b": "infusion a"}, ["a.yml:2:21 a → b → a"]),
]


@pytest.mark.parametrize(("broader", "found"), CYCLES, ids=range(len(CYCLES)))
def test_every_circle_of_broader_concepts_is_found(
    tea: Tea, broader: dict[str, str], found: list[str]
) -> None:
    names = {*broader, *" ".join(broader.values()).split()} - {"infusion"}
    for name in names:
        listed = ", ".join(broader.get(name, "").split())
        tea.record(name, f"broader: [{listed}]\n")
    lines = [
        f"{TERMS}/{circle.split(' ')[0]}: error: “broader” goes round in a circle:"
        f" {circle.partition(' ')[2]}; remove one step [broader-cycle]"
        for circle in found
    ]
    assert tea.findings() == lines


def test_a_long_circle_is_not_written_out(tea: Tea) -> None:
    for number in range(40):
        tea.record(f"t{number:04}", f"broader: [t{(number + 1) % 40:04}]\n")
    [line] = tea.findings()
    steps = " → ".join(f"t{number:04}" for number in range(8))
    assert line == (
        f"{TERMS}/t0000.yml:2:11: error: “broader” goes round in a circle: {steps} → … → t0000;"
        " remove one step [broader-cycle]"
    )


def test_a_form_that_is_passed_over_is_nobodys(tea: Tea) -> None:
    tea.record("assam", en="  synonyms: [{term: brew}]\n")
    tea.record("ceylon", en="  forms: [Brew]\n")
    assert [line.split(" ")[0] for line in tea.findings()] == [f"{TERMS}/ceylon.yml:6:11:"]
    tea.record("ceylon", en="  forms: [Brew]\n  never_link: [brew]\n")
    assert tea.findings() == []


def test_an_acronym_and_a_word_in_other_letters_are_two_forms(tea: Tea) -> None:
    tea.record("assam", en="  synonyms: [{term: IT, type: acronym}]\n")
    tea.record("ceylon", en="  forms: [it]\n")
    assert tea.findings() == []
    tea.record("ceylon", en="  synonyms: [{term: IT, type: acronym}]\n")
    assert [line.rpartition("[")[2] for line in tea.findings()] == ["duplicate-form]"]


def test_the_same_form_twice_in_one_concept_is_no_duplicate(tea: Tea) -> None:
    tea.record("assam", en="  plural: assam teas\n  forms: [Assam tea, assam-tea]\n")
    assert tea.findings() == []


def test_the_same_form_in_two_languages_is_no_duplicate(tea: Tea) -> None:
    tea.record("assam", en="  forms: [chai]\n")
    tea.record("ceylon", no="  forms: [chai]\n")
    assert tea.findings() == []


def test_a_deprecated_word_inside_a_current_name_may_stand_in_a_definition(tea: Tea) -> None:
    tea.record("assam", en="  synonyms: [{term: dust, status: deprecated}]\n")
    tea.record("ceylon", en="  synonyms: [{term: dust bowl}]\n")
    _define(tea, "kenya", "A dust bowl.")
    assert tea.findings() == []
    _define(tea, "kenya", "A dust bowl of dust.")
    assert tea.findings() == [
        f"{TERMS}/kenya.yml:5:17: error: the definition uses the deprecated term “dust”;"
        " write “assam tea” [deprecated-in-definition]"
    ]


def test_a_word_that_is_deprecated_for_one_concept_and_current_for_another_may_be_used(
    tea: Tea,
) -> None:
    tea.record("assam", en="  synonyms: [{term: dust, status: deprecated, link: never}]\n")
    tea.record("ceylon", en="  synonyms: [{term: dust}]\n")
    _define(tea, "kenya", "All that is dust.")
    assert tea.findings() == []


def test_a_deprecated_word_of_a_concept_in_its_own_definition_is_circular(tea: Tea) -> None:
    _define(tea, "kenya", "Old dust.", en="  synonyms: [{term: dust, status: obsolete}]\n")
    assert tea.findings() == [
        f"{TERMS}/kenya.yml:5:19: error: the definition uses “dust”, which it defines;"
        " use a more general word [circular-definition]"
    ]


@pytest.mark.parametrize("end", [".", "!", "?", ".)", ".”", ". »"])
def test_a_definition_may_end_with_any_mark_of_a_sentence(tea: Tea, end: str) -> None:
    _define(tea, "kenya", f"'Leaves{end}'")
    assert tea.findings() == []


def test_texts_that_are_missing_in_one_language_are_compared_only_if_they_must_be_there(
    tea: Tea,
) -> None:
    tea.record("assam", en="  note: As in [oolong](glossary:oolong) [@okakura1906].\n")
    assert tea.findings() == []


def test_the_order_and_the_number_of_links_may_differ_between_languages(tea: Tea) -> None:
    one, two = "[a](glossary:oolong)", "[b](glossary:infusion)"
    tea.record("assam", en=f"  note: '{one} {two} {one}'\n", no=f"  note: '{two} {one}'\n")
    assert tea.findings() == []


def test_previous_ids_of_records_that_are_gone_are_allowed(tea: Tea) -> None:
    tea.record("assam", "previous_ids: [assam-tea, tea-of-assam]\n")
    assert tea.findings() == []


LINKS = [
    ("[a](glossary:tea) and [b c](glossary:black-tea)", ["tea", "black-tea"]),
    ("[a](glossary:tea#top)", ["tea"]),
    ('[a](glossary:tea "title")', ["tea"]),
    ("[a](glossary:)", [""]),
    ("[a](other:tea) glossary:tea (glossary:tea)", []),
]
CITATIONS = [
    ("[@one]", ["one"]),
    ("As said [@one; @two2000, p. 3] and [@three].", ["one", "two2000", "three"]),
    ("[@one-two:3.4]", ["one-two:3.4"]),
    ("[@]", []),
    ("[see @one]", []),
    ("@one a@b.example [mail](mailto:a@b.example)", []),
    ("[@one", []),
    ("[@one [@two]", ["two"]),
]


@pytest.mark.parametrize(("text", "found"), LINKS)
def test_links_to_concepts_are_read_from_markdown(text: str, found: list[str]) -> None:
    assert concept_links(text) == found


@pytest.mark.parametrize(("text", "found"), CITATIONS)
def test_citations_are_read_from_markdown(text: str, found: list[str]) -> None:
    assert cited_keys(text) == found


def test_each_definition_is_searched_once(tea: Tea, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    candidates = Finder.candidates

    def spy(finder: Finder, text: str) -> list[Occurrence]:
        searched.append(text)
        return candidates(finder, text)

    monkeypatch.setattr(Finder, "candidates", spy)
    assert tea.findings() == []
    assert len(searched) == len(set(searched)) == 2 * 3


def _define(tea: Tea, name: str, definition: str, en: str = "") -> None:
    file = tea.record(name, en=en)
    text = file.read_text(encoding="utf-8").replace("Leaves.", definition, 1)
    file.write_text(text, encoding="utf-8")
