"""The schema for editors accepts what the loader accepts, and refuses what it refuses."""

from __future__ import annotations

import copy
import json
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from termbase import model
from termbase.project import read_languages
from termbase.records import Records, load
from termbase.scaffold import FIRST_LINE
from termbase.schema import record_schema
from termbase.source import parse
from tests.conftest import BROKEN, CODES

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "glossary" / "terms").glob("*.yml"))
# What is wrong with a file as a file, and not with what it says.
UNREAD = re.compile(r"yaml-|duplicate-key|too-deep|control-character|empty-file|stray-|-id$")


@cache
def broken() -> Records:
    """The corpus of broken records, as it is loaded."""
    return load(BROKEN, CODES)


@cache
def validator() -> Draft7Validator:
    """The schema of the corpus' glossary."""
    schema = record_schema(broken())
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def complaints(records: Records) -> Iterator[str]:
    """Why records are not accepted; the categories and languages are known to the schema, too."""
    for problem in records.problems:
        if problem.path.startswith("glossary/terms/"):
            yield f"{problem.path}: {problem.message} [{problem.rule}]"
    for concept in records.concepts.values():
        if concept.record.category not in records.categories:
            yield f"{concept.document.path}: no category “{concept.record.category}”"
        for code, section in concept.sections.items():
            stamp = section.translated_from
            if stamp is not None and stamp.language not in records.languages:
                yield f"{concept.document.path}: {code} from “{stamp.language}”"


def readable() -> list[str]:
    """The names of the corpus' records that can be read as data."""
    unread = {problem.path for problem in broken().problems if UNREAD.search(problem.rule)}
    return sorted(
        name for name, document in broken().documents.items() if document.path not in unread
    )


@pytest.mark.parametrize("name", readable())
def test_schema_and_loader_agree_on_the_broken_corpus(name: str) -> None:
    document = broken().documents[name]
    said = [line for line in complaints(broken()) if line.startswith(f"{document.path}:")]
    assert validator().is_valid(document.data) == (not said), said


def test_the_corpus_has_enough_of_both() -> None:
    accepted = [validator().is_valid(broken().documents[name].data) for name in readable()]
    assert accepted.count(True) > 30
    assert accepted.count(False) > 30


SOUND: dict[str, Any] = {
    "category": "leaf",
    "broader": ["infusion"],
    "related": ["steeping"],
    "previous_ids": ["wulong"],
    "sources": ["okakura1906"],
}
SECTION: dict[str, Any] = {
    "term": "oolong",
    "part_of_speech": "noun",
    "gender": "masculine",
    "number": "mass",
    "plural": "oolongs",
    "region": "GB",
    "forms": ["oolong-like"],
    "synonyms": [
        {
            "term": "wu long",
            "status": "deprecated",
            "type": "variant",
            "link": "never",
            "note": "Old.",
        }
    ],
    "official": [{"term": "tea", "authority": "Board", "region": "US", "date": "2018"}],
    "definition": "Leaves.",
    "explanation": "Some.",
    "example": "One.",
    "note": "A note.",
    "trap": "A trap.",
    "link": "explicit",
    "linked_forms": ["half-browned"],
    "never_link": ["no"],
    "stop_phrases": ["oolong hour"],
    "translated_from": {
        "language": "en",
        "term": "1a2b3c4d",
        "definition": "1a2b3c4d",
        "translation": {"note": "00000000"},
    },
}
words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=8)
values = st.recursive(
    st.sampled_from(
        ["", " ", "noun", "never", "leaf", "en", "1a2b3c4d", "1A2B3C4D", "1999", "true"]
    )
    | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=3,
)


def spots(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of some data, with each of its keys or positions."""
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in list(pairs):
        yield data, key
        yield from spots(value)


@st.composite
def variations(draw: st.DrawFn) -> dict[str, Any]:
    """A sound record of which one or two things have been left out, replaced, renamed or added."""
    record = {**copy.deepcopy(SOUND), "en": copy.deepcopy(SECTION), "no": copy.deepcopy(SECTION)}
    for _ in range(draw(st.integers(0, 2))):
        container, key = draw(st.sampled_from(list(spots(record))))
        match draw(st.sampled_from(["out", "other", "name", "more"])):
            case "out":
                del container[key]
            case "other":
                container[key] = draw(values)
            case "name" if isinstance(container, dict):
                container[draw(st.sampled_from(["term", "note", "language", "x"]) | words)] = (
                    container.pop(key)
                )
            case _ if isinstance(container, list):
                container.append(draw(values))
            case _:
                container[draw(words)] = draw(values)
    return record


@given(variations())
def test_schema_and_loader_agree_on_variations_of_a_record(record: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records = _load_one(Path(folder), json.dumps(record, ensure_ascii=False))
    said = list(complaints(records))
    assert validator().is_valid(record) == (not said), said


def _load_one(root: Path, text: str) -> Records:
    terms = root / "glossary" / "terms"
    terms.mkdir(parents=True)
    for name in ("categories.yml", "references.yml", "languages"):
        (root / "glossary" / name).symlink_to(BROKEN / "glossary" / name)
    (terms / "one.yml").write_text(text, encoding="utf-8")
    return load(root, CODES)


# YAML 1.2 with its core schema, as editors read it: numbers, truth and null have types.
EditorLoader: Any = type("EditorLoader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first
    )


def as_an_editor(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def test_an_editor_finds_no_fault_in_a_sound_record() -> None:
    for name in ("oolong", "infusion", "steeping"):
        text = (BROKEN / "glossary" / "terms" / f"{name}.yml").read_text(encoding="utf-8")
        assert validator().is_valid(as_an_editor(text)), name


def test_an_editor_reads_types_where_the_loader_reads_text() -> None:
    assert as_an_editor("{a: 1999, b: true, c: , d: no, e: 1e5, f: 2018-05-01}") == {
        "a": 1999, "b": True, "c": None, "d": "no", "e": 100000.0, "f": "2018-05-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("plural: 1999", True),
        ("plural: true", True),
        ("plural: no", True),
        ("plural:", False),
        ("plural: null", False),
        ('plural: " "', False),
        ("forms: [1, x]", True),
        ("forms: 1", False),
    ],
)
def test_an_editor_and_the_loader_agree_on_values_that_look_like_others(
    line: str, accepted: bool
) -> None:
    text = "category: leaf\n" + "".join(
        f"{code}:\n  term: x\n  part_of_speech: noun\n  definition: Y.\n  {line}\n"
        for code in CODES
    )
    with tempfile.TemporaryDirectory() as folder:
        records = _load_one(Path(folder), text)
    assert (not list(complaints(records))) == accepted
    assert validator().is_valid(as_an_editor(text)) == accepted


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema that is checked in."""
    found: dict[str, Any] = json.loads((ROOT / "glossary/schema.json").read_text(encoding="utf-8"))
    return found


class TestRepository:
    def test_the_schema_that_is_checked_in_is_the_one_of_the_model(
        self, schema: dict[str, Any]
    ) -> None:
        languages = read_languages(ROOT)
        assert isinstance(languages, tuple)
        expected = record_schema(load(ROOT, languages[0]))
        assert schema == expected, "termbase schema > glossary/schema.json"

    def test_every_record_points_at_the_schema_in_its_first_line(self) -> None:
        first = {path.name: path.read_text(encoding="utf-8").partition("\n")[0] for path in RECORDS}
        assert {name: line for name, line in first.items() if line != FIRST_LINE} == {}
        reference = FIRST_LINE.partition("$schema=")[2]
        assert (ROOT / "glossary" / "terms" / reference).resolve() == ROOT / "glossary/schema.json"

    def test_an_editor_finds_no_fault_in_any_record(self, schema: dict[str, Any]) -> None:
        check = Draft7Validator(schema)
        faults = {
            path.name: [error.message for error in check.iter_errors(as_an_editor(text))]
            for path in RECORDS
            if (text := path.read_text(encoding="utf-8"))
        }
        assert {name: errors for name, errors in faults.items() if errors} == {}

    def test_editors_are_told_of_the_schema(self) -> None:
        settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
        assert settings["yaml.schemas"] == {"./glossary/schema.json": "glossary/terms/*.yml"}
        wanted = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))
        assert "redhat.vscode-yaml" in wanted["recommendations"]

    def test_the_readme_lists_every_key(self) -> None:
        text = (ROOT / "glossary/README.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
        listed = {key for row in rows for key in re.findall(r"`(\w+)`", row)}
        shapes = (model.Record, model.Section, model.Designation)
        assert {name for shape in shapes for name in shape.model_fields} - listed == set()

    def test_the_example_of_the_readme_is_sound(self, schema: dict[str, Any]) -> None:
        text = (ROOT / "glossary/README.md").read_text(encoding="utf-8")
        example = parse("README.md", text.partition("```yaml\n")[2].partition("```")[0])
        assert not example.problems
        assert not list(Draft7Validator(schema).iter_errors(example.data))
