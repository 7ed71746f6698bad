"""Parts of a site in MkDocs: all is read, and a part of it written."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

import part_build
import published_site
from concept_pages import ConceptFile


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Remember the order of all concepts, after that of the navigation: no part has all of them."""
    if part_build.current():
        published_site.current().place(file.url for file in files if isinstance(file, ConceptFile))


@event_priority(-1000)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """When all has been read, leave out what other parts write."""
    for file in part_build.left_out(files, config):
        files.remove(file)
    if not part_build.writes_the_rest():
        config.theme.static_templates = set()
        config.extra_templates = []
