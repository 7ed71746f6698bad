"""What data takes on its way out of the glossary and in again, as it grows: `make scale`.

Each command runs once on synthetic glossaries of so many concepts in two languages (10,000 and
100,000 if none are given). Beside CPU time and the peak of memory stands how the time of one
concept has grown since the smallest: 1 is linear. It fails on wrong output, never on time.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from bench.measure import Cost, WrongOutput, run, show
from bench.sites import Size, concept_id, write_site

SIZES = (10_000, 100_000)
TERMBASE = os.fspath(Path(sys.executable).parent / "termbase")
OUT = ("json", "csv", "tbx", "skos")
IN = ("json", "csv", "tbx")  # SKOS is a graph, held in memory as a whole, and has a limit
IN_CATEGORY = 250  # so that the list of subject fields is a file of a size that is allowed


@dataclass(frozen=True)
class Step:
    """A command, and what measures it on a site of so many concepts."""

    what: str
    measure: Callable[[Path, int], Cost]


def check(site: Path, concepts: int) -> Cost:
    """All rules on all records."""
    return run([TERMBASE, "check", "--strict"], site)


def export(name: str, site: Path, concepts: int) -> Cost:
    """The glossary in a format, with its last concept in it."""
    path = site / f"exported.{name}"
    cost = run([TERMBASE, "export", name, "-o", path.name], site)
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 256 * 1024))
        if concept_id(concepts - 1).encode() not in file.read():
            raise WrongOutput(f"the last concept is not at the end of {path.name}")
    return cost


def bring_in(name: str, site: Path, concepts: int) -> Cost:
    """All concepts from a file into a glossary that has none, with the check of what it becomes."""
    terms = site / "glossary" / "terms"
    terms.rename(site / "before")
    terms.mkdir()
    cost = run([TERMBASE, "import", f"exported.{name}"], site)
    if (brought := len(list(terms.iterdir()))) != concepts:
        raise WrongOutput(f"{brought} records from exported.{name}")
    shutil.rmtree(terms)
    (site / "before").rename(terms)
    return cost


def steps(formats: Sequence[str]) -> list[Step]:
    """The check, then each format out and in."""
    found = [Step("check", check)]
    for name in formats:
        found.append(Step(f"export {name}", partial(export, name)))
        if name in IN:
            found.append(Step(f"import {name}", partial(bring_in, name)))
    return found


def measured(concepts: int, chosen: Sequence[Step]) -> Iterator[Cost]:
    """What each step takes, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), Size(concepts, 0, in_category=IN_CATEGORY))
        for step in chosen:
            cost = step.measure(site, concepts)
            shown = f"{step.what}, {concepts:,}: {cost.cpu:.1f} s, {cost.memory:,.0f} MiB"
            click.echo(shown, err=True)
            yield cost


def table(sizes: Sequence[int], chosen: Sequence[Step]) -> Iterator[str]:
    """A Markdown table, with a row for each step."""
    yield "| `termbase …` |" + "".join(f" {n:,} concepts | each | memory |" for n in sizes)
    yield "|---|" + "--:|--:|--:|" * len(sizes)
    costs = [list(measured(size, chosen)) for size in sizes]
    for step, *row in zip(chosen, *costs, strict=True):
        first = row[0].cpu / sizes[0]
        cells = (
            f" {cost.cpu:.1f} s | {cost.cpu / size / first:.2f} | {cost.memory:,.0f} MiB |"
            for size, cost in zip(sizes, row, strict=True)
        )
        yield f"| {step.what} |{''.join(cells)}"


@click.command()
@click.argument("sizes", type=click.IntRange(25), nargs=-1)
@click.option("--format", "formats", type=click.Choice(OUT), multiple=True, default=OUT)
def main(sizes: tuple[int, ...], formats: tuple[str, ...]) -> None:
    """Measure, and print a Markdown table."""
    show(table(sorted(sizes or SIZES), steps(formats)))


if __name__ == "__main__":
    main()
