"""TMX, the format of translation memories: the preferred terms of a concept are one unit.

Names that are admitted or to be avoided are left out: a memory offers all that it holds as a
translation. The definition is a note of its language, the subject field a property of the unit.

Source: TMX 1.4b, the specification of the Localization Industry Standards Association, 2005.
"""

from __future__ import annotations

from typing import BinaryIO

from lxml import etree

from termbase.edition import Edition
from termbase.records import Concept

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary as TMX, concept by concept."""
    default = edition.addresses.default
    header = {
        "creationtool": "termbase",
        "creationtoolversion": edition.version,
        "segtype": "phrase",
        "o-tmf": "glossary",
        "adminlang": default,
        "srclang": "*all*",
        "datatype": "plaintext",
    }
    with etree.xmlfile(to, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("tmx", {"version": "1.4"}):
            with file.element("header", header):
                file.write(_property("title", edition.titles[default]))
                file.write(_property("license", edition.license))
            with file.element("body"):
                for name in sorted(edition.glossary.concepts):
                    file.write("\n", _unit(edition, edition.glossary.concepts[name]))


def _unit(edition: Edition, concept: Concept) -> etree._Element:
    unit = etree.Element("tu", {"tuid": edition.concept(concept.id)})
    unit.append(_property("subject-field", concept.record.category))
    for code, section in concept.sections.items():
        variant = etree.SubElement(unit, "tuv", {_LANGUAGE: code})
        etree.SubElement(variant, "note").text = section.definition
        etree.SubElement(variant, "seg").text = section.term
    return unit


def _property(kind: str, text: str) -> etree._Element:
    found = etree.Element("prop", {"type": f"x-{kind}"})
    found.text = text
    return found
