"""JSON-LD in the words of schema.org: a DefinedTermSet for each language, and its terms.

The nodes have the same names as in the pages. Schema.org has no words for the status of a name, its
grammar or its region: names that should not be used are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from termbase import linked_data
from termbase.edition import Edition

# Within the file, so that nobody needs the network to read it.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
}


def write(edition: Edition, to: BinaryIO) -> None:
    """Write the glossary, one node a line."""
    to.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": ['.encode())
    for position, node in enumerate(_nodes(edition)):
        line = json.dumps(node, ensure_ascii=False)
        to.write(f"{',' if position else ''}\n{line}".encode())
    to.write(b"\n]}\n")


def _nodes(edition: Edition) -> Iterator[linked_data.Node]:
    glossary, site = edition.glossary, edition.url
    for code in glossary.languages:
        title, number = edition.titles[code], len(glossary.concepts)
        whole = linked_data.term_set(code, edition.addresses, edition.strings[code], number, site)
        yield {**whole, "name": title, "license": edition.license, "version": edition.version}
    for name in sorted(glossary.concepts):
        concept = glossary.concepts[name]
        for code in glossary.languages:
            yield linked_data.defined_term(concept, code, edition.addresses, site)
