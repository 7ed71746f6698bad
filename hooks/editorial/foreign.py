"""Emphasized words that are of another language of the site, so that a voice reads them as such.

WCAG 2.2, criterion 3.1.2 (https://www.w3.org/TR/WCAG22/#language-of-parts), exempts words of no
certain language. What both languages know is such a word, unless one alone has it as a name.
"""

from __future__ import annotations

from collections.abc import Mapping

from editorial.spelling import Speller, speller_of, words_of
from termbase.fold import fold_term
from termbase.glossary import Glossary
from termbase.match import all_names
from termbase.remember import WhenAsked


class Foreign:
    """Tells the language of words that are emphasized in a text of the site."""

    def __init__(self, glossary: Glossary) -> None:
        spellers = {code: speller_of(glossary, code, ()) for code in glossary.languages}
        self._spellers: Mapping[str, Speller] = {c: s for c, s in spellers.items() if s}
        self._names = WhenAsked(
            glossary.languages,
            lambda code: {fold_term(form.text) for form in all_names(glossary, code)},
        )

    def __call__(self, words: str, code: str) -> str:
        """The one other language of words in a text of the language `code`, or nothing."""
        if self._is_name(words, code):
            return ""
        others = [other for other in self._names if other != code]
        named = [other for other in others if self._is_name(words, other)]
        if not named and code in self._spellers and not self._is_right(words, code):
            named = [other for other in others if self._is_right(words, other)]
        return named[0] if len(named) == 1 else ""

    def _is_name(self, words: str, code: str) -> bool:
        return fold_term(words) in self._names[code]

    def _is_right(self, words: str, code: str) -> bool:
        speller, found = self._spellers.get(code), words_of(words)
        return speller is not None and bool(found) and all(map(speller.knows, found))
