"""The site that a preview serves, from one save to the next.

A failed build puts the last good site back, and each page of it shows what is wrong until it is
mended. Where only texts have been saved, the pages that they change are made anew: those that are
asked for at once, the others when there is time; see quick_build.py.

This module and those that it imports stay as they are when changed code of the hooks is loaded.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import DuplicateFilter

import mkdocs_inside
import preview_findings
import preview_server
from mkdocs_inside import forget_hooks
from preview_findings import Findings, Stage, log, with_panel
from preview_server import Answer, Turn

if TYPE_CHECKING:
    from types import ModuleType

    from termbase.files import State

HOOKS = Path(__file__).parent
_LULL = 0.05  # seconds that requests have for themselves once browsers have been told
_STAYING = {
    module.__name__
    for module in (sys.modules[__name__], mkdocs_inside, preview_findings, preview_server)
}


class Tools(NamedTuple):
    """What is loaded anew when code changes: modules, and what makes the search's index."""

    quick: ModuleType
    late: ModuleType
    search: str
    write_index: Callable[[Path], None]


class Site:
    """The site that is served, and the last good one."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.seen: Mapping[str, State] = {}  # in a preview, the files that its pages are made of
        self.tools: Tools | None = None
        self.good: Path | None = None
        self._turn = Turn()  # requests are answered while pages are made
        self._builds = 0
        self._is_indexed = False

    def serve(self, server: Any, build: Callable[[], None]) -> None:
        """Take a server's builds and its answers over; it serves the first build already."""
        self.root, self.good = Path(server.root), Path(f"{server.root}-good")
        self._server, self._build = server, build
        gc.freeze()
        _copy(self.root, self.good)

    def close(self) -> None:
        """Remove what was kept."""
        if self.good is not None:
            shutil.rmtree(self.good, ignore_errors=True)

    @property
    def quick(self) -> Any:
        """The module `quick_build`, as it was loaded last."""
        assert self.tools is not None
        return self.tools.quick

    def rebuild(self, config: MkDocsConfig) -> None:
        """Build what has been saved; the last good site stays if that fails."""
        now = self.quick.inputs(config)
        saved = self.quick.changed(self.seen, now)
        if not saved:
            return
        _say_everything_again()
        with self._turn:
            self._builds += 1
            self._is_indexed = False
            is_quick = self._is_quick(saved)
            if not is_quick:
                self._renew(self.quick.waiting())  # they stay if the whole build fails
            elif not self.findings.watch(self.quick.check, keep={*Stage} - {Stage.CHECKS}):
                return  # the pages stay; what they are made of is what has been seen before
            self.seen = now
            if not is_quick or not self._try(partial(self.quick.read, saved)):
                _forget_changed_code(saved)
                self._build_whole()
                return
            preview_server.show(self._server)
        self._catch_up()

    def answer(
        self, serve: Callable[..., Iterable[bytes]], environ: Any, start: Callable[..., object]
    ) -> Iterable[bytes]:
        """What is served for a request; asked for once more if there is a build in between."""
        if preview_server.is_news(environ):
            return serve(environ, start)
        while True:
            builds = self.complete(preview_server.file_of(self._server, environ))
            answer = Answer(partial(with_panel, serve, findings=self.findings.lines), environ)
            with self._turn:
                if builds == self._builds:
                    return answer.give(start)
            answer.drop()

    def complete(self, name: str) -> int:
        """Make a file of the site if it may be stale, or is made on demand.

        Returns the number of the build that it is of.
        """
        assert self.tools is not None
        with self._turn:
            self._make(self.tools.late.make, name, self.root)
            self._renew([name])
            if name.startswith(f"{self.tools.search}/") and not self._is_indexed:
                self._renew(self.quick.waiting())
                self._make(self.tools.late.make_pages, self.root)
                self.tools.write_index(self.root)
                self._is_indexed = True
            return self._builds

    def _is_quick(self, saved: set[str]) -> bool:
        """Whether nothing but texts has changed, and what is wrong with pages is known of each."""
        return not self.findings.has(Stage.WRITING) and self.quick.is_possible(saved)

    def _catch_up(self) -> None:
        """Make all stale pages anew, and look at their links, unless more is saved meanwhile.

        A page that is asked for comes first; browsers are told of what has come to light.
        """
        shown = self.findings.lines
        if preview_server.has_more(self._server, _LULL):
            return
        for name in self.quick.waiting():
            if preview_server.has_more(self._server):
                return
            with self._turn:
                self._renew([name])
        with self._turn:
            self._try(self.quick.look_at_anchors, keep={*Stage} - {Stage.ANCHORS})
        if self.findings.lines != shown:
            preview_server.show(self._server, again=True)

    def _make(self, make: Callable[..., None], *what: object) -> None:
        """Make files that are made on demand; what is wrong with them is shown on every page."""
        self.findings.enter(Stage.WRITING)
        self.findings.watch(partial(make, *what), keep={*Stage})

    def _renew(self, names: Iterable[str]) -> None:
        """Make pages anew that may be stale; if that is not enough, the whole site."""
        for name in names:
            if not self._try(partial(self._renew_page, name)):
                self._build_whole()

    def _renew_page(self, name: str) -> None:
        assert self.good is not None
        if self.quick.renew(name, self.seen):
            (self.good / name).unlink(missing_ok=True)
            os.link(self.root / name, self.good / name)

    def _try(self, step: Callable[[], object], keep: Collection[Stage] = (*Stage,)) -> bool:
        """Take a step of a quick build; if it fails, a whole one has to say what is wrong."""
        failed: list[Exception] = []

        def attempt() -> None:
            try:
                step()
            except Exception as fault:
                log.debug(f"a whole build is needed: {fault}")
                failed.append(fault)
                self.quick.begin()

        self.findings.enter(Stage.WRITING)
        self.findings.watch(attempt, keep=keep)
        return not failed

    def _build_whole(self) -> None:
        """Build all; what it makes stays until the next one, so no collector need look at it."""
        assert self.good is not None
        assert self.tools is not None
        self._builds += 1
        made_late = self.tools.late.kept()
        gc.unfreeze()
        if self.findings.watch(self._build):
            _copy(self.root, self.good)
        else:
            self.quick.begin()
            self.tools.late.restore(made_late)
            _copy(self.good, self.root)
        gc.freeze()


_running = Site()


def running() -> Site:
    """The site of the preview that runs in this process."""
    return _running


def _forget_changed_code(saved: Iterable[str]) -> None:
    """Forget the hooks' modules if one of them has changed, so that they are imported anew."""
    if not any(path.endswith(".py") and HOOKS in Path(path).parents for path in saved):
        return
    forget_hooks()
    for name, module in list(sys.modules.items()):
        source = getattr(module, "__file__", None)
        if source and HOOKS in Path(source).parents and name not in _STAYING:
            del sys.modules[name]


def _say_everything_again() -> None:
    """MkDocs says nothing twice, but a fault may be made twice."""
    for said in log.filters:
        if isinstance(said, DuplicateFilter):
            said.msgs.clear()


def _copy(folder: Path, to: Path) -> None:
    """Another folder of the same files: links to them, for a new build makes new files."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, copy_function=os.link)
