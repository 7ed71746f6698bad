"""Cards for those who read on a screen that they touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.cards.reading import card, entry, term

pytestmark = pytest.mark.browser


def test_a_tap_opens_the_card_and_stays_on_the_page(phone: Page, guide: str) -> None:
    term(phone).tap()
    expect(card(phone)).to_be_visible()
    expect(card(phone)).to_have_text(entry(phone, term(phone)).inner_text(), use_inner_text=True)
    expect(phone).to_have_url(guide)


def test_the_second_tap_follows_the_link(phone: Page) -> None:
    concept = term(phone).get_attribute("data-concept")
    term(phone).tap()
    expect(card(phone)).to_be_visible()
    term(phone).tap()
    phone.wait_for_url(f"**/glossary/{concept}/")


def test_a_tap_elsewhere_closes_it(phone: Page) -> None:
    term(phone).tap()
    expect(card(phone)).to_be_visible()
    phone.touchscreen.tap(318, 635)
    expect(card(phone)).to_be_hidden()


def test_a_tap_on_the_card_leaves_it_open(phone: Page) -> None:
    term(phone).tap()
    card(phone).locator("dd").tap()
    expect(card(phone)).to_be_visible()


def test_a_tap_on_another_word_opens_its_card(phone: Page, guide: str) -> None:
    term(phone).tap()
    expect(card(phone)).to_be_visible()
    phone.keyboard.press("Escape")
    term(phone, 1).tap()
    expect(card(phone)).to_have_text(entry(phone, term(phone, 1)).inner_text(), use_inner_text=True)
    expect(phone).to_have_url(guide)


def test_after_a_touch_the_keyboard_still_follows_links(phone: Page) -> None:
    concept = term(phone).get_attribute("data-concept")
    term(phone).evaluate(
        "link => link.dispatchEvent(new PointerEvent('pointerdown',"
        " {pointerType: 'touch', bubbles: true}))"
    )
    term(phone).focus()
    phone.keyboard.press("Escape")
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/glossary/{concept}/")
