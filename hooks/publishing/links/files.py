"""The files of a site, and where an address leads among them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from publishing.links.document import Document, Reference, read_document
from publishing.links.fault import WEB, scheme_of
from publishing.tree import files_below
from termbase.progress import told

INDEX = "index.html"
LONG = 500  # pages from which on all of them take several seconds
_HINTS = ("link preconnect", "link dns-prefetch")  # name a host, and no page of it


class Target(NamedTuple):
    """Where an address leads: a file of the site by its path, and a place in it.

    `path` is None if there is no such file, and `wanted` is the path that was looked for.
    """

    path: str | None
    wanted: str
    fragment: str


Lead = tuple[Reference, Target]


@dataclass
class SiteFiles:
    """A built site below `root`, published at `url` (with a slash at the end, or empty)."""

    root: Path
    url: str
    paths: frozenset[str] = field(default_factory=frozenset)
    _inner: tuple[str, list[Lead]] = ("", [])

    @classmethod
    def read(cls, root: Path) -> SiteFiles:
        """The site in a folder; its address is the canonical one of its home page."""
        names = frozenset(files_below(root))
        site = cls(root, "", names)
        if INDEX in names:
            canonical = next(site.document(INDEX).of("link canonical"), None)
            site.url = canonical.url if canonical else ""
        return site

    @cached_property
    def pages(self) -> dict[str, Document]:
        """All pages by path; how many have been read is shown if they are many."""
        names = [name for name in sorted(self.paths) if name.endswith(".html")]
        shown = len(names) >= LONG
        read = told(names, "Reading pages", len(names), shown=shown)
        return {name: self.document(name) for name in read}

    def document(self, name: str) -> Document:
        """Read one page."""
        return read_document(self.text(name))

    def text(self, name: str) -> str:
        """The text of a file; what is no UTF-8 in it is replaced."""
        return (self.root / name).read_text(encoding="utf-8", errors="replace")

    def is_ours(self, url: str, here: str) -> bool:
        """Whether an address on a page is one of this site."""
        whole = _joined(self.address(here), url)
        if not self.url:
            return not urlsplit(whole).netloc or urlsplit(whole).netloc == "site.invalid"
        return whole.startswith(self.url) or whole.rstrip("/") == self.url.rstrip("/")

    def address(self, path: str) -> str:
        """The address at which a file is published."""
        base = self.url or "https://site.invalid/"
        folder, name = posixpath.split(path)
        shown = f"{folder}/" if name == INDEX and folder else "" if name == INDEX else path
        return base + quote(shown)

    def find(self, url: str, here: str) -> Target:
        """Where an address on a page leads."""
        parts = urlsplit(_joined(self.address(here), url))
        base = urlsplit(self.url or "https://site.invalid/").path
        wanted = unquote(parts.path).removeprefix(unquote(base)).lstrip("/")
        path = f"{wanted}{INDEX}" if wanted.endswith("/") or not wanted else wanted
        known = path if path in self.paths else None
        return Target(known, wanted, unquote(parts.fragment))

    def inner(self, page: str, document: Document) -> list[Lead]:
        """The references of a page that stay in the site, with where they lead.

        They are kept until those of another page are asked for, since several rules want them.
        """
        if self._inner[0] != page:
            self._inner = page, list(self._leads(page, document))
        return self._inner[1]

    def _leads(self, page: str, document: Document) -> Iterator[Lead]:
        for one in document.references:
            url = one.url.strip()
            is_web = url and not url.startswith("//") and scheme_of(url) in WEB
            if is_web and one.kind not in _HINTS and self.is_ours(url, page):
                yield one, self.find(url, page)

    def near(self, wanted: str) -> str | None:
        """A file whose path differs from a wanted one in case or in the form of its accents."""
        path = f"{wanted}{INDEX}" if wanted.endswith("/") or not wanted else wanted
        return self._folded.get(_folded(path)) or self._folded.get(_folded(f"{path}/{INDEX}"))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_folded(path): path for path in sorted(self.paths)}


@lru_cache(maxsize=1024)  # what is found to be ours is looked for next
def _joined(base: str, url: str) -> str:
    return urljoin(base, url)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
