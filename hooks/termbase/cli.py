"""The `termbase` command: the glossary from the shell."""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click

from termbase.console import GUIDES, fail, open_here
from termbase.extensions import extensions
from termbase.guides import check_guides
from termbase.mask import prose
from termbase.match import Occurrence, linking_finder
from termbase.memory import expect_to_keep
from termbase.problem import Level
from termbase.project import Project
from termbase.rules import as_markdown, core_rules
from termbase.staleness import check_translations

_FORMATS = {
    "text": lambda problems: "\n".join(map(str, problems)),
    "github": lambda problems: "\n".join(problem.as_github() for problem in problems),
    "json": lambda problems: json.dumps(
        [p.as_json() for p in problems], ensure_ascii=False, indent=2
    ),
}


class _Commands(click.Group):
    """The commands of this module, and of those that are read when they are asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of all commands, in order."""
        return sorted([*super().list_commands(context), *_others()])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        return super().get_command(context, name) or _others().get(name)


def _others() -> dict[str, click.Command]:
    from termbase import cli_data, cli_edit, cli_import

    commands = (*cli_edit.COMMANDS, *cli_data.COMMANDS, *cli_import.COMMANDS)
    return {str(command.name): command for command in commands}


@click.group(cls=_Commands)
@click.version_option(package_name="termbase")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder; without it, the nearest one with a mkdocs.yml, upwards.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check, search and describe the glossary of a project."""
    context.obj = root
    expect_to_keep()


@main.command()
@click.option(
    "--format", "style", type=click.Choice(list(_FORMATS)), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings, too, as a strict build does.")
@click.option("--fix", is_flag=True, help="Mend first what is mechanical: typography, word lists.")
@click.pass_obj
def check(root: Path | None, style: str, strict: bool, fix: bool) -> None:
    """Report everything that is wrong with the data and the guides; exit 1 on any error."""
    project = open_here(root)
    docs = project.root / GUIDES
    if fix:
        for change in chain.from_iterable(other.fix(project, docs) for other in extensions()):
            click.echo(change, err=True)
        project = open_here(root)
    guides = check_guides(project.glossary, project.root, docs)
    others = chain.from_iterable(other.problems(project, docs) for other in extensions())
    translations = check_translations(project, docs)
    problems = sorted({*project.problems, *guides, *translations, *others})
    output = _FORMATS[style](problems)
    if output:
        click.echo(output)
    number = Counter(problem.level for problem in problems)
    click.echo(_summary(project, number), err=True)
    sys.exit(1 if number[Level.ERROR] or (strict and number[Level.WARNING]) else 0)


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--lang", "code", required=True, help="The language of the text, by its code.")
@click.option("--json", "as_json", is_flag=True, help="A list of surface, concept, start and end.")
@click.pass_obj
def find(root: Path | None, file: BinaryIO, code: str, as_json: bool) -> None:
    """Find every term in a Markdown text, from FILE or standard input."""
    project = open_here(root)
    if code not in project.glossary.languages:
        fail(f"no language “{code}”; known: {', '.join(project.glossary.languages)}")
    try:
        text = file.read().decode("utf-8")  # with its line ends as they are, for they count
    except UnicodeDecodeError:
        fail(f"{file.name} is not UTF-8")
    finder = linking_finder(project.glossary, code)
    found = finder.find(prose(text))
    if as_json:
        rows = [{"surface": text[o.start : o.end], **_row(o)} for o in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    line, done = 1, 0
    for occurrence in found:
        line, done = line + text.count("\n", done, occurrence.start), occurrence.start
        words = " ".join(text[occurrence.start : occurrence.end].split())
        click.echo(f"{line}: {words} → {occurrence.concept}")


def _row(occurrence: Occurrence) -> dict[str, object]:
    return {name: getattr(occurrence, name) for name in ("concept", "start", "end")}


@main.command()
@click.pass_obj
def schema(root: Path | None) -> None:
    """Print the JSON Schema of a record, which editors use to complete and check."""
    from termbase.schema import record_schema

    click.echo(json.dumps(record_schema(open_here(root).records), ensure_ascii=False, indent=2))


@main.command()
def rules() -> None:
    """Print all rules as a table: id, level, and what each wants."""
    others = chain.from_iterable(other.rules() for other in extensions())
    click.echo(as_markdown([*core_rules(), *others]))


def _summary(project: Project, number: Counter[Level]) -> str:
    levels = (f"{number[level]} {level}s" for level in Level)
    return f"{len(project.glossary.concepts)} concepts: {', '.join(levels)}"
