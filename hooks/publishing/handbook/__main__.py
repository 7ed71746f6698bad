"""`python -m publishing.handbook SITE FOLDER`: the books of each language of a built site.

An EPUB, and a PDF printed by the Chromium that the variable CHROMIUM names; none without one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from publishing.handbook.book import Entry, books
from publishing.handbook.epub import write_epub
from publishing.handbook.pdf import write_pdf
from termbase.progress import told

_LONG = 100  # chapters from which on a book takes several seconds


def main(site: Path, folder: Path, chromium: str = "") -> None:
    """Write the books of a built site into a folder; PDFs need the path of a Chromium."""
    folder.mkdir(parents=True, exist_ok=True)
    built = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    for book in books(site, _watched):
        file = folder / f"handbook-{book.language}"
        writers = [partial(write_epub, book, file.with_suffix(".epub"), built)]
        if chromium:
            writers += [partial(write_pdf, book, file.with_suffix(".pdf"), built, chromium)]
        shown = len(book.chapters) >= _LONG
        for write in told(writers, f"Writing {file.name}", len(writers), shown=shown):
            write()


def _watched(entries: list[Entry], language: str) -> Iterable[Entry]:
    label = f"Reading the pages for handbook-{language}"
    return told(entries, label, len(entries), shown=len(entries) >= _LONG)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), os.environ.get("CHROMIUM", ""))
