"""A small project about bread whose guides and records break the rules, one fault a file."""

from __future__ import annotations

import shutil
from pathlib import Path

from editorial import checks
from termbase.problem import Problem
from termbase.project import Project, open_project
from tests.conftest import DATA

BREAD = DATA / "editorial"
CODES = ["en", "fr"]
DESCRIPTION = "How a loaf is made from flour, water and salt, in the order in which bakers make it."
FRONT = f"---\ndescription: {DESCRIPTION}\n---\n\n"
SOUND = f"{FRONT}# Bread\n\nFlour and water.\n"
PAIN = (
    "---\ndescription: Comment un pain se fait de farine, d’eau et de sel, dans l’ordre où le"
    " boulanger le fait.\n---\n\n# Le pain\n\nDe la farine et de l’eau.\n"
)


def opened(root: Path = BREAD) -> Project:
    """The project, or a copy of it."""
    return open_project(root, CODES, CODES[0])


def found(root: Path = BREAD, path: str = "") -> list[Problem]:
    """All editorial problems, or those of one file, in the order of their places."""
    problems = sorted({*checks.problems_but_spelling(opened(root), root / "docs")})
    return [problem for problem in problems if problem.path.startswith(path)]


class Bakery:
    """The project without guides and records, in a folder where a test may write some."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(BREAD / "glossary", root / "glossary")
        shutil.copy(BREAD / "mkdocs.yml", root)
        for record in (root / "glossary" / "terms").iterdir():
            if record.stem != "sourdough":  # the only sound one
                record.unlink()
        (root / "glossary" / "languages" / "en.words.txt").unlink()

    def write(self, path: str, content: str | bytes) -> Path:
        """Put a file into the project; text goes there as it is, whatever its line ends."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def guide(self, here: str | bytes, there: str = SOUND) -> list[str]:
        """The findings on a translation, if the guide is so here and so in the first language."""
        self.write("docs/en/a.md", there)
        self.write("docs/fr/a.md", here)
        return [str(problem).removeprefix("docs/fr/a.md:") for problem in found(self.root)]
