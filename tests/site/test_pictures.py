"""The words in the pictures, as a browser sets them: whole, apart, and large enough to read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.site.building import Built

pytestmark = pytest.mark.browser
MEASURE = """svg => {
  const view = svg.viewBox.baseVal, scale = svg.getBoundingClientRect().width / view.width;
  const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBBox()]);
  const meets = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width &&
    a.y + 3 < b.y + b.height - 3 && b.y + 3 < a.y + a.height - 3;
  return {
    right: svg.getBoundingClientRect().right,
    size: scale * parseFloat(getComputedStyle(svg).fontSize),
    outside: boxes.filter(([, b]) => b.x < 0 || b.x + b.width > view.width || b.y < -1 ||
      b.y + b.height > view.height + 1).map(([words]) => words),
    covered: boxes.flatMap(([words, a], n) => boxes.slice(n + 1).filter(([, b]) => meets(a, b))
      .map(([others]) => [words, others])),
  };
}"""


def illustrated(project: Built) -> list[str]:
    return [name for name, page in project.site.pages.items() if page.select("figure.figure svg")]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_words_in_pictures_fit_and_can_be_read(
    project: Built, address: str, browser: Browser, width: int
) -> None:
    addresses = illustrated(project)
    assert len(addresses) >= 6 * len(project.sources.languages)
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        for name in addresses:
            page.goto(address + name)
            for svg in page.locator("figure.figure svg").all():
                found: dict[str, Any] = svg.evaluate(MEASURE)
                assert (found["outside"], found["covered"]) == ([], []), name
                assert 12 <= found["size"] <= 18, name
                assert found["right"] <= width, name
