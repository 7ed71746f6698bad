"""The preview: a mistake never takes the site away, and what was saved is there at once.

MkDocs' own server hangs every request after a failed rebuild, and leaves the folder it serves half
written: mkdocs/mkdocs#3501. Here the last good site stays, and each page of it shows what is wrong:
see preview_site.py. A preview that starts on faulty data has no good site yet; it serves an empty
page that shows the same. Changed hook code is loaded anew, too.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands import serve as server_command
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import late_files
import preview_site
import quick_build
from i18n_plugin import i18n
from preview_findings import Stage
from preview_server import look_at_once
from publishing.search import FOLDER as SEARCH
from publishing.search import write_index

_EMPTY = """<!doctype html>
<html><head><meta charset="utf-8"><title>…</title></head><body></body></html>
"""
_site = preview_site.running()
_site.tools = preview_site.Tools(quick_build, late_files, SEARCH, write_index)
_started: list[bool] = []
_navigation: list[Navigation] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Let a preview start whatever the state of the data: MkDocs gives up if the first build fails.

    `on_serve` comes after that build, so its place in MkDocs' command is taken for once.
    """
    _started.append(True)
    if command != "serve":
        return
    command_module: Any = server_command  # its `build` is imported, and not exported
    build = command_module.build

    def first_build(config: MkDocsConfig, **options: Any) -> None:
        command_module.build = build
        _site.seen = quick_build.inputs(config)
        if not _site.findings.watch(partial(build, config, **options)):
            quick_build.begin()
            _serve_nothing(Path(config.site_dir))

    command_module.build = first_build


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Guard the server's rebuilds and show their findings in its pages."""
    _site.serve(server, builder)
    server.builder = partial(_site.rebuild, config)
    server.set_app(partial(_site.answer, server.get_app()))
    look_at_once(server)


def on_shutdown() -> None:
    """Remove what was remembered."""
    _site.close()


@event_priority(1000)
def on_config(config: MkDocsConfig) -> None:
    """What is complained of before files are gathered is looked for in every build.

    Hooks that were loaded anew have not been told yet that this is a preview.
    """
    _site.findings.enter(Stage.CHECKS)
    if _site.seen and not _started:
        _started.append(True)
        hooks: Any = config.hooks  # a mapping, by their files
        for hook in hooks.values():
            if hook.__name__ != __name__ and hasattr(hook, "on_startup"):
                hook.on_startup(command="serve", dirty=False)


def on_pre_build(config: MkDocsConfig) -> None:
    """What is complained of until there is a navigation, a quick build does not look for again."""
    _site.findings.enter(Stage.FILES)
    if not i18n(config).building:
        quick_build.begin()


@event_priority(-1000)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation until the templates are there, too."""
    _navigation[:] = [nav]


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """What is complained of while a page is read is its own."""
    _site.findings.enter_page(page.file.dest_uri)


@event_priority(-1000)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep what is there when all pages of a language have been read."""
    _site.findings.enter(Stage.WRITING)
    if _site.seen:
        quick_build.keep(config, files, _navigation[0], env)


def _serve_nothing(site: Path) -> None:
    """An empty page at the home's address, and one for all other addresses, to show findings."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    for name in ("index.html", "404.html"):
        (site / name).write_text(_EMPTY, encoding="utf-8")
