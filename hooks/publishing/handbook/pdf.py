"""A book as a tagged PDF: one HTML document, which Chromium prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import font_source_sans_pro as sans
import font_source_serif_pro as serif
import pikepdf
from playwright.sync_api import PdfMargins, sync_playwright

from publishing.handbook.book import Book, Chapter

_STYLES = [Path(__file__).with_name(name) for name in ("book.css", "paper.css")]
_FONTS = (
    ("Book Serif", 400, "normal", serif.SourceSerifPro),
    ("Book Serif", 400, "italic", serif.SourceSerifProIt),
    ("Book Serif", 700, "normal", serif.SourceSerifProSemibold),
    ("Book Sans", 400, "normal", sans.SourceSansPro),
    ("Book Sans", 400, "italic", sans.SourceSansProIt),
    ("Book Sans", 700, "normal", sans.SourceSansProSemibold),
)
_FOOT = (
    '<div style="width: 100%; font: 8pt sans-serif; text-align: center">'
    '<span class="pageNumber"></span></div>'
)
_MARGIN: PdfMargins = {"top": "20mm", "bottom": "20mm", "left": "24mm", "right": "24mm"}
_HEADING = re.compile(r"(</?h)([1-5])\b")
# Characters of text: from here on a chapter begins on a page of its own, as guides do and
# entries of a glossary do not.
_LONG = 4_500
# In print, the neighbors of an entry are a list that stands in the index already.
_NEIGHBORS = re.compile(r'<nav aria-labelledby="[^"]*--category">.*?</nav>', re.DOTALL)
_TITLE = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_SPACE = re.compile(r"[ \t\n]+")  # and not those that keep words on one line
_TAG = re.compile(r"<[^>]*>")


def write_pdf(book: Book, path: Path, built: datetime, chromium: str) -> None:
    """Print the book with the Chromium at a path; the same book gives the same bytes."""
    with TemporaryDirectory() as folder:
        page, printed = Path(folder, "book.html"), Path(folder, "book.pdf")
        html = document(book)
        page.write_text(html, encoding="utf-8")
        _print(page, printed, chromium)
        with pikepdf.open(printed) as pdf:
            _name_bookmarks(pdf, html)
            _sign(pdf, book, built)
            packed = pikepdf.ObjectStreamMode.generate
            pdf.save(path, deterministic_id=True, object_stream_mode=packed)


def document(book: Book) -> str:
    """The book as one page of HTML: a title, a table of contents, and parts of chapters."""
    parts = [(name, list(found)) for name, found in groupby(book.chapters, lambda c: c.part)]
    contents = "".join(_contents(name, chapters) for name, chapters in parts)
    text = "".join(
        f'<h1 class="part">{escape(name)}</h1>{"".join(map(_section, chapters))}'
        for name, chapters in parts
    )
    style = _faces() + "".join(file.read_text(encoding="utf-8") for file in _STYLES)
    title = escape(book.title)
    return (
        f'<!DOCTYPE html><html lang="{book.language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{style}</style></head><body>"
        f'<div class="cover"><h1>{title}</h1><p>{escape(book.description)}</p>'
        f'<p><a href="{escape(book.url)}">{escape(book.url)}</a></p></div>'
        f'<nav class="contents">{contents}</nav>{text}</body></html>'
    )


def _contents(part: str, chapters: list[Chapter]) -> str:
    links = "".join(
        f'<li><a href="#{chapter.id}">{escape(chapter.title)}</a></li>' for chapter in chapters
    )
    return f"<p>{escape(part)}</p><ul>{links}</ul>"


def _section(chapter: Chapter) -> str:
    """A chapter, its headings one level below those of the parts."""
    html = _HEADING.sub(
        lambda found: f"{found[1]}{int(found[2]) + 1}", _NEIGHBORS.sub("", chapter.html)
    )
    size = "long" if len(_words(html)) >= _LONG else "short"
    return f'<section id="{chapter.id}" class="{size}">{html}</section>'


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; font-style: {slant};'
        f' src: url("{Path(file).as_uri()}"); }}\n'
        for name, weight, slant, file in _FONTS
    )


def _print(page: Path, path: Path, chromium: str) -> None:
    """A document holds no script, and nothing of it is elsewhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu"])
        tab = browser.new_context(java_script_enabled=False, offline=True).new_page()
        tab.goto(page.as_uri())
        tab.pdf(
            path=path,
            format="A4",
            margin=_MARGIN,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=_FOOT,
            tagged=True,
            outline=True,
        )
        browser.close()


def _name_bookmarks(pdf: pikepdf.Pdf, html: str) -> None:
    """Headings as written: Chromium doubles some at the top of a page and drops spaces."""
    titles = [_SPACE.sub(" ", _words(found[2])).strip() for found in _TITLE.finditer(html)]
    bookmarks = list(_bookmarks(pdf.Root.Outlines))
    if len(bookmarks) == len(titles):
        for bookmark, title in zip(bookmarks, titles, strict=True):
            bookmark.Title = pikepdf.String(title)


def _bookmarks(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    child = parent.get("/First")
    while child is not None:
        yield child
        yield from _bookmarks(child)
        child = child.get("/Next")


def _words(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _sign(pdf: pikepdf.Pdf, book: Book, built: datetime) -> None:
    """What Chromium does not say, or takes from the clock: title bar, language and dates."""
    pdf.Root.Lang = pikepdf.String(book.language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    date = f"D:{built:%Y%m%d%H%M%S}Z"
    pdf.docinfo.Title = pikepdf.String(book.title)
    pdf.docinfo.Subject = pikepdf.String(book.description)
    pdf.docinfo.CreationDate = pikepdf.String(date)
    pdf.docinfo.ModDate = pikepdf.String(date)
