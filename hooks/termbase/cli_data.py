"""The command by which data leaves the glossary."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from termbase.console import open_here
from termbase.edition import open_edition
from termbase.formats import FORMATS, pair, write
from termbase.problem import Level
from termbase.project import read_url

PAIR = "pair"


@click.command()
@click.argument("name", metavar="FORMAT", type=click.Choice([*FORMATS, PAIR]))
@click.option("--from", "source", metavar="CODE", help="The language of the names, for “pair”.")
@click.option("--to", "target", metavar="CODE", help="That of their translations.")
@click.option("-o", "--output", type=click.File("wb", atomic=True), default="-", help="The file.")
@click.pass_obj
def export(
    root: Path | None, name: str, source: str | None, target: str | None, output: BinaryIO
) -> None:
    """Write the whole glossary in a format that other programs read."""
    project = open_here(root)
    edition = open_edition(project, read_url(project.root))
    faults = [problem for problem in project.problems if problem.level is Level.ERROR]
    faults += edition if isinstance(edition, list) else []
    for problem in faults:
        click.echo(problem, err=True)
    # A faulty concept is missing from the glossary: an export without it would hide the fault.
    if faults or isinstance(edition, list):
        sys.exit(1)
    if name != PAIR:
        write(name, edition, output)
    elif (source, target) in (known := list(pair.pairs(edition.glossary))):
        pair.write(edition, output, str(source), str(target))
    else:
        ways = ", ".join(f"--from {first} --to {second}" for first, second in known)
        raise click.UsageError(f"“{PAIR}” is of two languages: {ways}")


COMMANDS = (export,)
