"""Incoming concepts against the records that are there: what to write, and what is at odds.

A concept belongs to the record that has its id, or had it before. What agrees stays as it is, to
the byte; what the record lacks is added; lists get what they lack; where both say something and
not the same, that is a conflict, unless the caller prefers one side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from termbase import model
from termbase.edit import Edit, append_line, edited, put, same
from termbase.intake import layout
from termbase.intake.incoming import Incoming, Report, at, slug
from termbase.problem import Place, Problem, error
from termbase.project import Project
from termbase.records import RESERVED_IDS, valid_id
from termbase.shape import fit
from termbase.source import Data, Document, Loc

_MISSING = {"missing-key"}
_BY_TERM = ("synonyms", "official")


class Side(StrEnum):
    """Whose word counts where the file and the record differ."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass
class Merger:
    """Sets incoming concepts against a project; `drafts` lets new records lack what they need.

    New concepts that come without a subject field get that of the `category`.
    """

    project: Project
    report: Report
    side: Side | None = None
    drafts: bool = False
    category: str | None = None
    taken: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        concepts = self.project.records.concepts.values()
        self._previous = {old: c.id for c in concepts for old in c.record.previous_ids}

    def merge(self, concept: Incoming) -> tuple[str, str | None]:
        """The id of the concept's record, and the record's new text; None if it is as it was.

        Faults and conflicts are reported; the text does not count then.
        """
        name = self._name(concept)
        if not self._is_free(name, concept):
            return name, None
        concept.data = layout.without_defaults(_clean(concept.data))
        document = self.project.records.documents.get(name)
        if document is None and self.category and concept.get("category") is None:
            concept.put(("category",), self.category, concept.place())
        faults = list(self._faults(concept, is_new=document is None))
        self.report.problems.extend(faults)
        if faults or not isinstance(concept.data, dict):
            return name, None
        if document is None:
            return name, layout.record(concept.data, self.project.records.languages)
        if document.problems or not isinstance(document.data, dict):
            hint = f"mend {document.path} first: `termbase check`"
            self.report.error(concept.place(), "faulty-record", f"“{name}” has errors here", hint)
            return name, None
        edits = list(self._edits(document, concept))
        return name, edited(_source(self.project, document), edits) if edits else None

    def _name(self, concept: Incoming) -> str:
        """The id of a concept here: by its id, its former id, or made of its term."""
        documents, default = self.project.records.documents, self.project.addresses.default
        known = (self._previous.get(concept.id), concept.id)
        for name in filter(None, known):
            if name in documents or valid_id(name):
                return name
        term = concept.get(default, "term")
        made = slug(concept.id)
        if not made:
            made = slug(term if isinstance(term, str) else "")
            if made in documents:  # a term is no identity
                return ""
        if made:
            message = f"“{concept.id}” cannot be an id: “{made}” is taken"
            self.report.notice(concept.place(), "invalid-id", message)
        return made

    def _is_free(self, name: str, concept: Incoming) -> bool:
        if not name or name in RESERVED_IDS:
            hint = "give it another one, of lower-case letters a–z, digits and hyphens"
            message = f"“{name or concept.id}” cannot be an id"
            self.report.error(concept.place(), "invalid-id", message, hint)
            return False
        if name in self.taken:
            line = self.taken[name].line
            message = f"“{name}” was there already, in line {line}"
            self.report.error(concept.place(), "duplicate-id", message, "a concept stands once")
            return False
        self.taken[name] = concept.place()
        return True

    def _faults(self, concept: Incoming, *, is_new: bool) -> Iterator[Problem]:
        """What is wrong with the shape of the data, and with their being whole, if they have to."""
        codes = self.project.records.languages
        data = concept.data if isinstance(concept.data, dict) else {}
        parts: list[tuple[type[model.Shape], Data, Loc]] = [
            (model.Record, {k: v for k, v in data.items() if k not in codes}, ())
        ]
        parts += [(model.Section, data[code], (code,)) for code in codes if code in data]
        whole = is_new and not self.drafts
        for shape, part, loc in parts:
            found = fit(shape, concept, part, loc)
            if isinstance(found, list):
                yield from (p for p in found if whole or p.rule not in _MISSING)
        if whole:
            for code in (code for code in codes if code not in data):
                message = f"“{concept.id}” has no “{code}”"
                yield error(self.report.path, concept.place(), "missing-language", message, _DRAFTS)

    def _edits(self, document: Document, concept: Incoming) -> Iterator[Edit]:
        assert isinstance(concept.data, dict)
        for key, value in concept.data.items():
            if key in self.project.records.languages and isinstance(value, dict):
                if (key,) not in document.keys:
                    yield put(document, (key,), value, layout.entry)
                    continue
                for name, part in value.items():
                    yield from self._edit(document, concept, (key, name), part)
            else:
                yield from self._edit(document, concept, (key,), value)

    def _edit(self, document: Document, concept: Incoming, loc: Loc, value: Data) -> Iterator[Edit]:
        held = at(document.data, loc)
        if loc == ("related",) and isinstance(value, list):
            value = [*(held or []), *self._unrelated(document, value)]
            held = held or ([] if not value else None)
        if held is None:
            yield put(document, loc, value, layout.entry)
        elif same(layout.without_defaults(held), value):
            return
        elif loc[-1] in _BY_TERM and isinstance(held, list) and isinstance(value, list):
            yield from self._names(document, concept, loc, held, value)
        elif _is_words(held) and _is_words(value):
            lacking = [item for item in value if item not in held]
            if lacking:
                yield put(document, loc, [*held, *lacking], layout.entry)
        elif self.side is Side.THEIRS:
            yield put(document, loc, value, layout.entry)
        elif self.side is None:
            self._conflict(document, concept, loc, loc)

    def _unrelated(self, document: Document, value: list[Data]) -> list[Data]:
        """What a record is not related to, neither by its own word nor by the other's."""
        glossary = self.project.glossary
        concept = glossary.concepts.get(Path(document.path).stem)
        known = {*glossary.related(concept), *concept.record.related} if concept else set()
        return [name for name in value if name not in known]

    def _names(
        self, document: Document, concept: Incoming, loc: Loc, held: list[Data], value: list[Data]
    ) -> Iterator[Edit]:
        """Names are the same by their term; a new one comes last."""
        known = {_term(item): position for position, item in enumerate(held)}
        new: list[Data] = []
        for number, item in enumerate(value):
            position = known.get(_term(item))
            if position is None or not isinstance(item, dict):
                new.append(item)
                continue
            for key, part in item.items():
                there = at(held[position], (key,))
                if there is None or (not same(there, part) and self.side is Side.THEIRS):
                    yield put(document, (*loc, position, key), part, layout.entry)
                elif not same(there, part) and self.side is None:
                    self._conflict(document, concept, (*loc, number, key), (*loc, position, key))
        if new:
            yield _append(document, loc, [*held, *new], new)

    def _conflict(self, document: Document, concept: Incoming, here: Loc, there: Loc) -> None:
        place = document.place(there)
        message = f"“{there[-1]}” of “{document.path}” is another, in line {place.line}"
        hint = "--theirs takes what the file says, --ours keeps what the record says"
        self.report.error(concept.place(here), "conflict", message, hint)


_DRAFTS = "every entry has every language; --drafts writes it all the same, to be completed"


def _append(document: Document, loc: Loc, whole: list[Data], new: list[Data]) -> Edit:
    """Items at the end of a list: below the last one, or in its brackets with all the others."""
    start, _ = document.values[loc]
    if document.text.startswith("[", start):
        return put(document, loc, whole, layout.entry)
    last = (*loc, len(whole) - len(new) - 1)
    column = document.place(loc).column - 1
    lines = [*layout.entry(str(loc[-1]), new, " " * max(0, column - 2))]
    return append_line(document, last, "\n".join(lines[1:]))


def _source(project: Project, document: Document) -> str:
    """The text of a record with its own line ends."""
    return (project.root / document.path).read_bytes().decode("utf-8")


def _clean(data: Data, key: str = "") -> Data:
    """Data with the line ends of records, and references as ids are made."""
    if isinstance(data, dict):
        return {name: _clean(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_clean(item, key) for item in data]
    if not isinstance(data, str):
        return data
    text = data.replace("\r\n", "\n").replace("\r", "\n")
    is_name = key in ("broader", "related") and not valid_id(text)
    return (slug(text) or text) if is_name else text


def _is_words(value: Data) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _term(item: Data) -> Data:
    if not isinstance(item, dict):
        return item
    return " ".join(str(item.get(key, "")) for key in ("term", "authority"))
