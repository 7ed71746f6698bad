"""What a reader fetches, and how long it takes, until a search shows its first result.

A real Chromium, which `CHROMIUM` names, opens the home page of a site with nothing in its cache and
types a query. What it has fetched by then is counted as hosts send it, compressed by gzip; the time
is that on the clock, for that is what a reader waits.
"""

from __future__ import annotations

import gzip
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Error, sync_playwright

PATIENCE = 120_000  # milliseconds until a result that is not shown has failed


class NoResult(Exception):  # noqa: N818 - it is not an error of this program
    """A search has shown nothing, or there is no browser to search with."""


@dataclass(frozen=True)
class Search:
    """Selectors: what opens a search, where a query is typed, and its results."""

    opener: str
    entry: str
    result: str


OURS = Search(
    ".search-opener",
    "dialog.search input:focus",
    "dialog.search:not([aria-busy]) .search__results > li",
)
MATERIALS = Search(".md-search__input", ".md-search__input:focus", ".md-search-result__item")


class Answer(NamedTuple):
    """Bytes that were fetched, and seconds from opening the search to the first result."""

    fetched: int
    seconds: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Raises NoResult if `CHROMIUM` names none."""
    path = os.environ.get("CHROMIUM")
    if not path:
        raise NoResult("no Chromium: name one with CHROMIUM=/path/to/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def first_result(browser: Browser, site: Path, search: Search, query: str) -> Answer:
    """Look something up on a site's home page. Raises NoResult if no result has its words."""
    with _served(site) as url, browser.new_context() as context:
        asked: list[str] = []
        context.on("requestfinished", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(url)
        start = time.monotonic()
        try:
            page.click(search.opener)
            page.wait_for_selector(search.entry)
            page.keyboard.type(query)
            page.wait_for_selector(search.result, timeout=PATIENCE)
        except Error as fault:
            raise NoResult(f"no result for “{query}”: {fault}") from fault
        seconds, fetched = time.monotonic() - start, [*asked]
        shown = page.locator(search.result).first.text_content() or ""
        if query not in shown.casefold():
            raise NoResult(f"a result without “{query}”: {shown}")
        return Answer(_compressed(site, fetched), seconds)


def _compressed(site: Path, asked: Iterable[str]) -> int:
    """The size of the files that were asked for, each once."""
    files = {site / unquote(urlsplit(url).path).strip("/") for url in asked}
    pages = (file / "index.html" if file.is_dir() else file for file in files)
    return sum(len(gzip.compress(page.read_bytes())) for page in pages if page.is_file())


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # upstream's name
        pass


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=site)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
