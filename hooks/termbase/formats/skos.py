"""SKOS with SKOS-XL in Turtle: what thesaurus software and the semantic web read.

Plain SKOS labels say which names there are: a preferred one for each language, alternative ones,
and hidden ones, found by a search but never shown: what is deprecated or obsolete is hidden, so
that no program offers it. The labels of SKOS-XL say all about a name: its status, gender, region.

Sources: W3C, "SKOS Simple Knowledge Organization System Reference" (2009), with its appendix B for
SKOS-XL; properties of our own are declared in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from termbase import model
from termbase.edition import Edition
from termbase.names import Name, names, recommendation_text
from termbase.records import Concept
from termbase.references import anchor

SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": SKOSXL,
}
_SHOWN = {model.Status.PREFERRED: "prefLabel", model.Status.ADMITTED: "altLabel"}
# Our own properties, and the known ones that they make more precise.
_OWN = {
    "status": None,
    "partOfSpeech": None,
    "gender": None,
    "number": None,
    "termType": None,
    "region": None,
    "plural": None,
    "form": None,
    "recommendedBy": None,
    "termNote": "rdfs:comment",
    "explanation": "skos:note",
    "translationTrap": "skos:note",
    "previousId": "dcterms:identifier",
}
# What may not stand in an address: Turtle, IRIREF.
_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in [*map(chr, range(0x21)), *'<>"{}|^`\\']}

# Terms as Turtle has them: what is said of a subject, by which property.
Pairs = list[tuple[str, str]]


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary as Turtle; each subject is a block, and no block is kept."""
    for prefix, namespace in {**_PREFIXES, "": edition.part("")}.items():
        to.write(f"@prefix {prefix}: {_iri(namespace)} .\n".encode())
    for subject, pairs in _blocks(edition):
        lines = " ;\n    ".join([f"{name} {value}" for name, value in dict.fromkeys(pairs)])
        to.write(f"\n{subject}\n    {lines} .\n".encode())


def _iri(address: str) -> str:
    return f"<{address.translate(_IN_ADDRESS)}>"


def _literal(text: str, language: str = "") -> str:
    # The escapes of JSON are escapes of Turtle.
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")


def _blocks(edition: Edition) -> Iterator[tuple[str, Pairs]]:
    glossary = edition.glossary
    yield ":scheme", _scheme(edition)
    for name, parent in _OWN.items():
        pairs: Pairs = [("a", "rdf:Property"), ("rdfs:label", _literal(name))]
        yield f":{name}", [*pairs, *([("rdfs:subPropertyOf", parent)] if parent else [])]
    members: dict[str, list[str]] = {name: [] for name in glossary.categories}
    for name in sorted(glossary.concepts):
        members[glossary.concepts[name].record.category].append(name)
    for category, labels in glossary.categories.items():
        pairs = [("a", "skos:Collection"), ("skos:notation", _literal(category))]
        pairs += [("skos:prefLabel", _literal(text.label, code)) for code, text in labels.items()]
        pairs += [("skos:scopeNote", _literal(text.scope, code)) for code, text in labels.items()]
        pairs += [("skos:member", _iri(edition.concept(name))) for name in members[category]]
        yield _iri(edition.part(f"field-{category}")), pairs
    for name in sorted(glossary.concepts):
        yield from _concept(edition, glossary.concepts[name])


def _scheme(edition: Edition) -> Pairs:
    pairs: Pairs = [("a", "skos:ConceptScheme")]
    pairs += [("dcterms:title", _literal(title, code)) for code, title in edition.titles.items()]
    pairs += [("dcterms:language", _literal(code)) for code in edition.glossary.languages]
    pairs += [("dcterms:license", _iri(edition.license))]
    return [*pairs, ("owl:versionInfo", _literal(edition.version))]


def _concept(edition: Edition, concept: Concept) -> Iterator[tuple[str, Pairs]]:
    subject, record = _iri(edition.concept(concept.id)), concept.record
    pairs: Pairs = [("a", "skos:Concept"), ("skos:inScheme", ":scheme")]
    pairs += [("skos:notation", _literal(concept.id))]
    pairs += [(":previousId", _literal(name)) for name in record.previous_ids]
    labels: list[tuple[str, Pairs]] = []
    plain: dict[str, str] = {}
    for code, section in concept.sections.items():
        for position, name in enumerate(names(section)):
            kind = _SHOWN.get(name.status, "hiddenLabel")
            label = _iri(f"{edition.page(edition.addresses.default, concept.id)}#{code}-{position}")
            tag = f"{code}-{name.region}" if name.region else code
            pairs.append((f"skosxl:{kind}", label))
            labels.append((label, _label(name, tag)))
            plain.setdefault(_literal(name.term, tag), kind)
            for form in filter(None, (name.plural, *name.forms)):
                plain.setdefault(_literal(form, tag), "hiddenLabel")
    # One text is one kind of label only (S13), the first that it has.
    pairs += [(f"skos:{kind}", literal) for literal, kind in plain.items()]
    for code, section in concept.sections.items():
        pairs += list(_texts(section, code))
    pairs += list(_relations(edition, concept))
    pairs += list(_sources(edition, record.sources))
    yield subject, pairs
    yield from labels


def _label(name: Name, tag: str) -> Pairs:
    pairs: Pairs = [("a", "skosxl:Label"), ("skosxl:literalForm", _literal(name.term, tag))]
    pairs.append((":status", _literal(str(name.status))))
    values = {
        "partOfSpeech": name.part_of_speech,
        "gender": name.gender,
        "number": name.number,
        "termType": name.type,
        "region": name.region,
        "termNote": name.note,
    }
    pairs += [(f":{key}", _literal(str(value))) for key, value in values.items() if value]
    forms = [("plural", name.plural)] if name.plural else []
    forms += [("form", form) for form in name.forms]
    pairs += [(f":{key}", _literal(form, tag)) for key, form in forms]
    for one in name.recommendations:
        said = recommendation_text(one)
        pairs.append((":recommendedBy", _literal(said)))
    return pairs


def _texts(section: model.Section, code: str) -> Iterable[tuple[str, str]]:
    texts = {
        "skos:definition": section.definition,
        ":explanation": section.explanation,
        "skos:example": section.example,
        "skos:scopeNote": section.note,
        ":translationTrap": section.trap,
    }
    return [(key, _literal(text.strip(), code)) for key, text in texts.items() if text]


def _relations(edition: Edition, concept: Concept) -> Iterator[tuple[str, str]]:
    glossary = edition.glossary
    broader = glossary.broader(concept)
    if not broader:
        yield "skos:topConceptOf", ":scheme"
    above = glossary.ancestors(concept)
    for name in broader:
        yield "skos:broader", _iri(edition.concept(name))
    for name in glossary.narrower(concept):
        yield "skos:narrower", _iri(edition.concept(name))
    for name in glossary.related(concept):
        other = glossary.concepts[name]
        # S27: what is above or below, however far, is not related beside that.
        near = name in above or concept.id in glossary.ancestors(other)
        yield ("skos:semanticRelation" if near else "skos:related"), _iri(edition.concept(name))


def _sources(edition: Edition, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    page = edition.url + edition.addresses.sources(edition.addresses.default)
    for key in keys:
        if key in edition.glossary.references:
            yield "dcterms:source", _iri(f"{page}#{anchor(key)}")
