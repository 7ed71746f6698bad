"""A Sphinx inventory, by which other documentation refers to our terms: `objects.inv`.

    intersphinx_mapping = {"terms": ("https://…/", "https://…/glossary/data/objects.inv")}

Then :external+terms:term:`a name` leads to the page of the concept. Every name that may be
used is in it, in all languages; where two languages share one, it leads to the first language's
page. Sphinx looks terms up whatever their case. Names to avoid are left out.

Format: Sphinx, "intersphinx", inventory version 2, written by `sphobjinv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import sphobjinv

from termbase.edition import Edition
from termbase.model import Status
from termbase.names import names

_USABLE = (Status.PREFERRED, Status.ADMITTED)


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the inventory; addresses in it are relative to the site's."""
    inventory = sphobjinv.Inventory()
    default = edition.addresses.default
    inventory.project, inventory.version = edition.titles[default], edition.version
    inventory.objects.extend(_terms(edition))
    to.write(sphobjinv.compress(inventory.data_file()))


def _terms(edition: Edition) -> Iterator[sphobjinv.DataObjStr]:
    seen: set[str] = set()
    for code in edition.glossary.languages:
        for concept in sorted(edition.glossary.concepts):
            address = edition.addresses.concept(code, concept)
            for name in names(edition.glossary.concepts[concept].sections[code]):
                if name.status in _USABLE and name.term.casefold() not in seen:
                    seen.add(name.term.casefold())
                    yield sphobjinv.DataObjStr(name.term, "std", "term", "-1", address, "-")
