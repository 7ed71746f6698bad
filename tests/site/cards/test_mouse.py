"""Cards for those who point at a word."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.cards.reading import CLOSES_AFTER, OPENS_AFTER, card, center, entry, term

pytestmark = pytest.mark.browser


def point_at(page: Page, number: int = 0) -> None:
    """Move the mouse to a word and wait until its card is open."""
    page.mouse.move(*center(term(page, number)))
    page.clock.run_for(OPENS_AFTER)
    expect(card(page)).to_be_visible()


def test_a_card_opens_after_a_moment_and_says_what_the_list_says(page: Page) -> None:
    page.mouse.move(*center(term(page)))
    page.clock.run_for(OPENS_AFTER - 1)
    expect(card(page)).to_be_hidden()
    page.clock.run_for(1)
    expect(card(page)).to_be_visible()
    expect(card(page)).to_have_text(entry(page, term(page)).inner_text(), use_inner_text=True)


def test_a_pointer_that_only_passes_opens_nothing(page: Page) -> None:
    page.mouse.move(*center(term(page)))
    page.clock.run_for(OPENS_AFTER - 1)
    page.mouse.move(1, 1)
    page.clock.run_for(10_000)
    expect(card(page)).to_be_hidden()


def test_a_card_stays_while_the_pointer_goes_slowly_from_the_word_over_the_card(page: Page) -> None:
    point_at(page)
    x, y = center(term(page))
    _, end = center(card(page))
    step = 1 if end > y else -1
    for height in range(round(y), round(end), step):
        page.mouse.move(x, height)
        page.clock.run_for(2 * CLOSES_AFTER)
        expect(card(page)).to_be_visible()


def test_a_card_closes_a_moment_after_the_pointer_has_left_it(page: Page) -> None:
    point_at(page)
    page.mouse.move(*center(card(page)))
    page.clock.run_for(10_000)
    page.mouse.move(1, 1)
    page.clock.run_for(CLOSES_AFTER - 1)
    expect(card(page)).to_be_visible()
    page.clock.run_for(1)
    expect(card(page)).to_be_hidden()


def test_a_card_closes_a_moment_after_the_pointer_has_left_the_word(page: Page) -> None:
    point_at(page)
    page.mouse.move(1, 1)
    page.clock.run_for(CLOSES_AFTER - 1)
    expect(card(page)).to_be_visible()
    page.clock.run_for(1)
    expect(card(page)).to_be_hidden()


def test_the_next_word_has_the_card_next(page: Page) -> None:
    point_at(page)
    page.mouse.move(1, 1)
    point_at(page, 1)
    expect(card(page)).to_have_text(entry(page, term(page, 1)).inner_text(), use_inner_text=True)


def test_escape_closes_a_card_that_a_pointer_has_opened(page: Page) -> None:
    point_at(page)
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    page.clock.run_for(10_000)
    expect(card(page)).to_be_hidden()


def test_a_click_follows_the_link(page: Page) -> None:
    concept = term(page).get_attribute("data-concept")
    page.mouse.click(*center(term(page)))
    page.wait_for_url(f"**/glossary/{concept}/")


def test_a_card_that_focus_holds_does_not_close_when_a_pointer_leaves(page: Page) -> None:
    page.keyboard.press("Tab")
    term(page).focus()
    page.mouse.move(*center(term(page)))
    page.mouse.move(1, 1)
    page.clock.run_for(10_000)
    expect(card(page)).to_be_visible()


def test_a_card_that_a_pointer_holds_does_not_close_when_focus_leaves(page: Page) -> None:
    page.keyboard.press("Tab")
    term(page).focus()
    page.mouse.move(*center(term(page)))
    page.keyboard.press("Tab")
    expect(term(page)).not_to_be_focused()
    expect(card(page)).to_be_visible()


def test_the_text_of_a_card_can_be_clicked(page: Page) -> None:
    point_at(page)
    page.mouse.click(*center(card(page).locator("dd")))
    page.clock.run_for(10_000)
    expect(card(page)).to_be_visible()
