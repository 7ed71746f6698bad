"""What the builds of a preview complain of, and the panel that shows it on every page."""

from __future__ import annotations

import html
import logging
import traceback
from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import Any, NamedTuple

from mkdocs.exceptions import BuildError

# MkDocs looks at anchors when it has written all pages, and there is no event in between.
_ANCHORS = "validate_anchor_links"
log = logging.getLogger("mkdocs.commands.build")
_PANEL = """
<aside role="alert" style="position:fixed;inset:auto 0 0 0;z-index:99;max-height:45vh;overflow:auto;
margin:0;padding:1em;background:#4a0d0d;color:#fff;font:14px/1.5 ui-monospace,monospace;
white-space:pre-wrap;overflow-wrap:anywhere">{findings}</aside>
"""


class Stage(Enum):
    """When a build complains of something."""

    CHECKS = 1  # before anything is built
    FILES = 2  # while files are gathered
    PAGES = 3  # of what stands on a page
    ANCHORS = 4  # of links to places that other pages do not have
    WRITING = 5  # of anything else


class _Finding(NamedTuple):
    stage: Stage
    page: str
    line: str


class Findings(logging.Handler):
    """Collects what a build complains of, with the stage in which it does, and the page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._stage = Stage.CHECKS
        self._page = ""
        self._found: list[_Finding] = []

    @property
    def lines(self) -> list[str]:
        """All that the last build complains of."""
        return [finding.line for finding in self._found]

    def enter(self, stage: Stage) -> None:
        """Another stage of a build begins."""
        self._stage, self._page = stage, ""

    def enter_page(self, page: str) -> None:
        """A page is read, anew perhaps: what was said of it does not count any more."""
        self._stage, self._page = Stage.PAGES, page
        self._found = [found for found in self._found if found[:2] != (Stage.PAGES, page)]

    def has(self, stage: Stage) -> bool:
        """Whether the last build complains of something in a stage."""
        return any(finding.stage is stage for finding in self._found)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        is_of_anchor = record.funcName == _ANCHORS
        stage, page = (Stage.ANCHORS, "") if is_of_anchor else (self._stage, self._page)
        self._add(_Finding(stage, page, record.getMessage()))

    def watch(self, build: Callable[[], object], keep: Collection[Stage] = ()) -> bool:
        """Call a build and note what it complains of; whether it has not failed.

        What the one before has complained of is forgotten, but for that of stages to keep.
        """
        self._found = [finding for finding in self._found if finding.stage in keep]
        before = len(self._found)
        logging.getLogger("mkdocs").addHandler(self)
        try:
            build()
        except BuildError as fault:
            log.error(str(fault))
        except SystemExit as fault:  # what MkDocs raises after it has logged the reason
            self._add_unless_said(str(fault), before)
        except Exception as fault:
            traceback.print_exc()
            self._add_unless_said(f"{type(fault).__name__}: {fault}", before)
        else:
            return True
        finally:
            logging.getLogger("mkdocs").removeHandler(self)
        return False

    def _add_unless_said(self, reason: str, before: int) -> None:
        if len(self._found) == before:
            self._add(_Finding(self._stage, self._page, reason))

    def _add(self, finding: _Finding) -> None:
        """Add a finding, once: a page may be asked for again and again."""
        if finding not in self._found:
            self._found.append(finding)


def with_panel(
    serve: Callable[..., Iterable[bytes]], environ: Any, start: Any, findings: list[str]
) -> Iterable[bytes]:
    """A server's answer; an HTML page gets the findings, if there are any."""
    if not findings:
        return serve(environ, start)
    answer: list[Any] = []
    body = b"".join(serve(environ, lambda *values: answer.extend(values)))
    status, headers = answer[0], dict(answer[1])
    if headers.get("Content-Type", "").startswith("text/html"):
        panel = _PANEL.format(findings=html.escape("\n".join(findings))).encode()
        before, end, after = body.rpartition(b"</body>")
        body = before + panel + end + after
        headers["Content-Length"] = str(len(body))
    start(status, list(headers.items()))
    return [body]
