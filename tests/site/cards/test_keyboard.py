"""Cards for those who go from link to link, and for those who listen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.cards.reading import TERM, card, entry, term

pytestmark = pytest.mark.browser

FOCUSED = f"document.activeElement.matches('{TERM}')"
STOPS = """
element => [...element.querySelectorAll('*'), element]
  .filter((inside) => inside.tabIndex >= 0 || inside.isContentEditable).length
"""


def tab_to_term(page: Page) -> None:
    """Press Tab until a word with a card has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED):
            return
    pytest.fail("Tab leads to no term")


def test_a_card_opens_at_once_with_the_focus(page: Page) -> None:
    tab_to_term(page)
    expect(card(page)).to_be_visible()
    link = page.locator(f"{TERM}:focus")
    expect(card(page)).to_have_text(entry(page, link).inner_text(), use_inner_text=True)


def test_escape_closes_it_and_the_focus_stays(page: Page) -> None:
    tab_to_term(page)
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(page.locator(f"{TERM}:focus")).to_have_count(1)


def test_a_card_that_was_closed_opens_again_when_the_focus_comes_back(page: Page) -> None:
    tab_to_term(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_be_visible()


def test_it_is_no_stop_on_the_way_and_closes_when_the_focus_leaves(page: Page) -> None:
    page.evaluate("window.links = [...document.querySelectorAll('article a')]")
    tab_to_term(page)
    here = page.evaluate("links.indexOf(document.activeElement)")
    page.keyboard.press("Tab")
    assert page.evaluate("links.indexOf(document.activeElement)") == here + 1
    page.evaluate("document.activeElement.blur()")
    expect(card(page)).to_be_hidden()


def test_a_card_has_nothing_in_it_that_takes_the_focus(page: Page) -> None:
    tab_to_term(page)
    assert card(page).evaluate(STOPS) == 0


def test_enter_follows_the_link(page: Page) -> None:
    tab_to_term(page)
    concept = page.locator(f"{TERM}:focus").get_attribute("data-concept")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/glossary/{concept}/")


def test_the_link_is_described_by_the_definition(page: Page) -> None:
    for number in range(page.locator(TERM).count()):
        link = page.locator(TERM).nth(number)
        definition = entry(page, link).locator("dd").inner_text()
        expect(link).to_have_accessible_description(definition)


def test_the_card_is_for_the_eye_alone(page: Page) -> None:
    tab_to_term(page)
    expect(card(page)).to_be_visible()
    definition = card(page).locator("dd").inner_text()
    beginning = " ".join(definition.split()[:4])
    assert page.locator("body").aria_snapshot().count(beginning) == 1
    assert card(page).locator("[id]").count() == 0


def test_no_word_and_no_card_has_a_title(page: Page) -> None:
    tab_to_term(page)
    assert page.locator("a.term[title], .term-card[title], .term-card [title]").count() == 0
    assert page.locator(".terms [title]").count() == 0


def test_focus_that_comes_with_a_click_opens_no_card(page: Page) -> None:
    term(page).evaluate("link => link.addEventListener('click', (e) => e.preventDefault())")
    term(page).click()
    expect(term(page)).to_be_focused()
    expect(card(page)).to_be_hidden()
