"""The preview: a mistake never takes the site away.

MkDocs' own server hangs every request after a failed rebuild, and leaves the folder it serves half
written: mkdocs/mkdocs#3501. Here a failed rebuild puts the last good site back, and each page of it
shows what is wrong until it is mended. A preview that starts on faulty data has no good site yet;
it serves an empty page that shows the same. Changed hook code is loaded anew, too.
"""

from __future__ import annotations

import html
import logging
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mkdocs.commands import serve as server_command
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import DuplicateFilter

HOOKS = Path(__file__).parent
_PANEL = """
<aside role="alert" style="position:fixed;inset:auto 0 0 0;z-index:99;max-height:45vh;overflow:auto;
margin:0;padding:1em;background:#4a0d0d;color:#fff;font:14px/1.5 ui-monospace,monospace;
white-space:pre-wrap;overflow-wrap:anywhere">{findings}</aside>
"""


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
        site = Path(config.site_dir)
        _watched(partial(build, config, **options), lambda: _serve_nothing(site))

    command_module.build = first_build


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Guard the server's rebuilds and show their findings in its pages."""
    site, good = Path(server.root), Path(f"{server.root}-good")
    code = {"seen": _code_state()}
    _keep(site, good)
    _kept.append(good)

    def rebuild() -> None:
        _reload_changed_code(code)
        _say_everything_again()
        if _watched(builder, lambda: _restore(site, good)):
            _keep(site, good)

    server.builder = rebuild
    serve: Callable[..., Iterable[bytes]] = server.get_app()
    server.set_app(lambda environ, start: _with_panel(serve, environ, start, _findings.lines))


def on_shutdown() -> None:
    """Remove what was remembered."""
    for good in _kept:
        shutil.rmtree(good, ignore_errors=True)


_kept: list[Path] = []


class _Findings(logging.Handler):
    """Collects what a build complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.lines.append(record.getMessage())


_findings = _Findings()


def _watched(build: Callable[[], None], recover: Callable[[], None]) -> bool:
    """Build, note what the build complains of, and recover if it fails; whether it has not."""
    _findings.lines.clear()
    logging.getLogger("mkdocs").addHandler(_findings)
    try:
        build()
    except SystemExit as fault:  # what MkDocs raises after it has logged the reason
        reason = str(fault)
    except Exception as fault:
        traceback.print_exc()
        reason = f"{type(fault).__name__}: {fault}"
    else:
        return True
    finally:
        logging.getLogger("mkdocs").removeHandler(_findings)
    _findings.lines.extend([] if _findings.lines else [reason])
    recover()
    return False


def _serve_nothing(site: Path) -> None:
    """An empty page at the home's address, and one for all other addresses, to show findings."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    for name in ("index.html", "404.html"):
        (site / name).write_text(_EMPTY, encoding="utf-8")


def _say_everything_again() -> None:
    """MkDocs says nothing twice, but a fault may be made twice."""
    for said in logging.getLogger("mkdocs.commands.build").filters:
        if isinstance(said, DuplicateFilter):
            said.msgs.clear()


def _keep(site: Path, good: Path) -> None:
    """Remember the site as good: links to its files, for a new build makes new files."""
    shutil.rmtree(good, ignore_errors=True)
    shutil.copytree(site, good, copy_function=os.link)


def _restore(site: Path, good: Path) -> None:
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(good, site, copy_function=os.link)


def _with_panel(
    serve: Callable[..., Iterable[bytes]], environ: Any, start: Any, findings: list[str]
) -> Iterable[bytes]:
    """The server's answer; an HTML page gets the findings, if there are any."""
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


def _code_state() -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in HOOKS.rglob("*.py")}


def _reload_changed_code(code: dict[str, dict[str, int]]) -> None:
    """Forget the hooks' modules if one of them has changed, so that they are imported anew."""
    now = _code_state()
    if now == code["seen"]:
        return
    code["seen"] = now
    Hooks._load_hook.cache_clear()
    for name, module in list(sys.modules.items()):
        source = getattr(module, "__file__", None)
        if source and HOOKS in Path(source).parents and name != __name__:
            del sys.modules[name]
