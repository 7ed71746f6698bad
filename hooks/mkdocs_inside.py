"""What a preview uses of MkDocs that is not of its interface, and why.

MkDocs 1.6 builds a whole site or nothing. To make one page anew, and that as a whole build makes
it, with all events in their order, there is no way but the two functions that it makes each page
with. Its server has no settings either: preview_server.py has what is used of that. Both are bound
by `mkdocs<2` in pyproject.toml; tests/site/test_mkdocs_inside.py says what is gone when one is.
"""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


def read_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Read a page's source and make its content. Raises what a build raises."""
    build._populate_page(page, config, files)


def write_page(
    page: Page, config: MkDocsConfig, shown: list[File], nav: Navigation, env: Environment
) -> None:
    """Write a page that has been read into the site. Raises what a build raises."""
    is_draft = page.file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
    build._build_page(page, config, shown, nav, env, excluded=is_draft)


def forget_hooks() -> None:
    """Have the hooks' modules loaded anew by the next build."""
    Hooks._load_hook.cache_clear()
