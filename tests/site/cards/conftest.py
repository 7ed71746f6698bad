"""What the tests of cards share: a guide with many terms, and readers with their devices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.site.building import Built
from tests.site.visits import kinds


@pytest.fixture(scope="session")
def guide(project: Built, address: str) -> str:
    """The address of a guide with terms."""
    return address + kinds(project)["guide"]


@pytest.fixture
def page(browser: Browser, guide: str) -> Iterator[Page]:
    """The guide, read with mouse and keyboard; time passes when a test says so."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.clock.install(time=datetime(2026, 1, 1))
        page.goto(guide)
        page.clock.pause_at(datetime(2026, 1, 2))
        yield page


@pytest.fixture
def phone(browser: Browser, guide: str) -> Iterator[Page]:
    """The guide on a small screen without mouse or keyboard."""
    with browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True) as context:
        page = context.new_page()
        page.goto(guide)
        yield page
