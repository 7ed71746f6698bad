"""Terms in a page become links to their concepts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from xml.etree.ElementTree import Element

from termbase.match import Finder, Occurrence
from termbase.tree import HEADINGS, UNLINKED, Piece, Prose, is_verbatim

NO_LINK_CLASSES = frozenset(
    {"no-terms", "arithmatex", "MathJax_Preview", "headerlink", "admonition-title"}
)
CONCEPT = "data-concept"


class Scope(StrEnum):
    """Within what a concept is linked once, if at all."""

    PAGE = "page"
    SECTION = "section"
    NONE = "none"


@dataclass
class Linked:
    """What linking a tree has found: concepts in the order of their first mention."""

    used: dict[str, Occurrence] = field(default_factory=dict)


def link_prose(
    prose: Prose,
    finder: Finder,
    href: Callable[[str], str],
    *,
    own: Collection[str] = (),
    scope: Scope = Scope.PAGE,
) -> Linked:
    """Link the first mention of each concept in the prose of a tree, whose pieces change.

    `href` gives the address of a concept; `own` are the concepts that the page is about, which are
    not linked. A concept that the tree links already counts as mentioned.
    """
    linked = Linked()
    borders = _borders(prose) if scope is Scope.SECTION else []
    seen = {(concept, bisect_right(borders, at)) for concept, at in _links(prose)}
    chosen: list[tuple[Piece, Occurrence]] = []
    for occurrence in finder.find(prose.text):
        piece = prose.piece_at(occurrence.start, occurrence.end)
        if piece is None or occurrence.concept in own or is_verbatim(piece):
            continue
        if prose.is_apart(occurrence.start, occurrence.end):
            continue
        linked.used.setdefault(occurrence.concept, occurrence)
        key = (occurrence.concept, bisect_right(borders, occurrence.start))
        if key not in seen and not _is_closed(piece):
            seen.add(key)
            chosen.append((piece, occurrence))
    _weave(chosen, href)
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


def _weave(chosen: list[tuple[Piece, Occurrence]], href: Callable[[str], str]) -> None:
    """Put link elements into the nodes whose texts the pieces are.

    From the last one to the first, so that the places of children stay right.
    """
    places: dict[Element, dict[Element, int]] = {}
    for piece, group in groupby(reversed(chosen), key=lambda pair: pair[0]):
        parent, place = piece.within[-1], 0
        if piece.attribute == "tail":
            if parent not in places:
                places[parent] = {child: i for i, child in enumerate(parent, 1)}
            place = places[parent][piece.node]
        text, end = piece.text, len(piece.text)
        for _, occurrence in group:
            start, stop = occurrence.start - piece.start, occurrence.end - piece.start
            anchor = Element("a", {"class": "term", "href": href(occurrence.concept)})
            anchor.set(CONCEPT, occurrence.concept)
            anchor.text, anchor.tail = text[start:stop], text[stop:end]
            parent.insert(place, anchor)
            end = start
        setattr(piece.node, piece.attribute, text[:end])
