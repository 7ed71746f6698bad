"""Pages of each kind, and what a browser meets when it opens one."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.site.building import Built

LOST = "no/such/page/"


def kinds(built: Built) -> dict[str, str]:
    """A page of each kind by its path in a language's folder: of guides and entries the fullest."""
    longest = max(built.sources.concepts, key=lambda name: len(str(built.sources.concepts[name])))
    pages = {f"{name}/": built.site.pages[f"{name}/"] for name in guides(built)}
    return {
        "home": "",
        "guide": max(pages, key=lambda name: len(pages[name].one("article").inside)),
        "picture": next(name for name, page in pages.items() if page.select("article svg")),
        "form": next(name for name, page in pages.items() if page.select("article form")),
        "entry": f"glossary/{longest}/",
        "index": "glossary/",
        "table": "glossary/table/",
        "sources": "sources/",
        "error": LOST,
    }


def guides(built: Built) -> list[str]:
    """The guides but for the home page."""
    return [name for name in built.sources.guides if name != "index"]


@dataclass
class Visitor:
    """A browser's tab with what it has asked for, did not get, and complained of at one address."""

    page: Page
    url: str = ""
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("response", lambda answer: self._failed(answer.status, answer.url))
        self.page.on("requestfailed", lambda request: self.failures.append(request.url))
        self.page.on("pageerror", lambda fault: self.messages.append(str(fault)))
        self.page.on("console", lambda said: self._said(said.type, said.text, said.location["url"]))

    def visit(self, url: str) -> None:
        """Forget what was, and open a page with all that belongs to it."""
        self.url = url
        for noted in (self.requests, self.failures, self.messages):
            noted.clear()
        self.page.goto(url, wait_until="load")

    def _failed(self, status: int, url: str) -> None:
        if status >= 400 and url != self._missing:
            self.failures.append(url)

    def _said(self, kind: str, text: str, url: str) -> None:
        # Chromium notes the status of an error page, which is as it should be.
        if kind in ("error", "warning") and url != self._missing:
            self.messages.append(text)

    @property
    def _missing(self) -> str:
        return self.url if self.url.endswith(LOST) else ""
