"""The frame of the pages: menus, palette and paper; by keyboard, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.building import Built
from tests.site.visits import kinds

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=request.param
    ) as context:
        yield context.new_page()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="light") as context:
        yield context.new_page()


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator key until an element has the focus."""
    wanted = page.locator(f"{selector}:focus")
    for _ in range(30):
        page.keyboard.press("Tab")
        if wanted.count():
            return
    raise AssertionError(f"no way to {selector}")


def fullest(built: Built, address: str, code: str = "") -> str:
    home = built.sources.home(code) if code else ""
    return address + home + kinds(built)["guide"]


@pytest.mark.parametrize(("button", "sheet"), [(".menu-button", "#menu"), (".toc-button", "#toc")])
def test_a_menu_opens_closes_and_leads_on_by_keyboard(
    phone: Page, address: str, project: Built, button: str, sheet: str
) -> None:
    phone.goto(fullest(project, address))
    expect(phone.locator(sheet)).to_be_hidden()
    tab_to(phone, button)
    phone.keyboard.press("Enter")
    expect(phone.locator(sheet)).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator(sheet)).to_be_hidden()
    expect(phone.locator(button)).to_be_focused()
    phone.keyboard.press("Enter")
    tab_to(phone, f"{sheet} a")
    before = phone.url
    phone.keyboard.press("Enter")
    phone.wait_for_url(lambda url: url != before)


def test_the_first_key_offers_the_way_to_the_text(page: Page, address: str, project: Built) -> None:
    page.goto(fullest(project, address))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_palette_is_changed_by_keyboard_and_is_all_that_is_kept(
    page: Page, address: str, project: Built
) -> None:
    page.goto(fullest(project, address))
    assert page.evaluate("Object.keys(localStorage)") == []
    tab_to(page, ".palette")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("Object.keys(localStorage)") == ["palette"]
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(("preferred", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_palette_is_the_one_that_the_reader_prefers(
    browser: Browser, address: str, preferred: Literal["light", "dark"], scheme: str
) -> None:
    with browser.new_context(color_scheme=preferred) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


@pytest.mark.parametrize("kind", ["home", "guide", "entry", "index", "table"])
def test_nothing_moves_while_a_page_is_loaded(
    page: Page, address: str, project: Built, kind: str
) -> None:
    for code in project.sources.languages:
        page.goto(address + project.sources.home(code) + kinds(project)[kind])
        # Columns of a long table may settle by a pixel as its rows arrive; Lighthouse rounds, too.
        assert round(page.evaluate(SHIFT), 2) == 0


def test_a_landmark_of_each_kind_has_a_name_of_its_own_in_the_language(project: Built) -> None:
    for code in project.sources.languages:
        strings = project.sources.strings[code]
        frame = project.site.pages[project.sources.home(code) + kinds(project)["guide"]]
        names = [nav.get("aria-label") for nav in frame.select("nav") if nav.get("aria-label")]
        assert strings["page.sections"] in names
        assert strings["page.navigation"] in names
        assert len(set(names)) == len(names)
        assert len(frame.select("main")) == 1
        assert len(frame.select("h1")) == 1


def test_paper_has_the_text_alone_with_addresses_and_numbered_notes(
    page: Page, address: str, project: Built
) -> None:
    page.goto(fullest(project, address))
    page.emulate_media(media="print")
    for part in (".masthead", "#menu", "#toc", ".turn"):
        expect(page.locator(part)).to_be_hidden()
    term = page.locator("article a.term[data-note]").first
    name = term.get_attribute("data-concept")
    place = int(term.get_attribute("data-note") or 0)
    expect(page.locator(f".terms dl > div:nth-child({place})")).to_have_id(f"term-{name}")
    link = page.locator("article a[data-address]").first
    shown = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(link.get_attribute("data-address")) in shown


def test_a_folder_is_read_without_a_server(page: Page, project: Built) -> None:
    root: Path = project.site.root
    page.goto((root / "index.html").as_uri())
    page.locator(".hero a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("/index.html")
    expect(page.locator("body")).to_have_css("margin", "0px")


def test_forced_colors_leave_icons_letters_focus_and_the_current_page_to_be_seen(
    browser: Browser, address: str, project: Built
) -> None:
    with browser.new_context(forced_colors="active", color_scheme="dark") as context:
        page = context.new_page()
        page.goto(fullest(project, address))
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        inks = """all => all.filter((e) => e.checkVisibility()).map((e) =>
            getComputedStyle(e)[e.matches("svg *") ? "fill" : "color"])"""
        for part in (".masthead svg path", ".masthead a", ".masthead button", "article a"):
            found = page.locator(part).evaluate_all(inks)
            assert found, part
            assert ground not in found, part
        tab_to(page, ".palette")
        assert "none" not in page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        current = page.locator(".tabs [aria-current]")
        expect(current).not_to_have_css("border-bottom-color", ground)
        other = page.locator(".tabs a:not([aria-current])").first
        expect(other).to_have_css("border-bottom-color", ground)
