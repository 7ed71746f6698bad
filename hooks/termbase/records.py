"""The files of a glossary → models and problems."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from termbase import model
from termbase.language import Language, plural_pattern
from termbase.problem import START, Problem, error
from termbase.shape import collect, entries, unknown_key, wrong_type
from termbase.source import Document, read

Shape = TypeVar("Shape", model.Label, model.Section)

# Addresses beside the concepts' own, under the glossary's.
RESERVED_IDS = frozenset({"index", "data", "table"})
MAX_ID = 80
_ID_HINT = "use lower-case letters a–z, digits and single hyphens: my-term"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Concept:
    """A concept: its record, its languages, and the document they come from."""

    id: str
    record: model.Record
    sections: Mapping[str, model.Section]
    document: Document

    def is_named_like(self, other: Concept) -> bool:
        """Whether two concepts differ in nothing but what is said of them."""
        names, others = (
            {code: _without_texts(section) for code, section in concept.sections.items()}
            for concept in (self, other)
        )
        return self.record == other.record and names == others


def _without_texts(section: model.Section) -> model.Section:
    names = [name.model_copy(update={"note": None}) for name in section.synonyms]
    nothing = dict.fromkeys(model.TEXTS, None)
    return section.model_copy(update={**nothing, "synonyms": tuple(names)})


@dataclass
class Records:
    """All that the files of a glossary hold, and all that is wrong with them as files."""

    languages: dict[str, Language] = field(default_factory=dict)
    categories: dict[str, dict[str, model.Label]] = field(default_factory=dict)
    references: dict[str, model.Reference] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)  # faulty records', too
    problems: list[Problem] = field(default_factory=list)


def load(
    root: Path,
    codes: Iterable[str],
    before: Records | None = None,
    same: Container[str] = frozenset(),
) -> Records:
    """Read the glossary under `root` in the given languages; never raises for bad data.

    A concept with any fault in its shape is left out of the result, and its problems are in it.
    Sound concepts whose files are named in `same` are those of `before`, not read again.
    """
    records = Records()
    folder = root / "glossary"
    for code in codes:
        records.languages[code] = _language(
            root, folder / "languages" / f"{code}.yml", code, records
        )
    if before and before.languages == records.languages:
        records.languages = before.languages
    else:
        before = None
    _categories(_document(root, folder / "categories.yml", records), records)
    if (folder / "references.yml").exists():
        document = _document(root, folder / "references.yml", records)
        records.references.update(entries(model.Reference, document, records.problems))
    known = _by_path(root, before.concepts.values()) if before else {}
    terms = folder / "terms"
    for path in sorted(terms.glob("**/*"), key=lambda path: path.as_posix()):
        name = os.fspath(path)
        if name in known and name in same:
            concept = known[name]
            records.documents[concept.id], records.concepts[concept.id] = concept.document, concept
        else:
            _concept(root, terms, path, records)
    return records


def _by_path(root: Path, concepts: Iterable[Concept]) -> dict[str, Concept]:
    return {os.path.join(root, concept.document.path): concept for concept in concepts}  # noqa: PTH118 - quick


def valid_id(name: str) -> bool:
    """Whether a name can be a concept's id: lower-case ASCII words joined by hyphens."""
    return bool(_ID.fullmatch(name)) and len(name) <= MAX_ID


def _document(root: Path, path: Path, records: Records) -> Document:
    document = read(root, path)
    records.problems.extend(document.problems)
    return document


def _language(root: Path, path: Path, code: str, records: Records) -> Language:
    document = _document(root, path, records)
    if not document.problems:
        profile = collect(model.Language, document, document.data, records.problems)
        faults = list(_bad_patterns(document, profile)) if profile else []
        records.problems.extend(faults)
        if profile and not faults:
            return Language(code, profile)
    return Language(code, model.Language(name=code))


def _bad_patterns(document: Document, profile: model.Language) -> Iterator[Problem]:
    for position, rule in enumerate(profile.plurals):
        try:
            plural_pattern(rule.ending)
        except (re.error, OverflowError, RecursionError) as fault:
            place = document.place(("plurals", position, "ending"))
            message = f"“{rule.ending}” is not a regular expression: {fault}"
            hint = "put a backslash before a special character"
            yield error(document.path, place, "invalid-pattern", message, hint)


def _categories(document: Document, records: Records) -> None:
    if not isinstance(document.data, dict):
        records.problems.extend(wrong_type(document, (), "a mapping of ids to labels"))
        return
    for name, data in document.data.items():
        if not valid_id(name):
            place = document.place((name,), key=True)
            message = f"“{name}” cannot be an id"
            records.problems.append(error(document.path, place, "invalid-id", message, _ID_HINT))
        records.categories[name] = _languages(model.Label, document, data, (name,), records)
        for key in data if isinstance(data, dict) else ():
            if key not in records.languages:
                records.problems.append(unknown_key(document, (name, key), records.languages))


def _concept(root: Path, terms: Path, path: Path, records: Records) -> None:
    # Hidden files are an editor's or a system's: swap files, folder settings.
    if path.suffix != ".yml" and (path.name.startswith(".") or path.is_dir()):
        return
    complaint = _misplaced(terms, path)
    if complaint:
        name = _printable(path.relative_to(root).as_posix())
        records.problems.append(error(name, START, *complaint))
        return
    take(_document(root, path, records), path.stem, records)


def take(document: Document, name: str, records: Records) -> None:
    """Put the concept of a document among the records, or what is wrong with its shape."""
    records.documents[name] = document
    if not isinstance(document.data, dict):
        records.problems.extend(wrong_type(document, (), "a mapping of keys to values"))
        return
    before = len(records.problems)
    shared = {k: v for k, v in document.data.items() if k not in records.languages}
    record = collect(model.Record, document, shared, records.problems)
    sections = _languages(model.Section, document, document.data, (), records)
    if record is not None and len(records.problems) == before and not document.problems:
        records.concepts[name] = Concept(name, record, sections, document)


def _misplaced(terms: Path, path: Path) -> tuple[str, str, str] | None:
    if path.suffix != ".yml" or path.parent != terms:
        return "stray-file", "not a record", "a record is a file glossary/terms/<id>.yml"
    if not valid_id(path.stem):
        return "invalid-id", f"“{_printable(path.stem)}” cannot be an id", _ID_HINT
    if path.stem in RESERVED_IDS:
        return (
            "reserved-id",
            f"“{path.stem}” is an address of the glossary itself",
            "choose another id",
        )
    return None


def _printable(name: str) -> str:
    """A file's name for a message: it may hold line ends, or bytes that are no text."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def _languages(
    shape: type[Shape], document: Document, data: object, loc: tuple[str, ...], records: Records
) -> dict[str, Shape]:
    """One `shape` per language of the glossary, from the mapping at `loc`."""
    if not isinstance(data, dict):
        records.problems.extend(wrong_type(document, loc, "a mapping of languages"))
        return {}
    found = {}
    for code, language in records.languages.items():
        if code not in data:
            place = document.place(loc, key=True)
            message = f"no “{code}” ({language.profile.name})"
            hint = "every entry has every language of mkdocs.yml"
            records.problems.append(error(document.path, place, "missing-language", message, hint))
            continue
        fitted = collect(shape, document, data[code], records.problems, (*loc, code))
        if fitted is not None:
            found[code] = fitted
    return found
