"""HTML as a tree that answers simple CSS selectors: `nav.letters a[href]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_STEP = re.compile(r"(?P<kind>[.#]?)(?P<name>[\w-]+)|\[(?P<key>[\w-]+)(?:=(?P<value>[^\]]*))?\]")


class Node:
    """An element: its tag, its attributes, and what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        """The value of an attribute, empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    @property
    def text(self) -> str:
        """The text of the element as a line: each run of white space is one plain space."""
        return " ".join(self.words.split())

    @property
    def words(self) -> str:
        """The text of the element with its white space as it is."""
        return "".join(self._texts())

    @cached_property
    def inside(self) -> list[Node]:
        """The elements in this one, in reading order."""
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child, *child.inside]
        return found

    def select(self, selector: str) -> list[Node]:
        """The elements that a selector of tags, classes, ids, attributes and descent finds."""
        found = [self]
        for step in selector.split():
            parts = _parts(step)
            fitting = (n for around in found for n in around.inside if all(p(n) for p in parts))
            found = list(dict.fromkeys(fitting))
        return found

    def one(self, selector: str) -> Node:
        """The only element that a selector finds."""
        found = self.select(selector)
        assert len(found) == 1, f"{len(found)} elements for {selector!r}"
        return found[0]

    def ancestors(self) -> Iterator[Node]:
        """What the element is in, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.current = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        node = Node(tag, attributes, self.current)
        self.current.children.append(node)
        if tag not in VOID:
            self.current = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        around = [self.current, *self.current.ancestors()]
        opened = next((node for node in around if node.tag == tag), None)
        if opened is not None and opened.parent is not None:
            self.current = opened.parent

    def handle_data(self, data: str) -> None:
        self.current.children.append(data)


def parse(html: str) -> Node:
    """The document of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


@lru_cache
def _parts(step: str) -> list[Callable[[Node], bool]]:
    """The tests that an element has to pass, for a step such as `a.term[href]`."""
    return [_part(*found.group("kind", "name", "key", "value")) for found in _STEP.finditer(step)]


def _part(kind: str, name: str, key: str | None, value: str | None) -> Callable[[Node], bool]:
    if key:
        return lambda node: key in node.attributes and value in (None, node[key])
    if kind == ".":
        return lambda node: name in node.classes
    if kind == "#":
        return lambda node: node.get("id") == name
    return lambda node: node.tag == name
