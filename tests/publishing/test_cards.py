"""The pictures of pages, and what is kept of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publishing.built import BuiltSite
from publishing.cards import MARK, TEMPLATE, card_address, draw_cards
from publishing.page import Edition, PublishedPage
from tests.site.building import ROOT

PAGE = PublishedPage("en", "tea/", "Tea", "What is in a cup.")
EDITION = Edition("en", "The tea room", "", "", "News")


@pytest.fixture
def site(tmp_path: Path) -> BuiltSite:
    """A site of one page, with templates of its own."""
    templates = tmp_path / "templates"
    for source, target in (
        (ROOT / "overrides" / TEMPLATE, templates / TEMPLATE),
        (ROOT / "overrides" / MARK, tmp_path / "site" / MARK),
    ):
        target.parent.mkdir(parents=True)
        shutil.copy(source, target)
    return BuiltSite(
        tmp_path / "site",
        "https://tea.example/",
        ("en",),
        "en",
        editions={"en": EDITION},
        pages=(PAGE,),
        templates=templates,
        cache=tmp_path / "cache",
    )


def card(site: BuiltSite) -> bytes:
    """The picture of the page."""
    draw_cards(site)
    return (site.root / card_address(site.pages[0])).read_bytes()


def test_a_picture_is_drawn_once(site: BuiltSite) -> None:
    card(site)
    [kept] = (site.cache / "cards").iterdir()
    kept.write_bytes(b"kept")
    assert card(site) == b"kept"


def other_title(site: BuiltSite) -> BuiltSite:
    return replace(site, pages=(replace(PAGE, title="Coffee"),))


def other_description(site: BuiltSite) -> BuiltSite:
    return replace(site, pages=(replace(PAGE, description="What is in a pot."),))


def other_name(site: BuiltSite) -> BuiltSite:
    return replace(site, editions={"en": replace(EDITION, name="The coffee house")})


def other_mark(site: BuiltSite) -> BuiltSite:
    (site.root / MARK).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return site


def other_template(site: BuiltSite) -> BuiltSite:
    path = site.templates / TEMPLATE
    path.write_text(path.read_text(encoding="utf-8").replace("#17494d", "#4d1749"))
    return site


@pytest.mark.parametrize(
    "change", [other_title, other_description, other_name, other_mark, other_template]
)
def test_what_a_picture_is_made_of_makes_another_picture(
    site: BuiltSite, change: Callable[[BuiltSite], BuiltSite]
) -> None:
    before = card(site)
    assert card(change(site)) != before
