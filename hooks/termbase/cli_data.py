"""The command by which data leaves the glossary."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from termbase.console import open_here
from termbase.edition import open_edition
from termbase.formats import FORMATS, write
from termbase.problem import Level
from termbase.project import read_url


@click.command()
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("-o", "--output", type=click.File("wb", atomic=True), default="-", help="The file.")
@click.pass_obj
def export(root: Path | None, name: str, output: BinaryIO) -> None:
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
    write(name, edition, output)


COMMANDS = (export,)
