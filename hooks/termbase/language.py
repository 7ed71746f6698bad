"""What a language's profile lets the software do: order words, form plurals, name regions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from termbase import model

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}


def plural_pattern(ending: str) -> re.Pattern[str]:
    """The ending of a plural rule, compiled; raises `re.error` if it is no regular expression."""
    return re.compile(f"(?:{ending})$")


@dataclass(frozen=True)
class Language:
    """A language of the glossary: its code, and its profile from `glossary/languages/`."""

    code: str
    profile: model.Language

    def __hash__(self) -> int:
        """A quick one: a site has one language of a code, and a profile is large."""
        return hash(self.code)

    def sort_key(self, text: str) -> tuple[tuple[int, ...], str]:
        """A key that puts texts into the language's order.

        A letter of the language's own alphabet has its place there; any other letter is ordered
        as its base letter, ligatures as their letters. Punctuation and spaces are passed over;
        digits come first. Ties are broken by the text itself.
        """
        folded = unicodedata.normalize("NFC", text).casefold()
        ranks = (self._rank(base) for letter in folded for base in self._bases(letter))
        return tuple(rank for rank in ranks if rank is not None), text

    def initial(self, text: str) -> str:
        """The heading under which an index lists `text`: a capital of the alphabet, or `#`."""
        for letter in unicodedata.normalize("NFC", text).casefold():
            for base in self._bases(letter):
                if base in self._places:
                    return base.upper()
                if base.isalnum():
                    return "#"
        return "#"

    @property
    def letters(self) -> tuple[str, ...]:
        """The capital letters of the index, in order."""
        return tuple(letter.upper() for letter in self._places)

    def plural(self, term: str) -> str | None:
        """The plural that the language's rules give a term, or None where they give none.

        A rule changes a single word, or the last of several if the profile says so.
        """
        *before, word = term.split(" ")
        if before and not self.profile.plural_of_last_word:
            return None
        for ending, replacement in self._plurals:
            if found := ending.search(word):
                return " ".join([*before, word[: found.start()] + replacement])
        return None

    @cached_property
    def _plurals(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((plural_pattern(rule.ending), rule.becomes) for rule in self.profile.plurals)

    @cached_property
    def _places(self) -> dict[str, int]:
        letters = unicodedata.normalize("NFC", self.profile.alphabet.casefold())
        return {letter: place for place, letter in enumerate(dict.fromkeys(letters))}

    def _bases(self, letter: str) -> str:
        if letter in self._places:
            return letter
        letter = _LIGATURES.get(letter, letter)
        decomposed = unicodedata.normalize("NFKD", letter)
        return "".join(part for part in decomposed if not unicodedata.combining(part))

    def _rank(self, base: str) -> int | None:
        if base in self._places:
            return 100 + self._places[base]
        if base.isdecimal():
            return unicodedata.decimal(base)
        return 10_000 + ord(base) if base.isalpha() else None
