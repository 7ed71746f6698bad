"""The formulas and the reading of numbers, each against another way to the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.site.tools.pages import Reader

pytestmark = pytest.mark.browser
BATCH = 100
SPACES = " \u00a0\u202f\u2009"
SIGNS = {"en": (",", "."), "fr": (SPACES, ",")}
# A page is asked for a whole batch at a time, so a few examples are many cases.
few = settings(max_examples=40)


@dataclass(frozen=True)
class Customer:
    """What a value is worked out from."""

    m: float
    r: float
    i: float
    cost: float
    now: bool

    @property
    def known(self) -> dict[str, float | bool]:
        return vars(self)


amounts = st.just(0.0) | st.floats(0.01, 1e6)
customers = st.builds(
    Customer,
    m=amounts,
    r=st.floats(0, 0.99),
    i=st.floats(0, 2),
    cost=amounts,
    now=st.booleans(),
)


def summed(customer: Customer, r: float | None = None) -> float:
    """The worth today of all margins to come, added up one by one."""
    rate = customer.r if r is None else r
    term = customer.m if customer.now else customer.m * rate / (1 + customer.i)
    terms = []
    while term > customer.m * 1e-12:
        terms.append(term)
        term *= rate / (1 + customer.i)
    return math.fsum(terms)


def ask(page: Page, function: str, batch: list[Customer]) -> list[object]:
    known = [customer.known for customer in batch]
    found: list[object] = page.evaluate(f"batch => batch.map((known) => {function}(known))", known)
    return found


@few
@given(batch=st.lists(customers, min_size=1, max_size=BATCH))
def test_the_value_is_the_sum_of_all_margins_to_come(
    arithmetic: Page, batch: list[Customer]
) -> None:
    for customer, value in zip(batch, ask(arithmetic, "lifetimeValue", batch), strict=True):
        assert value == pytest.approx(summed(customer), rel=1e-9, abs=customer.m * 1e-9)


@few
@given(batch=st.lists(customers, min_size=1, max_size=BATCH))
def test_a_one_off_customer_brings_one_margin_at_the_time_of_the_first(
    arithmetic: Page, batch: list[Customer]
) -> None:
    for customer, value in zip(batch, ask(arithmetic, "oneOffValue", batch), strict=True):
        due = 0 if customer.now else 1
        assert value == pytest.approx(customer.m * (1 + customer.i) ** -due)


@few
@given(batch=st.lists(customers, min_size=1, max_size=BATCH))
def test_at_the_break_even_rate_the_value_is_the_cost(
    arithmetic: Page, batch: list[Customer]
) -> None:
    found = ask(arithmetic, "breakEven", batch)
    for customer, even in zip(batch, found, strict=True):
        assert isinstance(even, dict)
        if even["kind"] == "any":
            assert summed(customer, r=0) >= customer.cost * (1 - 1e-9)
        elif even["kind"] == "none":
            first = 0 if customer.now else 1
            forever = [customer.m * (1 + customer.i) ** -t for t in range(first, 60)]
            assert math.fsum(forever) <= customer.cost * (1 + 1e-9)
            assert even["limit"] <= customer.cost
        elif even["rate"] <= 0.999:
            assert even["rate"] > 0
            assert summed(customer, r=even["rate"]) == pytest.approx(
                customer.cost, rel=1e-6, abs=customer.m * 1e-9
            )


def grouped(digits: str, gap: str) -> str:
    """Digits in threes, from the right."""
    first = len(digits) % 3
    threes = [digits[n : n + 3] for n in range(first, len(digits), 3)]
    return gap.join(filter(None, [digits[:first], *threes]))


@st.composite
def written(draw: st.DrawFn, code: str) -> tuple[str, float]:
    """A number as readers of a language may write it, and the number."""
    gaps, point = SIGNS[code]
    whole = draw(st.integers(0, 10**14).map(str))
    part = draw(st.none() | st.text("0123456789", max_size=6))
    minus = draw(st.sampled_from(["", "", "-", "−"]))
    gap = draw(st.sampled_from(["", *gaps]))
    text = minus + grouped(whole, gap) + ("" if part is None else point + part)
    around = draw(st.sampled_from(["", " ", "\u00a0"]))
    number = float(f"{'-' if minus else ''}{whole}.{part or 0}")
    return around + text + around, number


def read(page: Page, texts: list[str]) -> list[float]:
    """What the page reads in texts."""
    function = "texts => texts.map((text) => readNumber(text, document.documentElement.lang))"
    found: list[float] = page.evaluate(function, texts)
    return found


@few
@given(data=st.data())
def test_a_number_is_read_as_it_was_written(
    reader: Reader, arithmetic: Page, data: st.DataObject
) -> None:
    batch = data.draw(st.lists(written(reader.code), min_size=1, max_size=BATCH))
    assert read(arithmetic, [text for text, _ in batch]) == [number for _, number in batch]


def well_formed(text: str, code: str) -> bool:
    """Tell whether a text is a number, by looking at its parts one after the other."""
    gaps, point = SIGNS[code]
    body = text.strip()
    body = body[1:] if body[:1] in {"-", "−"} else body
    whole, _, part = body.partition(point)
    for gap in gaps:
        whole = whole.replace(gap, " ")
    first, *threes = whole.split(" ")
    sound = not threes or (1 <= len(first) <= 3 and all(len(three) == 3 for three in threes))
    digits = "".join([first, *threes, part])
    return sound and digits.isascii() and digits.isdigit()


@few
@given(data=st.data())
def test_what_is_no_number_in_the_format_of_the_language_is_not_read_as_one(
    reader: Reader, arithmetic: Page, data: st.DataObject
) -> None:
    """Texts of digits, signs and spaces in any order, and some that are far from numbers."""
    near = st.text(f"0159,.-−{SPACES}", max_size=9)
    # Python and JavaScript differ on which control characters are white space.
    far = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=9)
    texts = data.draw(st.lists(near | far, min_size=1, max_size=BATCH))
    for text, number in zip(texts, read(arithmetic, texts), strict=True):
        assert math.isnan(number) != well_formed(text, reader.code), repr(text)


def test_the_format_of_the_other_language_is_not_guessed_at(
    reader: Reader, arithmetic: Page
) -> None:
    english, french = ["0.8", "1,234.5", "1,234,567"], ["0,8", "1 234,5", "1 234 567"]
    other = {"en": french, "fr": english}[reader.code]
    assert all(math.isnan(number) for number in read(arithmetic, other))
