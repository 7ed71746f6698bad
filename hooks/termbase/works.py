"""Concepts and guides alike as works that exist in several languages, one of them the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from termbase.digest import (
    TOP,
    Change,
    Stamp,
    changes,
    guide_digests,
    headings,
    section_digests,
)
from termbase.guides import guide_files, guide_name, read_guide
from termbase.model import STAMP
from termbase.problem import START, Place
from termbase.project import Project
from termbase.records import Records
from termbase.remember import WhenAsked, remembered
from termbase.source import Data, Document, Loc, parse

_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.S)
_GUIDES = 2000  # as many are remembered
_HEAD = ("title", "description")  # what the front matter of a guide says to readers


class Kind(StrEnum):
    """What a work is."""

    CONCEPT = "concept"
    GUIDE = "guide"


@dataclass(frozen=True, eq=False)
class Version:
    """A work in one language: its file, and for each part a digest and a place.

    `loc` is where the language stands in a file of several.
    """

    document: Document
    digests: Mapping[str, str]
    places: Mapping[str, Place]
    loc: Loc = ()
    stamp: Stamp | None = None

    @property
    def start(self) -> Place:
        """Where the text begins."""
        return self.document.place(self.loc, key=True) if self.loc else START

    @property
    def path(self) -> str:
        """The file, from the root of the project."""
        return self.document.path

    def place(self, part: str) -> Place:
        """Where a part of the text is; one that is missing would be in the whole."""
        return self.places.get(part, self.start)


@dataclass(frozen=True, eq=False)
class Work:
    """A concept or a guide; `name` is how commands call it: an id, or a path below a language.

    It is the same object as long as its files are not written.
    """

    name: str
    kind: Kind
    default: str
    versions: Mapping[str, Version] = field(default_factory=dict)

    def source_of(self, code: str) -> str | None:
        """The language that a language was translated from, or None for the original.

        That is the default language, unless the text says otherwise.
        """
        declared = self._declared(code)
        if declared is not None:
            return declared
        original = code == self.default or self._declared(self.default) == code
        return None if original else self.default

    def likely_source_of(self, code: str) -> str | None:
        """Like `source_of`, but what makes no sense counts as not said."""
        source = self.source_of(code)
        if source is None or (source in self.versions and not self.is_circular(code)):
            return source
        return self.default if code != self.default else None

    def changes(self, code: str) -> list[Change]:
        """What has changed since a translation was stamped; nothing where there is no stamp."""
        here, source = self.versions.get(code), self.source_version(code)
        if here is None or source is None or here.stamp is None or not here.stamp.source:
            return []
        return list(changes(here.stamp, source.digests, here.digests))

    def is_stamped(self, code: str) -> bool:
        """Whether a translation has digests."""
        stamp = self.versions[code].stamp if code in self.versions else None
        return stamp is not None and bool(stamp.source)

    def source_version(self, code: str) -> Version | None:
        """The text that a language was translated from, if there is one."""
        return None if self.is_circular(code) else self.versions.get(self.source_of(code) or "")

    def is_circular(self, code: str) -> bool:
        """Whether a language is translated, by however many steps, from itself."""
        seen: list[str | None] = [code]
        while (source := self.source_of(seen[-1] or "")) not in seen:
            if source is None:
                return False
            seen.append(source)
        return source == code

    def _declared(self, code: str) -> str | None:
        version = self.versions.get(code)
        return version.stamp.language if version and version.stamp else None


def read_works(project: Project, docs: Path) -> list[Work]:
    """The concepts and the guides of a project; what cannot be read is left out."""
    codes, default = list(project.records.languages), project.addresses.default
    concepts = _concepts(project.records, tuple(codes), default)
    return [*concepts, *_guides(project.root, docs, codes, default)]


def front_matter(path: str, text: str) -> tuple[Document, int]:
    """The front matter of a guide, with its places in the whole text; and where the body starts."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return Document(path), 0
    # The opening line is spaces to YAML, so that all places stay.
    return parse(path, "   " + text[3 : found.end(1)]), found.end()


def guide_version(guide: Document) -> Version:
    """One language of a guide, as the file that was read."""
    return _guide_version(guide.path, guide.text)


@lru_cache(_GUIDES)
def _guide_version(path: str, text: str) -> Version:
    guide = Document(path, text)
    front, start = front_matter(path, text)
    meta = front.data if isinstance(front.data, dict) else {}
    body = guide.text[start:]
    head = "\n".join(str(meta.get(name, "")) for name in _HEAD)
    places = {TOP: START}
    for name, place in headings(body):
        places.setdefault(name, guide.place_at(start + place))
    stamp = _stamp(meta.get(STAMP), "sections")
    return Version(front, guide_digests(head, body), places, stamp=stamp)


def _concepts(records: Records, codes: tuple[str, ...], default: str) -> list[Work]:
    return [_concept(doc, name, codes, default) for name, doc in records.documents.items()]


@remembered
def _concept(document: Document, name: str, codes: tuple[str, ...], default: str) -> Work:
    data = document.data if isinstance(document.data, dict) else {}
    versions = {code: _section(document, code, data[code]) for code in codes if code in data}
    having = {code: version for code, version in versions.items() if version.digests}
    return Work(name, Kind.CONCEPT, default, having)


def _section(document: Document, code: str, data: Data) -> Version:
    section = data if isinstance(data, dict) else {}
    digests = section_digests(section)
    places = WhenAsked(digests, lambda name: document.place((code, name), key=True))
    return Version(document, digests, places, (code,), _stamp(section.get(STAMP)))


def _guides(root: Path, docs: Path, codes: Iterable[str], default: str) -> Iterator[Work]:
    found: dict[str, dict[str, Version]] = {}
    for code in codes:
        for path in guide_files(docs / code):
            guide = read_guide(root, path)
            if not guide.problems:
                name = guide_name(docs / code, path)
                found.setdefault(name, {})[code] = guide_version(guide)
    for name, versions in sorted(found.items()):
        yield _guide(next(iter(versions.values())), name, default, tuple(versions.items()))


@remembered
def _guide(
    first: Version, name: str, default: str, versions: tuple[tuple[str, Version], ...]
) -> Work:
    """A guide that has a version first; it is kept with that."""
    return Work(name, Kind.GUIDE, default, dict(versions))


def _stamp(data: Data | None, key: str = "") -> Stamp | None:
    """A stamp as far as it makes sense; `key` names the digests if they do not stand beside."""
    if not isinstance(data, dict) or not isinstance(data.get("language"), str):
        return None
    source = data.get(key, {}) if key else data
    apart = {"language", "translation"}
    digests = {name: text for name, text in _texts(source).items() if key or name not in apart}
    return Stamp(str(data["language"]), digests, _texts(data.get("translation", {})))


def _texts(data: Data) -> dict[str, str]:
    pairs = data.items() if isinstance(data, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}
