"""Pages of each kind, and what a browser meets when it opens one."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

from tests.site.building import Built

LOST = "no/such/page/"
WIDTHS = (320, 390, 1280)


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
class Visit:
    """An open page with all that its browser has asked for, and complained of, so far."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Ask for the page, without waiting for what belongs to it."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("response", lambda answer: self._failed(answer.status, answer.url))
        self.page.on("requestfailed", lambda request: self.failures.append(request.url))
        self.page.on("pageerror", lambda fault: self.messages.append(str(fault)))
        self.page.on("console", lambda said: self._said(said.type, said.text, said.location["url"]))
        self.page.goto(self.url, wait_until="commit")

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


def visit_all(context: BrowserContext, urls: list[str]) -> list[Visit]:
    """Open pages beside each other; each has fetched all that it wants."""
    visits = [Visit(context.new_page(), url) for url in urls]
    for visit in visits:
        visit.begin()
    for visit in visits:
        visit.page.wait_for_load_state("networkidle")
    return visits
