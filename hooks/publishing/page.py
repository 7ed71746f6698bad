"""A page as readers, search engines and other sites are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PublishedPage:
    """A page of the built site.

    `address` is relative to the root of the site, with a slash at its end, or empty; `sections`
    are the titles of what it is in, from the outside in; `trail` the pages of those sections that
    have one, as (title, address). A page that is not `listed` is nobody's to find; a `written` one
    has a source of its own in its language. `changed` is when its source was last changed, if that
    is known.
    """

    language: str
    address: str
    title: str
    description: str
    sections: tuple[str, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()
    listed: bool = True
    written: bool = True
    changed: datetime | None = None

    @property
    def summary(self) -> str:
        """The description without the title that it may begin with, for use beside the title."""
        return self.description.removeprefix(self.title).lstrip(" \u00a0\u202f:")


@dataclass(frozen=True)
class Edition:
    """The site in one language: its code, its name and description, and its home's address.

    `feed` is the title of its feed.
    """

    language: str
    name: str
    description: str
    home: str
    feed: str


def in_order(
    pages: Iterable[PublishedPage], languages: Sequence[str], places: Mapping[str, int]
) -> tuple[PublishedPage, ...]:
    """Pages by language, then those that have a place, by address, then the others as they come."""
    last = len(places)
    return tuple(
        sorted(
            pages,
            key=lambda page: (languages.index(page.language), places.get(page.address, last)),
        )
    )
