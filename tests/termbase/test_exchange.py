"""JSON and CSV lose nothing of a record; JSON-LD offers only names that may be used."""

from __future__ import annotations

import csv
import io
import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError
from pyld import jsonld
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic

from termbase import model
from termbase.edition import Edition
from termbase.formats import FORMATS, write
from termbase.formats.csv_file import COLUMNS, cell
from termbase.formats.exchange import Entry, File
from tests.conftest import Tea
from tests.termbase.giving import edition_of, own_edition

SCHEMA_ORG = Namespace("https://schema.org/")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
LISTS: tuple[str, ...] = ("forms", "linked_forms", "never_link", "stop_phrases")
LISTS += ("broader", "related", "previous_ids", "sources")
EVERYTHING = """\
  plural: pellets
  forms: [a|b, 'back\\slash']
  synonyms:
    - {term: =SUM(A1), status: deprecated, region: GB, note: "'Quoted', avoid.", link: never}
    - {term: old name, status: obsolete, type: short_form, forms: [older]}
  official: [{term: green pearls, authority: A board, region: GB, date: '1999'}]
  note: +1 for this.
  explanation: |
    One "line".

    Another, after it.
  linked_forms: [-ish, '@home']
  stop_phrases: [gunpowder plot]
  link: after_determiner
"""


def content(name: str, edition: Edition) -> bytes:
    written = BytesIO()
    write(name, edition, written)
    return written.getvalue()


def text(name: str, edition: Edition) -> str:
    return content(name, edition).decode()


def rich(tea: Tea) -> Edition:
    """A glossary one of whose concepts has something of everything."""
    shared = "broader: [oolong]\nrelated: [infusion]\nprevious_ids: [gunpowder-tea]\n"
    tea.record("gunpowder", shared=shared, en=EVERYTHING, no="  explanation: Mer.\n  note: Så.\n")
    return edition_of(tea)


def read_csv(written: str) -> dict[str, Any]:
    """The concepts of a CSV file as the documentation tells people to read them."""
    found: dict[str, Any] = {}
    for row in csv.DictReader(io.StringIO(written, newline="")):
        cells = {key: value.removeprefix("'") for key, value in row.items() if value}
        filled: dict[str, Any] = {
            key: split(value) if key in LISTS else value for key, value in cells.items()
        }
        if "translated_from" in filled:
            filled["translated_from"] = json.loads(filled["translated_from"])
        place(found.setdefault(filled.pop("id"), {"languages": {}}), filled)
    return found


def split(items: str) -> list[str]:
    held = items.replace("\\\\", "\0").replace("\\|", "\1").split("|")
    return [item.replace("\1", "|").replace("\0", "\\") for item in held]


def place(concept: dict[str, Any], row: dict[str, Any]) -> None:
    kind, code = row.pop("row"), row.pop("language")
    shared = {key: row.pop(key) for key in model.Record.model_fields if key in row}
    own = {key: value for key, value in row.items() if key not in ("uri", "version", "license")}
    concept |= shared
    if kind == "preferred":
        assert own.pop("status") == "preferred"
        concept["languages"][code] = own
    elif kind == "synonym":
        back = {"term_note": "note", "name_link": "link"}
        synonym = {back.get(key, key): value for key, value in own.items()}
        concept["languages"][code].setdefault("synonyms", []).append(synonym)
    else:
        concept["languages"][code].setdefault("official", []).append(own)


def test_json_read_back_is_the_glossary() -> None:
    edition = own_edition()
    data = json.loads(text("json", edition))
    assert data.pop("$schema") == f"{edition.data}schema.json"

    assert_same(edition, File.model_validate(data).concepts)


def test_json_keeps_everything_that_a_record_can_hold(tea: Tea) -> None:
    edition = rich(tea)
    data = json.loads(text("json", edition))
    del data["$schema"]

    assert_same(edition, File.model_validate(data).concepts)


@pytest.mark.parametrize("which", ["own", "rich"])
def test_csv_read_back_is_the_glossary(tea: Tea, which: str) -> None:
    edition = own_edition() if which == "own" else rich(tea)
    rows = read_csv(text("csv", edition))

    concepts = [Entry(id=name, uri="x", pages={}, **row) for name, row in rows.items()]

    assert_same(edition, tuple(concepts))


def assert_same(edition: Edition, entries: tuple[Entry, ...]) -> None:
    assert [entry.id for entry in entries] == sorted(edition.glossary.concepts)
    for entry in entries:
        concept = edition.glossary.concepts[entry.id]
        assert entry.languages == concept.sections
        shared = {key: getattr(entry, key) for key in model.Record.model_fields}
        assert model.Record(**shared) == concept.record


def test_json_fits_its_schema() -> None:
    Draft7Validator(schema()).validate(json.loads(text("json", own_edition())))


def schema() -> Any:
    found = json.loads(text("schema", own_edition()))
    Draft7Validator.check_schema(found)
    return found


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), ""),
        (("concepts", 0, "category"), "no-such-field"),
        (("concepts", 0, "languages", "xx"), {}),
        (("concepts", 0, "languages", "en", "part_of_speech"), "nuon"),
        (("concepts", 0, "unknown"), "x"),
    ],
)
def test_the_schema_refuses_what_is_wrong(path: tuple[str | int, ...], value: object) -> None:
    data = json.loads(text("json", own_edition()))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value

    with pytest.raises(ValidationError):
        Draft7Validator(schema()).validate(data)


def test_every_name_in_json_says_its_status(tea: Tea) -> None:
    tea.record("gunpowder", en="  synonyms: [{term: pellets}]\n")
    data = json.loads(text("json", edition_of(tea)))

    [entry] = [entry for entry in data["concepts"] if entry["id"] == "gunpowder"]

    assert entry["languages"]["en"]["synonyms"][0]["status"] == "admitted"


def test_no_cell_begins_like_a_formula(tea: Tea) -> None:
    rows = list(csv.reader(io.StringIO(text("csv", rich(tea)), newline="")))

    assert [cell for row in rows for cell in row if cell.startswith(FORMULAS)] == []
    assert any("'=SUM(A1)" in row for row in rows)


@given(st.text())
def test_a_cell_gives_its_text_back(said: str) -> None:
    assert cell(said).removeprefix("'") == said
    assert not cell(said).startswith(FORMULAS)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_a_list_in_a_cell_gives_its_items_back(items: list[str]) -> None:
    plain = [item.replace("\0", "").replace("\1", "") or "x" for item in items]

    assert split(cell(plain).removeprefix("'")) == plain


def test_csv_rows_end_as_the_rfc_says_and_have_a_cell_for_each_column() -> None:
    written = text("csv", own_edition())
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))

    assert written.endswith("\r\n")
    assert {len(row) for row in rows} == {len(COLUMNS)}


# rdflib parses JSON-LD by a class of its own that is to go.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_json_ld_read_without_a_network_has_every_concept_in_every_language() -> None:
    edition = own_edition()
    graph = Graph().parse(data=text("jsonld", edition), format="json-ld")

    for name, concept in edition.glossary.concepts.items():
        for code, section in concept.sections.items():
            node = URIRef(f"{edition.page(code, name)}#term")
            assert graph.value(node, SCHEMA_ORG.name) == Literal(section.term)
            terms = graph.value(node, SCHEMA_ORG.inDefinedTermSet)
            assert graph.value(terms, SCHEMA_ORG.inLanguage) == Literal(code)
            assert graph.value(terms, SCHEMA_ORG.license) == URIRef(edition.license)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_two_readers_of_json_ld_read_the_same_without_a_network(tea: Tea) -> None:
    data = text("jsonld", rich(tea))

    def refuse(url: str, options: object) -> None:
        raise AssertionError(url)

    options = {"format": "application/n-quads", "documentLoader": refuse}
    ours = Graph().parse(data=jsonld.to_rdf(json.loads(data), options), format="nt")
    theirs = Graph().parse(data=data, format="json-ld")

    assert len(ours) > 0
    assert to_isomorphic(ours) == to_isomorphic(theirs)


def test_json_ld_offers_no_name_that_should_not_be_used(tea: Tea) -> None:
    written = text("jsonld", rich(tea))

    assert "old name" not in written
    assert "=SUM(A1)" not in written


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_bytes_for_the_same_data(name: str) -> None:
    assert content(name, own_edition()) == content(name, own_edition())
