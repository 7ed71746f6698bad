"""The site that is being built, as the publishing package is to see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from publishing.copies import write_copy
from publishing.fingerprint import fingerprint, with_fingerprints
from publishing.hosts import moved
from publishing.minify import minified
from publishing.page import Edition, PublishedPage, in_order
from publishing.policy import NONE, Inline, inline_digests, with_policy


@dataclass
class PublishedSite:
    """What one build keeps of its pages; `changes` are the times of files in the project.

    `root` is the folder that is built, `url` the address of the site. A `preview` does without what
    only a published site needs. `policy` is the file of headers for hosts, if there is one. The
    `names` of style sheets and scripts have digests in them, by the names that pages have been
    drawn with; `inline` are the scripts and styles in pages, and `moved` tells which pages lead
    where.
    """

    root: Path
    url: str
    preview: bool
    policy: Path | None = None
    changes: dict[str, datetime] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    inline: Inline = NONE
    moved: dict[str, str] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    pages: dict[str, PublishedPage] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def asset(self, name: str, content: bytes) -> tuple[str, bytes]:
        """A style sheet or script as it is published: its path in the site and its content."""
        content = minified(name, content)
        new = self.names[name] = fingerprint(name, content)
        return new, content

    def finished(self, text: str, name: str) -> str:
        """The text of a page at a path in the site, as it is published."""
        if self.preview:
            return text
        text = with_fingerprints(text, name, self.names)
        here = f"/{name.removesuffix('index.html')}"
        if there := moved(text, here):
            self.moved[here] = there
        if self.policy is not None:
            inline = inline_digests([text])
            self.inline = self.inline.and_also(inline)
            text = with_policy(text, self.policy, inline)
        return text

    def add(self, page: PublishedPage, html: str) -> None:
        """Note a page that is there, and write its copy beside it."""
        self.pages[page.address] = page
        if not self.preview:
            write_copy(self.root, self.url, page, html)

    def place(self, addresses: Iterable[str]) -> None:
        """Give pages their places, after those that have one."""
        for address in addresses:
            self.places.setdefault(address, len(self.places))

    def in_order(self) -> tuple[PublishedPage, ...]:
        """All pages: by language, those of the navigation in its order, then the others."""
        return in_order(self.pages.values(), [*self.editions], self.places)


_sites: list[PublishedSite] = []


def begin(site: PublishedSite) -> None:
    """Begin a site: the one before is forgotten."""
    _sites[:] = [site]


def current() -> PublishedSite:
    """The site that is being built."""
    return _sites[0]
