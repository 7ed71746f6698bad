"""What a build has read and rendered, for the next build of the same process.

A preview builds anew whenever a file is saved. As long as no file of the glossary and no template
has another content, its records, finders and pages are what they were; they depend on nothing else.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
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
        self._project: Project | None = None
        self._renderer: Renderer | None = None

    def open(self, root: Path, locales: Sequence[str], default: str) -> Project:
        """The project under `root`, read anew if any of its files is not what it was."""
        state = (root, tuple(locales), default, contents(root))
        if self._project is None or state != self._state:
            self._project = open_project(root, list(locales), default)
            self._state, self._renderer = state, None
        return self._project

    def renderer(self, site: str, foreign: Callable[[Glossary], Foreign] | None = None) -> Renderer:
        """What renders the project that is open, at the address `site`.

        `foreign` makes what tells which other language words are of.
        """
        assert self._project is not None
        project = self._project
        if self._renderer is None or self._renderer.site != site:
            self._renderer = Renderer(
                project.glossary, project.strings, project.addresses, project.root, site
            )
            if foreign is not None:
                self._renderer.foreign = foreign(project.glossary)
        return self._renderer


def contents(root: Path) -> str:
    """A digest of the names and contents of all files that pages of the glossary are made of."""
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            content = _content(path)
            digest.update(os.fsencode(path) + f"\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """A file's content; of what cannot be read, that it cannot: a pipe would have no end."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else b"no file"
    except OSError as fault:
        return str(fault).encode()
