"""The full-text index, by Pagefind, of the pages that are there to be found.

Pagefind writes a small file for each page and for each few words, so that a search fetches what it
needs and no more; each language has an index of its own, chosen by the language of the page.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pagefind_bin import get_executable

from publishing.built import BuiltSite
from publishing.tree import files_below

FOLDER = "pagefind"
# What this search has no use for: the theme's own, and Pagefind's interfaces.
_UNUSED = (
    "assets/javascripts/lunr",
    "assets/javascripts/workers/search.*",
    f"{FOLDER}/*ui.*",
    f"{FOLDER}/pagefind-highlight.js",
)
_ROOT = "article"
_LEFT_OUT = "[data-search-exclude], .headerlink"
# What Pagefind need not read only to leave it out: elements with no other of their name inside.
_EXCLUDED = re.compile(
    r"<(\w+)\b[^<>]* data-search-exclude\b[^<>]*>[^<]*(?:<(?!/?\1\b)[^<]*)*</\1>"
)
# Not to be found: what says so, what search engines are not to show, what only leads elsewhere.
_UNLISTED = re.compile(
    r'<meta (?:name="search" content="none"|name="robots" content="noindex|http-equiv="refresh")'
)
_ERROR_PAGE = "404.html"
_ENTRY = "pagefind-entry.json"
_LANGUAGE = re.compile(r'<html lang="([\w-]+)"')
_KIND = re.compile(r'<meta name="kind" content="(\w+)"')
# Pagefind parts words at a straight apostrophe only: with ’, “étagère” would not find “l’étagère”.
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")


def index_pages(site: BuiltSite) -> None:
    """Write the index of all languages into the site; a preview does when somebody searches."""
    if not site.preview:
        write_index(site.root)


def write_index(root: Path) -> None:
    """Write the index of all languages into the site in a folder, and remove what it replaces.

    Pagefind holds in memory all that it indexes, so that each language comes by itself.
    """
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    with TemporaryDirectory() as folder:
        for language, path, text in _pages(root):
            copy = Path(folder, language, path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(text.encode())
        _run_all(sorted(Path(folder).iterdir()), root / FOLDER)
    for pattern in _UNUSED:
        for unused in root.glob(pattern):
            shutil.rmtree(unused) if unused.is_dir() else unused.unlink()


def _run_all(folders: Iterable[Path], output: Path) -> None:
    """Index folders of one language each; what leads to them is in order, the same each time."""
    output.mkdir(parents=True)
    whole: dict[str, Any] = {}
    for folder in folders:
        _run(folder, output)
        entry = json.loads((output / _ENTRY).read_text("utf-8"))
        whole = {**entry, "languages": {**whole.get("languages", {}), **entry["languages"]}}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    (output / _ENTRY).write_text(text, encoding="utf-8")


def _pages(root: Path) -> Iterator[tuple[str, str, str]]:
    """The pages to be found as Pagefind is to read them: language, path in the site, and text."""
    for path in sorted(files_below(root)):
        if not path.endswith(".html") or posixpath.basename(path) == _ERROR_PAGE:
            continue
        text = (root / path).read_bytes().decode()
        head, tag, rest = text.partition(f"<{_ROOT} ")
        if tag and not _UNLISTED.search(head):
            found = _LANGUAGE.search(head)
            language = found[1] if found else "und"
            yield language, path, _for_pagefind(language, head, tag, rest)


def _for_pagefind(language: str, head: str, tag: str, rest: str) -> str:
    """The text of a page, with its language and its kind, and with straight apostrophes.

    Pagefind reads no more of a page; what stands around it is nine tenths of a short one.
    """
    kind = _KIND.search(head)
    about = f'data-pagefind-meta="kind:{kind[1]}" ' if kind else ""
    end = rest.rindex(f"</{_ROOT}>")
    words = _EXCLUDED.sub("", rest[:end])
    words = _APOSTROPHE.sub("'", words) if "’" in words else words
    return f'<html lang="{language}"><body>{tag}{about}{words}</{_ROOT}></body></html>'


def _run(pages: Path, output: Path) -> None:
    """Call Pagefind. Raises CalledProcessError, with what it said, if it fails."""
    options = {
        "--site": pages,
        "--output-path": output,
        "--root-selector": _ROOT,
        "--exclude-selectors": _LEFT_OUT,
    }
    arguments = [str(part) for option in options.items() for part in option]
    subprocess.run(
        [get_executable(), "--silent", *arguments], check=True, capture_output=True, text=True
    )
