"""TBX: version 3 in both of its styles, and version 2, `martif`, which most tools still write.

In the style DCA and in version 2, an element such as `<termNote type="partOfSpeech">` names its
data category in an attribute; in the style DCT the category is the element's own name. Both come
to one kind of pair here. Names, and what may stand where: ISO 30042:2019 with TBX-Basic 1.2, and
ISO 30042:2008 with the TBX of IATE.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from termbase.formats.tbx import NAMESPACE
from termbase.intake.incoming import Incoming, Report, Setting
from termbase.intake.xml import Node, elements
from termbase.names import read_recommendation
from termbase.source import Data

_ROOTS = {"tbx": frozenset({NAMESPACE}), "martif": frozenset({"", "http://www.tbx.org"})}
_ENTRIES = frozenset({"conceptEntry", "termEntry"})
_SECTIONS = ("langSec", "langSet")
_NAMES = ("termSec", "tig", "ntig")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "termCompGrp")
_GENERIC = ("descrip", "termNote", "admin", "ref", "xref", "termCompList", "adminNote")
_STATUS = {
    "preferred": "preferred",
    "standardized": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "obsolete",
    "obsolete": "obsolete",
}
_SPEECH = {
    "noun": "noun",
    "propernoun": "proper_noun",
    "verb": "verb",
    "adjective": "adjective",
    "adj": "adjective",
    "adverb": "adverb",
    "phrase": "phrase",
}
_GENDERS = {g: g for g in ("masculine", "feminine", "neuter")} | {"other": "common"}
_TYPES = {
    "fullform": "full_form",
    "abbreviation": "abbreviation",
    "initialism": "acronym",
    "acronym": "acronym",
    "shortform": "short_form",
    "variant": "variant",
}
_NUMBERS = {"plural": "plural", "mass": "mass"}
_CONVERTED: dict[str, tuple[str, dict[str, str]]] = {
    "partofspeech": ("part_of_speech", _SPEECH),
    "grammaticalgender": ("gender", _GENDERS),
    "grammaticalnumber": ("number", _NUMBERS),
    "termtype": ("type", _TYPES),
}
# What is so by default, or says nothing that a record could hold.
_SILENT = {("grammaticalnumber", "singular"), ("partofspeech", "other"), ("termtype", "phrase")}


@dataclass
class _Name:
    """A name of a concept: its data, its status, and the node that each datum came from."""

    node: Node
    data: dict[str, Data]
    nodes: dict[str, Node]
    status: str = ""

    def put(self, key: str, value: Data, node: Node) -> bool:
        """Give the name a datum, unless it has another one already."""
        if self.data.setdefault(key, value) != value:
            return False
        self.nodes.setdefault(key, node)
        return True


def read(file: BinaryIO, setting: Setting, report: Report) -> Iterator[Incoming]:
    """The concepts of a file, one after the other. Raises `UnreadableError`."""
    for node in elements(file, _ENTRIES, report, _ROOTS):
        yield _Entry(node, setting, report).concept()


class _Entry:
    """One entry on its way to a record."""

    def __init__(self, node: Node, setting: Setting, report: Report) -> None:
        self.node, self.setting, self.report = node, setting, report
        name = node.attributes.get("id", "")
        self.incoming = Incoming(report.path, id=name.removeprefix("c-"))
        self.incoming.found[()] = node.place

    def concept(self) -> Incoming:
        """The entry as the data of a record."""
        for category, part in _pairs(self.node, self.report):
            self._shared(category, part)
        names: dict[str, list[_Name]] = {}
        for section in self.node.all(*_SECTIONS):
            code, found = self._section(section)
            names.setdefault(code, []).extend(found)
        for code, found in names.items():
            self._names(code, [name for name in found if name.data.get("term")])
        return self.incoming

    def _shared(self, category: str, node: Node) -> None:
        """What belongs to the concept as a whole."""
        text = node.text
        if category == "subjectfield":
            if self.incoming.get("category") is None:
                self.setting.choose_category(text, self.incoming, node.place, self.report)
            else:
                self._left_out("second subject field", node)
        elif category == "crossreference":
            self._reference(node)
        elif category == "externalcrossreference" and self._is_ours(node):
            self.incoming.add(("previous_ids",), text, node.place)
        elif category == "source" and text in self.setting.sources:
            self.incoming.add(("sources",), self.setting.sources[text], node.place)
        elif category in ("definition", "note", "context"):
            code, _ = self.setting.language(node.attributes.get("lang", self.setting.default))
            self._text(code or self.setting.default, category, node)
        else:
            self._left_out(category, node)

    def _reference(self, node: Node) -> None:
        """A reference to another concept; ours says how the two are related."""
        target = node.attributes.get("target", "").removeprefix("#").removeprefix("c-")
        kind, _ = self._labeled(self.setting.default, node.text)
        if kind == "narrower":
            return  # the other one says it
        self.incoming.add((kind if kind == "broader" else "related",), target, node.place)

    def _is_ours(self, node: Node) -> bool:
        """Whether a reference leads to a page of this site; that of the concept is derived."""
        site, target = self.setting.site, node.attributes.get("target", "")
        return bool(site) and target.startswith(site) and target.endswith("#concept")

    def _section(self, section: Node) -> tuple[str, list[_Name]]:
        """Take the texts of a section; its language and its names. A language may have several."""
        tag = section.attributes.get("lang", "")
        code, region = self.setting.language(tag)
        if not code:
            message = f"“{tag}” is no language of this site: left out"
            self.report.notice(section.place, "unknown-language", message)
            return "", []
        for category, node in _pairs(section, self.report):
            self._of_section(code, category, node)
        return code, [self._name(code, region, node) for node in section.all(*_NAMES)]

    def _of_section(self, code: str, category: str, node: Node) -> None:
        site = self.setting.site
        if category in ("definition", "note", "context", "example"):
            self._text(code, category, node)
        elif not (
            category == "externalcrossreference"
            and site
            and node.attributes.get("target", "").startswith(site)
        ):
            self._left_out(category, node)

    def _text(self, code: str, category: str, node: Node) -> None:
        """A text of the section; one of ours says what it is."""
        text, key = node.text, {"context": "example"}.get(category, category)
        if category == "note":
            kind, text = self._labeled(code, text)
            key = kind if kind in ("explanation", "trap") else "note"
        if not text:
            return
        other = node.attributes.get("lang")
        if other and self.setting.language(other)[0] != code:
            self._left_out(f"{category} in “{other}”", node)
            return
        held = self.incoming.get(code, key)
        if held is not None and held != text:
            if key == "definition":
                self._left_out("second definition", node)
                return
            text = f"{held}\n\n{text}"
        self.incoming.put((code, key), text, node.place)

    def _labeled(self, code: str, text: str) -> tuple[str, str]:
        """What a note of ours is, and its text without the words that say so."""
        for words, kind in self.setting.labels.get(code, {}).items():
            if text.startswith(words):
                return kind, text.removeprefix(words).strip()
        return "", text

    def _name(self, code: str, region: str, node: Node) -> _Name:
        name = _Name(node, {}, {})
        if region:
            name.put("region", region, node)
        for part in _terms(node):
            if not name.put("term", " ".join(part.text.split()), part):
                self._left_out("second term in one place", part)
        for category, part in _pairs(node, self.report):
            self._of_name(code, category, part, name)
        return name

    def _of_name(self, code: str, category: str, node: Node, name: _Name) -> None:
        text = node.text
        plain = text.replace("-", "").replace("_", "").replace(" ", "").casefold()
        if category in ("administrativestatus", "normativeauthorization"):
            word = plain.removesuffix("admnsts").removesuffix("term")
            if word in _STATUS:
                name.status = _STATUS[word]
            else:
                self._left_out(f"{category} {text}", node)
        elif category == "geographicalusage":
            _, region = self.setting.language(text if "-" in text else f"x-{text}")
            name.data.pop("region", None)
            name.put("region", region or text, node)
        elif category in _CONVERTED:
            self._converted(category, plain, node, name)
        elif category in ("context", "example", "definition"):
            self._text(code, category, node)
        elif category == "note":
            self._note_of_name(code, node, name)
        else:
            self._left_out(category, node)

    def _converted(self, category: str, plain: str, node: Node, name: _Name) -> None:
        """A datum whose words are others in a record."""
        key, words = _CONVERTED[category]
        if plain in words:
            if not name.put(key, words[plain], node):
                self._left_out(f"second {category}", node)
        elif (category, plain) == ("termtype", "phrase"):
            name.put("part_of_speech", "phrase", node)
        elif (category, plain) not in _SILENT:
            self._left_out(f"{category} {node.text}", node)

    def _note_of_name(self, code: str, node: Node, name: _Name) -> None:
        kind, text = self._labeled(code, node.text)
        if kind in ("mass", "plural") and not text:
            name.put("number", kind, node)
        elif kind == "plural":
            name.put("plural", text, node)
        elif kind == "official":
            said: dict[str, Data] = dict(read_recommendation(text))
            recommended = name.data.setdefault("official", [])
            assert isinstance(recommended, list)
            recommended.append(said)
        elif kind == "":
            held = name.data.pop("note", None)
            name.put("note", f"{held}\n\n{text}" if held else text, node)
        else:
            self._left_out(kind, node)

    def _names(self, code: str, names: list[_Name]) -> None:
        """The preferred name becomes the section's term, the others its synonyms."""
        preferred = [name for name in names if name.status == "preferred"]
        regions = [name.data.get("region") for name in preferred]
        for second in preferred[1:]:
            region = second.data.get("region")
            if region and regions.count(region) == 1:
                continue  # preferred in a region of its own
            message = (
                f"“{second.data['term']}” is a second preferred term;"
                f" the first is “{preferred[0].data['term']}”"
            )
            hint = "one term of a language is preferred; admit the other"
            self.report.error(second.node.place, "two-preferred-terms", message, hint)
        usable = [name for name in names if name.status in ("", "admitted")]
        chosen = next(iter(preferred or usable), None)
        if chosen is None:
            if names:
                hint = "one has to be preferred"
                place = names[0].node.place
                self.report.error(place, "missing-key", "no name here may be used", hint)
            return
        if not preferred and len(names) > 1:
            message = "no term is marked as preferred: the first that may be used is taken"
            self.report.notice(chosen.node.place, "assumed", message)
        for name in names:
            self._recommended(code, name)
            if name is chosen:
                self._prefer(code, name)
            else:
                self._admit(code, name)

    def _recommended(self, code: str, name: _Name) -> None:
        """Recommendations stand with the section."""
        held = name.data.pop("official", [])
        for said in held if isinstance(held, list) else []:
            assert isinstance(said, dict)
            item: Data = {"term": name.data["term"], **said}
            self.incoming.add((code, "official"), item, name.node.place)
            name.nodes["official"] = name.node

    def _prefer(self, code: str, name: _Name) -> None:
        name.data.pop("type", None)
        if "part_of_speech" not in name.data:
            message = "no part of speech is given: a noun is assumed"
            self.report.notice(name.node.place, "assumed", message)
            name.put("part_of_speech", "noun", name.node)
        note = name.data.pop("note", None)
        if note:
            held = self.incoming.get(code, "note")
            name.put("note", f"{held}\n\n{note}" if held else note, name.nodes["note"])
        for key, value in name.data.items():
            self.incoming.put((code, key), value, name.nodes[key].place)

    def _admit(self, code: str, name: _Name) -> None:
        if "official" in name.nodes and len(name.data) == 1 and name.status == "admitted":
            return  # a term that is recommended and nothing else
        if name.status:
            name.data["status"] = name.status
        self.incoming.add((code, "synonyms"), name.data, name.node.place)

    def _left_out(self, category: str, node: Node) -> None:
        message = f"a record has no place for “{category}”: left out"
        self.report.notice(node.place, "left-out", message)


def _pairs(node: Node, report: Report) -> Iterator[tuple[str, Node]]:
    """The data categories right inside an element, in lower case, each with its element."""
    for child in node.children:
        if child.name in (*_SECTIONS, *_NAMES, "term"):
            continue
        if child.name in _GROUPS:
            yield from _pairs(child, report)
        elif child.name in _GENERIC:
            yield child.attributes.get("type", child.name).casefold(), child
        else:
            yield child.name.casefold(), child


def _terms(node: Node) -> Iterator[Node]:
    yield from node.all("term")
    for group in node.all("termGrp"):
        yield from group.all("term")
