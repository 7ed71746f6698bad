"""HTML → Markdown, as CommonMark has it, with the tables and definition lists of its extensions.

A page is a list of blocks with an empty line between each two; what Markdown has no word for is
what stands in it. The tree is walked once: of a whole site, this is done for every page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

# What a text cannot show, or need not say twice.
_LEFT_OUT = frozenset({"form", "script", "style", "template", "noscript"})
_LEFT_OUT_CLASS = "headerlink"
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q s samp small span"
    " strong sub sup svg time u var wbr".split()
)
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~"}
_CODE = frozenset({"code", "kbd", "samp"})
_TITLES = frozenset({"summary"})
_QUOTED = frozenset({"blockquote", "details"})
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r"[ \t\r\f]{2,}|[ \t\r\f]*\n[ \t\r\n\f]*|[\t\r\f]")
_SPECIAL = re.compile(r"[\\`*_\[\]]|~(?=~)|<(?=[A-Za-z/!?])|&(?=#|\w+;)")
_AS_ENTITY = {"<": "&lt;", "&": "&amp;"}
_ITEM = re.compile(r"(?:-|\d+\.) ")
# At the beginning of a line: a heading, a quotation, a list, a rule, a definition.
_BEGINNING = re.compile(
    r"^(?:(?=>|~~~|(?:#{1,6}|[-+=~:|]+)(?:\s|$))|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE
)
_CLOSING = re.compile(r"(?<!\S)(#+)$")  # what a heading may end with
# A list of links with plain words, and nothing else in it.
_PLAIN_LINK = r'<li><a href="{}">{}</a></li>\n'
_HREF, _WORDS = r'[^"<>&]+', r"[^\s<&]+(?: [^\s<&]+)*"
_LINK = re.compile(_PLAIN_LINK.format(f"({_HREF})", f"({_WORDS})"))
_LINKS = re.compile(rf"<ul[^<>]*>\n(?:{_PLAIN_LINK.format(_HREF, _WORDS)})+</ul>")
_ASIDE = "data-aside"
_TICKS = re.compile("`+")
_IN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})


def to_markdown(text: str, url: str = "") -> str:
    """The Markdown of a piece of HTML; its links are absolute if `url` is where it stands."""
    writer = _Writer(url)
    body = etree.HTML(f"<body>{_LINKS.sub(writer.put_aside, text)}").find("body")
    return "\n\n".join(writer.blocks(body)) if body is not None else ""


class _Writer:
    """Writes the elements of a page at an address."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._folder = urljoin(url, "../")
        self._aside: list[str] = []

    def put_aside(self, found: re.Match[str]) -> str:
        """Write a list of links, of which pages have many and all the same; leave its place."""
        links = _LINK.findall(found.group())
        self._aside.append("\n".join(_item(self._address(href), words) for href, words in links))
        return f'<hr {_ASIDE}="{len(self._aside) - 1}">'

    def _rule(self, element: Element) -> list[str]:
        place = element.get(_ASIDE)
        return ["---"] if place is None else [self._aside[int(place)]]

    def blocks(self, element: Element) -> list[str]:
        """What stands in an element, as blocks."""
        found: list[str] = []
        run: list[str] = []  # what stands on a line, from its first word on
        _begin(element.text, run)
        for child in element:
            if child.tag in _INLINE:
                _add(self._inline(child), run)
            elif not _is_left_out(child):
                _close(run, found)
                found += self._block(child)
            _begin(child.tail, run)
        _close(run, found)
        return found

    def _block(self, element: Element) -> list[str]:
        name, classes = element.tag, element.get("class", "").split()
        if name in _HEADINGS:
            return [f"{_HEADINGS[name]} {self._heading(element)}"]
        if name in _TITLES or "admonition-title" in classes:
            return [f"**{self._line(element)}**"]
        if name in _QUOTED or "admonition" in classes:
            return _prefixed(self.blocks(element), "> ", "> ")
        if name in _LISTS:
            return self._list(element)
        write = _BLOCKS.get(str(name))
        return write(self, element) if write else self.blocks(element)

    def _heading(self, element: Element) -> str:
        return _CLOSING.sub(r"\\\1", self._line(element))

    def _list(self, element: Element) -> list[str]:
        """A list is one block, loose if one of its items has a second paragraph."""
        entries = [self.blocks(child) for child in element if child.tag == "li"]
        loose = any(not _ITEM.match(block) for entry in entries for block in entry[1:])
        between, lines, number = "\n\n" if loose else "\n", [], int(element.get("start") or 1)
        for place, entry in enumerate(filter(None, entries), number):
            mark = f"{place}. " if element.tag == "ol" else "- "
            lines += _prefixed([between.join(entry)], mark, " " * len(mark))
        return [between.join(lines)] if lines else []

    def _definitions(self, element: Element) -> list[str]:
        """A definition list; terms and definitions may stand in groups."""
        found: list[str] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt" or not found:
                found.append(self._line(child))
            else:
                found[-1] += "\n" + "".join(_prefixed(self.blocks(child), ":   ", "    "))
        return found

    def _code_block(self, element: Element) -> list[str]:
        code = "".join(element.itertext()).strip("\n")
        fence = "`" * max(3, _longest(code) + 1)
        return [f"{fence}\n{code}\n{fence}"]

    def _table(self, element: Element) -> list[str]:
        rows = [self._row(row) for row in element.iter("tr")]
        if rows and next(element.iter("tr")).find("th") is None:
            rows.insert(0, [""] * len(rows[0]))  # a table of Markdown has a head
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines[1:1] = [f"|{' --- |' * len(rows[0])}"] if rows else []
        captions = [self._line(caption) for caption in element.iter("caption")]
        return [*captions, "\n".join(lines)]

    def _row(self, row: Element) -> list[str]:
        cells: list[str] = []
        for cell in row:
            if cell.tag in _CELLS:
                cells += [self._line(cell).replace("|", r"\|")]
                cells += [""] * (int(cell.get("colspan") or 1) - 1)
        return cells

    def _line(self, element: Element) -> str:
        """What stands in an element, on one line."""
        whole = any(child.tag not in _INLINE for child in element)
        words = " ".join(self.blocks(element)) if whole else self._words(element)
        return _SPACE.sub(" ", words.replace("\\\n", " ")).strip()

    def _inline(self, element: Element) -> str:
        """An element within a line, with the spaces around its words outside its marks."""
        name = element.tag
        if _is_left_out(element):
            return ""
        if name == "br":
            return "\\\n"
        if name == "img":
            return f"![{_escaped(element.get('alt'))}]({self._address(element.get('src', ''))})"
        if name == "svg":
            return " ".join(_escaped("".join(p.itertext())) for p in element.iter("title", "desc"))
        if name in _CODE:
            return _code("".join(element.itertext()))
        words = self._words(element)
        mark = _MARKS.get(str(name), "")
        if not mark and name not in ("a", "q"):
            return words
        inside = words.strip()
        if not inside:
            return words
        before, after = words.partition(inside)[::2]
        return f"{before}{self._marked(element, inside, mark)}{after}"

    def _marked(self, element: Element, words: str, mark: str) -> str:
        if element.tag == "q":
            return f'"{words}"'
        if element.tag != "a":
            return f"{mark}{words}{mark}"
        address = element.get("href")
        if not address:
            return words
        target = self._address(address)
        return f"<{target}>" if target == "".join(element.itertext()) else f"[{words}]({target})"

    def _words(self, element: Element) -> str:
        parts = [_escaped(element.text)]
        for child in element:
            if isinstance(child.tag, str) and not _is_left_out(child):
                _add(self._inline(child), parts)
            parts.append(_escaped(child.tail))
        return "".join(parts)

    def _address(self, address: str) -> str:
        if address.startswith("../"):  # the same way from all pages of a folder
            return _joined(self._folder, address[3:])
        return _joined(self._url, address)


_BLOCKS: Mapping[str, Callable[[_Writer, Element], list[str]]] = {
    "dl": _Writer._definitions,
    "hr": _Writer._rule,
    "pre": _Writer._code_block,
    "table": _Writer._table,
}


@lru_cache(maxsize=1 << 16)
def _joined(url: str, address: str) -> str:
    return urljoin(url, address).translate(_IN_ADDRESS)


@lru_cache(maxsize=1 << 16)
def _item(address: str, words: str) -> str:
    """A link as an item of a list."""
    return f"- <{address}>" if words == address else f"- [{_escaped(words)}]({address})"


def _is_left_out(element: Element) -> bool:
    """Whether an element is not to be read; a comment is one, too."""
    return (
        not isinstance(element.tag, str)
        or element.tag in _LEFT_OUT
        or _LEFT_OUT_CLASS in element.get("class", "").split()
        or element.get("hidden") is not None
    )


def _escaped(text: str | None) -> str:
    """Text in which nothing is taken for markup."""
    if not text or text.isspace():
        return text or ""
    return _SPECIAL.sub(_harmless, text)


def _harmless(sign: re.Match[str]) -> str:
    return _AS_ENTITY.get(sign.group(), f"\\{sign.group()}")


def _add(piece: str, run: list[str]) -> None:
    """Add a piece to a line; an exclamation before a link is no picture."""
    if run and piece.startswith("[") and run[-1].endswith("!"):
        run[-1] = rf"{run[-1][:-1]}\!"
    run.append(piece)


def _begin(text: str | None, run: list[str]) -> None:
    """Add text to a line; space does not begin one."""
    if text and (run or not text.isspace()):
        run.append(_escaped(text))


def _close(run: list[str], found: list[str]) -> None:
    """Make a paragraph of the pieces of a line; lines of the source stay lines."""
    if not run:
        return
    text = "".join(run).strip(" \t\r\n\f")
    run.clear()
    if text:
        text = _SPACES.sub(lambda space: "\n" if "\n" in space.group() else " ", text)
        may_begin = "\n" in text or not text[0].isalpha()
        found.append(_BEGINNING.sub(r"\1\\", text) if may_begin else text)


def _code(text: str) -> str:
    text = _SPACE.sub(" ", text).strip()
    mark = "`" * (_longest(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{space}{text}{space}{mark}" if text else ""


def _longest(code: str) -> int:
    return max(map(len, _TICKS.findall(code)), default=0)


def _prefixed(blocks: Iterable[str], first: str, rest: str) -> list[str]:
    """Blocks as one that is set in: `first` before its first line, `rest` before the others."""
    lines = "\n\n".join(blocks).split("\n")
    if lines == [""]:
        return []
    marked = [f"{first}{lines[0]}", *(f"{rest}{line}".rstrip() for line in lines[1:])]
    return ["\n".join(marked)]
