"""What all commands share: the project they are about, and how they give up."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from termbase.problem import Problem
from termbase.project import Project, find_root, open_project, read_languages

GUIDES = "docs"


def open_here(root: Path | None) -> Project:
    """The project under `root`, or without one the nearest, upwards from where we are."""
    folder = root or find_root(Path.cwd())
    if folder is None:
        fail("no mkdocs.yml here or in any folder above")
    languages = read_languages(folder)
    if isinstance(languages, Problem):
        fail(str(languages))
    return open_project(folder, *languages)


def fail(message: str) -> NoReturn:
    """Say why a command cannot do what it was asked, and end with status 2."""
    click.echo(f"termbase: {message}", err=True)
    sys.exit(2)
