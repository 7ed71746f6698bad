"""Finding terms in a text.

The rules: the longest match that holds; whole words by Unicode; a hyphen touching the span vetoes
it; space, no-break space, line end and hyphen are interchangeable inside a term; the two
apostrophes are equal; accents matter, case does not except in acronyms; elided articles and
possessive endings stay outside the span; guarded words count only after a determiner; ambiguous
words and stop phrases are passed over as wholes.

An Aho–Corasick automaton (`ahocorasick_rs`) proposes candidates on the folded text; the rules
decide on the source.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from termbase.fold import HYPHENS, Span, fold, fold_term
from termbase.glossary import Glossary
from termbase.language import Language
from termbase.model import Designation, LinkPolicy, Section, Status, TermType
from termbase.remember import remembered

APOSTROPHES = "'’ʼ"
_TOUCHING = frozenset(HYPHENS)
# What parts words without a doubt, as most of what stands beside terms does.
_PARTING = frozenset(' \n,;:!?()"«»“”…—–\u00a0\u202f')
_ZERO_WIDTH_SPACE = "\u200b"


class Use(Enum):
    """What a form may do where it is found; an earlier one wins over a later one."""

    PASS_OVER = 0
    GUARDED = 1
    LINK = 2


class Form(NamedTuple):
    """Words to look for, and the concept whose record gives them."""

    text: str
    concept: str
    use: Use = Use.LINK
    exact: bool = False
    status: Status = Status.PREFERRED

    @property
    def is_single_word(self) -> bool:
        """Whether the form is one word."""
        return " " not in fold_term(self.text)


class Occurrence(NamedTuple):
    """A term in a text: characters [start, end) of the source."""

    surface: str
    concept: str
    start: int
    end: int
    form: Form


def linking_forms(glossary: Glossary, code: str) -> Iterator[Form]:
    """Every form of a language, with the use that its record allows."""
    language = glossary.languages[code]
    for concept in glossary.concepts.values():
        section = concept.sections[code]
        for words in (*section.stop_phrases, *section.never_link):
            yield Form(words, concept.id, Use.PASS_OVER)
        for form in names(concept.id, section, language):
            yield _with_policy(form, section.link)
        for words in section.linked_forms:
            yield _with_policy(Form(words, concept.id), section.link)


def all_names(glossary: Glossary, code: str) -> Iterator[Form]:
    """Every name of every concept in a language, whatever its link policy."""
    for concept in glossary.concepts.values():
        yield from names(concept.id, concept.sections[code], glossary.languages[code])


def names(concept: str, section: Section, language: Language) -> Iterator[Form]:
    """The names of a concept: its terms and their inflected and spelling forms."""
    yield from (Form(words, concept) for words in inflections(section, language))
    for synonym in section.synonyms:
        exact = synonym.type is TermType.ACRONYM
        use = Use.PASS_OVER if synonym.link else Use.LINK
        for words in inflections(synonym, language):
            yield Form(words, concept, use, exact, synonym.status)


def inflections(designation: Section | Designation, language: Language) -> Iterator[str]:
    """A term, its plural (declared, or by the language's rule) and its declared forms."""
    yield designation.term
    yield from designation.forms
    if designation.plural:
        yield designation.plural
    elif designation.number is None and getattr(designation, "type", None) is not TermType.ACRONYM:
        plural = language.plural(designation.term)
        if plural and plural != designation.term:
            yield plural


def _with_policy(form: Form, policy: LinkPolicy) -> Form:
    """A single word follows the record's policy; several words are clear enough by themselves."""
    if form.use is not Use.LINK or policy is LinkPolicy.AUTOMATIC or not form.is_single_word:
        return form
    use = Use.GUARDED if policy is LinkPolicy.AFTER_DETERMINER else Use.PASS_OVER
    return Form(form.text, form.concept, use, form.exact, form.status)


class Finder:
    """Finds the given forms in texts of a language."""

    def __init__(self, forms: Iterable[Form], language: Language) -> None:
        by_pattern: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            by_pattern[fold_term(form.text)].append(form)
        by_pattern.pop("", None)
        self._forms = [sorted(same, key=lambda f: f.use.value) for same in by_pattern.values()]
        # What a pattern stands for wherever it is, if neither case nor surroundings count.
        firsts = (same[0] for same in self._forms)
        self._sure = [None if f.exact or f.use is Use.GUARDED else f for f in firsts]
        self._automaton = AhoCorasick(list(by_pattern)) if by_pattern else None
        self._edges = _Edges(language)

    def find(self, text: str) -> list[Occurrence]:
        """Every term that may be linked, in reading order, none overlapping another."""
        passed_over = Use.PASS_OVER
        return [found for found in self.longest(text) if found.form.use is not passed_over]

    def longest(self, text: str) -> list[Occurrence]:
        """The longest form that holds at each place, those that are passed over included."""
        found: list[Occurrence] = []
        reach = 0
        for start, negative_end, pattern in self._spans(text):
            if start < reach:
                continue
            end, form = -negative_end, self._sure[pattern]
            is_parted = text[start - 1 : start] in _PARTING and text[end : end + 1] in _PARTING
            if not is_parted and not self._edges.hold(text, start, end):
                continue
            if form is None:
                form = self._first(self._forms[pattern], text, start, end)
            if form is not None:
                reach = end
                found.append(Occurrence(text[start:end], form.concept, start, end, form))
        return found

    def candidates(self, text: str) -> list[Occurrence]:
        """Every form that stands in the text as whole words, overlapping or not, longest first."""
        return [
            Occurrence(text[start:-negative_end], form.concept, start, -negative_end, form)
            for start, negative_end, pattern in self._spans(text)
            if self._edges.hold(text, start, -negative_end)
            for form in self._forms[pattern]
            if not form.exact or _same_case(text[start:-negative_end], form.text)
        ]

    def _spans(self, text: str) -> list[Span]:
        """Where patterns stand, as (start, -end, pattern): the longest of each start first."""
        if self._automaton is None:
            return []
        folded = fold(text)
        matches = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        return sorted(folded.spans(matches)) if matches else []

    def _first(self, forms: list[Form], text: str, start: int, end: int) -> Form | None:
        """The first of the forms that [start, end) may be, which are all written like it."""
        for form in forms:
            if form.exact and not _same_case(text[start:end], form.text):
                continue
            if form.use is not Use.GUARDED or self._edges.after_determiner(text, start):
                return form
        return None


@remembered
def linking_finder(glossary: Glossary, code: str) -> Finder:
    """What finds the terms of a language as they are linked."""
    return Finder(linking_forms(glossary, code), glossary.languages[code])


def _same_case(surface: str, form: str) -> bool:
    return _letters(surface) == _letters(form)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


class _Edges:
    """What may stand beside a term in a language."""

    def __init__(self, language: Language) -> None:
        self._determiners = {fold_term(word) for word in language.profile.determiners}
        self._elisions = {fold_term(word) for word in language.profile.elisions}
        self._possessives = {fold_term(word) for word in language.profile.possessives}

    def hold(self, text: str, start: int, end: int) -> bool:
        """Whether [start, end) stands there as whole words."""
        if text[start - 1 : start] in _PARTING and text[end : end + 1] in _PARTING:
            return True
        left, right = _skip_left(text, start), _skip_right(text, end)
        before, after = text[left - 1 : left], text[right : right + 1]
        if before in _TOUCHING or after in _TOUCHING or _is_mark(after):
            return False
        first, last = text[start], text[_skip_left(text, end) - 1]
        if (_is_word(before) and _is_word(first)) or (_is_word(after) and _is_word(last)):
            return False
        return self._start_holds(text, left, before) and self._end_holds(text, right, after)

    def after_determiner(self, text: str, start: int) -> bool:
        """Whether the word before `start` is a determiner of the language."""
        at = start = _skip_left(text, start)
        if at and text[at - 1] in APOSTROPHES:
            return f"{_word_before(text, at - 1)}'".casefold() in self._determiners
        while at and text[at - 1].isspace():
            at -= 1
        word = _word_before(text, _skip_left(text, at))
        return at < start and fold_term(word) in self._determiners

    def _start_holds(self, text: str, start: int, before: str) -> bool:
        if before in {"@", "#"} or (before == "." and _is_word(text[start - 2 : start - 1])):
            return False
        if not before or before not in APOSTROPHES:
            return True
        elided = _word_before(text, start - 1)
        return not elided or elided.casefold() in self._elisions

    def _end_holds(self, text: str, end: int, after: str) -> bool:
        if after == "@" or (after == "." and _is_word(text[end + 1 : end + 2])):
            return False
        if not after or after not in APOSTROPHES:
            return True
        ending = _word_after(text, end + 1)
        return not ending or ending.casefold() in self._possessives


def _is_word(character: str) -> bool:
    is_letter = character.isalnum() and character not in APOSTROPHES  # “ʼ” counts as a letter
    return is_letter or character == "_" or _is_mark(character)


def _is_invisible(character: str) -> bool:
    """Soft hyphens, joiners, marks of direction: they do not end a word, nor begin one."""
    return unicodedata.category(character) == "Cf" and character != _ZERO_WIDTH_SPACE


def _skip_left(text: str, at: int) -> int:
    while at and _is_invisible(text[at - 1]):
        at -= 1
    return at


def _skip_right(text: str, at: int) -> int:
    while at < len(text) and _is_invisible(text[at]):
        at += 1
    return at


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character).startswith("M")


def _word_before(text: str, end: int) -> str:
    start = end
    while start and _is_word(text[start - 1]):
        start -= 1
    return text[start:end]


def _word_after(text: str, start: int) -> str:
    end = start
    while end < len(text) and _is_word(text[end]):
        end += 1
    return text[start:end]
