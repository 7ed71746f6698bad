"""What a whole build takes as the glossary grows, at once and in parts: `make growth`.

Each size is built once, on a synthetic site in two languages, from nothing: no card is kept from an
earlier build. With `--shards N` it is also built in N parts, one after the other, and joined; what
counts then is the longest part and the join, for parts are made at the same time on machines of
their own. It fails if the joined site is not the other one, never on time.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from bench.measure import Cost, WrongOutput, put_aside, run_hooks, show
from bench.sites import Size, write_site

SIZES = (1_000, 5_000, 10_000)
GUIDES = 100


class Costs(NamedTuple):
    """What a site takes at once; and in parts, if it is built so: each of them, and the join."""

    whole: Cost
    parts: Sequence[Cost] = ()
    join: Cost = Cost(0, 0)


def measured(concepts: int, guides: int, shards: int) -> Costs:
    """What a site of so many concepts and guides takes."""
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), Size(concepts, guides))
        whole = _told(f"{concepts:,} at once", _build(site))
        manifest = (site / "site" / "build.json").read_bytes()
        if not shards:
            return Costs(whole)
        parts = [
            _told(f"{concepts:,}, part {shard}", _build(site, "--shard", shard))
            for shard in (f"{number}/{shards}" for number in range(1, shards + 1))
        ]
        put_aside(site / "site")
        join = _told(f"{concepts:,}, join", _run(site, "-m", "publishing.join"))
        if (site / "site" / "build.json").read_bytes() != manifest:
            raise WrongOutput("the joined site is not what a build at once gives")
        return Costs(whole, parts, join)


def _build(site: Path, *options: str) -> Cost:
    # The texts are not French that stands a strict build.
    return _run(site, "hooks/build_site.py", *options, "--no-strict")


def _run(site: Path, *command: str) -> Cost:
    shutil.rmtree(site / ".cache", ignore_errors=True)
    return run_hooks(site, *command)


def _told(what: str, cost: Cost) -> Cost:
    click.echo(f"{what}: {cost.cpu:.1f} s, {cost.memory:,.0f} MiB", err=True)
    return cost


def table(sizes: Sequence[int], guides: int, shards: int) -> Iterator[str]:
    """A Markdown table, with a row for each size."""
    head = ["concepts", "build", "a concept", "over the first", "memory"]
    head += [f"longest of {shards} parts", "memory", "join", "memory"] if shards else []
    yield f"| {' | '.join(head)} |"
    yield "|" + "--:|" * len(head)
    first = None
    for size in sizes:
        costs = measured(size, guides, shards)
        each = costs.whole.cpu / size
        first = first or each
        cells = [f"{size:,}", _seconds(costs.whole), f"{each * 1e3:.1f} ms", f"{each / first:.2f}"]
        cells.append(_memory(costs.whole))
        if costs.parts:
            longest = max(costs.parts)
            cells += [
                _seconds(longest),
                _memory(longest),
                _seconds(costs.join),
                _memory(costs.join),
            ]
        yield f"| {' | '.join(cells)} |"


def _seconds(cost: Cost) -> str:
    return f"{cost.cpu:.1f} s"


def _memory(cost: Cost) -> str:
    return f"{cost.memory:,.0f} MiB"


@click.command()
@click.argument("sizes", type=click.IntRange(25), nargs=-1)
@click.option("--guides", type=click.IntRange(0), default=GUIDES, show_default=True)
@click.option("--shards", type=click.IntRange(2, 999), default=None)
def main(sizes: tuple[int, ...], guides: int, shards: int | None) -> None:
    """Measure, and print a Markdown table."""
    show(table(sorted(sizes or SIZES), guides, shards or 0))


if __name__ == "__main__":
    main()
