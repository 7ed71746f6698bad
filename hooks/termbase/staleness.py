"""The rules about translations: that they say what they were made from, and still agree with it.

Each rule is a function named after its id; it looks at one work and yields problems. The first line
of its docstring is the rule's description for contributors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from termbase.digest import Change, Side
from termbase.model import STAMP, GuideTranslatedFrom
from termbase.problem import Problem, did_you_mean, error, notice, warning
from termbase.project import Project
from termbase.remember import remembered
from termbase.shape import fit
from termbase.works import Kind, Version, Work, read_works


def check_translations(project: Project, docs: Path) -> Iterator[Problem]:
    """The problems of all translations, of the records and of the guides below `docs`."""
    yield from check_works(project, read_works(project, docs))


def check_works(project: Project, works: Sequence[Work]) -> Iterator[Problem]:
    """The problems of all translations of a project, whose works have been read."""
    faulty = {problem.path for problem in project.records.problems}
    # Stamps are asked for once somebody has begun to stamp.
    begun = any(work.is_stamped(code) for work in works for code in work.versions)
    languages = tuple(project.records.languages)
    for work in works:
        documents = [version.document for version in work.versions.values()]
        if not any(document.path in faulty or document.problems for document in documents):
            yield from _problems(work, languages, begun=begun)


@remembered
def _problems(work: Work, languages: tuple[str, ...], *, begun: bool) -> list[Problem]:
    """What is wrong with one work, looked for once as long as it does not change."""
    return list(_check(work, list(languages), begun=begun))


def _check(work: Work, languages: list[str], *, begun: bool) -> Iterator[Problem]:
    """What a stamp says is judged only if it makes sense."""
    if invalid := list(invalid_digest(work, languages)):
        yield from invalid
        return
    yield from stale_translation(work, languages)
    if begun:
        yield from unstamped_translation(work, languages)


def invalid_digest(work: Work, languages: list[str]) -> Iterator[Problem]:
    """A stamp names another language of the site, and sections that there are, by real digests."""
    for code, version in work.versions.items():
        if work.kind is Kind.GUIDE and _has_stamp(version):
            yield from _misshapen(version)
            yield from _unknown_sections(work, code, version)
        if version.stamp is not None:
            yield from _wrong_source(work, code, version, languages)


def unstamped_translation(work: Work, languages: list[str]) -> Iterator[Problem]:
    """A translation says what it was translated from, so that a later change can be noticed."""
    for code, version in work.versions.items():
        source = work.source_of(code)
        if work.source_version(code) is not None and not work.is_stamped(code):
            message = f"“{code}” does not say which state of “{source}” it was translated from"
            hint = f"if the two agree: {accepting(work, code)}"
            yield notice(version.path, version.start, "unstamped-translation", message, hint)


def stale_translation(work: Work, languages: list[str]) -> Iterator[Problem]:
    """Neither a translation nor its original has changed since somebody saw that they agree."""
    for code in work.versions:
        for change in work.changes(code):
            behind = _behind(work, code, change)
            message, hint = _words(work, code, change)
            place = behind.place(change.part)
            hint = f"{hint}: {accepting(work, code)}"
            yield notice(behind.path, place, "stale-translation", message, hint)


Rule = Callable[[Work, list[str]], Iterator[Problem]]
RULES: tuple[Rule, ...] = (invalid_digest, unstamped_translation, stale_translation)


def accepting(work: Work, code: str) -> str:
    """The command that stamps a translation."""
    return f"termbase accept {work.name} --lang {code}"


def _behind(work: Work, code: str, change: Change) -> Version:
    """The text that may have to follow the other."""
    source = work.source_version(code)
    assert source is not None
    return source if change.side is Side.TRANSLATION else work.versions[code]


def _words(work: Work, code: str, change: Change) -> tuple[str, str]:
    source, original = work.source_of(code), work.source_version(code)
    part, side = change
    stamp = work.versions[code].stamp
    assert original is not None and stamp is not None
    if side is Side.BOTH:
        message = f"“{part}” has changed both in “{source}” and in “{code}” since they last agreed"
        return message, "see that they agree, then"
    if side is Side.TRANSLATION:
        message = f"“{part}” has changed in “{code}” since it was translated from “{source}”"
        return f"{message}, which has not", f"change “{source}”, too, if need be, then"
    if part not in original.digests:
        message = f"“{source}” has no “{part}” any more"
    elif part not in stamp.source:
        message = f"“{part}” is new in “{source}”"
    else:
        message = f"“{part}” has changed in “{source}”"
    return f"{message} since “{code}” was translated from it", f"bring “{code}” up to date, then"


def _has_stamp(version: Version) -> bool:
    return isinstance(version.document.data, dict) and STAMP in version.document.data


def _misshapen(version: Version) -> Iterator[Problem]:
    data = version.document.data
    assert isinstance(data, dict)
    fitted = fit(GuideTranslatedFrom, version.document, data[STAMP], (STAMP,))
    if isinstance(fitted, list):
        yield from fitted


def _wrong_source(
    work: Work, code: str, version: Version, languages: list[str]
) -> Iterator[Problem]:
    source = work.source_of(code)
    if source not in languages:
        message = f"no language “{source}”"
    elif source == code:
        message = f"“{code}” is no translation of itself"
    elif work.is_circular(code):
        message = f"“{code}” is translated from “{source}”, and that from “{code}”"
    else:
        return
    others = ", ".join(other for other in languages if other != code)
    hint = f"one of: {others}; “{accepting(work, code)}” writes it anew"
    loc = (STAMP, "language") if work.kind is Kind.GUIDE else (code, STAMP, "language")
    yield error(version.path, version.document.place(loc), "invalid-digest", message, hint)


def _unknown_sections(work: Work, code: str, version: Version) -> Iterator[Problem]:
    """Sections of a stamp that neither text has: a typing error, or gone from both."""
    original = work.source_version(code)
    if original is None or version.stamp is None:
        return
    known, stamp = {**original.digests, **version.digests}, version.stamp
    for key, digests in (("sections", stamp.source), ("translation", stamp.translation)):
        for name in digests:
            if name not in known:
                hint = did_you_mean(name, known) or f"if it is gone: {accepting(work, code)}"
                place = version.document.place((STAMP, key, name), key=True)
                message = f"no section “{name}” in the guide"
                yield warning(version.path, place, "invalid-digest", message, hint)
