"""The rules about the languages of a guide: they have the same structure.

Each rule is a function named after its id; it compares a translation with the language that it is
compared with, and its findings stand in the translation, where the other language has more or less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from editorial.guide import Guide, Pair, Versions
from editorial.markdown import Markdown, Part
from editorial.rule import Finding, Rule

_MOST_PAIRS = 10_000
_KEPT = "glossary:-"  # keeps words from being linked, in one language or the other


def missing_translation(versions: Versions) -> Iterator[Finding]:
    """A guide exists in all languages of the site."""
    first = versions.guides[0]
    folder = first.path.removesuffix(f"{first.language.code}/{first.name}")
    for code in versions.missing:
        hint = f"write {folder}{code}/{first.name}"
        yield Finding(0, f"no translation into “{code}”", hint)


def heading_parity(pair: Pair) -> Iterator[Finding]:
    """The languages of a guide have the same headings, by level and id."""
    here, there = (_headings(guide) for guide in (pair.here, pair.there))
    ends = [*(part.start for part in here), len(pair.here.markdown.text.rstrip())]
    yield from _in_order(pair, here, there, lambda _, follows: ends[follows])


def table_parity(pair: Pair) -> Iterator[Finding]:
    """The languages of a guide have the same tables, by rows and columns."""
    yield from _by_section(pair, lambda guide: guide.markdown.tables)


def image_parity(pair: Pair) -> Iterator[Finding]:
    """The languages of a guide show the same images, figures and inserts."""
    yield from _by_section(pair, _pictures, _as_sets)


def code_parity(pair: Pair) -> Iterator[Finding]:
    """The languages of a guide have the same code blocks, by the language of the code."""
    yield from _by_section(pair, lambda guide: guide.markdown.code)


def link_parity(pair: Pair) -> Iterator[Finding]:
    """The languages of a guide link the same targets, and the same hosts elsewhere."""
    yield from _by_section(pair, _links, _as_sets)


def citation_parity(pair: Pair) -> Iterator[Finding]:
    """The languages of a guide cite the same works in the same sections."""
    yield from _by_section(pair, _citations, _as_sets)


MISSING = Rule(missing_translation)
RULES: tuple[Rule[Pair], ...] = (
    Rule(heading_parity),
    Rule(table_parity),
    Rule(image_parity),
    Rule(code_parity),
    Rule(link_parity),
    Rule(citation_parity),
)

Parts = Callable[[Guide], Iterable[Part]]
Locate = Callable[[Part, int], int]
Compare = Callable[[Pair, list[Part], list[Part], Locate], Iterator[Finding]]


def _headings(guide: Guide) -> list[Part]:
    """Headings; the title's id plays no part, for a title needs none."""
    found = []
    for level, name, title, start in guide.markdown.headings:
        key = "#" if level == 1 else f"{'#' * level} {name}"
        label = f"heading “{'#' * level} {title}{f' {{#{name}}}' if name else ''}”"
        found.append(Part(key, label, start))
    return found


def _pictures(guide: Guide) -> Iterator[Part]:
    for source, _, start in guide.markdown.pictures:
        yield Part(source, f"image “{source}”" if source else "figure", start)


def _links(guide: Guide) -> Iterator[Part]:
    for target, start in guide.markdown.links:
        if target != _KEPT:
            yield Part(_place_of(target, guide.language.code), f"link to “{target}”", start)


def _citations(guide: Guide) -> Iterator[Part]:
    for key, start in guide.markdown.citations:
        yield Part(key, f"citation of “{key}”", start)


def _place_of(target: str, code: str) -> str:
    """What two languages link alike: another site may have a page, or a host, for each."""
    host = urlsplit(target).hostname
    return (
        ".".join(part for part in host.split(".") if part not in ("www", code)) if host else target
    )


def _in_order(pair: Pair, here: list[Part], there: list[Part], locate: Locate) -> Iterator[Finding]:
    """What differs between two sequences; long ones are compared as sets, in less time."""
    sequences = [part.key for part in there], [part.key for part in here]
    if len(here) * len(there) > _MOST_PAIRS:
        yield from _as_sets(pair, here, there, locate)
        return
    for _, i, i_end, j, j_end in SequenceMatcher(None, *sequences, autojunk=False).get_opcodes():
        missing, surplus = there[i:i_end], here[j:j_end]
        if [part.key for part in missing] == [part.key for part in surplus]:
            continue
        common = min(len(missing), len(surplus))
        for mine, theirs in zip(surplus, missing, strict=False):
            message = f"{mine.label}, where {_has(pair.there, theirs)}"
            yield Finding(mine.start, message, "make them alike")
        for part in missing[common:]:
            yield _lacks(pair, part, locate(part, j_end))
        for part in surplus[common:]:
            yield _has_more(pair, part)


def _as_sets(pair: Pair, here: list[Part], there: list[Part], locate: Locate) -> Iterator[Finding]:
    """What differs between two sets: the order of words is a language's own."""
    mine, theirs = (Counter(part.key for part in parts) for parts in (here, there))
    for part in _beyond(there, theirs - mine):
        yield _lacks(pair, part, locate(part, 0))
    for part in _beyond(here, mine - theirs):
        yield _has_more(pair, part)


def _beyond(parts: list[Part], more: Counter[str]) -> Iterator[Part]:
    """The parts that one language has more of than the other, the last of each kind."""
    for part in reversed(parts):
        if more[part.key]:
            more[part.key] -= 1
            yield part


def _by_section(pair: Pair, parts: Parts, compare: Compare = _in_order) -> Iterator[Finding]:
    """Compare the sections that both languages have; a missing one is a missing heading."""
    here, there = (_sections(guide.markdown) for guide in (pair.here, pair.there))
    mine, theirs = (list(parts(guide)) for guide in (pair.here, pair.there))
    for name, (start, end) in there.items():
        if name not in here:
            continue
        first, last = here[name]

        def locate(part: Part, _: int, start: int = start, name: str = name) -> int:
            above = pair.there.markdown.text[start : part.start]
            return _nearest(pair.here.markdown.text, *here[name], above)

        yield from compare(
            pair,
            [part for part in mine if first <= part.start < last],
            [part for part in theirs if start <= part.start < end],
            locate,
        )


def _sections(markdown: Markdown) -> dict[str, tuple[int, int]]:
    """Where each section starts and ends, by the id of its heading; the first has none."""
    borders = [("", markdown.start)]
    borders += [(heading.id, heading.start) for heading in markdown.headings if heading.id]
    ends = [start for _, start in borders[1:]] + [len(markdown.text)]
    found: dict[str, tuple[int, int]] = {}
    for (name, start), end in zip(borders, ends, strict=True):
        found.setdefault(name, (start, end))
    return found


def _nearest(text: str, start: int, end: int, above: str) -> int:
    """The place in a section that is as many paragraphs and lines from its start as `above` is."""
    blocks = [found.span() for found in _BLOCK.finditer(text, start, end)]
    if not blocks:
        return start
    before = _BLOCK.findall(above + "\x02")
    first, last = blocks[min(len(before), len(blocks)) - 1]
    lines = text[first:last].splitlines(keepends=True)
    return first + sum(map(len, lines[: min(before[-1].count("\n"), len(lines) - 1)]))


_BLOCK = re.compile(r"\S(?:.|\n(?![ \t]*(?:\n|\Z)))*")


def _lacks(pair: Pair, part: Part, start: int) -> Finding:
    return Finding(start, f"here {_has(pair.there, part)}", "add it here, or remove it there")


def _has_more(pair: Pair, part: Part) -> Finding:
    message = f"{part.label}, which “{pair.there.language.code}” has not"
    return Finding(part.start, message, f"add it to {pair.there.path}, or remove it here")


def _has(guide: Guide, part: Part) -> str:
    line = guide.place(part.start).line
    return f"“{guide.language.code}” has the {part.label} in line {line}"
