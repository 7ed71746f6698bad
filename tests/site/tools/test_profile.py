"""The orientation profile."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.site.building import Built
from tests.site.document import Node
from tests.site.tools.pages import GUIDES, Reader, answer, cases, plain, status

pytestmark = pytest.mark.browser
CASES = cases("profile")
MARKS = ["1", "2", "3", "4", "5"]
BUTTON = "#orientation-profile button"


def tables(project: Built, code: str) -> list[Node]:
    """The tables of the guide as it is without a script."""
    return project.site.pages[project.sources.home(code) + GUIDES["profile"]].select(
        "article table"
    )


def statements(project: Built, code: str) -> list[str]:
    """The statements as they are printed, each with its number."""
    rows = [row.select("td") for table in tables(project, code) for row in table.select("tbody tr")]
    return [f"{row[0].text}. {row[1].text}" for row in rows if row[-1].text == "☐"]


def labels(project: Built, code: str) -> list[str]:
    return [row.select("td")[0].text for row in tables(project, code)[-1].select("tbody tr")]


def totals(page: Page) -> list[str]:
    """The last column of the table of totals."""
    cells = page.locator("article table").last.locator("tbody td:last-child")
    return [plain(text) for text in cells.all_text_contents()]


def bars(page: Page) -> list[float | None]:
    """How long the bar on each track is, in percent of the track."""
    script = """tracks => tracks.map((track) => {
        const bar = track.nextElementSibling;
        const long = (box) => box.getBoundingClientRect().width;
        return bar?.matches(".bar") ? (100 * long(bar)) / long(track) : null;
    })"""
    found: list[float | None] = page.locator("#orientation-profile .track").evaluate_all(script)
    return [None if length is None else round(length, 2) for length in found]


def group(page: Page, number: int) -> Locator:
    return page.get_by_role("group").filter(has=page.locator(f"[name=statement-{number}]"))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, which has to be seen there."""
    has_focus = "selector => document.activeElement.matches(selector)"
    steps = 0
    while not page.evaluate(has_focus, selector):
        page.keyboard.press("Tab")
        steps += 1
        assert steps < 100, selector
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def said(reader: Reader, total: Any) -> str:
    return reader.words("tool.profile.left", **total) if isinstance(total, dict) else str(total)


def test_every_statement_of_the_tables_is_a_group_of_five_choices(
    reader: Reader, profile: Page, project: Built
) -> None:
    words = statements(project, reader.code)
    assert len(words) == 20
    assert [plain(text) for text in profile.locator("fieldset legend").all_text_contents()] == words
    lowest, highest = (reader.words(f"tool.profile.{end}") for end in ("lowest", "highest"))
    for statement in words:
        choices = profile.get_by_role("group", name=statement, exact=True)
        for name in (f"1, {lowest}", "2", "3", "4", f"5, {highest}"):
            assert choices.get_by_role("radio", name=name, exact=True).count() == 1
    assert profile.locator("article").get_by_role("radio").count() == 5 * len(words)


def test_the_boxes_to_tick_are_gone_where_choices_are(profile: Page) -> None:
    assert "☐" not in profile.locator("article").inner_text()


def test_a_link_in_a_statement_stays_a_link(profile: Page) -> None:
    def link(route: Route) -> None:
        page = route.fetch()
        html = re.sub(r"(<td>1</td>\s*<td>)", r'\1<a href="#how-to">So:</a> ', page.text())
        route.fulfill(response=page, body=html)

    profile.route(profile.url, link)
    profile.reload()
    assert profile.locator("legend a[href='#how-to']").count() == 1


def test_the_table_and_the_picture_show_the_totals(
    reader: Reader, profile: Page, project: Built, subtests: pytest.Subtests
) -> None:
    for case in CASES:
        with subtests.test(case["says"]):
            profile.locator(BUTTON).click()
            marks = case["answers"].replace(" ", "")
            for number, mark in enumerate(marks, start=1):
                if mark != "-":
                    answer(profile, number, mark)
            expected = [said(reader, total) for total in case["totals"]]
            assert totals(profile) == expected
            assert bars(profile) == case["bars"]
            drawn = profile.locator("#orientation-profile svg text").all_text_contents()
            names = labels(project, reader.code)
            pairs = [text for pair in zip(names, expected, strict=True) for text in pair]
            assert [plain(text) for text in drawn] == [*pairs, "4", "12", "20"]


def test_what_is_unanswered_is_counted_until_all_is_answered(
    reader: Reader, profile: Page, project: Built
) -> None:
    for number in range(1, 21):
        left = reader.words("tool.profile.open", left=21 - number, all=20)
        assert status(profile, "profile") == left
        answer(profile, number, 3)
    each = ", ".join(f"{label} 12" for label in labels(project, reader.code))
    assert status(profile, "profile") == reader.words("tool.profile.done", all=20, totals=each)


def test_a_group_of_statements_ends_with_its_total(reader: Reader, profile: Page) -> None:
    total = profile.locator(".statements .total").first
    for number in (1, 2, 3, 4):
        assert plain(total.text_content()) == reader.words("tool.profile.left", left=5 - number)
        answer(profile, number, 4)
    assert plain(total.text_content()) == reader.words("tool.profile.total", sum=16, most=20)


def test_an_answer_can_be_changed_and_all_can_be_cleared(reader: Reader, profile: Page) -> None:
    for number in (1, 2, 3, 4):
        answer(profile, number, 5)
    answer(profile, 4, 1)
    assert totals(profile)[0] == "16"
    profile.locator(BUTTON).click()
    assert profile.locator("input:checked[name^=statement]").count() == 0
    assert totals(profile)[0] == reader.words("tool.profile.left", left=4)
    assert status(profile, "profile") == reader.words("tool.profile.open", left=20, all=20)


def test_the_keyboard_is_enough(reader: Reader, profile: Page) -> None:
    """From the first statement to the button, with Tab, Space and arrows alone."""
    for number in range(1, 21):
        tab_to(profile, f"[name=statement-{number}]")
        profile.keyboard.press("Space")
        profile.keyboard.press("ArrowRight")
    assert totals(profile) == ["8"] * 5
    tab_to(profile, BUTTON)
    profile.keyboard.press("Enter")
    assert totals(profile) == [reader.words("tool.profile.left", left=4)] * 5


def test_the_sentence_above_the_statements_leads_to_the_profile(profile: Page) -> None:
    start = profile.locator(".tool-start")
    assert start.is_visible()
    assert start.locator("a").get_attribute("href") == "#orientation-profile"
    assert start.evaluate("p => p.nextElementSibling.matches('h3')")


def test_who_prints_before_answering_gets_a_form_to_fill_in_by_hand(profile: Page) -> None:
    profile.emulate_media(media="print")
    words = profile.locator(".unanswered")
    colors = words.evaluate_all(
        "all => all.map((one) => getComputedStyle(one)[one.matches('text') ? 'fill' : 'color'])"
    )
    assert len(colors) == 15
    assert set(colors) == {"rgba(0, 0, 0, 0)"}
    assert group(profile, 1).is_visible()
    assert not profile.locator(BUTTON).is_visible()
