"""The address that a concept had before, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.site.building import Built
from tests.site.serving import served

pytestmark = pytest.mark.browser


def test_a_browser_without_scripts_arrives_at_the_new_address(tea: Built, browser: Browser) -> None:
    with served(tea.site.root) as url:
        page = browser.new_page(java_script_enabled=False)
        for old, new in tea.sources.moved().items():
            page.goto(url + old)
            page.wait_for_url(url + new)
        page.close()
    assert tea.sources.moved()
