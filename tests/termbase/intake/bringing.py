"""What the tests of the import share: the command in a project about tea, and files for it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from termbase.cli import main
from tests.conftest import CODES, Tea
from tests.termbase.giving import STRINGS, URL

CONFIGURATION = f"""\
site_url: {URL}
plugins:
  - i18n:
      languages:
        - {{locale: en, default: true}}
        - {{locale: no}}
"""


class House:
    """A project about tea into which a test brings files."""

    def __init__(self, tea: Tea) -> None:
        self.tea, self.root = tea, tea.root
        tea.write("mkdocs.yml", CONFIGURATION)
        for code in CODES:
            tea.write(f"glossary/strings/{code}.yml", STRINGS)
        tea.write("glossary/edition.yml", "version: 1.0.0\nlicense: https://licenses.example/x\n")

    def bring(self, file: Path | str, *options: str) -> Result:
        """Run the import."""
        return CliRunner().invoke(
            main, ["--root", str(self.root), "import", str(file), *options], catch_exceptions=False
        )

    def bring_text(self, content: str | bytes, *options: str, name: str = "in") -> Result:
        """Run the import on a file with this content."""
        return self.bring(self.tea.write(name, content), *options)

    def export(self, name: str) -> Path:
        """A file of the glossary in a format."""
        path = self.root / f"out.{name}"
        run = CliRunner().invoke(main, ["--root", str(self.root), "export", name, "-o", str(path)])
        assert run.exit_code == 0, run.output
        return path

    def records(self) -> dict[str, bytes]:
        """All files of the records, and whatever else is beside them."""
        terms = self.root / "glossary"
        return {p.name: p.read_bytes() for p in sorted(terms.rglob("*")) if p.is_file()}

    def record(self, name: str) -> str:
        """The text of a record."""
        return (self.tea.terms / f"{name}.yml").read_text(encoding="utf-8")
