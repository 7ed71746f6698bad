"""What the tests of the site share: sites that are built once, a server and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.building import Built, build_well, copy_project, copy_tea
from tests.site.serving import served

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """This site."""
    return build_well(copy_project(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="session")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site on another subject, in three languages, with the same hooks and templates."""
    return build_well(copy_tea(tmp_path_factory.mktemp("tea")))


@pytest.fixture(scope="session", params=["project", "tea"])
def built(request: pytest.FixtureRequest) -> Built:
    """Each of the two sites: what is said of `built` holds whatever the subject and languages."""
    found: Built = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def address(project: Built) -> Iterator[str]:
    """Where this site is served."""
    with served(project.site.root) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM")
    if not path:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no Chromium: name one with CHROMIUM, or run `make test`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()
