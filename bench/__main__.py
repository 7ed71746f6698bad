"""`make bench`: the table of ratios; fails on wrong output, never on time."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import click

from bench.measure import show
from bench.preview import NotServed
from bench.reader import NoResult
from bench.rows import ROWS, SCALES, Row, Scale

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "ahocorasick_rs", "yamllint")


@click.command()
@click.option("--size", type=click.Choice([*SCALES]), default="small", show_default=True)
@click.option("--only", type=click.Choice([row.__name__ for row in ROWS]), multiple=True)
def main(size: str, only: tuple[str, ...]) -> None:
    """Measure, and print a Markdown table."""
    chosen = [row for row in ROWS if not only or row.__name__ in only]
    named = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    click.echo(f"Size {size}, Python {platform.python_version()}, {named}; CPU, medians of runs.\n")
    show(_table(chosen, SCALES[size]), NotServed, NoResult)


def _table(rows: Iterable[Callable[[Scale, Path], Iterator[Row]]], scale: Scale) -> Iterator[str]:
    yield "| what | ratio | reach | measured |\n|---|--:|--:|---|"
    for row in rows:
        with tempfile.TemporaryDirectory() as folder:
            yield from map(_shown, row(scale, Path(folder)))


def _shown(row: Row) -> str:
    return f"| {row.what} | {row.ratio:.2f} | ≤ {row.reach:g} | {row.detail} |"


if __name__ == "__main__":
    main()
