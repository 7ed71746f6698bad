"""The command by which data comes into the glossary."""

from __future__ import annotations

import difflib
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import click

from termbase.console import fail, open_here
from termbase.intake.incoming import Report
from termbase.intake.merge import Merger, Side
from termbase.intake.run import READERS, Import, Outcome, format_of, read, setting_of
from termbase.intake.stage import Stage, stage
from termbase.problem import Level
from termbase.progress import Progress
from termbase.project import Project, read_url

_MOST = 100  # errors that are printed
_LONG = 1024 * 1024  # bytes from which on a file takes seconds, and shows how far it has been read


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(list(READERS)),
    help="What the file is; without it, that is seen from its beginning.",
)
@click.option("--category", help="The subject field of concepts that come without a known one.")
@click.option("--ours", is_flag=True, help="Where they differ, keep what records say.")
@click.option("--theirs", is_flag=True, help="Where they differ, take what FILE says.")
@click.option("--drafts", is_flag=True, help="Write what is incomplete, too, to be completed.")
@click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")
@click.pass_obj
def import_command(
    root: Path | None,
    file: Path,
    style: str | None,
    category: str | None,
    ours: bool,
    theirs: bool,
    drafts: bool,
    dry_run: bool,
) -> None:
    """Bring the concepts of FILE into the glossary: JSON, CSV, TBX, SKOS or Glosario's YAML.

    New concepts become records, known ones get what they lack. Nothing is written if anything in
    the file is at odds with a record or cannot be read; what a record has no place for is reported.
    """
    if ours and theirs:
        fail("--ours or --theirs, not both")
    side = Side.OURS if ours else Side.THEIRS if theirs else None
    project = open_here(root)
    if category is not None and category not in project.glossary.categories:
        fail(f"no category “{category}”; known: {', '.join(project.glossary.categories)}")
    report = Report(file.as_posix())
    with ExitStack() as stack:
        opened = stack.enter_context(_opened(file))
        try:
            name = style or format_of(opened)
        except OSError as fault:
            fail(f"{file}: cannot be read: {fault.strerror or fault}")
        if not name:
            known = ", ".join(READERS)
            fail(f"{file}: neither of {known} by its beginning; if it is one, say --format")
        try:
            held = stack.enter_context(stage(project.root / "glossary" / "terms"))
        except OSError as fault:
            fail(f"nothing was written: {fault}")
        merger = Merger(project, report, side, drafts, category)
        setting = setting_of(project, read_url(project.root), category)
        size = file.stat().st_size
        concepts = read(name, opened, setting, report)
        try:
            with Progress(f"Reading {file.name}", size, shown=size >= _LONG) as progress:
                outcome = Import(project, merger, report, held).run(
                    concepts, lambda: progress.reach(opened.tell())
                )
        except OSError as fault:
            fail(f"nothing was written: {fault}")
        _finish(project, held, report, outcome, dry_run=dry_run)


COMMANDS = (import_command,)


def _opened(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            fail(f"{path}: not a plain file")
        return path.open("rb")
    except OSError as fault:
        fail(f"{path}: cannot be read: {fault.strerror or fault}")


def _finish(
    project: Project, held: Stage, report: Report, outcome: Outcome, *, dry_run: bool
) -> None:
    """Say what was found, and put the texts in place if nothing stands against it."""
    problems = report.all()
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    for problem in [p for p in problems if p.level is not Level.ERROR] + errors[:_MOST]:
        click.echo(problem, err=True)
    if len(errors) > _MOST:
        click.echo(f"… and {len(errors) - _MOST} errors more", err=True)
    counts = f"{outcome.new} new, {outcome.changed} changed, {outcome.same} as they were"
    if errors:
        click.echo(f"{counts}; nothing was written, because of {len(errors)} errors", err=True)
        sys.exit(1)
    if dry_run:
        for line in _differences(project, held):
            click.echo(line, nl=False)
        click.echo(f"{counts}; nothing was written, as asked", err=True)
        return
    try:
        held.commit()
    except OSError as fault:
        fail(f"nothing was written: {fault}")
    click.echo(counts, err=True)


def _differences(project: Project, held: Stage) -> Iterator[str]:
    for name in held.names:
        path = f"glossary/terms/{name}"
        there = project.root / path
        before = there.read_bytes().decode("utf-8") if there.exists() else ""
        yield from difflib.unified_diff(
            before.splitlines(keepends=True),
            held.text(name).splitlines(keepends=True),
            path if before else "/dev/null",
            path,
        )
