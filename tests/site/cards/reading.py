"""The parts of a page that have to do with cards."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

TERM = "article a.term[data-concept]"
CARD = ".term-card"
OPENS_AFTER = 300  # milliseconds with the pointer on the word
CLOSES_AFTER = 250


def term(page: Page, number: int = 0) -> Locator:
    """A word that has a card, in sight."""
    link = page.locator(TERM).nth(number)
    link.scroll_into_view_if_needed()
    return link


def card(page: Page) -> Locator:
    """The card, open or not."""
    return page.locator(CARD)


def entry(page: Page, link: Locator) -> Locator:
    """What the list at the foot of the page says of a word."""
    return page.locator(f"#term-{link.get_attribute('data-concept')}")


def center(locator: Locator) -> tuple[float, float]:
    """The middle of an element."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
