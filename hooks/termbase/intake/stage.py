"""New texts of files, kept aside until all of them are known, and then put in place together."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Stage:
    """Texts for the files of a folder, in a folder beside it; memory holds their names alone."""

    target: Path
    aside: Path
    names: list[str] = field(default_factory=list)

    def put(self, name: str, text: str) -> None:
        """Keep the text of a file aside."""
        (self.aside / name).write_bytes(text.encode("utf-8"))
        self.names.append(name)

    def text(self, name: str) -> str:
        """The text that a file is going to have."""
        return (self.aside / name).read_bytes().decode("utf-8")

    def commit(self) -> None:
        """Put all files in place; if that fails, all are as they were. Raises OSError."""
        before = self.aside / ".before"
        before.mkdir()
        done: list[str] = []
        try:
            for name in self.names:
                if (self.target / name).exists():
                    shutil.copy2(self.target / name, before)
                    shutil.copymode(self.target / name, self.aside / name)
                done.append(name)
                (self.aside / name).replace(self.target / name)
        except BaseException:
            for name in done:
                if (before / name).exists():
                    (before / name).replace(self.target / name)
                else:
                    (self.target / name).unlink(missing_ok=True)
            raise


@contextmanager
def stage(target: Path) -> Iterator[Stage]:
    """A stage beside a folder, which is gone afterwards. Raises OSError if there is no room."""
    aside = Path(tempfile.mkdtemp(prefix=".import.", dir=target.parent))
    try:
        yield Stage(target, aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
