"""The words of a language that the project adds to its dictionary: a file, one word a line.

Lines at the top that begin with `#` are remarks. The words are in the language's order, each once,
so that two writers who add one do not get into each other's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from editorial.rule import Finding, Rule
from termbase.files import State, state_of
from termbase.language import Language
from termbase.problem import Place
from termbase.source import Document, read_text

_LISTS = 20  # as many are remembered


@dataclass(frozen=True)
class WordList:
    """The list of one language, as its file has it."""

    document: Document
    language: Language

    @property
    def path(self) -> str:
        """The file's path from the root of the project."""
        return self.document.path

    def place(self, start: int) -> Place:
        """The line and column of a character of the file."""
        return self.document.place_at(start)

    @property
    def remarks(self) -> list[str]:
        """The lines above the words."""
        return list(takewhile(lambda line: line.startswith("#"), self.document.text.splitlines()))

    @property
    def words(self) -> list[str]:
        """The words as they are listed."""
        lines = self.document.text.splitlines()[len(self.remarks) :]
        return [line.strip() for line in lines if line.strip()]

    @property
    def in_order(self) -> str:
        """The file's text as it should be."""
        words = sorted(set(self.words), key=self.language.sort_key)
        return "".join(f"{line}\n" for line in [*self.remarks, *words])


def list_of(code: str) -> Path:
    """Where a project lists the words of a language that no dictionary knows."""
    return Path("glossary", "languages", f"{code}.words.txt")


def read_words(root: Path, language: Language) -> WordList | None:
    """The list of a language, if there is one; what is wrong with the file is in its document."""
    path = root / list_of(language.code)
    return _read_words(root, path, language, state_of(path)) if path.exists() else None


@lru_cache(_LISTS)
def _read_words(root: Path, path: Path, language: Language, state: State) -> WordList:
    return WordList(read_text(root, path, "a list of words"), language)


def unordered_words(listed: WordList) -> Iterator[Finding]:
    """A list of words is in the language's order, and has no word twice."""
    wanted = listed.in_order.splitlines(keepends=True)
    start = 0
    for position, line in enumerate(listed.document.text.splitlines(keepends=True)):
        if line.rstrip("\n") != "".join(wanted[position : position + 1]).rstrip("\n"):
            message = f"“{line.strip()}” is not in its place"
            yield Finding(start, message, "`termbase check --fix` puts the list in order")
            return
        start += len(line)


RULE = Rule(unordered_words)
