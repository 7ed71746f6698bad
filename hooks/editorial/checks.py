"""All editorial rules together: what the `termbase` command and the site's hook call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from editorial import harm, parity, spelling, structure, typography, wording, words
from editorial.guide import Guide, Pair, Versions, guide_of, read_guides
from editorial.mend import mend_list, mend_texts
from editorial.passage import Passage, passage_at
from editorial.spelling import Profile, Speller, Text
from editorial.words import WordList, read_words
from termbase.language import Language
from termbase.problem import Problem
from termbase.project import Project
from termbase.remember import remembered
from termbase.rules import Rule
from termbase.source import Document, Loc, parse, read

TEXT_RULES = (*typography.RULES, *wording.TEXT_RULES, *harm.TEXT_RULES)
GUIDE_RULES = (*structure.RULES, *wording.GUIDE_RULES, *harm.GUIDE_RULES)
_TEXTS = ("definition", "explanation", "example", "note", "trap")


def rules() -> list[Rule]:
    """All editorial rules, as contributors read of them."""
    found = [rule.description for rule in (*structure.ENDS, *GUIDE_RULES)]
    found += [parity.MISSING.description, *(rule.description for rule in parity.RULES)]
    found += [rule.description for rule in TEXT_RULES]
    return [*found, *(rule.description for rule in spelling.RULES), words.RULE.description]


def problems(project: Project, docs: Path) -> Iterator[Problem]:
    """All problems of the guides below `docs` and of the texts of records, spelling included."""
    yield from problems_but_spelling(project, docs)
    guides = _whole(read_guides(project, docs))
    texts = (text for guide in guides for text in _guide_passages(guide))
    languages, documents = project.records.languages, project.records.documents.values()
    records = (_record_passages(document, tuple(languages.values())) for document in documents)
    yield from _spelling(project, [*texts, *chain.from_iterable(records)])


def problems_but_spelling(project: Project, docs: Path) -> Iterator[Problem]:
    """The problems that take no dictionary to find: quick enough for every build."""
    guides = read_guides(project, docs)
    yield from _of_guides(guides)
    for guide in _whole(guides):
        yield from _of_guide_texts(guide)
    languages = tuple(project.records.languages.values())
    for document in project.records.documents.values():
        yield from _of_record(document, languages)
    for listed in _word_lists(project):
        yield from listed.document.problems or _of_words(listed)


def fix(project: Project, docs: Path) -> Iterator[str]:
    """Mend the typography of guides and records and the order of lists; a line for each change."""
    for guide in _whole(read_guides(project, docs)):
        passages = partial(_passages_of_guide, guide.language, guide.name)
        yield from mend_texts(project.root, guide.document, passages, typography.RULES)
    for document in project.records.documents.values():
        if not document.problems:
            passages = partial(_passages_of_record, project)
            yield from mend_texts(project.root, document, passages, typography.RULES)
    for listed in _word_lists(project):
        if not listed.document.problems:
            yield from mend_list(project.root, listed)


def _of_guides(guides: Iterable[Versions]) -> Iterator[Problem]:
    for versions in guides:
        yield from parity.MISSING.problems(versions)
        for guide in versions.guides:
            yield from _of_guide(guide)
        for pair in versions.pairs:
            yield from _of_pair(pair.here, pair.there)


@remembered
def _of_guide(guide: Guide) -> list[Problem]:
    rules = GUIDE_RULES if guide.is_whole else structure.ENDS
    found = [problem for rule in rules for problem in rule.problems(guide)]
    return [*guide.document.problems, *guide.front.problems, *found]


@remembered
def _of_pair(here: Guide, there: Guide) -> list[Problem]:
    rules, pair = parity.RULES if here.is_whole and there.is_whole else (), Pair(here, there)
    return [problem for rule in rules for problem in rule.problems(pair)]


@remembered
def _of_guide_texts(guide: Guide) -> list[Problem]:
    return list(_of_texts(_guide_passages(guide)))


@remembered
def _of_record(document: Document, languages: tuple[Language, ...]) -> list[Problem]:
    return list(_of_texts(_record_passages(document, languages)))


@remembered
def _of_words(listed: WordList) -> list[Problem]:
    return list(words.RULE.problems(listed))


def _of_texts(passages: Iterable[Passage]) -> Iterator[Problem]:
    for passage in passages:
        for rule in TEXT_RULES:
            yield from rule.problems(passage)


def _spelling(project: Project, passages: Iterable[Passage]) -> Iterator[Problem]:
    unknown, missing = spelling.RULES
    spellers: dict[str, Speller] = {}
    listed = {words.language.code: words for words in _word_lists(project)}
    for code, language in project.glossary.languages.items():
        profile = read(project.root, project.root / "glossary" / "languages" / f"{code}.yml")
        yield from missing.problems(Profile(profile, language))
        extra = listed[code].words if code in listed else []
        speller = spelling.speller_of(project.glossary, code, extra)
        if speller:
            spellers[code] = speller
    suggested: dict[str, str] = {}
    for passage in passages:
        yield from unknown.problems(Text(passage, spellers, suggested))


def _word_lists(project: Project) -> Iterator[WordList]:
    for language in project.glossary.languages.values():
        listed = read_words(project.root, language)
        if listed:
            yield listed


def _whole(guides: Iterable[Versions]) -> Iterator[Guide]:
    for versions in guides:
        yield from (guide for guide in versions.guides if guide.is_whole)


@remembered
def _guide_passages(guide: Guide) -> list[Passage]:
    return list(guide.passages())


@remembered
def _record_passages(document: Document, languages: tuple[Language, ...]) -> list[Passage]:
    return list(_texts_of(languages, document))


def _passages_of_guide(language: Language, name: str, document: Document) -> Iterator[Passage]:
    return guide_of(document, language, name).passages()


def _passages_of_record(project: Project, document: Document) -> Iterator[Passage]:
    parsed = parse(document.path, document.text)
    return _texts_of(project.glossary.languages.values(), parsed)


def _texts_of(languages: Iterable[Language], document: Document) -> Iterator[Passage]:
    """The texts of a record that readers read as prose, in all languages."""
    for language in languages:
        for loc in _locs(document, language.code):
            passage = passage_at(document, loc, language)
            if passage:
                yield passage


def _locs(document: Document, code: str) -> Iterator[Loc]:
    yield from ((code, name) for name in _TEXTS)
    section = document.data.get(code) if isinstance(document.data, dict) else None
    synonyms = section.get("synonyms") if isinstance(section, dict) else None
    names = range(len(synonyms)) if isinstance(synonyms, list) else ()
    yield from ((code, "synonyms", i, "note") for i in names)
