"""Previews in processes of their own, fed with edits, and clean builds to compare them with.

Run as a program with a working folder: each line of its input is a list of steps as JSON, each step
a map of file names to their texts, or to null for a file that goes, and whether the next one comes
before all pages are made. A line of its output says for each step whether it was built quickly,
whether all went well in the end, and which files of the site differ from those of a clean build
when all pages have been asked for. Nothing that one line leaves behind is there in the next: both
builds of a line are children of a process that has built nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from mkdocs.commands import serve
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

Files = dict[str, str | None]
Step = tuple[Files, bool]
_ADDRESS = "http://127.0.0.1/leaf/"


def main(project: Path) -> None:
    """Answer each line of the input."""
    for line in sys.stdin:
        click.echo(json.dumps(compared(project, json.loads(line))))


def compared(project: Path, steps: list[Step]) -> dict[str, Any]:
    """What a preview makes of some steps, beside a clean build of the same files."""
    folder, clean = project.with_name("previewed"), project.with_name("clean")
    for left in (folder, clean):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(project, folder)
    quick = _in_child(lambda: _preview(folder, steps))
    good = _in_child(lambda: _build(folder, clean))
    different = _differences(folder / "site", clean) if good else []
    return {"quick": quick, "good": good, "different": different}


def _preview(folder: Path, steps: list[Step]) -> list[bool]:
    """What MkDocs' server does, without its network: whether each step was built quickly."""
    config = _configured(folder, folder / "site")
    config.plugins.on_startup(command="serve", dirty=False)
    command: Any = serve  # its `build` is imported, and not exported
    command.build(config, serve_url=_ADDRESS)
    server = LiveReloadServer(
        lambda: build(_configured(folder, folder / "site"), serve_url=_ADDRESS),
        "127.0.0.1",
        0,
        str(folder / "site"),
        mount_path=urlsplit(_ADDRESS).path,
    )
    config.plugins.on_serve(server, config=config, builder=server.builder)
    quick = []
    for files, is_hasty in steps:
        server._want_rebuild = is_hasty  # as when something is saved while the build runs
        quick.append(_is_quick(folder, files, server.builder))
    _ask_for_all(folder / "site", server)
    return quick


def _ask_for_all(site: Path, server: Any) -> None:
    """Ask for every page of a site, as a browser does."""
    late = sys.modules["late_files"].pages()
    for page in {*late, *(page.relative_to(site).as_posix() for page in site.rglob("*.html"))}:
        name = server.mount_path + page
        serve = server.get_app()
        serve({"PATH_INFO": name.encode().decode("latin-1")}, lambda *head: None)


def _is_quick(folder: Path, files: Files, rebuild: Callable[[], None]) -> bool:
    """Take a step; a whole build writes every file anew, a quick one leaves most of them."""
    error_page = folder / "site" / "404.html"
    before = error_page.stat()
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    rebuild()
    return error_page.stat().st_mtime_ns == before.st_mtime_ns


def _build(folder: Path, site: Path) -> bool:
    config = _configured(folder, site)
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config, serve_url=_ADDRESS)
    except SystemExit:
        return False
    sys.modules["late_files"].make_pages(site)
    return True


def _configured(folder: Path, site: Path) -> MkDocsConfig:
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site))
    config.site_url = _ADDRESS
    return config


def _differences(one: Path, other: Path) -> list[str]:
    """The files that only one folder has, or that differ."""
    found = [dict(_contents(root)) for root in (one, other)]
    names = {name for files in found for name in files}
    return sorted(name for name in names if found[0].get(name) != found[1].get(name))


def _contents(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in root.rglob("*"):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _in_child(work: Callable[[], Any]) -> Any:
    """The result of a function in a child of this process, as JSON says it."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.dup2(2, 1)
        with os.fdopen(writing, "w") as pipe:
            json.dump(work(), pipe)
            pipe.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.wait()
    return json.loads(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
