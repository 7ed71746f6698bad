"""The formats in which a glossary leaves the house: one module each.

A module has `write(edition, to)`, which writes the whole file into a binary stream, concept by
concept where the format allows: the same bytes for the same data, and no time stamps. `pair` is of
two languages, and has a file for each pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import BinaryIO

from termbase.edition import Edition
from termbase.formats import pair


@dataclass(frozen=True)
class Format:
    """A format: the module that knows it, the name of its file on the site, its media type."""

    module: str
    file: str
    media_type: str


FORMATS = {
    "json": Format("json_file", "glossary.json", "application/json"),
    "schema": Format("json_schema", "schema.json", "application/schema+json"),
    "csv": Format("csv_file", "glossary.csv", "text/csv"),
    "datapackage": Format("datapackage", "datapackage.json", "application/json"),
    "jsonld": Format("jsonld", "glossary.jsonld", "application/ld+json"),
    "skos": Format("skos", "glossary.ttl", "text/turtle"),
    "inventory": Format("inventory", "objects.inv", "application/octet-stream"),
    "tbx": Format("tbx", "glossary.tbx", "application/x-tbx+xml"),
    "tmx": Format("tmx", "glossary.tmx", "application/x-tmx+xml"),
    "anki": Format("anki", "glossary.apkg", "application/octet-stream"),
}


def write(name: str, edition: Edition, to: BinaryIO) -> None:
    """Write a glossary in the format of that name. Raises KeyError for an unknown one."""
    # A module is read only when it is wanted: some libraries take half a second to come in.
    import_module(f"{__name__}.{FORMATS[name].module}").write(edition, to)


def data_paths(edition: Edition) -> Iterator[str]:
    """The paths of every data file of a site, from its root."""
    folder = edition.addresses.data()
    yield from (folder + of.file for of in FORMATS.values())
    for source, target in pair.pairs(edition.glossary):
        yield f"{folder}glossary-{source}-{target}.csv"


def data_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every data file of a site: its path from the root of the site, and its content."""
    yield from zip(data_paths(edition), _contents(edition), strict=True)


def _contents(edition: Edition) -> Iterator[bytes]:
    for name in FORMATS:
        content = BytesIO()
        write(name, edition, content)
        yield content.getvalue()
    for source, target in pair.pairs(edition.glossary):
        content = BytesIO()
        pair.write(edition, content, source, target)
        yield content.getvalue()
