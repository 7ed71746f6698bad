"""Guides: the files of each language's folder, read into front matter and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editorial.markdown import Markdown
from editorial.passage import Passage, passage_at
from termbase.guides import guide_files, guide_name, read_guide
from termbase.language import Language
from termbase.problem import Place
from termbase.project import Project
from termbase.remember import remembered
from termbase.shape import wrong_type
from termbase.source import Document
from termbase.works import front_matter

_OPENING = re.compile(r"---[ \t]*\n")
_TEXTS = ("title", "description")


@dataclass(frozen=True, eq=False)
class Guide:
    """A guide in one language; `name` is its path in the language's folder."""

    document: Document
    language: Language
    name: str
    front: Document
    markdown: Markdown

    @property
    def path(self) -> str:
        """The file's path from the root of the project."""
        return self.document.path

    @property
    def has_open_front_matter(self) -> bool:
        """Whether front matter begins and does not end."""
        return self.markdown.start == 0 and bool(_OPENING.match(self.document.text))

    @property
    def is_whole(self) -> bool:
        """Whether the file could be read, and nothing in it begins without an end."""
        opened = (
            found["open"] is not None or found["cut"] is not None for found in self.markdown.apart
        )
        return not (self.document.problems or self.has_open_front_matter or any(opened))

    def place(self, start: int) -> Place:
        """The line and column of a character of the file."""
        return self.document.place_at(start)

    def passages(self) -> Iterator[Passage]:
        """The texts of the guide: what its front matter says to readers, and its body."""
        for key in _TEXTS:
            passage = passage_at(self.front, (key,), self.language)
            if passage:
                yield passage
        yield Passage(self.document, self.language, self.markdown)


@dataclass(frozen=True)
class Pair:
    """A translation of a guide, and the guide in the language that it is compared with."""

    here: Guide
    there: Guide

    @property
    def path(self) -> str:
        """The translation's path: findings stand there."""
        return self.here.path

    def place(self, start: int) -> Place:
        """The line and column of a character of the translation."""
        return self.here.place(start)


@dataclass(frozen=True)
class Versions:
    """A guide in the languages that have it, the default one first, and those that lack it."""

    guides: list[Guide]
    missing: list[str]

    @property
    def path(self) -> str:
        """The first version's path."""
        return self.guides[0].path

    def place(self, start: int) -> Place:
        """The line and column of a character of the first version."""
        return self.guides[0].place(start)

    @property
    def pairs(self) -> list[Pair]:
        """Each translation with the first version."""
        return [Pair(other, self.guides[0]) for other in self.guides[1:]]


def read_guides(project: Project, docs: Path) -> list[Versions]:
    """All guides below `docs`; what is wrong with a file is in its document's problems."""
    found: dict[str, dict[str, Guide]] = {}
    languages, default = project.records.languages, project.addresses.default
    codes = sorted(languages, key=lambda code: code != default)
    for code in codes:
        for path in guide_files(docs / code):
            document = read_guide(project.root, path)
            name = guide_name(docs / code, path)
            if document.problems:
                guide = guide_of(document, languages[code], name)
            else:
                guide = _guide(languages[code], name, document.path, document.text)
            found.setdefault(name, {})[code] = guide
    return [
        Versions([*versions.values()], [code for code in codes if code not in versions])
        for versions in found.values()
    ]


@remembered
def _guide(language: Language, name: str, path: str, text: str) -> Guide:
    return guide_of(Document(path, text), language, name)


def guide_of(document: Document, language: Language, name: str) -> Guide:
    """A file's text as a guide."""
    front, start = front_matter(document.path, document.text)
    front.problems[:] = [problem for problem in front.problems if problem.rule != "empty-file"]
    if front.data and not isinstance(front.data, dict):
        front.problems.extend(wrong_type(front, (), "a mapping of keys to values"))
    return Guide(document, language, name, front, Markdown(document.text, start))
