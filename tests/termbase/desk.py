"""A small project on disk, and the `termbase` command at work in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from termbase.cli import main
from termbase.project import Project, open_project
from tests.conftest import CODES, Tea

CONFIGURATION = """\
site_name: Tea
plugins:
  - i18n:
      languages:
        - {locale: en, default: true}
        - {locale: no}
"""
GREEN = """\
# yaml-language-server: $schema=../schema.json
category: leaf  # what is put into the pot
related:
  - matcha  # the powder
# A comment between the concept and its languages.
en:
  term: green tea
  part_of_speech: noun
  definition: >-
    Leaves that are heated
    before they brown.
  explanation: |
    What is ground becomes [matcha](glossary:matcha).
  note: 'Also called “green”.'  # in shops

no:
  term: grønn te
  part_of_speech: noun
  gender: masculine
  definition: Blader som varmes før de brunes.
  explanation: |
    Det som males, blir [matcha](glossary:matcha).
"""
MATCHA = """\
category: leaf
broader: [green]
en: {term: matcha, part_of_speech: noun, definition: Powder of leaves.}
no: {term: matcha, part_of_speech: noun, gender: masculine, definition: Pulver av blader.}
"""
GUIDE = """\
---
# {comment}
description: {description}
---

# {title}

{intro}

## {water} {{#water}}

{hot} [matcha](glossary:matcha).

```
## {water} {{#code}}
```

## {leaf} {{#leaf}}

{steep}
"""
ENGLISH = {
    "comment": "for search engines",
    "description": "How to brew",
    "title": "Brewing",
    "intro": "A pot is enough.",
    "water": "Water",
    "hot": "Hot water suits",
    "leaf": "Leaves",
    "steep": "They open.",
}
NORWEGIAN = {
    "comment": "for søkemotorer",
    "description": "Slik trekker du te",
    "title": "Trekking",
    "intro": "En kanne er nok.",
    "water": "Vann",
    "hot": "Varmt vann passer til",
    "leaf": "Blader",
    "steep": "De åpner seg.",
}


class Desk(Tea):
    """A sound project with records and guides, in a folder where a test may spoil it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for path in self.terms.glob("*.yml"):
            path.unlink()
        self.write("mkdocs.yml", CONFIGURATION)
        for code in CODES:
            self.write(f"glossary/strings/{code}.yml", "some: text\n")
        self.write("glossary/terms/green.yml", GREEN)
        self.write("glossary/terms/matcha.yml", MATCHA)
        self.write("docs/en/brewing.md", GUIDE.format(**ENGLISH))
        self.write("docs/no/brewing.md", GUIDE.format(**NORWEGIAN))

    def read(self, path: str) -> str:
        """A file with its own line ends."""
        return (self.root / path).read_bytes().decode()

    def change(self, path: str, old: str, new: str) -> None:
        """Replace words that stand in a file once."""
        text = self.read(path)
        assert text.count(old) == 1, (path, old)
        self.write(path, text.replace(old, new))

    def files(self) -> dict[str, str]:
        """All files of the project."""
        paths = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes().decode() for path in paths
        }

    def project(self) -> Project:
        """The project as it is now."""
        return open_project(self.root, list(CODES), "en")

    def run(self, *arguments: str) -> Result:
        """The outcome of a command."""
        result = CliRunner().invoke(main, ["--root", str(self.root), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    def succeed(self, *arguments: str) -> str:
        """The output of a command that has to succeed."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    def check(self, *rules: str) -> list[str]:
        """What `termbase check` finds now, each finding as its line: errors, or some rules'."""
        lines = self.run("check").stdout.splitlines()
        if not rules:
            return [line for line in lines if ": error: " in line]
        return [line for line in lines if line.endswith(tuple(f"[{rule}]" for rule in rules))]

    def status(self) -> dict[str, Any]:
        """What `termbase status --json` says now."""
        found: dict[str, Any] = json.loads(self.succeed("status", "--json"))
        return found
