"""The `termbase` command: the glossary from the shell."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn, TextIO

import click

from termbase.guides import check_guides
from termbase.mask import prose
from termbase.match import Finder, linking_forms
from termbase.problem import Level, Problem
from termbase.project import Project, find_root, open_project, read_languages

_FORMATS = {
    "text": lambda problems: "\n".join(map(str, problems)),
    "github": lambda problems: "\n".join(problem.as_github() for problem in problems),
    "json": lambda problems: json.dumps(
        [p.as_json() for p in problems], ensure_ascii=False, indent=2
    ),
}


@click.group()
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


@main.command()
@click.option(
    "--format", "style", type=click.Choice(list(_FORMATS)), default="text", show_default=True
)
@click.pass_obj
def check(root: Path | None, style: str) -> None:
    """Report everything that is wrong with the data and the guides; exit 1 on any error."""
    project = _project(root)
    guides = check_guides(project.glossary, project.root, project.root / "docs")
    problems = sorted({*project.problems, *guides})
    output = _FORMATS[style](problems)
    if output:
        click.echo(output)
    errors = sum(problem.level is Level.ERROR for problem in problems)
    click.echo(_summary(project, errors, len(problems) - errors), err=True)
    sys.exit(1 if errors else 0)


@main.command()
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option("--lang", "code", required=True, help="The language of the text, by its code.")
@click.option("--json", "as_json", is_flag=True, help="A list of surface, concept, start and end.")
@click.pass_obj
def find(root: Path | None, file: TextIO, code: str, as_json: bool) -> None:
    """Find every term in a Markdown text, from FILE or standard input."""
    project = _project(root)
    if code not in project.glossary.languages:
        _fail(f"no language “{code}”; known: {', '.join(project.glossary.languages)}")
    try:
        text = file.read()
    except UnicodeDecodeError:
        _fail(f"{file.name} is not UTF-8")
    finder = Finder(linking_forms(project.glossary, code), project.glossary.languages[code])
    found = finder.find(prose(text))
    if as_json:
        rows = [{"surface": text[o.start : o.end], **_row(o)} for o in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for occurrence in found:
        line = text.count("\n", 0, occurrence.start) + 1
        click.echo(f"{line}: {' '.join(occurrence.surface.split())} → {occurrence.concept}")


def _row(occurrence: object) -> dict[str, object]:
    return {name: getattr(occurrence, name) for name in ("concept", "start", "end")}


@main.command()
@click.pass_obj
def schema(root: Path | None) -> None:
    """Print the JSON Schema of a record, which editors use to complete and check."""
    from termbase.schema import record_schema

    click.echo(json.dumps(record_schema(_project(root).records), ensure_ascii=False, indent=2))


def _project(root: Path | None) -> Project:
    folder = root or find_root(Path.cwd())
    if folder is None:
        _fail("no mkdocs.yml here or in any folder above")
    languages = read_languages(folder)
    if isinstance(languages, Problem):
        _fail(str(languages))
    return open_project(folder, *languages)


def _summary(project: Project, errors: int, warnings: int) -> str:
    return f"{len(project.glossary.concepts)} concepts: {errors} errors, {warnings} warnings"


def _fail(message: str) -> NoReturn:
    click.echo(f"termbase: {message}", err=True)
    sys.exit(2)
