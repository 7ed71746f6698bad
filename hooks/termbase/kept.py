"""What a build has read and rendered, for the next build of the same process.

A preview builds anew whenever a file is saved. As long as no file of the glossary and no template
has another content, its records, finders and pages are what they were; they depend on nothing else.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from termbase.files import State, entries, state_of
from termbase.glossary import Glossary
from termbase.insert import TEMPLATES
from termbase.project import Project, open_project
from termbase.render import Renderer

Foreign = Callable[[str, str], str]
_FOLDERS = (Path("glossary"), TEMPLATES)


@dataclass(frozen=True)
class _Opened:
    """A project as it was read, with what it was read from."""

    about: tuple[object, ...]  # where and in which languages, and all files but records
    files: Mapping[str, bytes]
    project: Project


class Kept:
    """The project that was opened last, and the last one that was accepted, with its renderer.

    What is read is compared with what was accepted; so a fault in between leaves no trace.
    """

    def __init__(self) -> None:
        self._contents = _Contents()
        self._last: _Opened | None = None
        self._accepted: _Opened | None = None
        self._renderer: Renderer | None = None
        self._new_renderer: Renderer | None = None
        self.reworded: frozenset[str] | None = None

    def open(self, root: Path, locales: Sequence[str], default: str) -> Project:
        """The project under `root`, read anew if any of its files is not what it was.

        `reworded` then tells which concepts have other texts than those of the project that was
        accepted last; it is None if more has changed.
        """
        files = self._contents.of(root)
        about = root, tuple(locales), default, _without_records(root, files)
        last, before = self._last, self._accepted
        before = before if before and before.about == about else None
        if last is None or last.about != about or last.files != files:
            same = _alike(before.files, files) if before else frozenset[str]()
            known = before.project if before else None
            read = open_project(root, list(locales), default, known, same)
            self._last = last = _Opened(about, files, read)
        glossary = last.project.glossary
        self.reworded = glossary.reworded(before.project.glossary) if before else None
        return last.project

    def accept(self) -> None:
        """Take the project that is open for the one that later ones are compared with."""
        self._accepted, self._renderer = self._last, self._new_renderer

    def renderer(self, site: str, foreign: Callable[[Glossary], Foreign] | None = None) -> Renderer:
        """What renders the project that is open, at the address `site`.

        `foreign` makes what tells which other language words are of.
        """
        assert self._last is not None
        project, last = self._last.project, self._renderer
        last = last if last and last.site == site and self.reworded is not None else None
        if last is not None and last.glossary is project.glossary:
            self._new_renderer = last
            return last
        new = Renderer.of(project, site)
        if last is not None and self.reworded is not None:
            new.take_over(last, self.reworded)
        elif foreign is not None:
            new.foreign = foreign(project.glossary)
        self._new_renderer = new
        return new


class _Contents:
    """A digest of each file that pages of the glossary are made of; each is read once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[State, bytes]] = {}

    def of(self, root: Path) -> dict[str, bytes]:
        """The digests under a root, by the files' paths."""
        folders = (os.fspath(root / folder) for folder in _FOLDERS if (root / folder).is_dir())
        known, self._known = self._known, {}
        for path in (entry.path for folder in folders for entry in entries(folder)):
            state = state_of(path)
            last = known.get(path)
            is_known = last is not None and last[0] == state
            self._known[path] = last if last and is_known else (state, _digest(Path(path)))
        return {path: digest for path, (_, digest) in self._known.items()}


def _alike(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> frozenset[str]:
    return frozenset(path for path, digest in now.items() if before.get(path) == digest)


def _without_records(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    terms = os.fspath(root / "glossary" / "terms" / "_")[:-1]
    return {path: digest for path, digest in files.items() if not path.startswith(terms)}


def _digest(path: Path) -> bytes:
    """A digest of a file; of what cannot be read, that it cannot: a pipe would have no end."""
    try:
        content = path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else b"no file"
    except OSError as fault:
        content = str(fault).encode()
    return hashlib.sha256(content).digest()
