"""A whole import: from a file to a stage with new texts, or to the reasons why there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from termbase.address import with_slash
from termbase.check import check
from termbase.intake.incoming import Incoming, Report, Setting, UnreadableError
from termbase.intake.merge import Merger
from termbase.intake.stage import Stage
from termbase.problem import START, Level, Place, Problem
from termbase.project import Project
from termbase.records import Records, take
from termbase.references import label
from termbase.source import MAX_BYTES, Document, Loc, parse

READERS = {
    "json": "json_file",
    "csv": "csv_file",
    "tbx": "tbx",
    "skos": "skos",
    "glosario": "glosario",
}
# What the beginning of a file says of its format, in this order.
_SIGNS = (
    ("tbx", re.compile(rb"<(?:\w+:)?(?:tbx|martif)\b")),
    ("skos", re.compile(rb"<(?:\w+:)?RDF\b|@prefix\b|^\s*PREFIX\b", re.I | re.M)),
    ("tbx", re.compile(rb"^\s*<")),
    ("json", re.compile(rb"^\s*\{")),
    ("glosario", re.compile(rb"^\s*-\s+slug\s*:", re.M)),
    ("csv", re.compile(rb"^[^\n]*\b(?:id|term)\b[^\n]*[,;\t]|^[^\n]*[,;\t][^\n]*\b(?:id|term)\b")),
)
_HEAD = 64 * 1024  # bytes that are looked at to tell the format
_LARGE = 5_000  # concepts whose places are remembered, for what the check finds afterwards
# The notes of our own files that begin with words of the interface, which say what they are.
_LABELED = ("explanation", "note", "trap", "official", "broader", "narrower", "related")


@dataclass
class Outcome:
    """How many concepts are new, changed and as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


def setting_of(project: Project, site: str, category: str | None) -> Setting:
    """What readers have to know of a project."""
    glossary, strings = project.glossary, project.strings
    categories = {name.casefold(): name for name in glossary.categories}
    for name, labels in glossary.categories.items():
        categories |= {text.label.casefold(): name for text in labels.values()}
    labels_of: dict[str, dict[str, str]] = {}
    sources: dict[str, str] = {}
    for code in glossary.languages:
        if code not in strings:
            continue
        say = strings[code]
        with suppress(KeyError):
            labels_of[code] = {
                say("data.labeled", label=say(f"concept.{kind}"), text=""): kind
                for kind in _LABELED
            }
            labels_of[code] |= {f"{say('grammar.plural_form')} ": "plural"}
            labels_of[code] |= {say(f"grammar.{kind}"): kind for kind in ("mass", "plural")}
        for key, work in glossary.references.items():
            with suppress(KeyError):
                sources[f"{label(work, say)}, {work.title}"] = key
    url = with_slash(site)
    codes = tuple(glossary.languages)
    default = project.addresses.default
    return Setting(codes, default, categories, sources, labels_of, url, category)


def format_of(file: BinaryIO) -> str:
    """The name of the format that a file begins like, or an empty text; the file is rewound."""
    head = file.read(_HEAD)
    file.seek(0)
    text = (
        head.decode("utf-16", "replace").encode()
        if head[:2] in (b"\xff\xfe", b"\xfe\xff")
        else head
    )
    text = text.removeprefix(b"\xef\xbb\xbf")
    return next((name for name, sign in _SIGNS if sign.search(text)), "")


def read(name: str, file: BinaryIO, setting: Setting, report: Report) -> Iterator[Incoming]:
    """The concepts of a file in a format; what cannot be read further ends them, reported."""
    try:
        yield from import_module(f"{__package__}.{READERS[name]}").read(file, setting, report)
    except UnreadableError:
        return


@dataclass
class Import:
    """The steps of an import into a project."""

    project: Project
    merger: Merger
    report: Report
    stage: Stage

    def run(self, concepts: Iterator[Incoming], advance: Callable[[], None]) -> Outcome:
        """Put the texts that are new or change on the stage, and check what they lead to."""
        outcome = Outcome()
        places: dict[str, Incoming | Place] = {}
        for concept in concepts:
            advance()
            before = len(self.report.problems)
            name, text = self.merger.merge(concept)
            if len(self.report.problems) > before:
                continue
            if text is None:
                outcome.same += 1
                continue
            if len(text.encode("utf-8")) > MAX_BYTES:
                message = f"the record would have more than {MAX_BYTES // 1024} KiB"
                self.report.error(concept.place(), "file-too-large", message, "shorten it")
                continue
            if name in self.project.records.documents:
                outcome.changed += 1
            else:
                outcome.new += 1
            if not self.report.has_errors:
                self.stage.put(f"{name}.yml", text)
            kept = len(places) < _LARGE
            places[name] = concept if kept else concept.place()
        if not self.report.has_errors and outcome == Outcome():
            self.report.error(START, "empty-file", "there is no concept in this file")
        if not self.report.has_errors:
            self._check(places)
        return outcome

    def _check(self, places: dict[str, Incoming | Place]) -> None:
        """Report what would be wrong with the glossary, where the file has it."""
        records, staged = self._records(), {}
        for file in self.stage.names:
            name = file.removesuffix(".yml")
            staged[name] = parse(f"glossary/terms/{file}", self.stage.text(file))
            records.problems.extend(staged[name].problems)
            take(staged[name], name, records)
        before = {_known(problem) for problem in self.project.problems}
        for problem in check(records):
            if _known(problem) in before:
                continue
            name = Path(problem.path).stem
            if name in staged:
                place = _place(places[name], staged[name], problem)
                problem = replace(
                    problem, path=self.report.path, line=place.line, column=place.column
                )
            if self.merger.drafts and problem.level is Level.ERROR:
                problem = replace(problem, level=Level.WARNING)
            self.report.problems.append(problem)

    def _records(self) -> Records:
        """The records that are not touched, as a set of their own."""
        known, touched = self.project.records, {n.removesuffix(".yml") for n in self.stage.names}
        paths = {f"glossary/terms/{name}" for name in self.stage.names}
        return Records(
            languages=known.languages,
            categories=known.categories,
            references=known.references,
            concepts={n: c for n, c in known.concepts.items() if n not in touched},
            documents={n: d for n, d in known.documents.items() if n not in touched},
            problems=[problem for problem in known.problems if problem.path not in paths],
        )


def _known(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.rule, problem.message


def _place(concept: Incoming | Place, document: Document, problem: Problem) -> Place:
    """Where a file has what a problem of a record-to-be is about."""
    if isinstance(concept, Place):
        return concept
    wanted = Place(problem.line, problem.column)
    best: Loc = ()
    for loc in (*document.values, *document.keys):
        inside = document.place(loc) <= wanted or document.place(loc, key=True) <= wanted
        if inside and document.place(loc, key=True) >= document.place(best, key=True):
            best = loc if loc else best
    return concept.place(best)
