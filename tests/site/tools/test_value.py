"""The calculator of customer lifetime value."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.tools.pages import Reader, cases, field, part, plain, status

pytestmark = pytest.mark.browser
CASES = cases("value")
FIELDS = ("margin", "retention", "discount", "cost")


def enter(page: Page, entries: list[str], now: bool = False) -> None:
    for name, entry in zip(FIELDS, entries, strict=True):
        field(page, name).fill(entry)
    field(page, "now").set_checked(now)


def sentence(page: Page, name: str) -> str:
    return plain(page.locator(f"#value-{name}-problem").text_content())


def shown(page: Page, case: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of all that a case says."""
    pairs = {
        "once": [plain(part(page, name).text_content()) for name in ("once", "once-note")],
        "even": [plain(part(page, name).text_content()) for name in ("even-rate", "even-note")],
        "sum": plain(part(page, "sum").text_content()),
        "value": status(page, "value"),
    }
    return {name: found for name, found in pairs.items() if name in case}


def test_the_calculator_starts_with_the_worked_example(reader: Reader, value: Page) -> None:
    assert [field(value, name).input_value() for name in FIELDS] == ["30", "80", "10", ""]
    assert status(value, "value") == reader.words("tool.value.result", value="80")


def test_the_results_are_those_of_the_formula_in_the_format_of_the_language(
    reader: Reader, value: Page, subtests: pytest.Subtests
) -> None:
    for case in CASES[reader.code]["results"]:
        with subtests.test(case["says"]):
            enter(value, case["enter"], case.get("now", False))
            expected = {name: case[name] for name in ("sum", "once", "even") if name in case}
            said = reader.words("tool.value.result", value=case["value"])
            assert shown(value, case) == {**expected, "value": said}
            assert part(value, "even").is_visible() == ("even" in case)
            assert part(value, "results").is_visible()


def test_every_bad_entry_has_its_sentence_beside_it_and_no_result(
    reader: Reader, value: Page, subtests: pytest.Subtests
) -> None:
    numbers = CASES[reader.code]["numbers"]
    for case in CASES[reader.code]["problems"]:
        name, entry = case["field"], case["entry"]
        with subtests.test(f"{name}: {entry}"):
            part(value, "reset").click()
            field(value, name).fill(entry)
            field(value, name).press("Enter")
            said = reader.words(case["sentence"], entry=entry, **numbers)
            sentences = {other: sentence(value, other) for other in FIELDS}
            assert sentences == {**dict.fromkeys(FIELDS, ""), name: said}
            assert field(value, name).get_attribute("aria-invalid") == "true"
            assert value.evaluate("document.activeElement.name") == name
            assert not part(value, "results").is_visible()
            assert status(value, "value") == reader.words("tool.value.problem")


def test_the_cases_have_every_sentence(reader: Reader) -> None:
    kinds = (".empty", ".negative", ".full", ".number", ".large")
    keys = (key for key in reader.words.strings if key.startswith("tool.value."))
    tried = {case["sentence"] for case in CASES[reader.code]["problems"]}
    assert tried == {key for key in keys if key.endswith(kinds)}


def test_the_hint_and_the_sentence_of_an_entry_describe_it(value: Page) -> None:
    for name in FIELDS:
        ids = (field(value, name).get_attribute("aria-describedby") or "").split()
        assert ids == [f"value-{name}-hint", f"value-{name}-problem"]
        assert value.locator(f"label[for=value-{name}]").is_visible()
        assert value.locator(f"#value-{name}-hint").is_visible()


def test_a_rate_below_one_percent_is_taken_as_it_stands_and_remarked_upon(
    reader: Reader, value: Page
) -> None:
    entry = {"en": "0.8", "fr": "0,8"}[reader.code]
    field(value, "retention").fill(entry)
    field(value, "retention").press("Enter")
    assert sentence(value, "retention") == reader.words("tool.value.retention.small", entry=entry)
    assert field(value, "retention").get_attribute("aria-invalid") is None
    assert part(value, "results").is_visible()


def test_who_is_typing_is_not_corrected_until_the_entry_is_left(
    reader: Reader, value: Page
) -> None:
    field(value, "margin").fill("")
    assert sentence(value, "margin") == ""
    assert status(value, "value") == ""
    assert not part(value, "results").is_visible()
    field(value, "margin").press("Tab")
    assert sentence(value, "margin") == reader.words("tool.value.margin.empty")


def test_a_sentence_goes_as_soon_as_the_entry_is_good(reader: Reader, value: Page) -> None:
    field(value, "margin").fill("x")
    field(value, "margin").press("Enter")
    field(value, "margin").fill("60")
    assert sentence(value, "margin") == ""
    assert field(value, "margin").get_attribute("aria-invalid") is None
    assert status(value, "value") == reader.words("tool.value.result", value="160")


def test_the_example_comes_back_and_all_sentences_go(reader: Reader, value: Page) -> None:
    enter(value, ["x", "", "-1", "-1"], now=True)
    field(value, "margin").press("Enter")
    part(value, "reset").click()
    assert [sentence(value, name) for name in FIELDS] == ["", "", "", ""]
    assert not field(value, "now").is_checked()
    assert status(value, "value") == reader.words("tool.value.result", value="80")


def test_the_keyboard_is_enough(reader: Reader, value: Page) -> None:
    """From the first entry to the last button, with Tab, Space and Enter alone."""
    field(value, "margin").focus()
    keys = value.keyboard
    for entry in ("60", "100", "10", "220"):
        keys.press("Control+A")
        keys.type(entry)
        keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    assert value.evaluate("document.activeElement.name") == "retention"
    assert sentence(value, "retention") == reader.words("tool.value.retention.full")
    keys.press("Control+A")
    keys.type("80")
    keys.press("Enter")
    assert status(value, "value") == reader.words("tool.value.result", value="220")
    assert plain(part(value, "even-rate").text_content()) in {"80%", "80 %"}
    for _ in range(5):
        keys.press("Tab")
    keys.press("Enter")
    assert status(value, "value") == reader.words("tool.value.result", value="80")
