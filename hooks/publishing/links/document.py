"""What a page says: the places in it, and all that it refers to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple


class Reference(NamedTuple):
    """An address that a page gives: what it is for, where it stands, and the element's attributes.

    `kind` is the element's name, or `rel` of a link, or `property` of a meta element; `line` and
    `column` are from 1, in the built file.
    """

    kind: str
    url: str
    line: int
    column: int
    attributes: dict[str, str]


@dataclass
class Document:
    """A page as the rules see it; `text` of a reference is what its link shows."""

    language: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, int, int]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    named: list[tuple[str, str, int, int]] = field(default_factory=list)
    data: list[tuple[str, int]] = field(default_factory=list)
    robots: str = ""
    refresh: str | None = None

    def of(self, *kinds: str) -> Iterator[Reference]:
        """The references of some kinds."""
        return (reference for reference in self.references if reference.kind in kinds)


# Attributes that hold an address, by element; those of `link` and `meta` depend on others.
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "audio": ("src",), "embed": ("src",), "form": ("action",),
    "iframe": ("src",), "image": ("href", "xlink:href"), "img": ("src",), "input": ("src",),
    "object": ("data",), "script": ("src",), "source": ("src",), "track": ("src",),
    "use": ("href", "xlink:href"), "video": ("src", "poster"), "blockquote": ("cite",),
    "q": ("cite",),
}  # fmt: skip
_META = {"og:url", "og:image", "og:image:url", "twitter:image", "og:image:secure_url"}
# Attributes that name other elements of the page by their ids.
_NAMES = (
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "headers",
    "popovertarget", "form",
)  # fmt: skip
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)['\"]?\s*$", re.I)


def read_document(text: str) -> Document:
    """Read a page; never raises for bad markup, as browsers do not."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.document


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()
        self._json: list[str] | None = None
        self._svg = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line, column = self.getpos()
        place = line, column + 1
        self._note_id(values.get("id"), place)
        if tag == "a" and "name" in values:
            self.document.ids.setdefault(values["name"], line)
        for name in _NAMES:
            for one in values.get(name, "").split():
                self.document.named.append((name, one, *place))
        if tag == "html":
            self.document.language = values.get("lang", "")
        elif tag == "meta":
            self._meta(values, place)
        elif tag == "link":
            self._link(values, place)
        else:
            self._address(tag, values, place)
        if tag == "script" and values.get("type") == "application/ld+json":
            self._json = []

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._json is not None:
            self.document.data.append(("".join(self._json), self.getpos()[0]))
            self._json = None

    def _note_id(self, name: str | None, place: tuple[int, int]) -> None:
        if name is None:
            return
        if name in self.document.ids:
            self.document.repeated.append((name, *place))
        self.document.ids.setdefault(name, place[0])

    def _meta(self, values: dict[str, str], place: tuple[int, int]) -> None:
        name, content = values.get("property") or values.get("name", ""), values.get("content", "")
        if name == "robots":
            self.document.robots = content.lower()
        elif name in _META:
            self._add(name, content, place, values)
        elif values.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.match(content)
            self.document.refresh = found[1].strip() if found else ""
            self._add("refresh", self.document.refresh, place, values)

    def _link(self, values: dict[str, str], place: tuple[int, int]) -> None:
        if "href" in values:
            relation = " ".join(values.get("rel", "").lower().split())
            self._add(f"link {relation}", values["href"], place, values)

    def _address(self, tag: str, values: dict[str, str], place: tuple[int, int]) -> None:
        for name in _ADDRESSES.get(tag, ()):
            if name in values:
                self._add(tag, values[name], place, values)
        for name in ("srcset", "imagesrcset"):
            for url in _CANDIDATE.findall(values.get(name, "")):
                self._add(tag, url, place, values)

    def _add(self, kind: str, url: str, place: tuple[int, int], values: dict[str, str]) -> None:
        self.document.references.append(Reference(kind, url, *place, values))


def urls_in_data(text: str) -> Iterator[str]:
    """The addresses in a JSON-LD block: values of `@id`, `url` and the like.

    Raises ValueError if it is no JSON.
    """

    def walk(node: object, key: str = "") -> Iterator[str]:
        if isinstance(node, dict):
            for name, value in node.items():
                yield from walk(value, name)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value, key)
        elif isinstance(node, str) and key in _URL_KEYS and re.match(r"https?://", node):
            yield node

    return walk(json.loads(text))


_URL_KEYS = {
    "@id", "url", "item", "image", "logo", "mainEntityOfPage", "inDefinedTermSet", "isPartOf",
    "license", "sameAs", "citation", "contentUrl", "workTranslation", "translationOfWork", "target",
}  # fmt: skip
