"""A part of a site as it is left for `make join`: its files, and `part.json` beside them.

shards/2-of-4/part.json   what finishing needs to know, and what the part was made of
shards/2-of-4/site/…      its files, where they will be in the site
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from publishing.built import BuiltSite
from publishing.shards import Shard

NAME = "part.json"
SITE = "site"
# What editors and Python keep for themselves.
_PASSED_OVER = ("__pycache__", ".egg-info")


@dataclass(frozen=True)
class Part:
    """What is known of a part.

    `site` is the whole site with the pages of this part alone, its paths relative to the root of
    the project; `places` are those of pages, by address, in the order of the whole site. `settings`
    and `inputs` are what the part was made of: values by name, and digests of files and folders by
    their path from the root. `files` are the digests of its own files.
    """

    shard: Shard
    settings: Mapping[str, str]
    inputs: Mapping[str, str]
    site: BuiltSite
    places: Mapping[str, int]
    files: Mapping[str, str]


_parts = TypeAdapter(Part)


def write_part(folder: Path, part: Part) -> None:
    """Leave what is known of a part in its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_bytes(_parts.dump_json(part, indent=1))


def read_part(folder: Path) -> Part:
    """What a folder says of its part. Raises OSError or ValueError if it cannot be read."""
    return _parts.validate_json((folder / NAME).read_bytes())


def input_digests(root: Path, names: Iterable[str]) -> dict[str, str]:
    """A digest of the content of each file and folder, by its path from a root, that is there."""
    return {name: input_digest(root / name) for name in sorted(names) if (root / name).exists()}


def input_digest(path: Path) -> str:
    """A digest of a file, or of all files in a folder with their names; nothing is an empty one."""
    whole = hashlib.sha256()
    for file in sorted(_files(path)):
        name = file.relative_to(path).as_posix()
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        whole.update(f"{name}\0{digest}\n".encode())
    return whole.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for entry in path.iterdir():
            if not (entry.name.startswith(".") or entry.name.endswith(_PASSED_OVER)):
                yield from _files(entry)
