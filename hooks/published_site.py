"""The site that is being built, as the publishing package is to see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from publishing.copies import write_copy
from publishing.page import Edition, PublishedPage


@dataclass
class PublishedSite:
    """What one build keeps of its pages; `changes` are the times of files in the project.

    `root` is the folder that is built, `url` the address of the site. A `preview` has no copies.
    """

    root: Path
    url: str
    preview: bool
    changes: dict[str, datetime] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    pages: dict[str, PublishedPage] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def add(self, page: PublishedPage, html: str) -> None:
        """Note a page that is there, and write its copy beside it."""
        self.pages[page.address] = page
        if not self.preview:
            write_copy(self.root, self.url, page, html)

    def in_order(self) -> tuple[PublishedPage, ...]:
        """All pages: by language, those of the navigation in its order, then the others."""
        codes = list(self.editions)
        return tuple(
            sorted(
                self.pages.values(),
                key=lambda page: (
                    codes.index(page.language),
                    self.places.get(page.address, len(self.places)),
                ),
            )
        )


_sites: list[PublishedSite] = []


def begin(site: PublishedSite) -> None:
    """Begin a site: the one before is forgotten."""
    _sites[:] = [site]


def current() -> PublishedSite:
    """The site that is being built."""
    return _sites[0]
