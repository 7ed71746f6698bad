"""XML as a stream of elements, each with its place; nothing of it can reach out or blow up.

Entities are refused where they are declared, and nothing outside of the file is ever read
(defusedxml; see https://github.com/tiran/defusedxml on what is possible without it). A document
type that only names itself, as most TBX 2 files have, does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from termbase.intake.incoming import LONGEST, Report
from termbase.problem import START, Place

_CHUNK = 64 * 1024
_DEEPEST = 32
_HINTS = {
    "no element found": "the file is cut off; copy it again",
    "not well-formed (invalid token)": "a bare & or <, or another encoding than the file declares",
    "unknown encoding": "save the file as UTF-8",
    "encoding specified in XML declaration is incorrect": "save the file as UTF-8",
}
Name = tuple[str | None, str]


@dataclass
class Node:
    """An element: its local name and namespace, attributes by local name, and what is in it."""

    name: str
    space: str
    attributes: dict[str, str]
    place: Place
    parts: list[Node | str] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Node]:
        """The elements right inside."""
        return (part for part in self.parts if isinstance(part, Node))

    @property
    def text(self) -> str:
        """All text inside, with white space as single spaces at its ends only."""
        words = (part if isinstance(part, str) else part.text for part in self.parts)
        return "".join(words).replace("\r\n", "\n").strip()

    def all(self, *names: str) -> Iterator[Node]:
        """The elements of these names right inside."""
        return (child for child in self.children if child.name in names)


def elements(
    file: BinaryIO, wanted: frozenset[str], report: Report, checked: Roots
) -> Iterator[Node]:
    """The outermost elements of the wanted names, one after the other.

    `checked` maps the root's names that are right to their namespaces. Raises `UnreadableError`.
    """
    handler = _Handler(wanted, report, checked)
    # Without a declaration there is no entity to fetch; a document type from outside is not read.
    parser = create_parser(forbid_external=False)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            yield from handler.taken()
        parser.close()
        yield from handler.taken()
    except SAXParseException as fault:
        line, column = fault.getLineNumber() or 1, fault.getColumnNumber() or 0
        message = str(fault.getMessage())
        raise report.stop(
            Place(line, column + 1),
            "xml-syntax",
            f"not readable as XML: {message}",
            _HINTS.get(message, ""),
        ) from None
    except DefusedXmlException:
        hint = "take the document type out, and write what the entities stand for"
        raise report.stop(handler.place(), "xml-entity", "entities are not allowed", hint) from None
    except (LookupError, ValueError):  # from the codecs, for an encoding that they have not
        message = "not readable as XML: unknown encoding"
        raise report.stop(START, "xml-syntax", message, "save the file as UTF-8") from None


Roots = dict[str, frozenset[str]]


class _Handler(ContentHandler):
    """Builds the wanted elements, and lets all else pass."""

    def __init__(self, wanted: frozenset[str], report: Report, roots: Roots) -> None:
        super().__init__()
        self._wanted, self._report, self._roots = wanted, report, roots
        self._open: list[Node] = []
        self._done: list[Node] = []
        self._locator: Locator | None = None
        self._size = self._depth = 0

    def taken(self) -> list[Node]:
        """The elements that have ended since this was last asked."""
        done, self._done = self._done, []
        return done

    def place(self) -> Place:
        """Where the parser is."""
        if self._locator is None:
            return START
        return Place(self._locator.getLineNumber() or 1, (self._locator.getColumnNumber() or 0) + 1)

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  # the parser's name
        self._locator = locator

    def startElementNS(  # noqa: N802
        self, name: Name, qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        space, local = name
        self._depth += 1
        if self._depth == 1:
            self._root(space or "", local)
        if self._depth > _DEEPEST:
            raise self._report.stop(self.place(), "too-deep", f"more than {_DEEPEST} levels deep")
        if not self._open and local not in self._wanted:
            return
        attributes = {key[1]: value for key, value in attrs.items()}
        node = Node(local, space or "", attributes, self.place())
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self._size = 0
        self._open.append(node)
        self._grow(sum(map(len, attributes.values())) + 16)

    def endElementNS(self, name: Name, qname: str | None) -> None:  # noqa: N802
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._done.append(node)

    def characters(self, content: str) -> None:
        if self._open:
            self._grow(len(content))
            self._open[-1].parts.append(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802
        hint = "write the character itself"
        raise self._report.stop(self.place(), "xml-entity", f"no entity “&{name};” here", hint)

    def _grow(self, more: int) -> None:
        self._size += more
        if self._size > LONGEST:
            place = self._open[0].place if self._open else self.place()
            hint = "a concept has no more than 256 KiB"
            raise self._report.stop(place, "file-too-large", "this concept has no end", hint)

    def _root(self, space: str, local: str) -> None:
        spaces = self._roots.get(local)
        if spaces is None:
            known = " or ".join(f"<{name}>" for name in self._roots)
            message = f"the file is a <{local}>, not a {known}"
            raise self._report.stop(self.place(), "wrong-root", message)
        if space not in spaces:
            wanted = " or ".join(f"“{one}”" if one else "none" for one in sorted(spaces))
            message = f"the namespace “{space}” is not that of <{local}>"
            raise self._report.stop(self.place(), "wrong-namespace", message, f"it is {wanted}")
