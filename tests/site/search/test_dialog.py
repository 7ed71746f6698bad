"""The search in a browser: by keyboard, announced, in one language, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.building import Built
from tests.site.search.dialog import Dialog, open_search
from tests.site.serving import served

pytestmark = pytest.mark.browser

SET_PALETTE = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
# A policy as strict as can be for what the search does; the theme's own scripts are not asked.
POLICY = (
    "default-src 'none'; connect-src 'self'; style-src 'self'; worker-src 'self'; script-src 'self'"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def words(project: Built) -> dict[str, str]:
    """The English words of the interface."""
    return project.sources.strings["en"]


def test_nothing_of_it_is_fetched_before_it_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address + "history/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url or "pagefind" in url]
    page.keyboard.press("/")
    Dialog(page).ask("market")
    assert [url for url in asked if url.startswith("search/en-")]
    assert [url for url in asked if url.startswith("pagefind/index/en_")]
    assert not [url for url in asked if url.startswith(("search/fr", "pagefind/index/fr"))]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_results_are_in_the_language_of_the_page(
    page: Page, address: str, project: Built, code: str
) -> None:
    french = address + project.sources.home("fr")
    dialog = open_search(page, address + project.sources.home(code))
    for query in ("production", "marketing", "client", "image"):
        found = dialog.ask(query)
        assert found
        assert {url.startswith(french) for url in found} == {code == "fr"}


def test_it_is_used_by_keyboard_alone(page: Page, address: str, words: dict[str, str]) -> None:
    page.goto(address + "history/")
    button = page.get_by_role("button", name=words["search.open"], exact=True)
    button.focus()
    page.keyboard.press("Enter")
    dialog = Dialog(page)
    expect(dialog.input).to_be_focused()
    page.keyboard.type("churn")
    dialog.answered("churn")
    page.keyboard.press("ArrowDown")
    expect(dialog.links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(dialog.input).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}glossary/churn-rate/")


def test_enter_leads_to_the_first_result(page: Page, address: str) -> None:
    open_search(page, address)
    page.keyboard.type("churn rates")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}glossary/churn-rate/")


def test_escape_leads_back_to_where_the_reader_was(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(address + "history/")
    button = page.get_by_role("button", name=words["search.open"], exact=True)
    button.click()
    dialog = Dialog(page)
    dialog.ask("churn")
    page.keyboard.press("Escape")
    expect(dialog.root).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    expect(dialog.root).to_be_visible()
    expect(dialog.links.nth(0)).to_be_visible()


def test_a_slash_that_is_written_opens_nothing(page: Page, address: str) -> None:
    page.goto(address + "glossary/")
    entry = page.locator(".glossary-filter input")
    entry.press("/")
    expect(entry).to_have_value("/")
    expect(page.locator("dialog.search")).to_have_count(0)


def test_the_number_of_results_is_announced(
    page: Page, address: str, words: dict[str, str]
) -> None:
    dialog = open_search(page, address)
    number = len(dialog.ask("marketing"))
    expect(dialog.status).to_have_text(words["search.some"].format(number=number))
    number = len(dialog.ask("robot"))
    expect(dialog.status).to_have_text(words["search.other"].format(number=number))
    dialog.ask("pillsbury")
    expect(dialog.status).to_have_text(words["search.one"])
    dialog.ask("xyzzy")
    expect(dialog.status).to_have_text(words["search.none"].format(query="xyzzy"))
    dialog.ask(" ")
    expect(dialog.status).to_be_empty()


def test_more_results_come_on_demand(page: Page, address: str, words: dict[str, str]) -> None:
    dialog = open_search(page, address)
    first = dialog.ask("marketing")
    page.get_by_role("button", name=words["search.more"]).click()
    expect(dialog.links.nth(len(first))).to_be_focused()
    urls = dialog.links.evaluate_all("links => links.map(link => link.href)")
    assert urls[: len(first)] == first
    expect(dialog.status).to_have_text(words["search.some"].format(number=len(urls)))
    assert len(urls) == len(set(urls)) > len(first)


def test_a_result_shows_why_it_was_found(page: Page, address: str, words: dict[str, str]) -> None:
    dialog = open_search(page, address)
    dialog.ask("parts de marché")
    result = dialog.root.locator("li").nth(0)
    expect(result.locator(".tag")).to_have_text(words["search.entry"])
    expect(result.locator("[lang=fr]")).to_have_text("parts de marché")
    dialog.ask("pillsbury")
    result = dialog.root.locator("li").nth(0)
    expect(result.locator(".tag")).to_have_text(words["search.guide"])
    expect(result.locator("mark").nth(0)).to_have_text("Pillsbury")


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_to_mend_in_it(page: Page, address: str, scheme: str) -> None:
    dialog = open_search(page, address + "fr/history/")
    page.evaluate(SET_PALETTE, scheme)
    dialog.ask("coûts")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    assert [fault["id"] for fault in found["violations"]] == []


def test_it_fits_the_narrowest_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    dialog = open_search(page, address + "fr/")
    dialog.ask("interfonctionnelle")
    wider = "element => element.scrollWidth - element.clientWidth"
    assert dialog.root.evaluate(wider) == 0
    assert page.locator("html").evaluate(wider) == 0


def test_it_works_below_a_folder_of_its_host(page: Page, project: Built) -> None:
    with served(project.site.root.parent) as host:
        dialog = open_search(page, f"{host}site/fr/glossary/market/")
        assert dialog.ask("market share")[0] == f"{host}site/fr/glossary/market-share/"
        assert dialog.ask("pillsbury")[0] == f"{host}site/fr/history/"


def test_it_works_on_an_error_page(page: Page, address: str) -> None:
    dialog = open_search(page, address + "fr/no/such/page/")
    assert dialog.ask("market share")[0] == f"{address}fr/glossary/market-share/"
    assert dialog.ask("pillsbury")[0] == f"{address}fr/history/"


@pytest.mark.parametrize(("wasm", "pages"), [(" 'wasm-unsafe-eval'", True), ("", False)])
def test_under_a_strict_policy_names_are_found_and_pages_if_it_allows_webassembly(
    page: Page, address: str, words: dict[str, str], wasm: str, pages: bool
) -> None:
    def with_policy(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY + wasm}
        route.fulfill(response=answer, headers=headers)

    page.context.route("**", with_policy)
    dialog = open_search(page, address + "history/")
    assert dialog.ask("part de marché")[0] == f"{address}glossary/market-share/"
    assert bool(dialog.ask("pillsbury")) == pages
    expect(dialog.status).to_have_text(
        words["search.one"]
        if pages
        else f"{words['search.none'].format(query='pillsbury')} {words['search.names_only']}"
    )


@pytest.mark.parametrize("missing", ["**/assets/search*.js", "**/search/en-*.json"])
def test_what_cannot_be_loaded_leads_to_the_glossary(
    page: Page, address: str, missing: str
) -> None:
    page.context.route(missing, lambda route: route.abort())
    page.goto(address + "history/")
    page.keyboard.press("/")
    page.wait_for_url(f"{address}glossary/")


def test_without_javascript_it_leads_to_the_glossary(
    browser: Browser, address: str, project: Built
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "fr/history/")
        name = project.sources.strings["fr"]["search.open"]
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"{address}fr/glossary/")
