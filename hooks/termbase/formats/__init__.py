"""The formats in which a glossary leaves the house: one module each.

A module has `write(edition, to)`, which writes the whole file into a binary stream, concept by
concept where the format allows: the same bytes for the same data, and no time stamps.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from termbase.edition import Edition


@dataclass(frozen=True)
class Format:
    """A format: the module that knows it, the name of its file on the site, its media type."""

    module: str
    file: str
    media_type: str


FORMATS = {
    "skos": Format("skos", "glossary.ttl", "text/turtle"),
    "tbx": Format("tbx", "glossary.tbx", "application/x-tbx+xml"),
}


def write(name: str, edition: Edition, to: BinaryIO) -> None:
    """Write a glossary in the format of that name. Raises KeyError for an unknown one."""
    # A module is read only when it is wanted: some libraries take half a second to come in.
    import_module(f"{__name__}.{FORMATS[name].module}").write(edition, to)
