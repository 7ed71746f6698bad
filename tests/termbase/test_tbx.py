"""TBX: the standard's grammar and data categories, and what each name of a concept becomes."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from termbase.edition import Edition
from termbase.formats import write
from tests.conftest import DATA, Tea
from tests.termbase.giving import edition_of, own_edition
from tests.termbase.schematron import failures

GRAMMAR = etree.RelaxNG(etree.parse(DATA / "formats" / "tbx-basic.rng"))
TBX = {"t": "urn:iso:std:iso:30042:ed-2"}
# The folder of the standard's own schemas, core.rng and basic.sch: they carry no license that would
# let them stand in this repository. See tests/data/formats/README.md.
OFFICIAL = os.environ.get("TBX_SCHEMAS")


def exported(edition: Edition) -> etree._Element:
    written = BytesIO()
    write("tbx", edition, written)
    return etree.fromstring(written.getvalue())


def complaints(document: etree._Element) -> list[str]:
    GRAMMAR.validate(document)
    return [str(fault) for fault in GRAMMAR.error_log]


def notes(document: etree._Element, term: str) -> dict[str, str]:
    """The term notes of a name, by type."""
    [found] = document.xpath("//t:termSec[t:term = $term]", namespaces=TBX, term=term)
    return {str(n.get("type")): n.text or "" for n in found.iterfind("t:termNote", TBX)}


def test_the_glossary_keeps_to_the_grammar_and_the_categories_of_tbx_basic() -> None:
    assert complaints(exported(own_edition())) == []


@pytest.mark.skipif(not OFFICIAL, reason="TBX_SCHEMAS names no folder with the official schemas")
def test_exports_pass_the_official_schemas(tea: Tea) -> None:
    folder, small = Path(str(OFFICIAL)), exported(edition_of(tea))

    for document in (small, exported(own_edition())):
        etree.RelaxNG(etree.parse(folder / "core.rng")).assertValid(document)
    # The assertions look through the whole document at each reference: minutes for a large one.
    assert list(failures(folder / "basic.sch", small)) == []
    next(small.iterfind(".//t:termNote[@type='administrativeStatus']", TBX)).text = "preferred"
    assert any("administrativeStatus" in said for said in failures(folder / "basic.sch", small))


def test_every_concept_is_there_in_every_language() -> None:
    edition = own_edition()
    document = exported(edition)

    entries = {str(entry.get("id")): entry for entry in document.iterfind(".//t:conceptEntry", TBX)}

    assert list(entries) == [f"c-{name}" for name in sorted(edition.glossary.concepts)]
    for name, concept in edition.glossary.concepts.items():
        found = [
            term.text
            for term in entries[f"c-{name}"].iterfind("t:langSec/t:termSec[1]/t:term", TBX)
        ]
        assert found == [section.term for section in concept.sections.values()]


def test_two_exports_are_the_same_to_the_byte() -> None:
    assert etree.tostring(exported(own_edition())) == etree.tostring(exported(own_edition()))


@pytest.mark.parametrize(
    ("status", "value"),
    [
        ("admitted", "admittedTerm-admn-sts"),
        ("deprecated", "deprecatedTerm-admn-sts"),
        ("obsolete", "supersededTerm-admn-sts"),
    ],
)
def test_a_name_has_its_status(tea: Tea, status: str, value: str) -> None:
    tea.record("gunpowder", en=f"  synonyms: [{{term: pellets, status: {status}}}]\n")

    assert notes(exported(edition_of(tea)), "pellets")["administrativeStatus"] == value


def test_a_name_has_its_region_and_its_type(tea: Tea) -> None:
    tea.record("gunpowder", en="  synonyms: [{term: GP, region: GB, type: acronym}]\n")

    found = notes(exported(edition_of(tea)), "GP")

    assert (found["geographicalUsage"], found["termType"]) == ("en-GB", "acronym")


def test_a_text_with_the_marks_of_xml_survives(tea: Tea) -> None:
    said = "  note: 'less < more & \"so\" ]]>'\n"
    tea.record("gunpowder", en=said, no=said)

    document = exported(edition_of(tea))

    [entry] = document.xpath("//t:conceptEntry[@id='c-gunpowder']", namespaces=TBX)
    assert any(
        'less < more & "so" ]]>' in (note.text or "") for note in entry.iterfind(".//t:note", TBX)
    )
    assert complaints(document) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".//t:termNote[@type='administrativeStatus']", "preferred"),
        (".//t:termNote[@type='partOfSpeech']", "substantive"),
        (".//t:descrip[@type='definition']", ""),
    ],
)
def test_the_grammar_can_fail(tea: Tea, path: str, text: str) -> None:
    document = exported(edition_of(tea))
    next(document.iterfind(path, TBX)).text = text

    assert complaints(document)
