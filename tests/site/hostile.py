"""A site whose every text, wherever records and their companions have one, is a payload."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import DATA
from tests.site.building import copy_tea
from tests.site.sources import Sources

PAYLOADS: list[str] = yaml.safe_load((DATA / "payloads.yml").read_text(encoding="utf-8"))
# What the check of records refuses where they have Markdown, so that it comes to no page.
REFUSED = re.compile(r"!?\[x\]\((javascript|vbscript|data):", re.IGNORECASE)
TITLE = '"></title><script>alert(1)</script> & <i>x</i>'
HEADING = "&lt;script>alert(1)&lt;/script> & `<i>x</i>`"
LICENSE = "https://license.example/"
ALL = " ".join(PAYLOADS)


def make_hostile(to: Path) -> Path:
    """The tea site with a record, a work and a subject field of each payload, and its strings."""
    project = copy_tea(to)
    languages = list(Sources(project).languages)
    glossary = project / "glossary"
    for number, payload in enumerate(PAYLOADS):
        _write(glossary / "terms" / f"payload-{number}.yml", record(number, payload, languages))
    works = {f"work{number}": work(payload) for number, payload in enumerate(PAYLOADS)}
    _add(glossary / "references.yml", works)
    fields = {f"field-{n}": field(payload, languages) for n, payload in enumerate(PAYLOADS)}
    _add(glossary / "categories.yml", fields)
    edition = {"title": dict.fromkeys(languages, ALL), "version": ALL, "license": LICENSE}
    _write(glossary / "edition.yml", edition)
    for code in languages:
        _spoil(glossary / "strings" / f"{code}.yml")
        guide = project / "docs" / code / "brewing.md"
        head = yaml.safe_dump({"title": TITLE, "description": TITLE}, allow_unicode=True)
        guide.write_text(f"---\n{head}---\n\n# {HEADING}\n", encoding="utf-8")
    return project


def record(number: int, payload: str, languages: list[str]) -> dict[str, Any]:
    """A concept whose texts are all the payload; its names differ, as those of concepts do."""
    shared = {"category": f"field-{number}", "sources": [f"work{number}"]}
    return shared | {code: section(f"{payload} {code}{number}", payload) for code in languages}


def section(name: str, payload: str) -> dict[str, Any]:
    """One language of the concept."""
    synonym = {"term": f"{name} b", "plural": f"{name} c", "forms": [f"{name} d"], "note": payload}
    markdown = "Text." if REFUSED.match(payload) else payload
    official = {"term": f"{name} e", "authority": payload, "date": payload}
    return {
        "term": name,
        "part_of_speech": "verb",
        "plural": f"{name} f",
        "forms": [f"{name} g"],
        "synonyms": [synonym],
        "official": [official],
        "definition": f"{payload}\n\nText.",
        **dict.fromkeys(("explanation", "example", "note", "trap"), markdown),
        "linked_forms": [f"{name} h"],
        "never_link": [f"{name} i"],
        "stop_phrases": [f"{name} j"],
    }


def work(payload: str) -> dict[str, Any]:
    """A work whose texts are all the payload."""
    texts = "title container-title edition publisher volume issue page DOI ISBN note"
    person = {"family": payload, "given": payload}
    fixed = {"type": "book", "author": [person], "issued": payload, "language": "en"}
    return fixed | dict.fromkeys(texts.split(), payload) | {"checked": "seen"}


def field(payload: str, languages: list[str]) -> dict[str, Any]:
    """A subject field whose texts are all the payload."""
    return {code: {"label": payload, "scope": payload} for code in languages}


def _spoil(path: Path) -> None:
    """Put a payload behind each text of the interface, each in turn."""
    strings = yaml.safe_load(path.read_text(encoding="utf-8"))
    # Braces are places for words in these texts, and unknown ones a finding.
    payloads = cycle(payload for payload in PAYLOADS if "{" not in payload)
    spoiled = {key: f"{text} {next(payloads)}" for key, text in strings.items()}
    _write(path, spoiled)


def _add(path: Path, more: dict[str, Any]) -> None:
    _write(path, yaml.safe_load(path.read_text(encoding="utf-8")) | more)


def _write(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
