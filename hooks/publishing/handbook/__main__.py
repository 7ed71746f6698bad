"""`python -m publishing.handbook SITE FOLDER`: the books of each language of a built site.

An EPUB, and a PDF printed by the Chromium that the variable CHROMIUM names; none without one.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from publishing.handbook.book import books
from publishing.handbook.epub import write_epub
from publishing.handbook.pdf import write_pdf


def main(site: Path, folder: Path, chromium: str = "") -> None:
    """Write the books of a built site into a folder; PDFs need the path of a Chromium."""
    folder.mkdir(parents=True, exist_ok=True)
    built = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    for book in books(site):
        write_epub(book, folder / f"handbook-{book.language}.epub", built)
        if chromium:
            write_pdf(book, folder / f"handbook-{book.language}.pdf", built, chromium)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), os.environ.get("CHROMIUM", ""))
