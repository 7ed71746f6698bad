"""`make build`: the whole site, or the last good one.

MkDocs empties its folder before it fills it; here it fills one aside, which takes the place of the
published one when all is done.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click
from mkdocs.__main__ import cli

from publishing.swap import publish


def main(arguments: list[str]) -> int:
    """Build into the folder `site` of the working directory; arguments are those of MkDocs.

    Returns the exit code: 1 if the build fails or the disk refuses, and then `site` is untouched.
    """
    site = Path("site")
    try:
        publish(site, partial(_build, arguments))
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        kept = "; the last good site is untouched" if site.exists() else ""
        click.echo(f"{where}{fault.strerror or fault}{kept}", err=True)
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
