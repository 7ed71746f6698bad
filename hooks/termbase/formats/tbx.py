"""TBX-Basic, the format in which tools for terminology and translation exchange their data.

Concepts are written one by one, so that a glossary of any size takes the memory of one concept.
What TBX-Basic has no category for stands in notes with their headings, in the language they are
about, and is not lost on a reader: explanation, usage, trap, plural and number.

Sources: ISO 30042:2019 (TBX version 3) in the style “DCA”, and the TBX-Basic dialect, version 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from lxml import etree

from termbase import model
from termbase.edition import Edition
from termbase.names import Name, names, recommendation_text
from termbase.records import Concept
from termbase.references import label
from termbase.strings import Strings

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_XML = "http://www.w3.org/XML/1998/namespace"
_LANGUAGE = f"{{{_XML}}}lang"
_STATUS = {
    model.Status.PREFERRED: "preferredTerm-admn-sts",
    model.Status.ADMITTED: "admittedTerm-admn-sts",
    model.Status.DEPRECATED: "deprecatedTerm-admn-sts",
    model.Status.OBSOLETE: "supersededTerm-admn-sts",
}
_SPEECH = {
    model.PartOfSpeech.PROPER_NOUN: "noun",
    model.PartOfSpeech.PHRASE: "other",
}
_GENDER = {model.Gender.COMMON: "other"}
_TYPE = {
    model.TermType.FULL_FORM: "fullForm",
    model.TermType.ABBREVIATION: "abbreviation",
    model.TermType.ACRONYM: "acronym",
    model.TermType.SHORT_FORM: "shortForm",
    model.TermType.VARIANT: "variant",
}


class _Writer(Protocol):
    """The part of lxml's incremental writer that is needed here."""

    def write(self, *args: str | etree._Element) -> None: ...


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary as TBX, concept by concept; its ids are those of the concepts."""
    root = {"type": "TBX-Basic", "style": "dca", _LANGUAGE: edition.addresses.default}
    with etree.xmlfile(to, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(_qualified("tbx"), root, nsmap={None: NAMESPACE, "xml": _XML}):
            _put(file, _header(edition))
            with file.element(_qualified("text")), file.element(_qualified("body")):
                for name in sorted(edition.glossary.concepts):
                    _put(file, _concept(edition, edition.glossary.concepts[name]))
    to.write(b"\n")


def identifier(name: str) -> str:
    """A concept's id as one of XML, which begins with no digit."""
    return f"c-{name}"


def _put(file: _Writer, element: etree._Element) -> None:
    etree.indent(element)
    file.write("\n")
    file.write(element)


def _qualified(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _qualified(name), attributes)
    element.text = text or None
    return element


def _header(edition: Edition) -> etree._Element:
    header = etree.Element(_qualified("tbxHeader"), nsmap={None: NAMESPACE})
    about = _add(header, "fileDesc")
    published = _add(about, "publicationStmt")
    _add(published, "p", edition.license, type="license")
    _add(published, "p", edition.version, type="version")
    titles = _add(about, "titleStmt")
    _add(titles, "title", edition.titles[edition.addresses.default])
    _add(_add(about, "sourceDesc"), "p", edition.part("scheme"))
    return header


def _concept(edition: Edition, concept: Concept) -> etree._Element:
    glossary, default = edition.glossary, edition.addresses.default
    entry = etree.Element(
        _qualified("conceptEntry"), {"id": identifier(concept.id)}, nsmap={None: NAMESPACE}
    )
    field = glossary.categories[concept.record.category][default].label
    _add(entry, "descrip", field, type="subjectField")
    strings = edition.strings[default]
    for key in concept.record.sources:
        if key in glossary.references:
            work = glossary.references[key]
            _add(entry, "admin", f"{label(work, strings)}, {work.title}", type="source")
    _related(entry, edition, concept, strings)
    for name in concept.record.previous_ids:
        _add(entry, "xref", name, type="externalCrossReference", target=edition.concept(name))
    for code, section in concept.sections.items():
        _section(entry, edition, concept, code, section)
    return entry


def _related(entry: etree._Element, edition: Edition, concept: Concept, strings: Strings) -> None:
    """References to other concepts, each with the relation's name."""
    glossary = edition.glossary
    relations = {
        "concept.broader": glossary.broader(concept),
        "concept.narrower": glossary.narrower(concept),
        "concept.related": glossary.related(concept),
    }
    for relation, others in relations.items():
        for name in others:
            term = glossary.concepts[name].sections[edition.addresses.default].term
            said = _labeled(strings, relation, term)
            _add(entry, "ref", said, type="crossReference", target=identifier(name))


def _section(
    entry: etree._Element, edition: Edition, concept: Concept, code: str, section: model.Section
) -> None:
    strings = edition.strings[code]
    part = etree.SubElement(entry, _qualified("langSec"), {_LANGUAGE: code})
    _add(part, "descrip", section.definition.strip(), type="definition")
    notes = {
        "concept.explanation": section.explanation,
        "concept.note": section.note,
        "concept.trap": section.trap,
    }
    for key, text in notes.items():
        if text:
            _add(part, "note", _labeled(strings, key, text.strip()))
    page = edition.page(code, concept.id)
    _add(part, "xref", page, type="externalCrossReference", target=page)
    for position, name in enumerate(names(section)):
        term = _name(part, name, code, strings)
        if position == 0 and section.example:
            _add(term, "descrip", section.example.strip(), type="context")


def _name(part: etree._Element, name: Name, code: str, strings: Strings) -> etree._Element:
    found = _add(part, "termSec")
    _add(found, "term", name.term)
    for kind, value in _term_notes(name, code):
        _add(found, "termNote", value, type=kind)
    for text in _notes(name, strings):
        _add(found, "note", text)
    return found


def _term_notes(name: Name, code: str) -> Iterator[tuple[str, str]]:
    yield "administrativeStatus", _STATUS[name.status]
    if name.part_of_speech:
        yield "partOfSpeech", _SPEECH.get(name.part_of_speech, str(name.part_of_speech))
    if name.gender:
        yield "grammaticalGender", _GENDER.get(name.gender, str(name.gender))
    if name.type:
        yield "termType", _TYPE[name.type]
    elif name.part_of_speech is model.PartOfSpeech.PHRASE:
        yield "termType", "phrase"
    if name.region:
        yield "geographicalUsage", f"{code}-{name.region}"


def _notes(name: Name, strings: Strings) -> Iterable[str]:
    if name.number:
        yield strings(f"grammar.{name.number}")
    if name.plural:
        yield f"{strings('grammar.plural_form')} {name.plural}"
    if name.note:
        yield name.note.strip()
    for one in name.recommendations:
        said = recommendation_text(one)
        yield _labeled(strings, "concept.official", said)


def _labeled(strings: Strings, key: str, text: str) -> str:
    return strings("data.labeled", label=strings(key), text=text)
