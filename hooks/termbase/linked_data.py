"""Concepts and the glossary in the words of schema.org, as JSON-LD nodes.

DefinedTerm and DefinedTermSet: https://schema.org/DefinedTerm. The set, and not the term, has a
language: `inLanguage` is no property of an Intangible.
"""

from __future__ import annotations

from termbase.address import Addresses
from termbase.records import Concept
from termbase.strings import Strings

TERM_SET = "#terms"
Node = dict[str, object]


def defined_term(concept: Concept, code: str, addresses: Addresses, site: str) -> Node:
    """A concept in a language; `site` is its address, with a slash at the end, or empty.

    Names that should not be used are no alternate names.
    """
    section = concept.sections[code]
    url = site + addresses.concept(code, concept.id)
    others = [name.term for name in section.synonyms if name.status.value == "admitted"]
    node: Node = {
        "@type": "DefinedTerm",
        "@id": f"{url}#term",
        "url": url,
        "name": section.term,
        "description": section.definition,
        "termCode": concept.id,
        "inDefinedTermSet": {"@id": site + addresses.index(code) + TERM_SET},
    }
    return {**node, "alternateName": others} if others else node


def term_set(code: str, addresses: Addresses, strings: Strings, number: int, site: str) -> Node:
    """The glossary in a language, of so many concepts."""
    url = site + addresses.index(code)
    return {
        "@type": "DefinedTermSet",
        "@id": url + TERM_SET,
        "url": url,
        "name": strings("glossary.title"),
        "description": strings("glossary.description", number=number),
        "inLanguage": code,
    }
