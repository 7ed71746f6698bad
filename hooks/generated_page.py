"""Pages that have no Markdown file: MkDocs' `File` and `Page` for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from i18n_plugin import I18n
from termbase.render import Rendered

_ID = re.compile(r'\sid="([^"]+)"')
# For pages that are nobody's to find: not by search engines, not by the site's own search.
UNLISTED: Mapping[str, object] = {"robots": "noindex"}


class GeneratedPage(Page):
    """A page whose title, description and HTML come from a function; no Markdown is read."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        rendered: Callable[[], Rendered],
        source: str | None,
        meta: Mapping[str, object],
    ) -> None:
        super().__init__(None, file, config)
        self._rendered = rendered
        self._meta = meta
        self.source = source
        self.edit_url = edit_url(config, source) if source else None
        self.subjects: Sequence[Mapping[str, object]] = ()
        self._last: Rendered | None = None

    @property
    def is_current(self) -> bool:
        """Whether the function still gives what it has given last."""
        return self._rendered() == self._last

    def read_source(self, config: MkDocsConfig) -> None:
        """Call the function; there is nothing to read."""
        page = self._last = self._rendered()
        self.markdown, self.content, self.title = "", page.html, escape(page.title)
        self.subjects = page.subjects
        described = {"title": self.title, "description": page.description, "hide": ["toc"]}
        self.meta = {**described, **self._meta}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The content is there already; note its anchors, for the check of links."""
        self.present_anchor_ids = set(_ID.findall(self.content or ""))


def generated_file(
    config: MkDocsConfig, plugin: I18n, name: str, address: Callable[[str], str]
) -> File:
    """A file for a generated page in the current language, as static-i18n would have made it.

    `name` is its path in a language's folder; `address(language)` its address on the site.
    """
    files = {code: _file(config, code, name, address(code)) for code in plugin.build_languages}
    current = files[plugin.current_language]
    current.alternates = files  # type: ignore[attr-defined]
    return current


def _file(config: MkDocsConfig, code: str, name: str, address: str) -> File:
    file = File.generated(config, f"{code}/{name}", content="")
    file.dest_uri = f"{address}index.html"
    # What static-i18n reads from every file it has made.
    for attribute in ("locale", "localization", "locale_alternate_of"):
        setattr(file, attribute, code)
    file.norm_src_uri = name  # type: ignore[attr-defined]
    return file


def edit_url(config: MkDocsConfig, source: str) -> str | None:
    """The edit link of a file beside the guides' folder."""
    if not config.repo_url or not config.edit_uri:
        return None
    return urljoin(config.repo_url.rstrip("/") + "/", urljoin(config.edit_uri, f"../{source}"))
