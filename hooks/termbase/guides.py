"""Guides, as far as the glossary is concerned: do their links and citations lead anywhere?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from termbase.check import CITATION, CITED_KEY
from termbase.problem import START, Problem, did_you_mean, error
from termbase.project import Project
from termbase.source import place_at

_LINK = re.compile(r"\]\(glossary:([^)\s#]*)")
_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<tick>`+).+?(?P=tick)", re.S | re.M)


def check_guides(project: Project, docs: Path) -> Iterator[Problem]:
    """The problems of all guides in the languages of the project."""
    for code in project.glossary.languages:
        for path in sorted((docs / code).rglob("*.md")):
            name = path.relative_to(project.root).as_posix()
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as fault:
                yield error(name, START, "unreadable-file", f"cannot be read: {fault}")
                continue
            yield from check_guide(project, name, text)


def check_guide(project: Project, name: str, text: str) -> Iterator[Problem]:
    """The problems of one guide's text."""
    prose = _CODE.sub(lambda found: re.sub(r"\S", " ", found.group()), text)
    for link in _LINK.finditer(prose):
        if link.group(1) not in project.glossary.concepts:
            hint = did_you_mean(link.group(1), project.glossary.concepts)
            message = f"no concept “{link.group(1)}”"
            yield error(name, place_at(text, link.start(1)), "unknown-concept", message, hint)
    known = project.glossary.references
    for citation in CITATION.finditer(prose):
        for key in CITED_KEY.finditer(citation.group()):
            place = place_at(text, citation.start() + key.start(1))
            if key.group(1) not in known:
                hint = did_you_mean(key.group(1), known)
                yield error(name, place, "unknown-source", f"no reference “{key.group(1)}”", hint)
            elif known[key.group(1)].checked != "seen":
                message = f"the reference “{key.group(1)}” is not confirmed"
                yield error(name, place, "unknown-source", message, "confirm it first")
