"""What the builds of a preview complain of, and the panel that shows it on every page."""

from __future__ import annotations

import html
import logging
import traceback
from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import Any

from mkdocs.exceptions import BuildError

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
    PAGES = 3  # of what stands on pages


class Findings(logging.Handler):
    """Collects what a build complains of, with the stage in which it does."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.stage = Stage.CHECKS
        self._found: list[tuple[Stage, str]] = []

    @property
    def lines(self) -> list[str]:
        """All that the last build complains of."""
        return [line for _, line in self._found]

    def has(self, stage: Stage) -> bool:
        """Whether the last build complains of something in a stage."""
        return any(found is stage for found, _ in self._found)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self._found.append((self.stage, record.getMessage()))

    def watch(self, build: Callable[[], object], keep: Collection[Stage] = ()) -> bool:
        """Call a build and note what it complains of; whether it has not failed.

        What the one before has complained of is forgotten, but for that of stages to keep.
        """
        self._found = [(stage, line) for stage, line in self._found if stage in keep]
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
            self._found.append((self.stage, reason))


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
