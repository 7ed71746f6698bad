"""SKOS with SKOS-XL in Turtle: what thesaurus software and the semantic web read.

Plain SKOS labels say which names there are: a preferred one for each language, alternative ones,
and hidden ones, found by a search but never shown: what is deprecated or obsolete is hidden, so
that no program offers it. The labels of SKOS-XL say all about a name: its status, gender, region.

Sources: W3C, "SKOS Simple Knowledge Organization System Reference" (2009), with its appendix B for
SKOS-XL; properties of our own are declared in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import BinaryIO

from rdflib import RDF, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS, XSD
from rdflib.term import Identifier

from termbase import model
from termbase.edition import Edition
from termbase.names import Name, names, recommendation_text
from termbase.records import Concept
from termbase.references import anchor

SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
_SHOWN = {model.Status.PREFERRED: "prefLabel", model.Status.ADMITTED: "altLabel"}
_PREFIXES = {
    "dcterms": DCTERMS,
    "owl": OWL,
    "rdfs": RDFS,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "xsd": XSD,
}
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
    "termNote": RDFS.comment,
    "explanation": SKOS.note,
    "translationTrap": SKOS.note,
    "previousId": DCTERMS.identifier,
}

Pairs = list[tuple[URIRef, Identifier]]
Prefixes = Mapping[str, object]


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary as Turtle; each subject is a block, and no block is kept."""
    prefixes: Prefixes = {**_PREFIXES, "": Namespace(edition.part(""))}
    for prefix, namespace in prefixes.items():
        to.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    # The same few properties and the concepts are named again and again.
    address = lru_cache(maxsize=1 << 12)(partial(_address, prefixes=prefixes))
    for subject, pairs in _blocks(edition):
        to.write(_turtle(subject, pairs, address).encode("utf-8"))


def _turtle(subject: URIRef, pairs: Pairs, address: Callable[[URIRef], str]) -> str:
    def term(one: Identifier) -> str:
        return address(one) if isinstance(one, URIRef) else one.n3()

    lines = (f"{address(p)} {term(o)}" for p, o in dict.fromkeys(pairs))
    return f"\n{address(subject)}\n    " + " ;\n    ".join(lines) + " .\n"


def _address(term: URIRef, prefixes: Prefixes) -> str:
    if term == RDF.type:
        return "a"
    for prefix, namespace in prefixes.items():
        local = term.removeprefix(str(namespace))
        if local != term and local.replace("-", "a").isalnum() and local.isascii():
            return f"{prefix}:{local}"
    return term.n3()


def _blocks(edition: Edition) -> Iterator[tuple[URIRef, Pairs]]:
    glossary = edition.glossary
    own = Namespace(edition.part(""))
    yield URIRef(edition.part("scheme")), _scheme(edition)
    for name, parent in _OWN.items():
        pairs: Pairs = [(RDF.type, RDF.Property), (RDFS.label, Literal(name))]
        yield own[name], [*pairs, *([(RDFS.subPropertyOf, parent)] if parent else [])]
    members: dict[str, list[str]] = {name: [] for name in glossary.categories}
    for name in sorted(glossary.concepts):
        members[glossary.concepts[name].record.category].append(name)
    for category, labels in glossary.categories.items():
        pairs = [(RDF.type, SKOS.Collection), (SKOS.notation, Literal(category))]
        pairs += [(SKOS.prefLabel, Literal(text.label, code)) for code, text in labels.items()]
        pairs += [(SKOS.scopeNote, Literal(text.scope, code)) for code, text in labels.items()]
        pairs += [(SKOS.member, URIRef(edition.concept(name))) for name in members[category]]
        yield URIRef(edition.part(f"field-{category}")), pairs
    for name in sorted(glossary.concepts):
        yield from _concept(edition, glossary.concepts[name], own)


def _scheme(edition: Edition) -> Pairs:
    pairs: Pairs = [(RDF.type, SKOS.ConceptScheme)]
    pairs += [(DCTERMS.title, Literal(title, code)) for code, title in edition.titles.items()]
    pairs += [(DCTERMS.language, Literal(code)) for code in edition.glossary.languages]
    pairs += [(DCTERMS.license, URIRef(edition.license))]
    return [*pairs, (OWL.versionInfo, Literal(edition.version))]


def _concept(edition: Edition, concept: Concept, own: Namespace) -> Iterator[tuple[URIRef, Pairs]]:
    subject, record = URIRef(edition.concept(concept.id)), concept.record
    pairs: Pairs = [(RDF.type, SKOS.Concept), (SKOS.inScheme, URIRef(edition.part("scheme")))]
    pairs += [(SKOS.notation, Literal(concept.id))]
    pairs += [(own.previousId, Literal(name)) for name in record.previous_ids]
    labels: list[tuple[URIRef, Pairs]] = []
    plain: dict[Literal, str] = {}
    for code, section in concept.sections.items():
        for position, name in enumerate(names(section)):
            kind = _SHOWN.get(name.status, "hiddenLabel")
            label = URIRef(
                f"{edition.page(edition.addresses.default, concept.id)}#{code}-{position}"
            )
            literal = Literal(name.term, _tag(code, name.region))
            pairs.append((SKOSXL[kind], label))
            labels.append((label, _label(literal, name, own)))
            plain.setdefault(literal, kind)
            for form in filter(None, (name.plural, *name.forms)):
                plain.setdefault(Literal(form, _tag(code, name.region)), "hiddenLabel")
    # One text is one kind of label only (S13), the first that it has.
    pairs += [(SKOS[kind], literal) for literal, kind in plain.items()]
    for code, section in concept.sections.items():
        pairs += list(_texts(section, code, own))
    pairs += list(_relations(edition, concept))
    pairs += list(_sources(edition, record.sources))
    yield subject, pairs
    yield from labels


def _tag(code: str, region: str | None) -> str:
    return f"{code}-{region}" if region else code


def _label(literal: Literal, name: Name, own: Namespace) -> Pairs:
    pairs: Pairs = [(RDF.type, SKOSXL.Label), (SKOSXL.literalForm, literal)]
    pairs.append((own.status, Literal(str(name.status))))
    values = {
        "partOfSpeech": name.part_of_speech,
        "gender": name.gender,
        "number": name.number,
        "termType": name.type,
        "region": name.region,
        "termNote": name.note,
    }
    pairs += [(own[key], Literal(str(value))) for key, value in values.items() if value]
    forms = [("plural", name.plural)] if name.plural else []
    forms += [("form", form) for form in name.forms]
    pairs += [(own[key], Literal(form, literal.language)) for key, form in forms]
    for one in name.recommendations:
        said = recommendation_text(one)
        pairs.append((own.recommendedBy, Literal(said)))
    return pairs


def _texts(section: model.Section, code: str, own: Namespace) -> Iterable[tuple[URIRef, Literal]]:
    texts = {
        SKOS.definition: section.definition,
        own.explanation: section.explanation,
        SKOS.example: section.example,
        SKOS.scopeNote: section.note,
        own.translationTrap: section.trap,
    }
    return [(key, Literal(text.strip(), code)) for key, text in texts.items() if text]


def _relations(edition: Edition, concept: Concept) -> Iterator[tuple[URIRef, URIRef]]:
    glossary = edition.glossary
    broader = glossary.broader(concept)
    if not broader:
        yield SKOS.topConceptOf, URIRef(edition.part("scheme"))
    above = glossary.ancestors(concept)
    for name in broader:
        yield SKOS.broader, URIRef(edition.concept(name))
    for name in glossary.narrower(concept):
        yield SKOS.narrower, URIRef(edition.concept(name))
    for name in glossary.related(concept):
        other = glossary.concepts[name]
        # S27: what is above or below, however far, is not related beside that.
        near = name in above or concept.id in glossary.ancestors(other)
        yield (SKOS.semanticRelation if near else SKOS.related), URIRef(edition.concept(name))


def _sources(edition: Edition, keys: Iterable[str]) -> Iterator[tuple[URIRef, Identifier]]:
    page = edition.url + edition.addresses.sources(edition.addresses.default)
    for key in keys:
        if key in edition.glossary.references:
            yield DCTERMS.source, URIRef(f"{page}#{anchor(key)}")
