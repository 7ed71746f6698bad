"""What readers type, and what comes first: one page a language, in a browser, on the whole site."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Browser

from tests.conftest import DATA
from tests.site.building import Built
from tests.site.search.dialog import open_search

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_page_that_a_query_means_comes_first(
    browser: Browser, address: str, project: Built, code: str
) -> None:
    cases = yaml.safe_load((DATA / "search" / f"{code}.yml").read_text("utf-8"))
    home = address + project.sources.home(code)
    wrong = {}
    with browser.new_context() as context:
        dialog = open_search(context.new_page(), f"{home}about/")
        for query, path in (case for kind in cases.values() for case in kind.items()):
            first = [*dialog.ask(query), ""][0]
            if first != f"{home}{path}/":
                wrong[query] = first
    assert wrong == {}
    assert sum(map(len, cases.values())) >= 60
