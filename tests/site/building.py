"""Projects in folders of their own, and what the site generator makes of them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.site.document import Node, parse
from tests.site.sources import REPO_URL, SITE_URL, Sources

ROOT = Path(__file__).parents[2]
TEA = ROOT / "tests" / "data" / "tea"
_DATE = "1767225600"  # 2026-01-01
_IGNORED = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache")


@dataclass(frozen=True)
class Site:
    """A built site."""

    root: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The content of every file, by its path."""
        paths = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    @cached_property
    def pages(self) -> dict[str, Node]:
        """The pages by address, but for those that only lead elsewhere and those of errors."""
        return {name: page for name, page in self._documents.items() if not _refreshes(page)}

    @cached_property
    def moved(self) -> dict[str, Node]:
        """The pages that only lead to where something is now."""
        return {name: page for name, page in self._documents.items() if _refreshes(page)}

    @cached_property
    def errors(self) -> dict[str, Node]:
        """The error pages by path."""
        return {name: self.page(name) for name in self.files if name.endswith("404.html")}

    @cached_property
    def found(self) -> set[str]:
        """The addresses of the pages that the full-text search knows, in all languages."""
        fragments = [content for name, content in self.files.items() if name.endswith("_fragment")]
        texts = (gzip.decompress(fragment).decode("utf-8") for fragment in fragments)
        return {json.loads(text[text.index("{") :])["url"].removeprefix("/") for text in texts}

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """The ids on every page, by address."""
        everything = {**self.pages, **self.errors}
        return {name: {node.get("id") for node in page.inside} for name, page in everything.items()}

    @cached_property
    def _documents(self) -> dict[str, Node]:
        names = (name for name in self.files if name.endswith("index.html"))
        return {name.removesuffix("index.html"): self.page(name) for name in names}

    def page(self, name: str) -> Node:
        """The document of a file."""
        return parse(self.files[name].decode("utf-8"))


def _refreshes(page: Node) -> bool:
    return bool(page.select("meta[http-equiv=refresh]"))


@dataclass(frozen=True)
class Built:
    """A site with what it was made from."""

    sources: Sources = field(repr=False)
    site: Site = field(repr=False)
    log: str = field(repr=False)


def copy_project(to: Path) -> Path:
    """This project without its tests, in a folder of its own."""
    to.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", to)
    for name in ("docs", "glossary", "hooks", "overrides", "deploy"):
        shutil.copytree(ROOT / name, to / name, ignore=_IGNORED)
    return to


def copy_tea(to: Path) -> Path:
    """The small site on another subject, with this project's configuration and code."""
    shutil.copytree(TEA, to, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", to / "project.yml")
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, to / name, ignore=_IGNORED)
    return to


def copy_of(built: Built, to: Path, *, with_site: bool = False) -> Path:
    """What a site was built from; with the site if it is to be there already."""
    ignored = shutil.ignore_patterns("__pycache__", *(() if with_site else ("site",)))
    return shutil.copytree(built.sources.root, to, ignore=ignored)


def command(*arguments: str, module: str = "mkdocs") -> list[str]:
    """The command line of the site generator."""
    return [sys.executable, "-m", module, *arguments]


def environment(**settings: str) -> dict[str, str]:
    """What a build depends on, set; and no trace of how the tests were called."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    addresses = {"SITE_URL": SITE_URL, "REPO_URL": REPO_URL}
    fixed = {"SOURCE_DATE_EPOCH": _DATE, "NO_MKDOCS_2_WARNING": "1"}
    return {**kept, **addresses, **fixed, "PYTHONIOENCODING": "utf-8", **settings}


def build(
    folder: Path,
    *options: str,
    module: str = "mkdocs",
    through: tuple[str, ...] = (),
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """A build, called in a folder, `through` another command if one is given; all that it says."""
    return subprocess.run(
        [*through, *command("build", *options, module=module)],
        cwd=folder,
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def build_well(
    project: Path,
    *options: str,
    cwd: Path | None = None,
    module: str = "mkdocs",
    through: tuple[str, ...] = (),
    **settings: str,
) -> Built:
    """A strict build of a project that has to succeed, into its folder `site`."""
    run = build(cwd or project, "--strict", *options, module=module, through=through, **settings)
    assert run.returncode == 0, run.stdout
    return Built(Sources(project), Site(project / "site"), run.stdout)
