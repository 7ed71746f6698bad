"""Guides, as far as the glossary is concerned: which concepts and works their texts name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from termbase.check import CITATION, CITED_KEY, CONCEPT_LINK
from termbase.glossary import Glossary
from termbase.mask import BLANK, code_blanked, prose
from termbase.match import Finder, linking_forms
from termbase.model import Status
from termbase.problem import START, Problem, did_you_mean, error, warning
from termbase.source import place_at

_AVOIDED = (Status.DEPRECATED, Status.OBSOLETE)
# Words that are talked about stand in italics or quotation marks, and are short.
_MENTION = re.compile(
    r"(?<!\*)\*{1,2}[^*\n]{1,60}\*{1,2}|«[^»\n]{1,60}»|“[^”\n]{1,60}”|‘[^’\n]{1,60}’|\"[^\"\n]{1,60}\""
    f"|{BLANK}[^{BLANK}\n]{{1,60}}{BLANK}"
)


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
        if link.group(1) not in {*glossary.concepts, "-"}:
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
    mentions = [found.span() for found in _MENTION.finditer(visible)]
    for found in finder.longest(visible):
        if found.form.status not in _AVOIDED:
            continue
        if not any(start <= found.start and found.end <= end for start, end in mentions):
            preferred = glossary.concepts[found.concept].sections[code].term
            message = f"“{found.surface}” is {found.form.status}"
            place = place_at(text, found.start)
            yield warning(name, place, "deprecated-term", message, f"write “{preferred}”")
