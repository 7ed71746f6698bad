"""A built site → books: one for each language, its chapters in the order of `llms.txt`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag

from publishing.copies import NAME as COPY
from publishing.llms import NAME as LIST
from publishing.llms import OPTIONAL

Entry = tuple[str, str, str]  # the part, the title and the address of a chapter
_LINK = re.compile(r"- \[((?:[^\[\]\\]|\\.)+)\]\((\S+)\):")
# What a book cannot do, or says elsewhere: tools have their worked example in the text.
_LEFT_OUT = "form, script, style, template, noscript, .headerlink, .edit, section.terms, [hidden]"
_REFERRING = ("aria-labelledby", "aria-describedby", "headers", "for")


@dataclass(frozen=True)
class Chapter:
    """A page: its id in the book, its title, the part that it is in, and its HTML."""

    id: str
    title: str
    part: str
    html: str


@dataclass(frozen=True)
class Book:
    """A language's book; `url` is the address of the site in that language."""

    language: str
    title: str
    description: str
    url: str
    chapters: tuple[Chapter, ...]


def _unwatched(entries: list[Entry], language: str) -> Iterable[Entry]:
    return entries


def books(
    root: Path, watched: Callable[[list[Entry], str], Iterable[Entry]] = _unwatched
) -> Iterator[Book]:
    """The books of a built site.

    `watched` gets the entries of a book's chapters and its language, and gives the entries back as
    their pages are read.
    """
    for path in sorted([root / LIST, *root.glob(f"*/{LIST}")]):
        yield _book(root, path, watched)


def _book(root: Path, path: Path, watched: Callable[[list[Entry], str], Iterable[Entry]]) -> Book:
    lines = path.read_text(encoding="utf-8").splitlines()
    home = BeautifulSoup((path.parent / "index.html").read_text(encoding="utf-8"), "html.parser")
    url = _attribute(home, "link[rel=canonical]", "href")
    folder = path.parent.relative_to(root).as_posix().removeprefix(".")
    site = url.removesuffix(f"{folder}/") if folder else url
    found = [entry for entry in _entries(lines) if entry[2].endswith(COPY)]
    pages = {entry[2].removesuffix(COPY): _id(entry[2].removeprefix(site)) for entry in found}
    language = _attribute(home, "html", "lang")
    chapters = []
    for part, title, copy in watched(found, language):
        address = copy.removesuffix(COPY)
        file = root / address.removeprefix(site) / "index.html"
        chapters.append(Chapter(pages[address], title, part, _text(file, address, pages)))
    return Book(language, lines[0][2:], lines[2][2:], url, tuple(chapters))


def _entries(lines: list[str]) -> Iterator[Entry]:
    """The part, the title and the address of each entry.

    "Optional" is a word of the format and of no language: what it lists stays in the part before.
    """
    part = ""
    for line in lines:
        if line.startswith("## ") and line[3:] != OPTIONAL:
            part = line[3:]
        elif found := _LINK.match(line):
            yield part, found[1].replace("\\", ""), found[2]


def _id(path: str) -> str:
    return "c-" + path.removesuffix(f"/{COPY}").replace("/", "-")


def _text(file: Path, url: str, pages: dict[str, str]) -> str:
    """The text of a page, whose links lead to other chapters or out of the book."""
    soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    article = soup.select_one("article")
    assert article is not None
    for element in article.select(_LEFT_OUT):
        element.decompose()
    own = pages[url]
    for element in article.select("[id]"):
        element["id"] = f"{own}--{element['id']}"
    ids = {str(element["id"]) for element in article.select("[id]")}
    for link in article.select("a[href]"):
        link["href"] = _target(urljoin(url, str(link["href"])), pages)
    _tidy(article, own, ids)
    return article.decode_contents()


def _target(address: str, pages: dict[str, str]) -> str:
    page, fragment = urldefrag(address)
    if page not in pages:
        return address
    return f"#{pages[page]}--{fragment}" if fragment else f"#{pages[page]}"


def _tidy(article: Tag, own: str, ids: set[str]) -> None:
    """References follow the ids that they name; what only scripts read is dropped."""
    for element in article.find_all(True):
        for name in [n for n in element.attrs if n.startswith("data-") or n == "tabindex"]:
            del element[name]
        for name in _REFERRING:
            if name in element.attrs:
                value = element[name]
                words = value if isinstance(value, list) else str(value).split()
                kept = [f"{own}--{word}" for word in words if f"{own}--{word}" in ids]
                if kept:
                    element[name] = " ".join(kept)
                else:
                    del element[name]


def _attribute(soup: BeautifulSoup, selector: str, name: str) -> str:
    element = soup.select_one(selector)
    assert element is not None
    return str(element[name])
