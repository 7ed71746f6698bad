"""SKOS and SKOS-XL, in Turtle or RDF/XML.

Plain labels give names: the preferred one, alternative ones, which are admitted, and hidden ones,
which are forms to look for. Labels of SKOS-XL with our own properties say more, and go before.
RDF is a graph and no text: the place of a statement is where its subject is first named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote, urldefrag

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node as Term

from termbase.formats import skos
from termbase.intake.incoming import Incoming, Report, Setting
from termbase.intake.text import lines
from termbase.intake.xml import elements
from termbase.names import read_recommendation
from termbase.problem import START, Place
from termbase.references import anchor
from termbase.source import Data, place_at

SKOSXL = Namespace(skos.SKOSXL)
_RDF_ROOT = {"RDF": frozenset({str(RDF)})}
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!|(?:\w+:)?RDF\b)")
_LARGEST = 256 * 1024 * 1024  # bytes: a graph is held in memory as a whole
_NAMES = {"prefLabel": "preferred", "altLabel": "admitted", "hiddenLabel": "deprecated"}
_TEXTS = {
    SKOS.definition: "definition",
    SKOS.example: "example",
    SKOS.scopeNote: "note",
}
_OWN_TEXTS = {"explanation": "explanation", "translationTrap": "trap"}
_OWN_NAMES = {
    "status": "status",
    "partOfSpeech": "part_of_speech",
    "gender": "gender",
    "number": "number",
    "termType": "type",
    "region": "region",
    "termNote": "note",
    "plural": "plural",
}
# What is derived, or said elsewhere, or of the whole file.
_SILENT = {
    RDF.type,
    SKOS.inScheme,
    SKOS.notation,
    SKOS.narrower,
    SKOS.topConceptOf,
    SKOSXL.prefLabel,
    SKOSXL.altLabel,
    SKOSXL.hiddenLabel,
}


def read(file: BinaryIO, setting: Setting, report: Report) -> Iterator[Incoming]:
    """The concepts of a file, in the order of their names. Raises `UnreadableError`."""
    graph, text = _graph(file, report)
    concepts = sorted({s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef)})
    for subject in concepts:
        yield _Subject(graph, text, subject, setting, report).concept()


def _graph(file: BinaryIO, report: Report) -> tuple[Graph, str]:
    file.seek(0, 2)
    if file.tell() > _LARGEST:
        raise report.stop(START, "file-too-large", "RDF of more than 256 MiB", "split it")
    file.seek(0)
    is_xml = _XML.match(file.read(1024)) is not None
    file.seek(0)
    if is_xml:  # read once without doing anything, for the entities
        for _ in elements(file, frozenset(), report, _RDF_ROOT):
            pass
        file.seek(0)
    text = "".join(lines(file, report))
    graph = Graph()
    try:
        graph.parse(data=text, format="xml" if is_xml else "turtle")
    except Exception as fault:  # rdflib's parsers raise whatever they meet
        line = getattr(fault, "lines", 0)
        place = Place(line + 1, 1) if isinstance(line, int) else START
        said = str(getattr(fault, "message", fault)).strip().splitlines()
        message = f"not readable as RDF: {said[0] if said else type(fault).__name__}"
        raise report.stop(place, "rdf-syntax", message) from None
    return graph, text


class _Subject:
    """One concept of a graph on its way to a record."""

    def __init__(
        self, graph: Graph, text: str, subject: URIRef, setting: Setting, report: Report
    ) -> None:
        self.graph, self.text, self.subject = graph, text, subject
        self.setting, self.report = setting, report
        self.incoming = Incoming(report.path, id=self._id(subject))
        self.incoming.found[()] = self.place = self._place()
        site = setting.site
        self.own = f"{site}glossary/#" if site else ""
        for _, namespace in graph.namespaces():
            if str(namespace).endswith("/glossary/#"):
                self.own = str(namespace)

    def concept(self) -> Incoming:
        """The concept as the data of a record."""
        self._category()
        for code in self.setting.languages:
            self._texts(code)
            if not self._labels(code):
                self._plain_labels(code)
        self._relations()
        self._rest()
        return self.incoming

    def _id(self, subject: URIRef) -> str:
        notation = next(iter(self._literals(subject, SKOS.notation)), None)
        if notation is not None:
            return str(notation)
        address, fragment = urldefrag(str(subject))
        name = fragment if fragment and fragment != "concept" else address.rstrip("/")
        return unquote(re.split(r"[/:#]", name)[-1])

    def _place(self) -> Place:
        name = str(self.subject)
        at = self.text.find(f"<{name}>")
        if at < 0:
            at = self.text.find(f'"{name}"')
        if at < 0:
            found = re.search(rf":{re.escape(re.split('[/#]', name)[-1])}\b", self.text)
            at = found.start() if found else -1
        return place_at(self.text, at) if at >= 0 else START

    def _literals(self, subject: Term, predicate: URIRef) -> list[Literal]:
        found = [o for o in self.graph.objects(subject, predicate) if isinstance(o, Literal)]
        return sorted(found, key=lambda literal: (literal.language or "", str(literal)))

    def _category(self) -> None:
        named = ""
        for collection in sorted(self.graph.subjects(SKOS.member, self.subject), key=str):
            names = self._literals(collection, SKOS.notation)
            names += self._literals(collection, SKOS.prefLabel)
            known = [str(n) for n in names if str(n).casefold() in self.setting.categories]
            named = next(iter(known), named or next((str(n) for n in names), ""))
        if named:
            self.setting.choose_category(named, self.incoming, self.place, self.report)

    def _texts(self, code: str) -> None:
        texts = dict(_TEXTS)
        if self.own:
            texts |= {URIRef(self.own + name): key for name, key in _OWN_TEXTS.items()}
        for predicate, key in texts.items():
            found = [
                str(text)
                for text in self._literals(self.subject, predicate)
                if self.setting.language(text.language or self.setting.default)[0] == code
            ]
            if found:
                self.incoming.put((code, key), "\n\n".join(found), self.place)

    def _labels(self, code: str) -> bool:
        """The labels of SKOS-XL in a language; whether there are any."""
        found: list[tuple[str, dict[str, Data]]] = []
        for kind, status in _NAMES.items():
            for label in self.graph.objects(self.subject, SKOSXL[kind]):
                for form in self._literals(label, SKOSXL.literalForm):
                    here, region = self.setting.language(form.language or self.setting.default)
                    if here == code:
                        data = self._label(label, str(form), status, region)
                        found.append((str(label), data))
        for _, data in sorted(found, key=lambda pair: _in_order(pair[0])):
            self._take(code, data)
        return bool(found)

    def _label(self, label: Term, term: str, status: str, region: str) -> dict[str, Data]:
        data: dict[str, Data] = {"term": term, "status": status}
        if region:
            data["region"] = region
        if self.own:
            for name, key in _OWN_NAMES.items():
                for value in self._literals(label, URIRef(self.own + name)):
                    data[key] = str(value)
            forms = self._literals(label, URIRef(f"{self.own}form"))
            if forms:
                data["forms"] = [str(form) for form in forms]
            for said in self._literals(label, URIRef(f"{self.own}recommendedBy")):
                item: dict[str, Data] = {"term": term, **read_recommendation(str(said))}
                held = data.setdefault("official", [])
                assert isinstance(held, list)
                held.append(item)
        return data

    def _plain_labels(self, code: str) -> None:
        for kind, status in _NAMES.items():
            for label in self._literals(self.subject, SKOS[kind]):
                here, region = self.setting.language(label.language or self.setting.default)
                if here != code:
                    continue
                if kind == "hiddenLabel":
                    self.incoming.add((code, "forms"), str(label), self.place)
                    continue
                data: dict[str, Data] = {"term": str(label), "status": status}
                self._take(code, {**data, "region": region} if region else data)

    def _take(self, code: str, data: dict[str, Data]) -> None:
        official = data.pop("official", None)
        if isinstance(official, list):
            for item in official:
                self.incoming.add((code, "official"), item, self.place)
        held, region = self.incoming.get(code, "term"), data.get("region")
        is_regional = held is not None and region and region != self.incoming.get(code, "region")
        if data["status"] != "preferred" or is_regional:
            is_only_recommended = official and set(data) == {"term", "status"}
            if not (is_only_recommended and data["status"] == "admitted"):
                self.incoming.add((code, "synonyms"), data, self.place)
            return
        if held is not None:
            message = f"“{data['term']}” is a second preferred term; the first is “{held}”"
            hint = "one label of a language is preferred"
            self.report.error(self.place, "two-preferred-terms", message, hint)
            return
        del data["status"]
        data.pop("type", None)
        if "part_of_speech" not in data:
            message = "no part of speech is given: a noun is assumed"
            self.report.notice(self.place, "assumed", message)
            data["part_of_speech"] = "noun"
        for key, value in data.items():
            self.incoming.put((code, key), value, self.place)

    def _relations(self) -> None:
        for predicate, key in ((SKOS.broader, "broader"), (SKOS.related, "related")):
            others = {
                self._id(o)
                for o in self.graph.objects(self.subject, predicate)
                if isinstance(o, URIRef)
            }
            for name in sorted(others):
                self.incoming.add((key,), name, self.place)
        anchors = {anchor(key): key for key in self.setting.sources.values()}
        for work in sorted(map(str, self.graph.objects(self.subject, DCTERMS.source))):
            cited = anchors.get(urldefrag(work).fragment)
            if cited:
                self.incoming.add(("sources",), cited, self.place)
            else:
                self._left_out(f"source {work}")
        if self.own:
            for old in self._literals(self.subject, URIRef(f"{self.own}previousId")):
                self.incoming.add(("previous_ids",), str(old), self.place)

    def _rest(self) -> None:
        known = {*_SILENT, *_TEXTS, SKOS.broader, SKOS.related, DCTERMS.source}
        known |= {SKOS[kind] for kind in _NAMES}
        known |= {SKOS.semanticRelation}
        for predicate, other in self.graph.predicate_objects(self.subject):
            language = getattr(other, "language", None)
            if language and not self.setting.language(language)[0]:
                message = f"“{language}” is no language of this site: left out"
                self.report.notice(self.place, "unknown-language", message)
            elif predicate not in known and not (self.own and str(predicate).startswith(self.own)):
                self._left_out(str(predicate))

    def _left_out(self, what: str) -> None:
        message = f"a record has no place for “{what}”: left out"
        self.report.notice(self.place, "left-out", message)


def _in_order(name: str) -> tuple[str, int]:
    """Our labels are numbered as the names of a record are."""
    head, _, number = name.rpartition("-")
    return (head, int(number)) if number.isdigit() else (name, 0)
