"""Guides, as far as the glossary is concerned: which concepts and works their texts name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termbase.check import CITATION, CITED_KEY, CONCEPT_LINK
from termbase.glossary import Glossary
from termbase.mask import BLANK, code_blanked, prose
from termbase.match import Finder, Occurrence, linking_forms
from termbase.model import Status
from termbase.problem import START, Problem, did_you_mean, error, warning
from termbase.source import place_at

_AVOIDED = (Status.DEPRECATED, Status.OBSOLETE)
_MENTIONS = ("**", "__", "«»", "“”", "‘’", '""', f"{BLANK}{BLANK}")
_SPACES = " \u00a0\u202f"


def check_guides(glossary: Glossary, root: Path, docs: Path) -> Iterator[Problem]:
    """The problems of all guides in the languages of a glossary, as files below `docs`."""
    for code, language in glossary.languages.items():
        finder = Finder(linking_forms(glossary, code), language)
        for path in sorted((docs / code).rglob("*.md")):
            name = path.relative_to(root).as_posix()
            try:
                text = path.read_text(encoding="utf-8")
            except OSError as fault:
                yield error(name, START, "unreadable-file", f"cannot be read: {fault.strerror}")
            except UnicodeDecodeError as fault:
                hint = "save the file with the encoding UTF-8"
                yield error(name, START, "not-utf8", f"not UTF-8: {fault.reason}", hint)
            else:
                yield from check_guide(glossary, code, finder, name, text)


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
        if link.group(1) not in glossary.concepts:
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


def _deprecated_terms(
    glossary: Glossary, code: str, finder: Finder, name: str, text: str
) -> Iterator[Problem]:
    """Deprecated terms that are used; one in italics or quotation marks is only mentioned."""
    visible = prose(text)
    for found in finder.longest(visible):
        if found.form.status in _AVOIDED and not _is_mentioned(visible, found):
            preferred = glossary.concepts[found.concept].sections[code].term
            message = f"“{found.surface}” is {found.form.status}"
            place = place_at(text, found.start)
            yield warning(name, place, "deprecated-term", message, f"write “{preferred}”")


def _is_mentioned(text: str, found: Occurrence) -> bool:
    before = text[max(0, found.start - 3) : found.start].rstrip(_SPACES)[-1:]
    after = text[found.end : found.end + 3].lstrip(_SPACES)[:1]
    return f"{before}{after}" in _MENTIONS
