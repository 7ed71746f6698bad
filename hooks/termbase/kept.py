"""What a build has read and rendered, for the next build of the same process.

A preview builds anew whenever a file is saved. As long as no file of the glossary and no template
has another content, its records, finders and pages are what they were; they depend on nothing else.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from termbase.glossary import Glossary
from termbase.project import Project, open_project
from termbase.render import TEMPLATES, Renderer

Foreign = Callable[[str, str], str]
_FOLDERS = (Path("glossary"), TEMPLATES)


class Kept:
    """The last project that was opened, and its renderer."""

    def __init__(self) -> None:
        self._state: tuple[object, ...] = ()
        self._files: dict[Path, bytes] = {}
        self._project: Project | None = None
        self._renderer: Renderer | None = None
        self.reworded: frozenset[str] | None = None

    def open(self, root: Path, locales: Sequence[str], default: str) -> Project:
        """The project under `root`, read anew if any of its files is not what it was.

        `reworded` then tells which concepts have other texts; it is None if more has changed.
        """
        before, files = self._project, contents(root)
        state = root, tuple(locales), default, _without_records(root, files)
        like_before = before if state == self._state else None
        if like_before is None or files != self._files:
            project = self._project = open_project(root, list(locales), default, like_before)
            if like_before is None:
                self.reworded = None
            else:
                self.reworded = project.glossary.reworded(like_before.glossary)
            self._renderer = self._renderer if self.reworded is not None else None
        else:
            project, self.reworded = like_before, frozenset()
        self._state, self._files = state, files
        return project

    def renderer(self, site: str, foreign: Callable[[Glossary], Foreign] | None = None) -> Renderer:
        """What renders the project that is open, at the address `site`.

        `foreign` makes what tells which other language words are of.
        """
        assert self._project is not None
        project, last = self._project, self._renderer
        if last is not None and last.site == site and last.glossary is project.glossary:
            return last
        new = Renderer(project.glossary, project.strings, project.addresses, project.root, site)
        reworded = project.glossary.reworded(last.glossary) if last and last.site == site else None
        if last is not None and reworded is not None:
            new.take_over(last, reworded)
        elif foreign is not None:
            new.foreign = foreign(project.glossary)
        self._renderer = new
        return new


def contents(root: Path) -> dict[Path, bytes]:
    """A digest of each file that pages of the glossary are made of."""
    found = (path for folder in _FOLDERS for path in (root / folder).rglob("*"))
    return {path: hashlib.sha256(_content(path)).digest() for path in found}


def _without_records(root: Path, files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    terms = root / "glossary" / "terms"
    return {path: digest for path, digest in files.items() if path.parent != terms}


def _content(path: Path) -> bytes:
    """A file's content; of what cannot be read, that it cannot: a pipe would have no end."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else b"no file"
    except OSError as fault:
        return str(fault).encode()
