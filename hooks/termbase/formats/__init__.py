"""The formats in which a glossary leaves the house: one module each.

A module has `write(edition, to)`, which writes the whole file into a binary stream, concept by
concept where the format allows: the same bytes for the same data, and no time stamps. `pair` is of
two languages, and has a file for each pair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
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


def data_files(edition: Edition) -> Mapping[str, Callable[[], bytes]]:
    """Every data file of a site: its path from the root of the site, and what makes its content."""
    folder = edition.addresses.data()
    files = {f"{folder}{of.file}": partial(_content, edition, name) for name, of in FORMATS.items()}
    for source, target in pair.pairs(edition.glossary):
        path = f"{folder}glossary-{source}-{target}.csv"
        files[path] = partial(_pair_content, edition, source, target)
    return files


def _content(edition: Edition, name: str) -> bytes:
    content = BytesIO()
    write(name, edition, content)
    return content.getvalue()


def _pair_content(edition: Edition, source: str, target: str) -> bytes:
    content = BytesIO()
    pair.write(edition, content, source, target)
    return content.getvalue()
