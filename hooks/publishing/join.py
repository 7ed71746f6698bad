"""`make join`: the parts of a site put together, and finished as a whole.

`python -m publishing.join [FOLDER [SITE]]`, in the root of the project, takes all parts that are in
a folder. The site is what `make build` gives, byte for byte; or it stays as it was.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial, reduce
from pathlib import Path

import click

from publishing.built import BuiltSite
from publishing.finish import finish
from publishing.manifest import digests
from publishing.page import in_order
from publishing.part import NAME, SITE, Part, input_digest, read_part
from publishing.policy import NONE, Inline
from publishing.shards import Shard
from publishing.swap import publish, refusal

Parts = Mapping[Path, Part]  # by the folder of each


class NoSite(Exception):  # noqa: N818 - it is not an error of this program
    """What there is cannot be joined; its message says why, a line for each reason."""


def read_parts(folder: Path, root: Path) -> Parts:
    """The parts in a folder, which are a site of the project in `root`. Raises NoSite."""
    places = sorted(path.parent for path in folder.glob(f"*/{NAME}"))
    parts, problems = {}, []
    for place in places:
        try:
            if not place.name.startswith("."):  # one that is being made, or was cut short
                parts[place] = read_part(place)
        except (OSError, ValueError):
            problems.append(f"{place / NAME}: cannot be read as what `make build` leaves")
    if parts:
        problems += complaints(parts, root)
    elif not problems:
        problems.append(f"{folder}: no parts in it; `make build SHARD=1/2` makes the first of two")
    if problems:
        raise NoSite("\n".join(problems))
    return parts


def complaints(parts: Parts, root: Path) -> Iterator[str]:
    """Why parts, of which there is one at least, are no site of a project: a line each.

    What most of them were made of is what all should have been made of.
    """
    ((usual, _),) = Counter(map(_made_of, parts.values())).most_common(1)
    for place, part in parts.items():
        if other := sorted({name for name, _ in {*_made_of(part)} ^ {*usual}}):
            yield f"{place}: not made of what the others were made of: {', '.join(other)}"
    one = next(part for part in parts.values() if _made_of(part) == usual)
    for name, digest in one.inputs.items():
        if input_digest(root / name) != digest:
            yield f"{name}: not what the parts were made of"
    yield from _miscounted(parts, one.shard.of)
    yield from _damaged(parts)


def join(parts: Parts, folder: Path) -> None:
    """Put parts that are a site together in a new folder, and finish it."""
    folder.mkdir()
    for place in parts:
        if (place / SITE).is_dir():  # a part may be without a page
            shutil.copytree(place / SITE, folder, dirs_exist_ok=True)
    finish(joined([*parts.values()], folder), shown=True)


def joined(parts: list[Part], root: Path) -> BuiltSite:
    """The site, in a folder, that parts are together."""
    sites = [part.site for part in parts]
    pages = (page for site in sites for page in site.pages)
    return replace(
        sites[0],
        root=root,
        pages=in_order(pages, [*sites[0].editions], parts[0].places),
        inline=reduce(Inline.and_also, (site.inline for site in sites), NONE),
        moved={old: new for site in sites for old, new in site.moved.items()},
    )


def _made_of(part: Part) -> tuple[tuple[str, str], ...]:
    """All that is the same for the parts of a site, by name."""
    made = {"number of parts": str(part.shard.of), **part.settings, **part.inputs}
    return tuple(sorted(made.items()))


def _miscounted(parts: Parts, of: int) -> Iterator[str]:
    """The parts that are missing, and those that are there twice."""
    places: dict[Shard, list[str]] = {}
    for place, part in parts.items():
        places.setdefault(part.shard, []).append(str(place))
    for shard in (Shard(number, of) for number in range(1, of + 1)):
        found = places.get(shard, [])
        if not found:
            yield f"part {shard}: missing; `make build SHARD={shard}` makes it"
        elif len(found) > 1:
            yield f"part {shard}: more than once: {', '.join(found)}"


def _damaged(parts: Parts) -> Iterator[str]:
    """The parts whose files are not as they were left."""
    for place, part in parts.items():
        files = digests(place / SITE)
        if odd := sorted(name for name, _ in files.items() ^ part.files.items()):
            yield f"{place / SITE / odd[0]}: not as it was built"


def main(arguments: list[str]) -> int:
    """Join the parts in a folder; 1, after a line for each reason, if they are no site."""
    folder, site = map(Path, [*arguments, *("shards", "site")[len(arguments) :]])
    try:
        parts = read_parts(folder, Path())
        publish(site, partial(join, parts))
    except NoSite as fault:
        click.echo(str(fault), err=True)
        return 1
    except OSError as fault:
        click.echo(refusal(fault, site), err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
