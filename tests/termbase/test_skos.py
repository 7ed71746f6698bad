"""SKOS: the integrity conditions of the standard, and what each name of a concept becomes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS

from termbase.edition import Edition
from termbase.formats import write
from termbase.intake.skos import SKOSXL
from tests.conftest import DATA, Tea
from tests.termbase.giving import edition_of, own_edition

SHAPES = DATA / "formats" / "skos.shapes.ttl"
# Each asks for what must not be; the numbers are those of the SKOS Reference.
CONDITIONS = {
    "S9": "?x a skos:ConceptScheme, skos:Concept",
    "S13": """{ ?x skos:prefLabel ?l ; skos:altLabel ?l } UNION
              { ?x skos:prefLabel ?l ; skos:hiddenLabel ?l } UNION
              { ?x skos:altLabel ?l ; skos:hiddenLabel ?l }""",
    "S14": "?x skos:prefLabel ?a, ?b . FILTER(?a != ?b && lang(?a) = lang(?b))",
    "S27": "?x skos:related ?y . ?x (skos:broader|^skos:narrower)+ ?y",
    "S37": "?x a skos:Collection . { ?x a skos:Concept } UNION { ?x a skos:ConceptScheme }",
    "S46": """?x skos:exactMatch ?y .
              { ?x skos:broadMatch ?y } UNION { ?x skos:relatedMatch ?y }""",
}


# pyshacl uses parts of rdflib that are to go.
SHACL = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def text(edition: Edition) -> bytes:
    written = BytesIO()
    write("skos", edition, written)
    return written.getvalue()


def graph(edition: Edition) -> Graph:
    return Graph().parse(data=text(edition), format="turtle")


@pytest.fixture(scope="module")
def ours() -> Graph:
    return graph(own_edition())


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_glossary_keeps_each_integrity_condition(ours: Graph, condition: str) -> None:
    assert not ours.query(f"ASK {{ {CONDITIONS[condition]} }}", initNs={"skos": SKOS}).askAnswer


@SHACL
def test_the_glossary_fits_the_shapes(ours: Graph) -> None:
    fits, _, report = pyshacl.validate(ours, shacl_graph=str(SHAPES), advanced=True)

    assert fits, report


def test_every_concept_is_there_with_a_term_and_a_definition_in_every_language(ours: Graph) -> None:
    edition = own_edition()

    for name, concept in edition.glossary.concepts.items():
        subject = URIRef(edition.concept(name))
        for code, section in concept.sections.items():
            term = Literal(
                section.term, lang=f"{code}-{section.region}" if section.region else code
            )
            assert (subject, SKOS.prefLabel, term) in ours
            assert (subject, SKOS.definition, Literal(section.definition, lang=code)) in ours


def test_any_text_is_read_as_it_was_written(tea: Tea) -> None:
    edition = edition_of(tea)
    scheme = URIRef(edition.part("scheme"))

    @given(st.text(st.characters(exclude_categories=["Cs"])))  # halves of characters are no UTF-8
    def is_read(words: str) -> None:
        ours = graph(replace(edition, version=words))
        assert ours.value(scheme, OWL.versionInfo) == Literal(words)

    is_read()


def test_an_address_with_what_none_may_have_is_one_all_the_same(tea: Tea) -> None:
    edition = replace(edition_of(tea), license='https://licenses.example/a <b> {c}|\\^`"')

    [terms] = graph(edition).objects(URIRef(edition.part("scheme")), DCTERMS.license)

    assert terms == URIRef("https://licenses.example/a%20%3Cb%3E%20%7Bc%7D%7C%5C%5E%60%22")


def test_the_file_names_its_license_and_version(ours: Graph) -> None:
    edition = own_edition()
    scheme = URIRef(edition.part("scheme"))

    assert ours.value(scheme, DCTERMS.license) == URIRef(edition.license)
    assert ours.value(scheme, OWL.versionInfo) == Literal(edition.version)


def test_two_exports_are_the_same_to_the_byte() -> None:
    assert text(own_edition()) == text(own_edition())


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("admitted", SKOS.altLabel),
        ("deprecated", SKOS.hiddenLabel),
        ("obsolete", SKOS.hiddenLabel),
    ],
)
def test_a_name_is_shown_only_if_it_may_be_used(tea: Tea, status: str, kind: URIRef) -> None:
    tea.record("gunpowder", en=f"  synonyms: [{{term: pellets, status: {status}}}]\n")
    edition = edition_of(tea)

    found = set(
        graph(edition).predicates(
            URIRef(edition.concept("gunpowder")), Literal("pellets", lang="en")
        )
    )

    assert found == {kind}


def test_a_label_says_the_status_that_its_name_has(tea: Tea) -> None:
    tea.record("gunpowder", en="  synonyms: [{term: pellets, status: deprecated}]\n")
    edition = edition_of(tea)
    found = graph(edition)

    [label] = found.subjects(SKOSXL.literalForm, Literal("pellets", lang="en"))

    assert found.value(label, URIRef(edition.part("status"))) == Literal("deprecated")


def test_a_name_of_a_region_has_the_region_in_its_tag(tea: Tea) -> None:
    tea.record("gunpowder", en="  synonyms: [{term: pellets, region: GB}]\n")
    edition = edition_of(tea)

    names = set(graph(edition).objects(URIRef(edition.concept("gunpowder")), SKOS.altLabel))

    assert names == {Literal("pellets", lang="en-GB")}


def test_what_is_related_and_also_above_is_not_called_related(tea: Tea) -> None:
    tea.record("leafy")
    tea.record("greenish", shared="broader: [leafy]\n")
    tea.record("gunpowder", shared="broader: [greenish]\nrelated: [leafy]\n")
    found = graph(edition_of(tea))

    assert not found.query(f"ASK {{ {CONDITIONS['S27']} }}", initNs={"skos": SKOS}).askAnswer


def test_quotes_and_line_ends_survive(tea: Tea) -> None:
    said = '  explanation: |\n    A "quote" and a \\ in one line.\n\n    Another.\n'
    tea.record("gunpowder", en=said, no=said)
    edition = edition_of(tea)

    found = graph(edition).objects(
        URIRef(edition.concept("gunpowder")), URIRef(edition.part("explanation"))
    )

    assert {str(text) for text in found} == {'A "quote" and a \\ in one line.\n\nAnother.'}


@SHACL
def test_the_shapes_can_fail(tea: Tea) -> None:
    edition = edition_of(tea)
    spoiled, concept = graph(edition), URIRef(edition.concept("oolong"))
    spoiled.remove((concept, SKOS.definition, None))

    fits, _, _ = pyshacl.validate(spoiled, shacl_graph=str(SHAPES), advanced=True)

    assert not fits
