"""What is new, for feed readers: one Atom feed a language.

A page is new when its source was last changed; git knows when. In a shallow clone all that is older
than the clone has the date of its oldest commit, so a site is published from a full one.
"""

from __future__ import annotations

from operator import attrgetter

from feedgenerator import Atom1Feed

from publishing.built import BuiltSite
from publishing.page import Edition, PublishedPage

NAME = "feed.xml"
_MOST = 40


def write_feeds(site: BuiltSite) -> None:
    """Write the feed of each language into its home; a preview has none."""
    if site.preview:
        return
    for edition in site.editions.values():
        path = site.root / edition.home / NAME
        path.write_text(_feed(site, edition).writeString("utf-8"), encoding="utf-8")


def _feed(site: BuiltSite, edition: Edition) -> Atom1Feed:
    home = site.url + edition.home
    feed = Atom1Feed(
        title=edition.feed,
        link=home,
        description=edition.description,
        language=edition.language,
        author_name=edition.name,
        feed_url=home + NAME,
    )
    for page in newest(site, edition.language):
        url = site.url + page.address
        changed = page.changed or site.built
        feed.add_item(page.title, url, page.summary, unique_id=url, updateddate=changed)
    return feed


def newest(site: BuiltSite, language: str) -> list[PublishedPage]:
    """The pages of a language that were changed last, the newest first.

    Where nobody knows when a page was changed, the first pages of the site.
    """
    pages = [page for page in site.pages if page.language == language and page.listed]
    dated = [page for page in pages if page.changed]
    return sorted(dated, key=attrgetter("changed"), reverse=True)[:_MOST] or pages[:_MOST]
