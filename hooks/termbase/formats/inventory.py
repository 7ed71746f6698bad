"""A Sphinx inventory, by which other documentation refers to our terms: `objects.inv`.

    intersphinx_mapping = {"terms": ("https://…/", "https://…/glossary/data/objects.inv")}

Then :external+terms:term:`a name` leads to the page of the concept. Every name that may be
used is in it, in all languages; where two languages share one, it leads to the first language's
page. Sphinx looks terms up whatever their case. Names to avoid are left out.

Format: Sphinx, "intersphinx", inventory version 2: four lines, then the rest by zlib. Written here,
for the library that writes it, sphobjinv, takes a second of every build to come in; the tests read
with it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from termbase.edition import Edition
from termbase.model import Status
from termbase.names import names

_HEAD = """# Sphinx inventory version 2
# Project: {}
# Version: {}
# The remainder of this file is compressed using zlib.
"""
_USABLE = (Status.PREFERRED, Status.ADMITTED)


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the inventory; addresses in it are relative to the site's."""
    project = edition.titles[edition.addresses.default]
    to.write(_HEAD.format(project, edition.version).encode())
    to.write(zlib.compress("".join(_terms(edition)).encode(), 9))


def _terms(edition: Edition) -> Iterator[str]:
    """Lines of a name, the kind of thing it names, its rank, its address, and its name on pages."""
    seen: set[str] = set()
    for code in edition.glossary.languages:
        for concept in sorted(edition.glossary.concepts):
            address = edition.addresses.concept(code, concept)
            for name in names(edition.glossary.concepts[concept].sections[code]):
                if name.status in _USABLE and name.term.casefold() not in seen:
                    seen.add(name.term.casefold())
                    yield f"{name.term} std:term -1 {address} -\n"
