"""The content policy in the pages themselves, for hosts that send no headers of ours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Error

from publishing.policy import CSP, in_page, inline_digests, policy_for
from tests.site.building import Built
from tests.site.serving import served

META = re.compile(rf'<meta charset="utf-8">\s*<meta http-equiv="{CSP}" content="([^"]+)">')
REFUSED = """() => new Promise((tell) => {
  document.addEventListener("securitypolicyviolation", (event) => tell(event.effectiveDirective));
  fetch("https://elsewhere.example/").catch(() => {});
})"""


def test_every_page_begins_with_the_policy_of_the_headers_for_what_is_in_it(
    project: Built,
) -> None:
    policy = project.sources.root / "deploy" / "policy.yml"
    pages = {n: text.decode() for n, text in project.site.files.items() if n.endswith(".html")}
    for name, text in pages.items():
        expected = in_page(policy_for(policy, inline_digests([text])).headers[CSP])
        assert META.findall(text) == [expected], name
    # Nothing that the policy is about stands before it.
    assert not [
        n for n, text in pages.items() if re.search("<(script|link|style).*<meta http", text)
    ]


def test_what_browsers_heed_in_a_header_only_is_left_out() -> None:
    policy = "default-src 'none'; frame-ancestors 'none'; style-src 'self' 'sha256-x'"
    assert in_page(policy) == "default-src 'none'; style-src 'self' file: 'sha256-x'"


def test_a_project_without_a_policy_has_pages_without_one(tea: Built) -> None:
    assert not [n for n, text in tea.site.files.items() if CSP.encode() in text]


@pytest.mark.browser
def test_without_headers_no_text_becomes_markup_and_no_other_host_is_asked(
    project: Built, browser: Browser
) -> None:
    with served(project.site.root, policy=False) as address, browser.new_page() as page:
        page.goto(address)
        with pytest.raises(Error, match="TrustedHTML"):
            page.evaluate("document.body.innerHTML = '<b>x</b>'")
        assert page.evaluate(REFUSED) == "connect-src"


@pytest.mark.browser
def test_a_page_that_is_read_from_a_folder_has_its_styles_and_scripts(
    project: Built, browser: Browser
) -> None:
    said: list[str] = []
    with browser.new_page() as page:
        page.on("console", lambda message: said.append(message.text))
        page.goto((project.site.root / "index.html").as_uri())
        assert page.evaluate("document.documentElement.className") == "js"
        assert page.evaluate("document.styleSheets.length") == 2
    assert said == []
