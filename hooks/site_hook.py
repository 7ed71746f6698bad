"""Publishing in MkDocs: what the heads of pages say; when all is built, the site is finished."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp

import part_build
import published_site
from i18n_plugin import i18n
from long_build import is_told
from published_page import address_of, edition, published_page
from published_site import PublishedSite
from publishing.built import BuiltSite
from publishing.cards import card_address
from publishing.fingerprint import is_renamed
from publishing.finish import finish
from publishing.history import changes
from publishing.linked_data import linked_data
from publishing.tables import scrolling

_state = {"preview": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview."""
    _state["preview"] = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Begin anew; a preview does without the history of files."""
    if not i18n(config).building:
        preview = _state["preview"]
        known = {} if preview else changes(Path(config.docs_dir).parent)
        policy = Path(config.config_file_path).parent / "deploy" / "policy.yml"
        published_site.begin(
            PublishedSite(
                Path(config.site_dir),
                config.site_url or "",
                preview,
                policy if policy.is_file() else None,
                known,
            )
        )


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Finish what is no page of MkDocs: style sheets, scripts, whole documents."""
    site = published_site.current()
    if site.preview:
        return
    for file in files:
        name = file.dest_uri
        if is_renamed(name):
            _replace(file, *site.asset(name, file.content_bytes))
        elif name.endswith(".html") and file.is_static_page():
            _replace(file, name, site.finished(file.content_string, name).encode())


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Remember the place of each page in the navigation."""
    published_site.current().place(address_of(page) for page in nav.pages)


@event_priority(100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep compiled templates: each language has an environment of its own, which compiles all."""
    folder = _cache(config) / f"templates-{jinja2.__version__}"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Tell the template what others are told of the page."""
    build, site = published_site.current(), config.site_url or ""
    here, around = published_page(page, config, build.changes), edition(config)
    build.editions[around.language] = around
    image = site + card_address(here)
    subjects = [dict(node) for node in getattr(page, "subjects", ())]
    context["published"] = here
    context["edition"] = around
    context["card"] = image
    context["linked_data"] = linked_data(here, around, site, image, subjects)


@event_priority(-200)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Finish a page that is about to be written, and note it."""
    site = published_site.current()
    site.add(published_page(page, config, site.changes), page.content or "")
    return site.finished(output, page.file.dest_uri)


@event_priority(100)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish the error page, before it is written."""
    is_page = template_name.endswith(".html")
    return published_site.current().finished(output, template_name) if is_page else output


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let wide tables scroll by themselves."""
    return scrolling(html)


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site once, after static-i18n has built every language; or leave a part of it."""
    if i18n(config).building:
        return
    site = _built(config)
    if shard := part_build.current():
        part_build.leave(site, config, shard)
    else:
        finish(site, shown=is_told(len(site.pages), preview=site.preview))


def _built(config: MkDocsConfig) -> BuiltSite:
    """What has been built, as the steps that finish it see it."""
    plugin, built = i18n(config), published_site.current()
    return BuiltSite(
        root=Path(config.site_dir),
        url=config.site_url or "",
        languages=tuple(plugin.build_languages),
        default=plugin.default_language,
        policy=built.policy,
        inline=built.inline,
        moved=built.moved,
        commit=_commit(Path(config.config_file_path).parent),
        editions=built.editions,
        pages=built.in_order(),
        templates=Path(config.theme.custom_dir or ""),
        cache=_cache(config),
        built=datetime.fromtimestamp(get_build_timestamp(), UTC),
        preview=built.preview,
    )


def _cache(config: MkDocsConfig) -> Path:
    """The folder of what may be lost."""
    return Path(config.docs_dir).parent / ".cache"


def _replace(file: File, name: str, content: bytes) -> None:
    """Have a file written to a path in the site with some content."""
    file.content_bytes = content
    file.dest_uri = name
    for made_of_it in ("url", "abs_dest_path"):
        vars(file).pop(made_of_it, None)


def _commit(root: Path) -> str:
    """The commit that is checked out, with `-dirty` if files have been changed since.

    SOURCE_COMMIT names it where the sources are no checkout.
    """
    if named := os.environ.get("SOURCE_COMMIT"):
        return named
    name = ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    command = ["git", "-C", str(root), *name]
    try:
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except OSError:  # no git
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
