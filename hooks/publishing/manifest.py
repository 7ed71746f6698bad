"""`build.json`: what a site was made from, and a digest of each of its files.

    {"commit": "…", "files": {"about/index.html": "<SHA-256 in hexadecimal>", …}}

`python -m publishing.manifest FOLDER [SITE]` compares a published copy, FOLDER, with a build.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import click
import zstandard

from publishing.built import BuiltSite
from publishing.tree import files_below

NAME = "build.json"
_DECOMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".br": brotli.decompress,
    ".gz": gzip.decompress,
    ".zst": lambda content: zstandard.ZstdDecompressor().decompress(content),
}


def write_manifest(site: BuiltSite) -> None:
    """Write the manifest of a site; a preview has none."""
    if site.preview:
        return
    manifest = {"commit": site.commit or None, "files": digests(site.root)}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (site.root / NAME).write_text(f"{text}\n", encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder but its manifest, by path with forward slashes."""
    return {name: _digest(folder / name) for name in sorted(files_below(folder)) if name != NAME}


def differences(copy: Path, site: Path) -> Iterator[str]:
    """What a copy of a site has more, less or otherwise than its manifest says, a line each.

    A file that is compressed in advance is as good as what is in it: hosts send it to readers.
    Raises OSError or ValueError if `site` has no manifest that can be read.
    """
    wanted, found = _wanted(site) | {NAME: _digest(site / NAME)}, digests(copy)
    if (copy / NAME).is_file():
        found[NAME] = _digest(copy / NAME)
    for name in sorted({*wanted, *found}):
        if name not in found:
            yield f"{name}: missing"
        elif found[name] == wanted.get(name):
            continue
        elif name.endswith(tuple(_DECOMPRESS)) and (plain := wanted.get(name.rpartition(".")[0])):
            if _digest_inside(copy / name) != plain:
                yield f"{name}: holds something else than the file beside it"
        elif name not in wanted:
            yield f"{name}: not part of the site"
        else:
            yield f"{name}: differs"


def main(arguments: list[str]) -> int:
    """Print the differences between a copy and a build; 0 if there are none, 2 if it cannot say."""
    if len(arguments) not in (1, 2):
        click.echo("usage: python -m publishing.manifest FOLDER [SITE]", err=True)
        return 2
    copy, site = Path(arguments[0]), Path((*arguments, "site")[1])
    if not copy.is_dir():
        click.echo(f"{copy}: no such folder", err=True)
        return 2
    try:
        lines = list(differences(copy, site))
    except (OSError, ValueError) as fault:
        click.echo(f"{site / NAME}: cannot be read: {fault}", err=True)
        return 2
    for line in lines:
        click.echo(line)
    summary = f"{len(lines)} differences" if lines else "the copy is the site, file by file"
    click.echo(summary, err=True)
    return 1 if lines else 0


def _wanted(site: Path) -> dict[str, str]:
    manifest = json.loads((site / NAME).read_text(encoding="utf-8"))
    files = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(files, dict):
        raise ValueError("no files in it")
    return files


def _digest_inside(path: Path) -> str:
    """The SHA-256 of what is compressed in a file; empty if that cannot be told."""
    try:
        content = _DECOMPRESS[path.suffix](path.read_bytes())
    except (brotli.error, zstandard.ZstdError, zlib.error, EOFError, OSError):
        return ""
    return hashlib.sha256(content).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
