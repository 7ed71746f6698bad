"""The Carpentries' Glosario: one YAML file, a list of entries with a slug and a part per language.

Source: its `README` and `glossary.yml`, https://github.com/carpentries/glosario. A Glosario entry
has no part of speech and no subject field: a noun is assumed, and the caller names the field.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from termbase.intake.incoming import Incoming, Report, Setting
from termbase.intake.text import lines
from termbase.problem import START
from termbase.source import Data, Document, Loc, parse

_TEXTS = {"term": "term", "def": "definition"}


def read(file: BinaryIO, setting: Setting, report: Report) -> Iterator[Incoming]:
    """The concepts of a file. Raises `UnreadableError`."""
    document = parse(report.path, "".join(lines(file, report)))
    if document.problems:
        for problem in document.problems[1:]:
            report.problems.append(problem)
        first = document.problems[0]
        place = document.place_at(0)._replace(line=first.line, column=first.column)
        raise report.stop(place, first.rule, first.message, first.hint)
    if not isinstance(document.data, list):
        raise report.stop(START, "wrong-type", "this is no list of entries", "- slug: some-id")
    for position, entry in enumerate(document.data):
        if isinstance(entry, dict) and isinstance(entry.get("slug"), str):
            yield _concept(document, position, entry, setting, report)
        else:
            place = document.place((position,))
            report.error(place, "missing-key", "an entry without a slug", "add “slug: some-id”")


def _concept(
    document: Document, position: int, entry: dict[str, Data], setting: Setting, report: Report
) -> Incoming:
    concept = Incoming(report.path, id=str(entry["slug"]))
    concept.found[()] = document.place((position,))
    for key, value in entry.items():
        loc: Loc = (position, key)
        code, region = setting.language(key)
        if key == "ref" and isinstance(value, list):
            for number, name in enumerate(value):
                concept.add(("related",), name, document.place((*loc, number)))
        elif code and isinstance(value, dict):
            _section(concept, document, loc, code, region, value, report)
        elif isinstance(value, dict):
            message = f"“{key}” is no language of this site: left out"
            report.notice(document.place(loc, key=True), "unknown-language", message)
        elif key != "slug":
            _left_out(document, loc, report)
    return concept


def _section(
    concept: Incoming,
    document: Document,
    loc: Loc,
    code: str,
    region: str,
    part: dict[str, Data],
    report: Report,
) -> None:
    for key, value in part.items():
        place = document.place((*loc, key))
        if key in _TEXTS:
            concept.put((code, _TEXTS[key]), value, place)
        elif key == "acronym" and isinstance(value, str):
            name: dict[str, Data] = {"term": value, "type": "acronym"}
            concept.add((code, "synonyms"), name, place)
        else:
            _left_out(document, (*loc, key), report)
    if region:
        concept.put((code, "region"), region, document.place(loc, key=True))
    message = "no part of speech is given: a noun is assumed"
    report.notice(document.place(loc, key=True), "assumed", message)
    concept.put((code, "part_of_speech"), "noun", document.place(loc, key=True))


def _left_out(document: Document, loc: Loc, report: Report) -> None:
    message = f"a record has no place for “{loc[-1]}”: left out"
    report.notice(document.place(loc, key=True), "left-out", message)
