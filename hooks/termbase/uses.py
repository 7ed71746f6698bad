"""What the guides of a language use: which concepts, and where they cite which works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from termbase.prose import Page
from termbase.render import Guide, Place


class _Use(NamedTuple):
    guide: Guide
    concepts: tuple[str, ...]
    places: Mapping[str, Iterable[Place]]


@dataclass
class Uses:
    """The uses of all guides of a language, in the order in which they were first read."""

    _noted: dict[str, _Use] = field(default_factory=dict)
    _by_concept: dict[str, list[Guide]] | None = None

    def note(self, guide: Guide, page: Page) -> None:
        """Remember what a guide, which has been rendered as a page, uses now."""
        places = {
            key: dict.fromkeys(Place(guide, section.title, section.id) for section in sections)
            for key, sections in page.cited.items()
        }
        self._noted[guide.address] = _Use(guide, page.used, places)
        self._by_concept = None

    def of(self, concept: str) -> list[Guide]:
        """The guides that use a concept."""
        if self._by_concept is None:
            self._by_concept = {}
            for use in self._noted.values():
                for name in use.concepts:
                    self._by_concept.setdefault(name, []).append(use.guide)
        return self._by_concept.get(concept, [])

    def places(self) -> dict[str, list[Place]]:
        """Where guides cite works, by the works' keys."""
        found: dict[str, list[Place]] = {}
        for use in self._noted.values():
            for key, places in use.places.items():
                found.setdefault(key, []).extend(places)
        return found
