"""`python -m publishing.handbook SITE FOLDER`: an EPUB for each language of a built site."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from publishing.handbook.book import books
from publishing.handbook.epub import write_epub


def main(site: Path, folder: Path) -> None:
    """Write the books of a built site into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    built = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    for book in books(site):
        path = folder / f"handbook-{book.language}.epub"
        write_epub(book, path, built)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
