"""Guides, as far as the glossary is concerned: which concepts and works their texts name."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from termbase.files import State, entries, state_of
from termbase.glossary import Glossary
from termbase.insert import INSERTS, SCHEME, TEMPLATES
from termbase.markup import CITATION, CITED_KEY, CONCEPT_LINK, UNLINKED
from termbase.mask import code_blanked, prose, without
from termbase.match import Finder, linking_finder
from termbase.model import Status
from termbase.problem import START, Problem, did_you_mean, error, warning
from termbase.remember import remembered
from termbase.source import Document, place_at, read_text

_INSERT = re.compile(rf"\]\(\s*<?{SCHEME}([^\s()>]*)")
_ALONE = re.compile(
    rf"(?<!\S\n)^[ \t]*!\[[^\[\]]+\]\({SCHEME}([^\s()>]*)\)[ \t]*$(?!\n.*\S)", re.MULTILINE
)
_GUIDES = 2000  # as many are remembered
_AVOIDED = (Status.DEPRECATED, Status.OBSOLETE)
_CONFLICT = re.compile("^[<>]{7}(?= |$)", re.M)
# Words that are talked about stand in italics or quotation marks, and are short. What an opening
# mark must not follow is said behind it: a pattern that begins with a character is found quickly.
_MENTION = re.compile(
    "|".join(
        rf"{before}(?:{inside}|\n(?![ \t]*\n)){{1,60}}{after}"
        for before, inside, after in (
            (r"\*(?<![*\w]\*)\*{0,2}(?=\S)", r"[^*\n]", r"(?<=\S)\*{1,3}"),
            (r"_(?<!\w_)_{0,2}(?=\S)", r"[^_\n]", r"(?<=\S)_{1,3}(?!\w)"),
            (r"\"(?=\S)", r"[^\"\n]", r"(?<=\S)\""),
            ("«", r"[^»\n]", "»"),
            ("“", r"[^”\n]", "”"),
            ("‘", r"(?:[^’\n]|’(?=\w))", r"’(?!\w)"),
        )
    )
)


def check_guides(glossary: Glossary, root: Path, docs: Path) -> Iterator[Problem]:
    """The problems of all guides in the languages of a glossary, as files below `docs`."""
    inserts = frozenset(path.stem for path in (root / TEMPLATES / INSERTS).glob("*.html"))
    for code in glossary.languages:
        for path in guide_files(docs / code):
            guide = read_guide(root, path)
            yield from guide.problems
            if not guide.problems:
                yield from _problems(glossary.named, code, inserts, guide.path, guide.text)


@remembered
def _problems(
    glossary: Glossary, code: str, inserts: frozenset[str], name: str, text: str
) -> tuple[Problem, ...]:
    """What is wrong with one guide, looked for once as long as nothing changes."""
    found = check_guide(glossary, code, linking_finder(glossary, code), name, text)
    return *found, *_wrong_inserts(inserts, name, code_blanked(text))


def guide_files(folder: Path) -> list[Path]:
    """The guides of one language, as files below its folder; hidden files are an editor's."""
    inside = entries(os.fspath(folder), _is_hidden) if folder.is_dir() else ()
    found = (Path(entry.path) for entry in inside if entry.name.endswith(".md"))
    return sorted(found, key=Path.as_posix)


def guide_name(folder: Path, path: Path) -> str:
    """The path of a guide below the folder of its language."""
    return path.as_posix()[len(folder.as_posix()) + 1 :]


def read_guide(root: Path, path: Path) -> Document:
    """Read one guide under `root`, once as long as it is not written anew.

    What is wrong with it as a file is in its problems.
    """
    return _read_guide(root, path, state_of(path))


@lru_cache(_GUIDES)
def _read_guide(root: Path, path: Path, state: State) -> Document:
    guide = read_text(root, path, "a guide")
    if not guide.problems and not guide.text.strip():
        hint = "write it, or delete it"
        guide.problems.append(error(guide.path, START, "empty-file", "the file is empty", hint))
    if not _CONFLICT.search(guide.text):  # a line of equals signs is a heading's
        guide.problems[:] = [p for p in guide.problems if p.rule != "merge-conflict"]
    return guide


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def check_guide(
    glossary: Glossary, code: str, finder: Finder, name: str, text: str
) -> Iterator[Problem]:
    """The problems of one guide's text."""
    visible = code_blanked(text)
    yield from _unknown_concepts(glossary, name, visible)
    yield from _unknown_sources(glossary, name, visible)
    yield from _deprecated_terms(glossary, code, finder, name, text)


def _unknown_concepts(glossary: Glossary, name: str, text: str) -> Iterator[Problem]:
    for link in CONCEPT_LINK.finditer(text):
        if link.group(1) not in glossary.concepts and link.group(1) != UNLINKED:
            hint = did_you_mean(link.group(1), glossary.concepts)
            message = f"no concept “{link.group(1)}”"
            yield error(name, place_at(text, link.start(1)), "unknown-concept", message, hint)


def _unknown_sources(glossary: Glossary, name: str, text: str) -> Iterator[Problem]:
    for citation in CITATION.finditer(text):
        for cited in CITED_KEY.finditer(citation.group()):
            key, place = cited.group(1), place_at(text, citation.start() + cited.start(1))
            if key not in glossary.references:
                hint = did_you_mean(key, glossary.references)
                yield error(name, place, "unknown-source", f"no reference “{key}”", hint)
            elif glossary.references[key].checked != "seen":
                message, hint = f"the reference “{key}” is not confirmed", "confirm it first"
                yield error(name, place, "unknown-source", message, hint)


def _wrong_inserts(inserts: Collection[str], name: str, text: str) -> Iterator[Problem]:
    """Inserts that would stay as broken images, of which the site generator says nothing."""
    alone = {found.start(1) for found in _ALONE.finditer(text)}
    for found in _INSERT.finditer(text):
        place = place_at(text, found.start(1))
        if found.group(1) not in inserts:
            hint = did_you_mean(found.group(1), inserts)
            yield error(name, place, "unknown-insert", f"no insert “{found.group(1)}”", hint)
        elif found.start(1) not in alone:
            message = "an insert is an image with a caption, alone between blank lines"
            yield error(name, place, "misplaced-insert", message)


def _deprecated_terms(
    glossary: Glossary, code: str, finder: Finder, name: str, text: str
) -> Iterator[Problem]:
    """Deprecated terms that are used; one in italics or quotation marks is only mentioned."""
    mentions = (found.span() for found in _MENTION.finditer(code_blanked(text)))
    for found in finder.longest(without(prose(text, titles=True), mentions)):
        if found.form.status in _AVOIDED:
            preferred = glossary.concepts[found.concept].sections[code].term
            surface = " ".join(text[found.start : found.end].split())
            message = f"“{surface}” is {found.form.status}"
            place = place_at(text, found.start)
            yield warning(name, place, "deprecated-term", message, f"write “{preferred}”")
