"""Which names and pages answer a query, in which order: the script alone, on a small glossary."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.conftest import DATA
from tests.site.building import Built

pytestmark = pytest.mark.browser

CASES = yaml.safe_load((DATA / "search" / "order.yml").read_text("utf-8"))
LANGUAGE = {"determiners": ["the", "a"], "elisions": ["l", "d"], "possessives": ["s"]}
GLOSSARY = {"concepts": CASES["names"], **LANGUAGE}
FIND = """([data, query]) => {
  const { findNames, prepare } = order;
  return findNames(query, prepare(data)).map(({ concept }) => concept.id);
}"""
ARRANGE = """([data, query, pages]) => {
  const { arrange, findNames, prepare } = order;
  const ready = prepare(data);
  const found = pages.map((page) => ({ fit: Infinity, ...page }));
  const answers = arrange(query, findNames(query, ready), found, ready);
  return answers.map(({ name, concept, title }) => (name ? concept.id : title));
}"""
NEAR = "pairs => pairs.map(([one, other]) => order.isNear(one, other))"


@pytest.fixture(scope="module")
def page(browser: Browser, address: str, project: Built) -> Iterator[Page]:
    """A page that has loaded the script, and nothing else of the search."""
    script = next(name for name in project.site.files if name.startswith("assets/search-order"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate("async url => { window.order = await import(url); }", address + script)
        yield page


@pytest.mark.parametrize(("query", "ids"), CASES["finds"].values(), ids=CASES["finds"])
def test_names_answer(page: Page, query: str, ids: list[str]) -> None:
    assert page.evaluate(FIND, [GLOSSARY, query]) == ids


@pytest.mark.parametrize("case", CASES["arranges"], ids=lambda case: case["says"])
def test_names_and_pages_are_arranged(page: Page, case: dict[str, Any]) -> None:
    found = page.evaluate(ARRANGE, [GLOSSARY, case["query"], case["pages"]])
    assert found == case["order"]


def distance(one: str, other: str) -> int:
    """Letters to change, add, drop or exchange with their neighbor: the textbook's table."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def test_a_wrong_letter_is_what_the_distance_of_the_textbook_calls_one(page: Page) -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("ab", k=chance.randrange(6))) for _ in range(400)]
    pairs = list(zip(words[::2], words[1::2], strict=True))
    expected = [distance(one, other) <= 1 for one, other in pairs]
    assert any(expected)
    assert not all(expected)
    assert page.evaluate(NEAR, pairs) == expected
