"""The pages with tools, as a reader of a language meets them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Locator, Page

from tests.site.sources import Sources

DATA = Path(__file__).parents[2] / "data" / "tools"
LANGUAGES = ("en", "fr")
GUIDES = {"value": "customer-value/", "profile": "self-assessment/"}
FORMS = {"value": "#value-calculator", "profile": "#orientation-profile"}


def cases(name: str) -> Any:
    """The golden cases of a tool."""
    return yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))


def plain(text: str | None) -> str:
    """A text on one line with plain spaces."""
    return " ".join((text or "").split())


@dataclass(frozen=True)
class Words:
    """The words of the interface in a language."""

    strings: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with its places filled in."""
        return plain(self.strings[key].format(**values) if values else self.strings[key])


@dataclass(frozen=True)
class Reader:
    """Someone who reads the site in a language."""

    browser: Browser
    address: str
    sources: Sources
    code: str

    @property
    def words(self) -> Words:
        return Words(self.sources.strings[self.code])

    def url(self, tool: str) -> str:
        """Where a tool is."""
        return self.address + self.sources.home(self.code) + GUIDES[tool]

    @contextmanager
    def opens(self, tool: str, **settings: Any) -> Iterator[Page]:
        """The page of a tool in a browser of its own, which has these settings."""
        context = self.browser.new_context(**settings)
        page = context.new_page()
        page.goto(self.url(tool))
        yield page
        context.close()


def field(page: Page, name: str) -> Locator:
    """An entry of the calculator."""
    return page.locator(f"#value-calculator [name={name}]")


def part(page: Page, name: str) -> Locator:
    """A place of the calculator's results."""
    return page.locator(f"#value-calculator [data-part={name}]")


def status(page: Page, tool: str) -> str:
    """What a tool announces."""
    return plain(page.locator(f"{FORMS[tool]} [role=status]").text_content())


def answer(page: Page, number: int, mark: int | str) -> None:
    """Choose a number for a statement."""
    page.check(f"[name=statement-{number}][value='{mark}']")
