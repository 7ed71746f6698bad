"""What the tests of the tools share: readers, and pages that are opened once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.building import Built
from tests.site.tools.pages import LANGUAGES, Reader


@pytest.fixture(scope="session", params=LANGUAGES)
def reader(
    request: pytest.FixtureRequest, browser: Browser, address: str, project: Built
) -> Reader:
    """A reader of each language."""
    return Reader(browser, address, project.sources, request.param)


@pytest.fixture
def value(reader: Reader) -> Iterator[Page]:
    """The page of the calculator."""
    with reader.opens("value") as page:
        yield page


@pytest.fixture
def profile(reader: Reader) -> Iterator[Page]:
    """The page of the profile."""
    with reader.opens("profile") as page:
        yield page


@pytest.fixture(scope="module")
def arithmetic(reader: Reader) -> Iterator[Page]:
    """The page of the calculator, for tests that ask its functions and change nothing."""
    with reader.opens("value") as page:
        yield page
