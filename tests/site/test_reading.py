"""What a reader does, with and without a script: change the language, look up, sort."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.building import Built
from tests.site.dictionary import bare, in_order, plain
from tests.site.visits import LOST, kinds

pytestmark = pytest.mark.browser

KINDS = ["home", "guide", "entry", "index", "table", "sources"]
ENTRY = ".letter dl > div"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A browser in which no script runs."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def home(built: Built, address: str, code: str) -> str:
    return address + built.sources.home(code)


def column(page: Page, code: str) -> list[str]:
    """The terms of a language in the table, from top to bottom."""
    columns = [head.get_attribute("data-sort") for head in page.locator("thead th").all()]
    cells = page.locator(f"tbody tr > :nth-child({columns.index(code) + 1})")
    return [plain(text) for text in cells.all_inner_texts()]


def shown(page: Page) -> Locator:
    return page.locator(ENTRY).locator("visible=true")


def matching(built: Built, code: str, query: str) -> int:
    """How many lines of the index have a query in one of their names."""
    index = built.site.pages[f"{built.sources.home(code)}glossary/"]
    return sum(bare(query) in bare(line.text) for line in index.select(".letter dl div dt"))


def expect_page(page: Page, url: str, code: str) -> None:
    expect(page).to_have_url(url)
    expect(page.locator("html")).to_have_attribute("lang", code)


@pytest.mark.parametrize("kind", KINDS)
def test_the_language_menu_leads_to_the_counterpart_and_back(
    page: Page, address: str, project: Built, kind: str
) -> None:
    here, there = project.sources.languages
    path = kinds(project)[kind]
    page.goto(home(project, address, here) + path)
    page.locator(f".languages a[hreflang={there}]").click()
    expect_page(page, home(project, address, there) + path, there)
    page.locator(f".languages a[hreflang={here}]").click()
    expect_page(page, home(project, address, here) + path, here)


@pytest.mark.parametrize("kind", ["guide", "entry", "index"])
def test_the_language_menu_keeps_the_section(
    page: Page, address: str, project: Built, kind: str
) -> None:
    here, there = project.sources.languages
    path = kinds(project)[kind]
    section = project.site.pages[path].select("article h2[id]")[-1]["id"]
    page.goto(f"{home(project, address, here)}{path}#{section}")
    page.locator(f".languages a[hreflang={there}]").click()
    expect_page(page, f"{home(project, address, there)}{path}#{section}", there)
    expect(page.locator(f"#{section}")).to_be_in_viewport()


def test_the_language_is_changed_with_the_keyboard_alone(
    page: Page, address: str, project: Built
) -> None:
    here, there = project.sources.languages
    path = kinds(project)["entry"]
    page.goto(home(project, address, here) + path)
    link = page.locator(f".languages a[hreflang={there}]")
    for _ in range(10):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect_page(page, home(project, address, there) + path, there)


def test_a_lost_reader_gets_the_error_page_of_the_language(
    page: Page, address: str, project: Built
) -> None:
    for code in project.sources.languages:
        page.goto(home(project, address, code) + LOST)
        title = project.sources.strings[code]["error.title"]
        expect(page.locator("h1")).to_have_text(title)
        page.locator("article a").first.click()
        expect_page(page, home(project, address, code), code)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_filter_shows_the_entries_that_contain_the_letters(
    page: Page, address: str, project: Built, code: str
) -> None:
    strings = project.sources.strings[code]
    page.goto(f"{home(project, address, code)}glossary/")
    everything = page.locator(ENTRY).count()
    for query in ("market", "PRICE", "prix", "é"):
        page.locator("#glossary-filter").fill(query)
        number = matching(project, code, query)
        assert 0 < number < everything, query
        expect(shown(page)).to_have_count(number)
        status = strings["glossary.filter.status"].format(number=number)
        expect(page.locator(".glossary-filter [role=status]")).to_have_text(status)
    page.locator("#glossary-filter").fill("")
    expect(shown(page)).to_have_count(everything)
    expect(page.locator(".glossary-filter [role=status]")).to_have_text("")


def test_the_filter_finds_accents_and_ligatures_without_typing_them(
    page: Page, address: str, project: Built
) -> None:
    terms = [record["fr"]["term"] for record in project.sources.concepts.values()]
    accented = [term for term in terms if bare(term) != plain(term).lower()]
    assert any("é" in term for term in accented)
    page.goto(f"{home(project, address, 'fr')}glossary/")
    for term in accented:
        page.locator("#glossary-filter").fill(bare(term))
        names = [plain(text) for text in shown(page).locator("dt a").all_inner_texts()]
        assert plain(term) in names


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_filter_says_when_it_finds_nothing(
    page: Page, address: str, project: Built, code: str
) -> None:
    page.goto(f"{home(project, address, code)}glossary/")
    page.locator("#glossary-filter").fill("zzzz")
    message = project.sources.strings[code]["glossary.filter.none"]
    expect(page.locator(".glossary-filter [role=status]")).to_have_text(message)
    expect(shown(page)).to_have_count(0)
    expect(page.locator(".letter").locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_table_is_sorted_from_either_language_in_both_directions(
    page: Page, address: str, project: Built, code: str
) -> None:
    other = next(c for c in project.sources.languages if c != code)
    page.goto(f"{home(project, address, code)}glossary/table/")
    for clicks, (by, direction) in enumerate(
        [(code, "ascending"), (other, "ascending"), (other, "descending"), (code, "ascending")]
    ):
        if clicks:
            page.locator(f"th[data-sort={by}] button").press("Enter")
        for head in (code, other):
            said = page.locator(f"th[data-sort={head}]").get_attribute("aria-sort")
            assert said == (direction if head == by else None)
        terms = column(page, by)
        ordered = in_order(project.sources.alphabets[by], terms)
        assert terms == (ordered if direction == "ascending" else ordered[::-1])
        assert len(terms) == len(project.sources.concepts)


def test_a_sorted_table_keeps_its_rows_together(page: Page, address: str, project: Built) -> None:
    first, second = project.sources.languages
    pairs = {
        (plain(record[first]["term"]), plain(record[second]["term"]))
        for record in project.sources.concepts.values()
    }
    page.goto(f"{home(project, address, first)}glossary/table/")
    page.locator(f"th[data-sort={second}] button").click()
    assert set(zip(column(page, first), column(page, second), strict=True)) == pairs


def test_a_sort_button_says_what_it_does(page: Page, address: str, project: Built) -> None:
    code, other = project.sources.languages
    strings = project.sources.strings[code]
    page.goto(f"{home(project, address, code)}glossary/table/")
    name = strings["glossary.table.sort"].format(column=strings[f"language.{other}"])
    expect(page.locator(f"th[data-sort={other}]").get_by_role("button", name=name)).to_be_visible()


@pytest.mark.parametrize("code", ["en", "fr"])
def test_without_a_script_the_index_is_a_readable_list(
    scriptless: Page, address: str, project: Built, code: str
) -> None:
    scriptless.goto(f"{home(project, address, code)}glossary/")
    expect(scriptless.locator(".glossary-filter")).to_be_hidden()
    names = sum(1 + len(r[code].get("synonyms", [])) for r in project.sources.concepts.values())
    expect(shown(scriptless)).to_have_count(names)
    scriptless.locator(".letters a").last.click()
    expect(scriptless).to_have_url(re.compile("#letter-"))
    expect(scriptless.locator(".letter h3").last).to_be_in_viewport()


@pytest.mark.parametrize("code", ["en", "fr"])
def test_without_a_script_the_table_is_a_readable_list(
    scriptless: Page, address: str, project: Built, code: str
) -> None:
    scriptless.goto(f"{home(project, address, code)}glossary/table/")
    rows = scriptless.locator("tbody tr").locator("visible=true")
    expect(rows).to_have_count(len(project.sources.concepts))
    expect(scriptless.locator("thead button")).to_have_count(0)
    terms = column(scriptless, code)
    assert terms == in_order(project.sources.alphabets[code], terms)


def test_without_a_script_the_language_menu_works(
    scriptless: Page, address: str, project: Built
) -> None:
    here, there = project.sources.languages
    path = kinds(project)["entry"]
    scriptless.goto(home(project, address, here) + path)
    scriptless.locator(f".languages a[hreflang={there}]").click()
    expect(scriptless).to_have_url(home(project, address, there) + path)
