"""HTML → Markdown, as CommonMark has it, with the tables and definition lists of its extensions.

A page is a list of blocks with an empty line between each two; what Markdown has no word for is
what stands in it. Most pages of a site are those of the glossary, which need no tree: see
known_parts.py. Of others, the tree is walked once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from publishing.absolute import as_written, joined, parent
from publishing.known_parts import known
from publishing.plain_text import (
    MARKS,
    code,
    escaped,
    heading,
    longest,
    one_line,
    paragraph,
    set_in,
)

# What a text cannot show, or need not say twice.
_LEFT_OUT = frozenset({"form", "script", "style", "template", "noscript"})
_LEFT_OUT_CLASS = "headerlink"
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q s samp small span"
    " strong sub sup svg time u var wbr".split()
)
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_MARKED = {*MARKS, "a"}
_ADMONITION = "admonition"
_CELLS = frozenset({"td", "th"})

_FOOT = '<div class="coda"'
_ITEM = re.compile(r"(?:-|\d+\.) ")


def to_markdown(text: str, url: str = "") -> str:
    """The Markdown of a piece of HTML; its links are absolute if `url` is where it stands.

    The foot of a guide, of which most is shared with other pages, is read by itself.
    """
    foot = text.rfind(_FOOT)
    pieces = (text[:foot], text[foot:]) if foot > 0 else (text,)
    return "\n\n".join(filter(None, [_read(piece, url) for piece in pieces]))


def _read(text: str, url: str) -> str:
    found = known(text, url)
    return read_as_tree(text, url) if found is None else found


def read_as_tree(text: str, url: str = "") -> str:
    """The Markdown of a piece of HTML, whatever it is."""
    body = etree.HTML(f"<body>{text}").find("body")
    writer = _Writer(as_written(url), as_written(parent(url)))
    return "\n\n".join(writer.blocks(body)) if body is not None else ""


class _Writer:
    """Writes the elements of a page at an address in a folder."""

    def __init__(self, url: str, folder: str) -> None:
        self._url = url
        self._folder = folder

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
        write = _BLOCKS.get(str(element.tag))
        if write is not None:
            return write(self, element)
        classes = element.get("class")
        if classes is not None and _ADMONITION in classes:
            return self._admonition(element, classes.split())
        return self.blocks(element)

    def _admonition(self, element: Element, classes: list[str]) -> list[str]:
        if f"{_ADMONITION}-title" in classes:
            return self._title(element)
        return self._quoted(element) if _ADMONITION in classes else self.blocks(element)

    def _title(self, element: Element) -> list[str]:
        return [f"**{self._line(element)}**"]

    def _quoted(self, element: Element) -> list[str]:
        return set_in(self.blocks(element), "> ", "> ")

    def _heading(self, element: Element) -> list[str]:
        return [heading(int(str(element.tag)[1]), self._line(element))]

    def _list(self, element: Element) -> list[str]:
        """A list is one block, loose if one of its items has a second paragraph."""
        entries = [self.blocks(child) for child in element if child.tag == "li"]
        loose = any(not _ITEM.match(block) for entry in entries for block in entry[1:])
        between, lines, number = "\n\n" if loose else "\n", [], int(element.get("start") or 1)
        for place, entry in enumerate(filter(None, entries), number):
            mark = f"{place}. " if element.tag == "ol" else "- "
            lines += set_in([between.join(entry)], mark, " " * len(mark))
        return [between.join(lines)] if lines else []

    def _definitions(self, element: Element) -> list[str]:
        """A definition list; terms and definitions may stand in groups."""
        found: list[str] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt" or not found:
                found.append(self._line(child))
            else:
                found[-1] += "\n" + "".join(set_in(self.blocks(child), ":   ", "    "))
        return found

    def _rule(self, element: Element) -> list[str]:
        return ["---"]

    def _code_block(self, element: Element) -> list[str]:
        text = "".join(element.itertext()).strip("\n")
        fence = "`" * max(3, longest(text) + 1)
        return [f"{fence}\n{text}\n{fence}"]

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
        whole = len(element) and any(child.tag not in _INLINE for child in element)
        words = " ".join(self.blocks(element)) if whole else self._words(element)
        return one_line(words)

    def _inline(self, element: Element) -> str:
        """An element within a line, with the spaces around its words outside its marks."""
        if _is_left_out(element):
            return ""
        name = element.tag
        write = _INLINES.get(str(name))
        if write is not None:
            return write(self, element)
        words = self._words(element)
        if name not in _MARKED:
            return words
        inside = words.strip()
        if not inside:
            return words
        before, after = words.partition(inside)[::2]
        return f"{before}{self._marked(element, inside)}{after}"

    def _marked(self, element: Element, words: str) -> str:
        if element.tag != "a":
            mark = MARKS[str(element.tag)]
            return f"{mark}{words}{mark}"
        address = element.get("href")
        if not address:
            return words
        target = self._address(address)
        itself = target.startswith(element.text or "") and target == "".join(element.itertext())
        return f"<{target}>" if itself else f"[{words}]({target})"

    def _break(self, element: Element) -> str:
        return "\\\n"

    def _picture(self, element: Element) -> str:
        return f"![{escaped(element.get('alt'))}]({self._address(element.get('src', ''))})"

    def _drawing(self, element: Element) -> str:
        return " ".join(escaped("".join(p.itertext())) for p in element.iter("title", "desc"))

    def _code(self, element: Element) -> str:
        return code("".join(element.itertext()))

    def _words(self, element: Element) -> str:
        words = escaped(element.text)
        if not len(element):
            return words
        parts = [words]
        for child in element:
            if piece := self._inline(child):
                _add(piece, parts)
            parts.append(escaped(child.tail))
        return "".join(parts)

    def _address(self, address: str) -> str:
        if address.startswith("../"):  # the same way from all pages of a folder
            return joined(self._folder, address[3:])
        return joined(self._url, address)


_INLINES: Mapping[str, Callable[[_Writer, Element], str]] = {
    "br": _Writer._break,
    "img": _Writer._picture,
    "svg": _Writer._drawing,
    **dict.fromkeys(("code", "kbd", "samp"), _Writer._code),
}
_BLOCKS: Mapping[str, Callable[[_Writer, Element], list[str]]] = {
    **dict.fromkeys(_HEADINGS, _Writer._heading),
    **dict.fromkeys(("ul", "ol"), _Writer._list),
    **dict.fromkeys(("blockquote", "details"), _Writer._quoted),
    "dl": _Writer._definitions,
    "hr": _Writer._rule,
    "pre": _Writer._code_block,
    "summary": _Writer._title,
    "table": _Writer._table,
}


def _is_left_out(element: Element) -> bool:
    """Whether an element is not to be read; a comment is one, too."""
    tag, classes = element.tag, element.get("class")
    return (
        not isinstance(tag, str)
        or tag in _LEFT_OUT
        or element.get("hidden") is not None
        or (classes is not None and _LEFT_OUT_CLASS in classes.split())
    )


def _add(piece: str, run: list[str]) -> None:
    """Add a piece to a line; an exclamation before a link is no picture."""
    if run and piece.startswith("[") and run[-1].endswith("!"):
        run[-1] = rf"{run[-1][:-1]}\!"
    run.append(piece)


def _begin(text: str | None, run: list[str]) -> None:
    """Add text to a line; space does not begin one."""
    if text and (run or not text.isspace()):
        run.append(escaped(text))


def _close(run: list[str], found: list[str]) -> None:
    """Make a paragraph of the pieces of a line."""
    if not run:
        return
    if text := paragraph("".join(run)):
        found.append(text)
    run.clear()
