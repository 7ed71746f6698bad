"""Both tools for every reader: without scripts, on small screens, with assistive technology."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.site.tools.pages import FORMS, Reader, answer, field, plain, status

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STORED = """async () => [
    JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length, location.href,
]"""


def with_results(page: Page) -> None:
    field(page, "cost").fill("60")
    field(page, "cost").press("Enter")


def with_problems(page: Page) -> None:
    for name in ("margin", "discount", "cost"):
        field(page, name).fill("-1")
    field(page, "retention").fill("100")
    field(page, "margin").press("Enter")


def with_answers(page: Page) -> None:
    for number in range(1, 19):
        answer(page, number, number % 5 + 1)


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "results": ("value", with_results),
    "problems": ("value", with_problems),
    "answers": ("profile", with_answers),
}
state = pytest.mark.parametrize("name", STATES)


@state
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(reader: Reader, name: str, scheme: str) -> None:
    tool, reach = STATES[name]
    with reader.opens(tool, color_scheme=scheme, reduced_motion="reduce") as page:
        reach(page)
        # The pointer rests on a choice otherwise, whose color is on its way from one to another.
        page.mouse.move(0, 0)
        parts = [[FORMS[tool]], *([[".statements"], [".tool-start"]] if tool == "profile" else [])]
        found = Axe().run(page, context={"include": parts}, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@state
def test_nothing_sticks_out_of_a_narrow_screen(reader: Reader, name: str) -> None:
    """320 px is also what 1,280 px are at 400 %, with words as large as they come."""
    tool, reach = STATES[name]
    with reader.opens(tool, viewport={"width": 320, "height": 640}) as page:
        reach(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        inside = """form => [...form.querySelectorAll("*")].filter((e) =>
            e.getBoundingClientRect().right > form.getBoundingClientRect().right + 1).length"""
        assert page.locator(FORMS[tool]).evaluate(inside) == 0


@state
def test_words_twice_as_large_fit(reader: Reader, name: str) -> None:
    tool, reach = STATES[name]
    with reader.opens(tool, viewport={"width": 640, "height": 900}) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        reach(page)
        cut = """form => [...form.querySelectorAll("p, button, input, dd")].filter((e) =>
            e.scrollWidth > e.clientWidth + 1).length"""
        assert page.locator(FORMS[tool]).evaluate(cut) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


@state
def test_forced_colors_leave_entries_and_bars_to_be_seen(reader: Reader, name: str) -> None:
    tool, reach = STATES[name]
    with reader.opens(tool, forced_colors="active", color_scheme="dark") as page:
        reach(page)
        paints = """form => [...form.querySelectorAll(".bar, .track")].map((e) =>
            [getComputedStyle(e).fill, getComputedStyle(e).stroke])"""
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        painted = page.locator(FORMS[tool]).evaluate(paints)
        assert all({fill, stroke} - {ground, "none"} for fill, stroke in painted)
        wrong = page.locator(f"{FORMS[tool]} [aria-invalid]")
        borders = "all => all.map((e) => getComputedStyle(e).borderTopWidth)"
        assert set(wrong.evaluate_all(borders)) <= {"3px"}


@state
def test_nothing_is_sent_and_nothing_is_kept(reader: Reader, name: str) -> None:
    tool, reach = STATES[name]
    with reader.opens(tool) as page:
        page.wait_for_load_state("networkidle")
        before = page.evaluate(STORED)
        sent: list[Request] = []
        page.on("request", lambda request: sent.append(request))
        reach(page)
        page.locator(f"{FORMS[tool]} button[type=button]").click()
        assert page.evaluate(STORED) == before
        assert sent == []


@pytest.mark.parametrize("tool", FORMS)
def test_what_was_entered_is_forgotten_with_the_page(reader: Reader, tool: str) -> None:
    with reader.opens(tool) as page:
        page.check(f"{'#value-now' if tool == 'value' else '[name=statement-1] >> nth=0'}")
        page.reload()
        assert page.locator("article input:checked").count() == 0


@state
def test_a_strict_policy_for_scripts_and_styles_is_enough(reader: Reader, name: str) -> None:
    """Neither tool has inline scripts, inline styles or code made from text."""
    tool, reach = STATES[name]
    with reader.opens(tool) as page:
        faults: list[str] = []
        page.on("console", lambda message: faults.append(f"{message.location} {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"{error} {error.stack}"))
        page.reload()  # the server sends the policy of the hosts
        reach(page)
        assert page.locator(FORMS[tool]).is_visible()
        assert status(page, tool)
        assert faults == []
        html = page.locator(FORMS[tool]).evaluate("form => form.outerHTML")
        assert " style=" not in html
        assert "<script" not in html


@pytest.mark.parametrize("tool", FORMS)
def test_a_tool_asks_for_one_small_script_of_this_site(reader: Reader, tool: str) -> None:
    with reader.opens(tool) as page:
        script = page.locator(f"script[src*='/{tool}.']")
        assert script.count() == 1
        assert script.get_attribute("defer") is not None
        address = script.evaluate("script => script.src")
        assert urlsplit(address).netloc == urlsplit(reader.address).netloc
        assert len(page.request.get(address).body()) < 8_000


@pytest.mark.parametrize("tool", FORMS)
def test_without_scripts_there_is_no_dead_form(reader: Reader, tool: str) -> None:
    with reader.opens(tool, java_script_enabled=False) as page:
        assert not page.locator(FORMS[tool]).is_visible()
        assert (
            page.locator("article :is(input, button, fieldset)").locator("visible=true").count()
            == 0
        )


def test_without_scripts_the_worked_example_is_there_to_be_followed(reader: Reader) -> None:
    with reader.opens("value", java_script_enabled=False) as page:
        assert page.locator("noscript p").is_visible()
        assert plain(page.locator("noscript p").text_content()) == reader.words(
            "tool.value.noscript"
        )
        article = page.locator("article").inner_text()
        assert all(result in article for result in ("80 euros", "110 euros"))


def test_without_scripts_the_statements_are_tables_to_print(reader: Reader) -> None:
    with reader.opens("profile", java_script_enabled=False) as page:
        page.emulate_media(media="print")
        boxes = page.locator("article td:text-is('☐')")
        assert boxes.count() == 100
        assert boxes.first.is_visible()
        assert page.locator("article table").last.is_visible()


def test_both_tools_say_what_they_are_not(reader: Reader) -> None:
    """The calculator gives no advice; the profile is no tested measurement."""
    with reader.opens("value") as page:
        advice = {"en": "neither a forecast nor advice", "fr": "ni prévision ni conseil"}
        assert advice[reader.code] in plain(page.locator(FORMS["value"]).inner_text())
    with reader.opens("profile") as page:
        tested = {"en": "nobody has tested", "fr": "personne n’a vérifié"}
        assert tested[reader.code] in plain(page.locator(FORMS["profile"]).inner_text())
        article = page.locator("article").inner_text()
        assert all(scale in article for scale in ("MKTOR", "MARKOR"))
