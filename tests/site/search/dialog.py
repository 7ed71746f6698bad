"""The search as a reader uses it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

_ASK = """(input, query) => {
  input.value = query;
  input.dispatchEvent(new Event("input"));
}"""


@dataclass(frozen=True)
class Dialog:
    """The search of a page, which `open_search` has opened."""

    page: Page

    @property
    def root(self) -> Locator:
        """The dialog itself."""
        return self.page.locator("dialog.search")

    @property
    def input(self) -> Locator:
        """Where a query is typed."""
        return self.root.get_by_role("searchbox")

    @property
    def status(self) -> Locator:
        """What is said of the results."""
        return self.root.get_by_role("status")

    @property
    def links(self) -> Locator:
        """The results."""
        return self.root.locator(".search__link")

    def ask(self, query: str) -> list[str]:
        """Ask a whole query and wait for its answer: the addresses of the results.

        Not by keys, after each of which the search waits for the next one.
        """
        self.input.evaluate(_ASK, query)
        self.answered(query)
        found: list[str] = self.links.evaluate_all("links => links.map(link => link.href)")
        return found

    def answered(self, query: str) -> None:
        """Wait for the answer to a query."""
        expect(self.root).to_have_js_property("dataset.query", query)
        expect(self.root).not_to_have_attribute("aria-busy", "true")


def open_search(page: Page, url: str) -> Dialog:
    """Open the search of a page with the key for it."""
    page.goto(url)
    page.keyboard.press("/")
    dialog = Dialog(page)
    expect(dialog.input).to_be_focused()
    return dialog
