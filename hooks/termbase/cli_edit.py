"""The commands that write records and stamps, and the one that says what there is to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from termbase.console import GUIDES, fail, open_here
from termbase.edit import write_all
from termbase.guides import check_guides
from termbase.problem import Problem, did_you_mean
from termbase.project import Project
from termbase.rename import rename as renamed_files
from termbase.scaffold import scaffold
from termbase.staleness import check_translations
from termbase.stamp import RefusedError, accept
from termbase.status import Count, Standing, Status, read_status
from termbase.works import Kind, Work, read_works


@click.command()
@click.argument("name", metavar="ID")
@click.option("--category", help="The subject field, an id of glossary/categories.yml.")
@click.pass_obj
def new(root: Path | None, name: str, category: str | None) -> None:
    """Write a record to fill in, with what belongs where as comments."""
    project = open_here(root)
    try:
        text = scaffold(project, name, category)
    except RefusedError as reason:
        fail(str(reason))
    _write(project, {project.root / "glossary" / "terms" / f"{name}.yml": text})
    click.echo("Fill in its texts; `termbase check` says what is missing.", err=True)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.pass_obj
def rename(root: Path | None, old: str, new: str) -> None:
    """Give a concept another id, in all that names it; its old address leads to the new one."""
    project = open_here(root)
    try:
        files = renamed_files(project, old, new, project.root / GUIDES)
    except RefusedError as reason:
        fail(str(reason))
    _write(project, files)


@click.command(name="accept")
@click.argument("names", metavar="[ID|GUIDE]...", nargs=-1)
@click.option("--lang", "code", required=True, help="The language of the translation, by its code.")
@click.option("--from", "source", help="Its original; without it, what it says, or the default.")
@click.option("--all", "everything", is_flag=True, help="All concepts and all guides.")
@click.pass_obj
def accept_command(
    root: Path | None, names: tuple[str, ...], code: str, source: str | None, everything: bool
) -> None:
    """Stamp translations as up to date: concepts by their ids, guides as page.md.

    A stamp holds digests of a translation and of what it was translated from. It is all that
    changes in a file; one with errors is not stamped.
    """
    project = open_here(root)
    for language in filter(None, (code, source)):
        if language not in project.records.languages:
            fail(f"no language “{language}”; known: {', '.join(project.records.languages)}")
    if bool(names) == everything:
        fail("name concepts or guides, or say --all")
    if code == source:
        fail(f"“{code}” cannot be translated from itself")
    docs = project.root / GUIDES
    works = read_works(project, docs)
    chosen = works if everything else [_named(works, name) for name in names]
    problems = [*project.problems, *check_guides(project.glossary, project.root, docs)]
    problems += check_translations(project, docs)
    refused = list(_accept_each(project, chosen, code, source, problems, skip=everything))
    for reason in refused:
        click.echo(f"termbase: {reason}", err=True)
    sys.exit(1 if refused else 0)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, as data.")
@click.pass_obj
def status(root: Path | None, as_json: bool) -> None:
    """Say how far each language is, and what has fallen behind or is missing."""
    project = open_here(root)
    found = read_status(project, project.root / GUIDES)
    categories = list(project.records.categories)
    if as_json:
        click.echo(json.dumps(found.as_json(categories), ensure_ascii=False, indent=2))
        return
    for line in _report(found, categories):
        click.echo(line)


COMMANDS = (new, rename, accept_command, status)


def _accept_each(
    project: Project,
    works: Iterable[Work],
    code: str,
    source: str | None,
    problems: list[Problem],
    *,
    skip: bool,
) -> Iterator[str]:
    """Stamp each work, passing over originals if need be; yields why some were not stamped."""
    for work in works:
        original = source or work.likely_source_of(code)
        if skip and (original is None or not {code, original} <= work.versions.keys()):
            continue
        if original is None:
            yield f"{work.name}: “{code}” is the original; name a translation's language, or --from"
            continue
        try:
            _write(project, dict(accept(project, work, code, original, problems)))
        except RefusedError as reason:
            yield str(reason)


def _named(works: list[Work], name: str) -> Work:
    """A concept by its id, or a guide by its path; where both are named alike, the concept."""
    guide = name.removesuffix(".md") + ".md"
    for kind, wanted in ((Kind.CONCEPT, name), (Kind.GUIDE, guide)):
        for work in works:
            paths = [version.path for version in work.versions.values()]
            if work.kind is kind and (work.name == wanted or name in paths):
                return work
    hint = (
        did_you_mean(name, [work.name for work in works]) or "a guide is its path below docs/LANG"
    )
    return fail(f"no concept and no guide “{name}”; {hint}")


def _write(project: Project, files: dict[Path, str | None]) -> None:
    try:
        write_all(files)
    except OSError as fault:
        fail(f"nothing was written: {fault}")
    for path, text in files.items():
        name = path.relative_to(project.root).as_posix()
        click.echo(f"{name}: {'gone' if text is None else 'written'}")


def _report(found: Status, categories: Iterable[str]) -> Iterator[str]:
    yield from _table("concepts", {code: found.concepts(code) for code in found.languages})
    for name in categories:
        yield ""
        yield from _table(name, {code: found.category(name, code) for code in found.languages})
    yield ""
    width = max(map(len, found.guides), default=0)
    for name, standings in found.guides.items():
        states = (f"{code} {standing.state}" for code, standing in standings.items())
        yield f"{name:{width}}  {', '.join(states)}"
    if found.gaps:
        yield ""
    yield from map(_gap, found.gaps)


def _table(title: str, counts: dict[str, Count]) -> Iterator[str]:
    columns = ("complete", "stale", "missing", "unstamped")
    yield f"{title:24}" + "".join(f"{column:>10}" for column in ("all", *columns))
    for code, count in counts.items():
        yield f"  {code:22}" + "".join(f"{number:>10}" for number in count)


def _gap(standing: Standing) -> str:
    parts = f": {', '.join(standing.parts)}" if standing.parts else ""
    return f"{standing.path}: {standing.language} is {standing.state}{parts}"
