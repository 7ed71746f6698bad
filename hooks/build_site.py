"""`make build`: the whole site, or the last good one.

MkDocs empties its folder before it fills it; here it fills one aside, which takes the place of the
published one when all is done. `make build SHARD=2/4` makes a part of the site in the same way, in
`shards/2-of-4`; publishing/join.py makes a site of all parts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from mkdocs.__main__ import cli

import part_build
from publishing.part import SITE
from publishing.shards import read_shard
from publishing.swap import publish, refusal


def main(arguments: list[str]) -> int:
    """Build into the folder `site` of the working directory; arguments are those of MkDocs.

    `--shard 2/4` before them builds a part. Returns the exit code: 1 if the build fails or the disk
    refuses, and then the folder is untouched.
    """
    if arguments[:1] != ["--shard"]:
        return _publish(Path("site"), partial(_build, arguments))
    try:
        shard = read_shard("".join(arguments[1:2]))
    except ValueError as fault:
        click.echo(str(fault), err=True)
        return 1
    part_build.begin(shard)
    return _publish(Path("shards", shard.folder), partial(_build_part, arguments[2:]))


def _publish(target: Path, make: Callable[[Path], None]) -> int:
    """Make a folder, or say why not; the exit code."""
    try:
        publish(target, make)
    except OSError as fault:
        click.echo(refusal(fault, target), err=True)
        return 1
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except SystemExit as stop:  # what MkDocs raises after it has said why
        click.echo(stop, err=True)
        return 1
    return 0


def _build(arguments: list[str], folder: Path) -> None:
    command = ["build", "--strict", "--site-dir", str(folder.absolute()), *arguments]
    cli.main(command, prog_name="mkdocs", standalone_mode=False)


def _build_part(arguments: list[str], folder: Path) -> None:
    _build(arguments, folder / SITE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
