"""What holds for every kind of page in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.building import Built
from tests.site.visits import WIDTHS, Visit, guides, kinds, visit_all

pytestmark = pytest.mark.browser

# An index or table of hundreds of like lines is as sound as its first dozen, and sooner judged.
SHORTEN = """
const rest = [".letter:nth-of-type(n+4)", ".category:nth-of-type(n+4)", "tbody tr:nth-child(n+12)",
  ".works-all > li:nth-child(n+12)"];
document.querySelectorAll(rest.join()).forEach((element) => element.remove());
"""
# Only what depends on colors; the markup is the same in both palettes.
COLORS = {"runOnly": ["color-contrast", "link-in-text-block"]}
SET_PALETTE = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str, project: Built) -> Iterator[list[Visit]]:
    """A page of each kind in each language."""
    homes = [address + project.sources.home(code) for code in project.sources.languages]
    with browser.new_context(reduced_motion="reduce") as context:
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        paths = kinds(project).values()
        yield visit_all(context, [home + path for home in homes for path in paths])


def sideways(page: Page) -> dict[int, int]:
    """By how many pixels a page is too wide, at each width of a window."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(WIDER)
    return found


def violations(page: Page, options: dict[str, list[str]]) -> dict[str, list[str]]:
    """What axe finds in a page, by rule: the elements at fault."""
    page.evaluate(SHORTEN)
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    return {fault["id"]: [node["html"] for node in fault["nodes"]] for fault in found["violations"]}


def test_a_page_asks_no_other_host_for_anything(visits: list[Visit], address: str) -> None:
    asked = {url for visit in visits for url in visit.requests}
    assert len(asked) > len(visits)
    assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()


def test_a_page_gets_all_that_it_asks_for(visits: list[Visit]) -> None:
    assert {visit.url: visit.failures for visit in visits if visit.failures} == {}


def test_a_page_leaves_no_message_in_the_console(visits: list[Visit]) -> None:
    assert {visit.url: visit.messages for visit in visits if visit.messages} == {}


def test_no_page_scrolls_sideways_on_a_phone_or_a_desktop(visits: list[Visit]) -> None:
    wide = {visit.url: sideways(visit.page) for visit in visits}
    assert {url: found for url, found in wide.items() if max(found.values()) > 0} == {}


def test_no_guide_scrolls_sideways_on_the_narrowest_phone(
    browser: Browser, address: str, project: Built
) -> None:
    homes = [address + project.sources.home(code) for code in project.sources.languages]
    wide = {}
    with browser.new_context(viewport={"width": WIDTHS[0], "height": 800}) as context:
        page = context.new_page()
        for url in [f"{home}{name}/" for home in homes for name in guides(project)]:
            page.goto(url, wait_until="domcontentloaded")
            wide[url] = page.evaluate(WIDER)
    assert {url: pixels for url, pixels in wide.items() if pixels > 0} == {}


@pytest.mark.parametrize(
    ("scheme", "options"), [("default", {}), ("slate", COLORS)], ids=["light", "dark"]
)
def test_axe_finds_nothing_to_mend(
    visits: list[Visit], scheme: str, options: dict[str, list[str]]
) -> None:
    found = {}
    for visit in visits:
        visit.page.evaluate(SET_PALETTE, scheme)
        found[visit.url] = violations(visit.page, options)
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("preferred", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_palette_is_the_one_that_the_reader_prefers(
    browser: Browser, address: str, preferred: Literal["light", "dark"], scheme: str
) -> None:
    with browser.new_context(color_scheme=preferred) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
