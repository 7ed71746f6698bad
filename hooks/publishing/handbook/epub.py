"""A book as an EPUB 3 file: https://www.w3.org/TR/epub-33/."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from publishing.handbook.book import Book, Chapter

_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' lang="{language}" xml:lang="{language}"><head><title>{title}</title>'
    '<link rel="stylesheet" href="book.css"/></head><body>{body}</body></html>\n'
)
_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0"'
    ' xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile'
    ' full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
_STYLE = Path(__file__).with_name("book.css")
_TARGET = re.compile(r'href="#(c-[^"]*)"')


def write_epub(book: Book, path: Path, built: datetime) -> None:
    """Write the book; the same book gives the same bytes."""
    files = {
        "OEBPS/book.css": _STYLE.read_text(encoding="utf-8"),
        "OEBPS/nav.xhtml": _navigation(book),
    }
    ids = {chapter.id for chapter in book.chapters}
    for chapter in book.chapters:
        files[f"OEBPS/{chapter.id}.xhtml"] = _chapter(book, chapter, ids)
    files["OEBPS/book.opf"] = _package(book, built)
    with ZipFile(path, "w") as archive:
        archive.writestr(ZipInfo("mimetype"), "application/epub+zip", ZIP_STORED)
        archive.writestr(ZipInfo("META-INF/container.xml"), _CONTAINER, ZIP_DEFLATED)
        for name, text in files.items():
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)


def _chapter(book: Book, chapter: Chapter, ids: set[str]) -> str:
    def target(found: re.Match[str]) -> str:
        page, _, fragment = found[1].partition("--")
        assert page in ids
        return f'href="{page}.xhtml{"#" + found[1] if fragment else ""}"'

    html = _TARGET.sub(target, chapter.html).replace("viewbox=", "viewBox=")
    html = html.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    body = f'<section id="{chapter.id}">{html}</section>'
    return _XHTML.format(language=book.language, title=escape(chapter.title), body=body)


def _navigation(book: Book) -> str:
    parts: dict[str, list[str]] = {}
    for chapter in book.chapters:
        entry = f'<li><a href="{chapter.id}.xhtml">{escape(chapter.title)}</a></li>'
        parts.setdefault(chapter.part, []).append(entry)
    items = "".join(
        f"<li><span>{escape(part)}</span><ol>{''.join(entries)}</ol></li>"
        for part, entries in parts.items()
    )
    title = escape(book.title)
    body = f'<nav epub:type="toc"><h1>{title}</h1><ol>{items}</ol></nav>'
    return _XHTML.format(language=book.language, title=title, body=body)


def _package(book: Book, built: datetime) -> str:
    items = ['<item id="css" href="book.css" media-type="text/css"/>']
    items.append(
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    )
    for chapter in book.chapters:
        drawn = ' properties="svg"' if "<svg" in chapter.html else ""
        items.append(
            f'<item id="{chapter.id}" href="{chapter.id}.xhtml"{drawn}'
            ' media-type="application/xhtml+xml"/>'
        )
    spine = "".join(f'<itemref idref="{chapter.id}"/>' for chapter in book.chapters)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{book.language}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{escape(book.url)}</dc:identifier>'
        f"<dc:title>{escape(book.title)}</dc:title><dc:language>{book.language}</dc:language>"
        f"<dc:description>{escape(book.description)}</dc:description>"
        f'<meta property="dcterms:modified">{built:%Y-%m-%dT%H:%M:%SZ}</meta></metadata>'
        f"<manifest>{''.join(items)}</manifest>"
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
