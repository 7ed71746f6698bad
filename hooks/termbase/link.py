"""Terms in a page become links to their concepts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from xml.etree.ElementTree import Element

from termbase.match import Finder, Occurrence
from termbase.tree import Piece, Prose, is_verbatim

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements in which no term becomes a link: they are links, controls, titles or not prose.
UNLINKED = HEADINGS | {"a", "abbr", "button", "dfn", "label", "legend", "summary", "title"}
NO_LINK_CLASSES = frozenset({"no-terms", "arithmatex", "headerlink", "admonition-title"})
CONCEPT = "data-concept"


class Scope(StrEnum):
    """Within what a concept is linked once."""

    PAGE = "page"
    SECTION = "section"


@dataclass
class Linked:
    """What linking a tree has found: concepts in the order of their first mention."""

    used: dict[str, Occurrence] = field(default_factory=dict)
    deprecated: list[Occurrence] = field(default_factory=list)


def link_tree(
    root: Element,
    finder: Finder,
    href: Callable[[str], str],
    *,
    own: Collection[str] = (),
    stash: Sequence[object] = (),
    scope: Scope = Scope.PAGE,
) -> Linked:
    """Link the first mention of each concept in a tree.

    `href` gives the address of a concept; `own` are the concepts that the page is about, which are
    not linked; `stash` is the raw HTML that Python-Markdown has put aside. A concept that the tree
    links already counts as mentioned.
    """
    prose = Prose(root, stash)
    linked = Linked()
    borders = _borders(prose) if scope is Scope.SECTION else []
    seen: set[tuple[str, int]] = {(concept, _section(at, borders)) for concept, at in _links(prose)}
    chosen: list[tuple[Piece, Occurrence]] = []
    for occurrence in finder.find(prose.text):
        piece = prose.piece_at(occurrence.start, occurrence.end)
        if piece is None or occurrence.concept in own or is_verbatim(piece):
            continue
        if any(start < occurrence.end and occurrence.start < end for start, end in prose.raw):
            continue
        linked.used.setdefault(occurrence.concept, occurrence)
        key = (occurrence.concept, _section(occurrence.start, borders))
        if key not in seen and not _is_closed(piece):
            seen.add(key)
            chosen.append((piece, occurrence))
    for piece, group in groupby(chosen, key=lambda pair: pair[0]):
        _weave(piece, [occurrence for _, occurrence in group], href)
    return linked


def _links(prose: Prose) -> list[tuple[str, int]]:
    """The concepts that a tree links already, with the place of each link."""
    return [
        (element.get(CONCEPT, ""), piece.start)
        for piece in prose.pieces
        for element in piece.within
        if element.tag == "a" and element.get(CONCEPT)
    ]


def _is_closed(piece: Piece) -> bool:
    for element in piece.within:
        if element.tag in UNLINKED or NO_LINK_CLASSES & {*(element.get("class") or "").split()}:
            return True
    return False


def _borders(prose: Prose) -> list[int]:
    starts = (p.start for p in prose.pieces if any(e.tag in HEADINGS for e in p.within))
    return sorted(set(starts))


def _section(at: int, borders: list[int]) -> int:
    return sum(border <= at for border in borders)


def _weave(piece: Piece, occurrences: list[Occurrence], href: Callable[[str], str]) -> None:
    """Put link elements into the node whose text the piece is."""
    text = piece.text
    parent, position = _parent(piece)
    end = len(text)
    for occurrence in reversed(occurrences):
        start = occurrence.start - piece.start
        stop = occurrence.end - piece.start
        anchor = Element("a", {"class": "term", "href": href(occurrence.concept)})
        anchor.set(CONCEPT, occurrence.concept)
        anchor.text, anchor.tail = text[start:stop], text[stop:end]
        parent.insert(position, anchor)
        end = start
    setattr(piece.node, piece.attribute, text[:end])


def _parent(piece: Piece) -> tuple[Element, int]:
    """Where a new element after the start of the piece belongs."""
    parent = piece.within[-1]
    if piece.attribute == "text":
        return parent, 0
    return parent, list(parent).index(piece.node) + 1
