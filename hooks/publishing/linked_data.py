"""What a page is, in the words of schema.org: JSON-LD for its head."""

from __future__ import annotations

import json
from collections.abc import Iterable

from publishing.page import Edition, PublishedPage

Node = dict[str, object]
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def linked_data(
    page: PublishedPage, edition: Edition, site: str, image: str, subjects: Iterable[Node] = ()
) -> str:
    """The graph of a page as JSON that may stand in a script element.

    `site` is an address with a slash at its end, or empty, `image` another; `subjects` are nodes of
    what the page is about.
    """
    subjects = list(subjects)
    nodes = [_website(edition, site), _page(page, edition, site, image, subjects), *subjects]
    if page.address != edition.home:
        nodes.append(_breadcrumbs(page, edition, site))
    graph = {"@context": "https://schema.org", "@graph": nodes}
    # "</script>" in a string would end the element.
    return _encoded(graph).replace("<", "\\u003c")


def _website(edition: Edition, site: str) -> Node:
    url = site + edition.home
    return {
        "@type": "WebSite",
        "@id": f"{url}#website",
        "url": url,
        "name": edition.name,
        "description": edition.description,
        "inLanguage": edition.language,
    }


def _page(
    page: PublishedPage, edition: Edition, site: str, image: str, subjects: list[Node]
) -> Node:
    """An article where somebody has written one, a plain page elsewhere."""
    url, home = site + page.address, site + edition.home
    article = page.written and page.address != edition.home
    node: Node = {
        "@type": "Article" if article else "WebPage",
        "@id": f"{url}#page",
        "url": url,
        "headline" if article else "name": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "isPartOf": {"@id": f"{home}#website"},
        "image": image,
    }
    if article:
        node["publisher"] = {"@type": "Organization", "name": edition.name, "url": home}
    if page.changed is not None:
        node["dateModified"] = page.changed.isoformat()
    if subjects:
        node["mainEntity"] = {"@id": subjects[0]["@id"]}
    return node


def _breadcrumbs(page: PublishedPage, edition: Edition, site: str) -> Node:
    trail = [(edition.name, edition.home), *page.trail, (page.title, page.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": site + address,
            }
            for position, (name, address) in enumerate(dict.fromkeys(trail), start=1)
        ],
    }
