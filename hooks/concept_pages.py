"""Pages of concepts: files that are drawn as they are written, all of a language in one frame.

MkDocs keeps all pages in memory, tells every hook of each of them several times, and has the theme
draw the whole navigation anew for each. The pages of concepts are alike but for what `_Page` names.
So one page is drawn by MkDocs and the theme as any other, with marks in the place of what is a
concept's own; the pages of all concepts of the language are that page with the marks filled in,
byte for byte what the theme would have drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_build_date

import published_site
from generated_page import GeneratedPage, generated_file
from i18n_plugin import i18n
from long_build import advance
from made_file import MadeFile
from published_page import edition, published_page
from publishing.cards import card_address
from publishing.linked_data import linked_data
from publishing.page import Edition, PublishedPage
from publishing.tables import scrolling
from termbase.render import Rendered

# What no text has in it; an id stands in addresses, where only letters and signs as these do.
_OPEN, _CLOSE = "\ue000", "\ue001"
NO_ID = "CONCEPT__ID"
# A page that has no heading of its own gets one from the theme.
_HTML = "<h1>"


class ConceptFile(MadeFile):
    """The page of a concept for MkDocs.

    `source` is the path of its record from the root of the project, `field` its subject field.
    `canonical_url` and `update_date` are, as those of a page, for the sitemap.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        name: str,
        address: str,
        source: str,
        field: str,
        make: Callable[[], bytes],
    ) -> None:
        super().__init__(config, name, f"{address}index.html", make)
        self.source = source
        self.field = field
        self.canonical_url = f"{config.site_url or ''}{address}"
        self.update_date = get_build_date()

    def copy_file(self, dirty: bool = False) -> None:
        """Write the page, which is a step of the build."""
        super().copy_file(dirty)
        advance()


class _Page(NamedTuple):
    """What is a concept's own on its page, as HTML."""

    id: str
    title: str
    description: str
    html: str
    data: str


@dataclass(frozen=True)
class Frame:
    """The page that the concepts of a language share.

    `parts` are texts and, between each two of them, the name of what stands there; `page` is the
    page as it is published, with marks, `around` the site that it is in, and `image` its card.
    """

    parts: tuple[str, ...]
    page: PublishedPage
    around: Edition
    site: str
    image: str

    def fill(self, name: str, rendered: Rendered, source: str) -> tuple[str, PublishedPage, str]:
        """The document, what is published of it, and its text, of the concept with an id."""
        page = replace(
            self.page,
            address=self.page.address.replace(NO_ID, name),
            title=rendered.title,
            description=rendered.description,
            changed=published_site.current().changes.get(source),
        )
        subjects = [dict(node) for node in rendered.subjects]
        data = linked_data(page, self.around, self.site, self.image, subjects)
        html = scrolling(rendered.html)
        own = _Page(name, escape(page.title), escape(page.description), html, data)
        values, parts = own._asdict(), list(self.parts)
        parts[1::2] = [values[place] for place in parts[1::2]]
        return "".join(parts), page, html


def draw_frame(
    config: MkDocsConfig,
    files: Files,
    nav: Navigation,
    env: Environment,
    name: str,
    address: Callable[[str], str],
    source: str,
) -> Frame:
    """Have the theme draw the page of no concept.

    `name` is where its file would be in the language's folder, `address` its address in a language,
    `source` its record; the id in them is `NO_ID`.
    """
    html = f"{_OPEN}html{_HTML}{_CLOSE}"
    marks = Rendered(_mark("title"), _mark("description"), html)
    page = GeneratedPage(
        generated_file(config, i18n(config), name, address), config, lambda: marks, source, {}
    )
    page.read_source(config)
    index = files.get_file_from_path(f"{i18n(config).current_language}/glossary/index.md")
    page.parent = index.page.parent if index and index.page else None
    document = published_site.current().finished(
        draw(page, config, files, nav, env, linked_data=_mark("data")), page.file.dest_uri
    )
    parts = document.replace(NO_ID, _mark("id")).replace(_HTML + _CLOSE, _CLOSE)
    published, site = published_page(page, config, {}), config.site_url or ""
    return Frame(
        tuple(parts.replace(_CLOSE, _OPEN).split(_OPEN)),
        published,
        edition(config),
        site,
        site + card_address(published),
    )


def draw(
    page: GeneratedPage,
    config: MkDocsConfig,
    files: Files,
    nav: Navigation,
    env: Environment,
    **own: object,
) -> str:
    """A page as MkDocs draws it with the theme; what is its `own` stands before what hooks say."""
    page.active = True
    try:
        context = get_context(nav, files.documentation_pages(), config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        context.update(own)  # type: ignore[typeddict-item]
        return env.get_template("main.html").render(context)
    finally:
        page.active = False


def _mark(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"
