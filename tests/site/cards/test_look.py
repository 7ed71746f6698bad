"""How a card looks and moves, what remains of it without a script, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.building import ROOT
from tests.site.cards.reading import CARD, TERM, card, entry, term

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "overrides" / "assets" / "site.js"
# Into a sheet that is there: the policy of the host allows no other style.
ADD_RULE = (
    "rule => document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)"
)
MOVES = "card => card.getAnimations({subtree: true}).length"
ALONE = """
card => {
  const copy = card.cloneNode(true);
  copy.removeAttribute("aria-hidden");
  document.body.replaceChildren(copy);
}
"""
PALETTE = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"


def open_card(page: Page) -> None:
    """Open the first card with the keyboard's focus."""
    page.keyboard.press("Tab")
    term(page).focus()
    expect(card(page)).to_be_visible()


@pytest.fixture
def still(browser: Browser, guide: str) -> Iterator[Page]:
    """The guide for a reader who wants no motion."""
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(guide)
        yield page


def test_a_card_moves_unless_the_reader_wants_no_motion(page: Page, still: Page) -> None:
    page.evaluate(ADD_RULE, f"{CARD} {{ animation-play-state: paused !important }}")
    open_card(page)
    assert card(page).evaluate(MOVES) == 1
    still.evaluate(ADD_RULE, f"{CARD} {{ animation-play-state: paused !important }}")
    open_card(still)
    assert card(still).evaluate(MOVES) == 0


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_in_an_open_card(still: Page, scheme: str) -> None:
    still.evaluate(PALETTE, scheme)
    open_card(still)
    report = Axe().run(still, context=CARD).response
    assert [fault["id"] for fault in report["violations"]] == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_all_text_of_a_card_can_be_read_on_its_ground(still: Page, scheme: str) -> None:
    """Axe passes over what is hidden from listeners, and cannot judge what stands on a page."""
    still.evaluate(PALETTE, scheme)
    open_card(still)
    card(still).evaluate(ALONE)
    options = {"runOnly": ["color-contrast"]}
    report = Axe().run(still, context=CARD, options=options).response
    judged = {node["target"][0] for rule in report["passes"] for node in rule["nodes"]}
    assert report["violations"] == report["incomplete"] == []
    assert len(judged) >= 3  # the term, the equivalent, the definition


def test_a_word_without_an_entry_in_the_list_is_a_plain_link(browser: Browser, guide: str) -> None:
    def without_entry(route: Route) -> None:
        page = route.fetch().text()
        route.fulfill(body=page.replace('id="term-', 'id="no-term-'), content_type="text/html")

    with browser.new_context(has_touch=True) as context:
        page = context.new_page()
        page.route(guide, without_entry)
        page.clock.install()
        page.goto(guide)
        page.keyboard.press("Tab")
        term(page).focus()
        term(page).hover()
        page.clock.run_for(10_000)
        assert card(page).count() == 0 or card(page).is_hidden()
        concept = term(page).get_attribute("data-concept")
        term(page).tap()
        page.wait_for_url(f"**/glossary/{concept}/")


@pytest.fixture
def scriptless(browser: Browser, guide: str) -> Iterator[Page]:
    """The guide in a browser in which no script runs."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(guide)
        yield page


def test_without_a_script_the_list_says_all(scriptless: Page) -> None:
    expect(card(scriptless)).to_have_count(0)
    shown = {link.get_attribute("data-concept") for link in scriptless.locator(TERM).all()}
    rows = scriptless.locator(".terms dl > div")
    assert rows.count() == len(shown)
    for row in rows.all():
        for part in ("dt a[href]", "dt [lang]", "dd"):
            expect(row.locator(part)).to_be_visible()
    expect(scriptless.locator("section.terms")).to_have_accessible_name(
        scriptless.locator(".terms h2").inner_text()
    )


def test_the_list_is_printed_and_a_card_is_not(still: Page) -> None:
    open_card(still)
    still.emulate_media(media="print")
    expect(card(still)).to_be_hidden()
    expect(entry(still, term(still)).locator("dd")).to_be_visible()
    expect(still.locator(".terms h2")).to_be_visible()


def test_the_script_of_the_cards_has_four_kilobytes_at_most_as_it_is() -> None:
    script = SCRIPT.read_text(encoding="utf-8").partition("/* Cards:")[2]
    assert 0 < len(script.encode()) <= 4096


def test_cards_ask_for_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_card(page)
    assert asked == []
