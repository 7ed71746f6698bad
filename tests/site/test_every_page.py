"""What holds for every page in a browser, in both palettes, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.site.building import Built
from tests.site.visits import LOST, Visitor, guides, kinds

pytestmark = pytest.mark.browser

# The pages are dealt out to as many tests, so that each core has some.
PARTS = 4
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
FAULTS = """options => axe.run(options).then((found) =>
  found.violations.flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.html}`)))"""
# On the phone it is colors and the size of what is touched; the markup is that of the desk.
TOUCHED = {"runOnly": ["color-contrast", "link-in-text-block", "target-size"]}
SET_PALETTE = "scheme => { document.body.dataset.mdColorScheme = scheme; }"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LARGER = "document.documentElement.style.fontSize = '200%'"
CUT = """[...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
  const style = getComputedStyle(element);
  return element.checkVisibility({visibilityProperty: true}) && element.clientHeight > 1
    && ["hidden", "clip"].includes(style.overflowY)
    && element.scrollHeight > element.clientHeight + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()).map((base) => base.name), ...await caches.keys(),
  ...await navigator.serviceWorker.getRegistrations()].filter(Boolean)"""
WIDTHS = {"desk": 1280, "phone": 390, "smallest": 320}


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    with browser.new_context(reduced_motion="reduce") as context:
        context.add_init_script(AXE)  # sent once, and not for each page
        yield Visitor(context.new_page())


def addresses(built: Built) -> list[str]:
    """Every page of the site, and a missing one of each language, below the site's address."""
    lost = [built.sources.home(code) + LOST for code in built.sources.languages]
    return sorted(built.site.pages) + lost


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})


def faults(visitor: Visitor, address: str) -> list[str]:
    """What is wrong with the page that a visitor has open, each in words."""
    page = visitor.page
    elsewhere = [url for url in visitor.requests if not url.startswith((address, "data:", "blob:"))]
    found = [f"asks for {url}" for url in elsewhere]
    found += [f"does not get {url}" for url in visitor.failures]
    page.evaluate(SET_PALETTE, "default")
    found += page.evaluate(FAULTS, {"resultTypes": ["violations"]})
    resize(page, WIDTHS["phone"])
    page.evaluate(SET_PALETTE, "slate")
    found += page.evaluate(FAULTS, {"resultTypes": ["violations"], **TOUCHED})
    for width in (WIDTHS["smallest"], WIDTHS["desk"]):
        resize(page, width)
        if (pixels := page.evaluate(WIDER)) > 0:
            found.append(f"is {pixels} pixels wider than a window of {width}")
    return found + [f"says {message}" for message in visitor.messages]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault_and_none_asks_another_host_or_keeps_anything(
    visitor: Visitor, address: str, project: Built, part: int
) -> None:
    found = {}
    for name in addresses(project)[part::PARTS]:
        visitor.visit(address + name)
        found[name] = faults(visitor, address)
    assert {name: all_of_it for name, all_of_it in found.items() if all_of_it} == {}
    assert visitor.page.evaluate(KEPT) == []
    assert visitor.page.context.cookies() == []


def test_letters_of_twice_the_size_are_read_whole_and_without_scrolling_sideways(
    visitor: Visitor, address: str, project: Built
) -> None:
    homes = [project.sources.home(code) for code in project.sources.languages]
    found = {}
    for name in [home + path for home in homes for path in kinds(project).values()]:
        visitor.visit(address + name)
        visitor.page.evaluate(LARGER)
        found[name] = (visitor.page.evaluate(WIDER), visitor.page.evaluate(CUT))
    assert {name: wrong for name, wrong in found.items() if wrong != (0, [])} == {}


def test_the_sites_pages_are_all_visited(project: Built) -> None:
    homes = [project.sources.home(code) for code in project.sources.languages]
    entries = [f"{home}glossary/{name}/" for home in homes for name in project.sources.concepts]
    texts = [f"{home}{name}/" for home in homes for name in guides(project)]
    assert {*homes, *entries, *texts} <= set(addresses(project))
