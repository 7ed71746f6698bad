"""What the tests share: the folder of golden cases, and a small glossary to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from termbase.check import check
from termbase.records import Records, load

DATA = Path(__file__).parent / "data"
BROKEN = DATA / "broken"
CODES = ("en", "no")


# The same examples on every machine and in every run; `--hypothesis-profile=search` tries others.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("search", derandomize=False, deadline=None, max_examples=10_000)
settings.load_profile("steady")


class Tea:
    """A sound glossary about tea, in a folder where a test may spoil it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.terms = root / "glossary" / "terms"
        self.terms.mkdir(parents=True)
        for name in ("categories.yml", "references.yml", "languages"):
            source, copy = BROKEN / "glossary" / name, root / "glossary" / name
            shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
        for name in ("infusion", "oolong", "steeping"):
            shutil.copy(BROKEN / "glossary" / "terms" / f"{name}.yml", self.terms)

    def write(self, path: str, content: str | bytes) -> Path:
        """Put a file into the project; text goes there as it is, whatever its line ends."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def record(self, name: str, shared: str = "", en: str = "", no: str = "") -> Path:
        """Write a sound record, with lines added to the concept and to its languages."""
        text = (
            f"category: leaf\n{shared}"
            f"en:\n  term: {name} tea\n  part_of_speech: noun\n  definition: Leaves.\n{en}"
            f"no:\n  term: {name}-te\n  part_of_speech: noun\n  gender: masculine\n"
            f"  definition: Blader.\n{no}"
        )
        return self.write(f"glossary/terms/{name}.yml", text)

    def load(self) -> Records:
        """The records as they are now."""
        return load(self.root, CODES)

    def findings(self) -> list[str]:
        """What the whole check finds now, each finding as its line."""
        return [str(problem) for problem in check(self.load())]


@pytest.fixture
def tea(tmp_path: Path) -> Tea:
    """A sound glossary about tea."""
    return Tea(tmp_path)
