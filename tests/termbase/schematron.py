"""As much of Schematron as the schema of TBX-Basic takes: rules of assertions in XPath 2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import elementpath
from lxml import etree

_SCHEMATRON = {"s": "http://purl.oclc.org/dsdl/schematron"}
_PREFIXES = {"tbx": "urn:iso:std:iso:30042:ed-2"}


def failures(schema: Path, document: Any) -> Iterator[str]:
    """What each failed assertion says. In a pattern, a node obeys the first rule that fits it."""
    for pattern in etree.parse(schema).iterfind(".//s:pattern", _SCHEMATRON):
        seen: set[object] = set()
        for rule in pattern.iterfind("s:rule", _SCHEMATRON):
            path = f"//{rule.get('context')}"
            for node in elementpath.select(document, path, _PREFIXES):
                key = (document.getroottree().getpath(node),) if hasattr(node, "tag") else id(node)
                if key in seen:
                    continue
                seen.add(key)
                for test in rule.iterfind("s:assert", _SCHEMATRON):
                    if not elementpath.select(
                        document, str(test.get("test")), _PREFIXES, item=node
                    ):
                        yield " ".join("".join(test.itertext()).split())
