"""The preview: a mistake never takes the site away, and what was saved is there at once.

MkDocs' own server hangs every request after a failed rebuild, and leaves the folder it serves half
written: mkdocs/mkdocs#3501. Here a failed rebuild puts the last good site back, and each page of it
shows what is wrong until it is mended. A preview that starts on faulty data has no good site yet;
it serves an empty page that shows the same. Changed hook code is loaded anew, too.

Where only texts have been saved, only the pages that they change are built: see quick_build.py. The
search's index is made when somebody searches.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands import serve as server_command
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import DuplicateFilter
from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

import late_files
import quick_build
from i18n_plugin import i18n
from preview_findings import Findings, Stage, log, with_panel
from publishing.search import FOLDER as SEARCH
from publishing.search import write_index

HOOKS = Path(__file__).parent
_PAUSE = 0.03  # seconds without another change until a build begins: editors write in steps
# Not that a file has been read, for that is what a build does.
_WRITTEN = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent]
_EMPTY = """<!doctype html>
<html><head><meta charset="utf-8"><title>…</title></head><body></body></html>
"""


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Let a preview start whatever the state of the data: MkDocs gives up if the first build fails.

    `on_serve` comes after that build, so its place in MkDocs' command is taken for once.
    """
    if command != "serve":
        return
    command_module: Any = server_command  # its `build` is imported, and not exported
    build = command_module.build

    def first_build(config: MkDocsConfig, **options: Any) -> None:
        command_module.build = build
        _seen[:] = [quick_build.inputs(config)]
        if not _findings.watch(partial(build, config, **options)):
            quick_build.begin()
            _serve_nothing(Path(config.site_dir))

    command_module.build = first_build


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Guard the server's rebuilds and show their findings in its pages."""
    preview = _Preview(Path(server.root), builder)
    _kept.append(preview.good)
    server.builder = partial(preview.rebuild, config)
    serve: Callable[..., Iterable[bytes]] = server.get_app()

    def answer(environ: Any, start: Any) -> Iterable[bytes]:
        preview.complete(environ["PATH_INFO"].removeprefix(server.mount_path))
        return with_panel(serve, environ, start, _findings.lines)

    server.set_app(answer)
    _look_at_once(server)


def on_shutdown() -> None:
    """Remove what was remembered."""
    for good in _kept:
        shutil.rmtree(good, ignore_errors=True)


@event_priority(1000)
def on_config(config: MkDocsConfig) -> None:
    """What is complained of before files are gathered is looked for in every build."""
    _findings.stage = Stage.CHECKS


def on_pre_build(config: MkDocsConfig) -> None:
    """What is complained of until there is a navigation, a quick build does not look for again."""
    _findings.stage = Stage.FILES
    if not i18n(config).building:
        quick_build.begin()


@event_priority(-1000)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation until the templates are there, too."""
    _findings.stage = Stage.PAGES
    _navigation[:] = [nav]


@event_priority(-1000)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep what is there when all pages of a language have been read."""
    if _seen:
        quick_build.keep(config, files, _navigation[0], env)


_findings = Findings()
_kept: list[Path] = []
_seen: list[quick_build.State] = []  # in a preview, the files that its pages are made of
_navigation: list[Navigation] = []


class _Preview:
    """The site that is served, and the last good one."""

    def __init__(self, site: Path, build: Callable[[], None]) -> None:
        self.site = site
        self.good = Path(f"{site}-good")
        self._build = build
        self._code = _code_state()
        self._is_indexed = False
        self._alone = threading.Lock()  # requests are answered while the site is built
        _copy(site, self.good)

    def rebuild(self, config: MkDocsConfig) -> None:
        """Build what has been saved; the last good site stays if that fails."""
        now = quick_build.inputs(config)
        saved = quick_build.changed(_seen[0], now)
        if not saved:
            return
        self._reload_changed_code()
        _say_everything_again()
        with self._alone:
            self._is_indexed = False
            if self._is_quick(saved):
                if not _findings.watch(quick_build.check, keep={Stage.FILES}):
                    return  # the pages stay; what they are made of is what has been seen before
                if self._build_quickly(saved):
                    _seen[:] = [now]
                    return
            self._build_whole()
            _seen[:] = [now]

    def complete(self, path: str) -> None:
        """Make what is asked for, if it is of the things that are made when they are."""
        with self._alone:
            sys.modules[late_files.__name__].make(path, self.site)  # it may have been loaded anew
            if path.startswith(f"{SEARCH}/") and not self._is_indexed:
                write_index(self.site)
                self._is_indexed = True

    def _is_quick(self, saved: set[Path]) -> bool:
        """Whether nothing but texts has changed, and no page waits for others to be mended."""
        return not _findings.has(Stage.PAGES) and quick_build.is_possible(saved)

    def _build_quickly(self, saved: set[Path]) -> bool:
        """Build the pages that files change; whether that was enough."""
        built: list[list[str] | None] = []
        _findings.stage = Stage.PAGES
        checked = {Stage.CHECKS, Stage.FILES}
        _findings.watch(lambda: built.append(quick_build.build(saved)), keep=checked)
        for name in built[0] or ():
            (self.good / name).unlink(missing_ok=True)
            os.link(self.site / name, self.good / name)
        return built[0] is not None

    def _build_whole(self) -> None:
        if _findings.watch(self._build):
            _copy(self.site, self.good)
        else:
            quick_build.begin()
            _copy(self.good, self.site)

    def _reload_changed_code(self) -> None:
        """Forget the hooks' modules if one of them has changed, so that they are imported anew."""
        now = _code_state()
        if now == self._code:
            return
        self._code = now
        quick_build.begin()  # for ever: what is imported anew does not know this preview
        Hooks._load_hook.cache_clear()
        for name, module in list(sys.modules.items()):
            source = getattr(module, "__file__", None)
            if source and HOOKS in Path(source).parents and name != __name__:
                del sys.modules[name]


def _code_state() -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in HOOKS.rglob("*.py")}


def _look_at_once(server: Any) -> None:
    """Have the system tell what is written; MkDocs looks at all files, twice a second.

    Where the system does not, it stays so.
    """
    server.build_delay = _PAUSE
    paths = list(server._watched_paths)
    if not _can_watch(paths):
        return
    observer: Any = Observer()
    observer.schedule = partial(observer.schedule, event_filter=_WRITTEN)
    server.observer = observer
    server._watched_paths.clear()
    for path in paths:
        server.watch(path)


def _can_watch(paths: Iterable[str]) -> bool:
    """Whether the system has enough to watch so many folders; it says so when it begins."""
    probe = Observer()
    try:
        for path in paths:
            probe.schedule(FileSystemEventHandler(), path, recursive=True)
        probe.start()
    except OSError as fault:
        log.info(f"files are looked at twice a second: {fault}")
        return False
    probe.stop()
    return True


def _serve_nothing(site: Path) -> None:
    """An empty page at the home's address, and one for all other addresses, to show findings."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    for name in ("index.html", "404.html"):
        (site / name).write_text(_EMPTY, encoding="utf-8")


def _say_everything_again() -> None:
    """MkDocs says nothing twice, but a fault may be made twice."""
    for said in log.filters:
        if isinstance(said, DuplicateFilter):
            said.msgs.clear()


def _copy(folder: Path, to: Path) -> None:
    """Another folder of the same files: links to them, for a new build makes new files."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, copy_function=os.link)
