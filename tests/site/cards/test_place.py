"""Where a card stands: beside its word, in the window, whatever the size of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.cards.reading import TERM

pytestmark = pytest.mark.browser

# Focuses each word in turn, at the top, in the middle and at the bottom of the window, and measures
# its lines, its card and the window, all as they are seen.
MEASURE = """
words => words.flatMap((word) => ["start", "center", "end"].map((block) => {
  const box = (rect) => [rect.left, rect.top, rect.right, rect.bottom];
  document.activeElement.blur();
  const before = document.documentElement.scrollWidth;
  word.scrollIntoView({block, behavior: "instant"});
  word.focus({preventScroll: true});
  const card = document.querySelector(".term-card");
  return {
    word: word.textContent,
    lines: [...word.getClientRects()].map(box),
    card: card.hidden ? null : box(card.getBoundingClientRect()),
    width: document.documentElement.clientWidth,
    height: innerHeight,
    wider: document.documentElement.scrollWidth - before,
  };
}))
"""
LARGER = "size => { document.documentElement.style.fontSize = size }"
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Seen:
    """A card beside its word."""

    word: str
    lines: list[Box]
    card: Box
    width: float
    height: float
    wider: float

    @property
    def covers(self) -> bool:
        """Whether the card stands on any line of the word."""
        left, top, right, bottom = self.card
        return any(a < right and left < c and b < bottom and top < d for a, b, c, d in self.lines)

    @property
    def is_above(self) -> bool:
        return self.card[3] <= self.lines[0][1]


@pytest.fixture(
    scope="module",
    params=[(1280, 800, 100), (1280, 500, 200), (320, 640, 100), (320, 640, 200)],
    ids=lambda window: "{}x{}, text {} %".format(*window),
)
def seen(request: pytest.FixtureRequest, browser: Browser, guide: str) -> Iterator[list[Seen]]:
    """All cards of the guide, in windows of several sizes and with larger text."""
    width, height, text = request.param
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(guide)
        page.evaluate(LARGER, f"{1.25 * text}%")
        page.keyboard.press("Tab")
        yield [Seen(**one) for one in measured(page)]


def measured(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.locator(TERM).evaluate_all(MEASURE)
    return found


def test_a_card_never_covers_its_word(seen: list[Seen]) -> None:
    assert [one.word for one in seen if one.card is None or one.covers] == []


def test_a_card_stands_within_the_width_of_the_window_and_makes_no_page_wider(
    seen: list[Seen],
) -> None:
    assert [one.word for one in seen if one.card[0] < 0 or one.card[2] > one.width] == []
    assert [one.word for one in seen if one.wider] == []


def test_a_card_touches_its_word_so_that_a_pointer_finds_no_gap(seen: list[Seen]) -> None:
    for one in seen:
        line = one.lines[0] if one.is_above else one.lines[-1]
        end = max(line[3], 0)
        gap = line[1] - one.card[3] if one.is_above else one.card[1] - end
        assert 0 <= gap < 1, one
        assert one.card[0] <= line[0] <= one.card[2], one


def test_a_card_is_all_in_sight_if_there_is_room_below_or_above(seen: list[Seen]) -> None:
    for one in seen:
        height = one.card[3] - one.card[1] + 1
        below = max(one.lines[-1][3], 0) + height <= one.height
        above = one.lines[0][1] - height >= 0
        if below or above:
            assert one.card[3] <= one.height, one
            assert one.card[1] >= 0, one


def test_the_cases_that_matter_are_among_those_seen(seen: list[Seen]) -> None:
    assert any(one.is_above for one in seen)
    assert any(not one.is_above for one in seen)
    assert any(len(one.lines) > 1 for one in seen)
    is_narrow = seen[0].width < 400  # no text reaches the right edge of a wide window
    assert not is_narrow or any(one.card[2] > one.width - 20 for one in seen)
