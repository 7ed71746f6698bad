"""A page of the glossary as its templates write it → Markdown, without a tree.

Such a page is a `<div>` of parts, each from the beginning of a line: a heading, a paragraph, an
entry of a list, the beginning or the end of what is around them. What a part says is known from the
part alone, and remembered where many pages have it. Whether the parts make a page is seen from
their kinds, one letter each. Of anything else, nothing is known: publishing/markdown.py reads it as
a tree, and says the same of what is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from html import unescape

from publishing.absolute import BELOW, as_written, is_folder, joined, parent
from publishing.plain_text import MARKS, escaped, heading, one_line, paragraph, set_in

_BEGIN, _END = "<div", "</div>"
_NEXT = re.compile(r"\n(?=<(?:li|/?(?:ul|dl|nav|section|aside)|h\d|p|div|blockquote)[ >])")
# Parts that are one page's own; others are remembered, links and terms by the thousand.
_OWN = ("<p>", "<h1", "<li ", "<div>", "<blockquote", '<p class="entry-definition')
_MANY = 1 << 15  # a link and a term for each of 10,000 concepts
_PICTURE = "!["  # what an exclamation would make of a link after it
_HERE = "\0"  # the address of the page, which no part knows

# Attributes that say nothing to readers of text; how words begin and end that can be marked.
_WITH = r'(?: (?:id|class|lang|hreflang|datetime|(?:aria|data)-[a-z-]+)="[^"<>]*")*'
_WORDS = r"(?=\S)([^<]+)(?<=\S)"
_ADDRESS = rf'(?:\.\./({BELOW})|(\.\./[^"<>&\s]*|#[\w-]+|https?://\w[^"<>&\s]*))'
# Words that are an address may be the link's own, which is then written otherwise.
_LINK = re.compile(rf'<a{_WITH} href="{_ADDRESS}"{_WITH}>(?!https?://){_WORDS}</a>')
_INLINE = re.compile(
    rf"<(em|i|strong|b){_WITH}>{_WORDS}</\1>|<(span|dfn|cite|time){_WITH}>([^<]*)</\3>"
)

# A tag in a tag; what is between tags; entities other than those of text in our templates.
_NESTED = re.compile("<[^>]*<")
_RUN = re.compile(r"(?<=>)[^<>]*[\\`*_\[\]~&][^<>]*")
_OTHER_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|#34|#39);)")
_SPECIAL = "\\`*_[]~&\0\r"

# What is left has no elements within lines. Space of other kinds at the beginning is left out by
# the tree now and then.
_TEXT = r"[ \n]*(?!\s)([^<]*)"
_PART = re.compile(
    rf"(?:<p{_WITH}>{_TEXT}</p>|<li{_WITH}>{_TEXT}</li>|<h([1-6]){_WITH}>([^<]*)</h\3>"
    rf"|<(/?(?:ul|dl|nav|section|aside)|div){_WITH}>"
    rf"|<div{_WITH}>\n<dt{_WITH}>([^<]*)</dt>\n<dd{_WITH}>{_TEXT}</dd>\n</div>"
    rf"|<blockquote{_WITH}><p{_WITH}>{_TEXT}</p></blockquote>)\n*"
)
_KINDS = {"div": "D", "ul": "U", "/ul": "u", "dl": "L", "/dl": "l"}
_KINDS |= dict.fromkeys(("nav", "section", "aside"), "A")
_KINDS |= dict.fromkeys(("/nav", "/section", "/aside"), "a")
_UNKNOWN = ("?", "")
# Blocks of text, lists of items and of terms; and a page of these, some of them set apart.
_BLOCKS = "(?:b|Ui+u|Lt+l)*"
_PAGE = re.compile(f"D{_BLOCKS}(?:A{_BLOCKS}a{_BLOCKS})*")

_Known = tuple[str, str]  # the kind of a part, and its Markdown


def known(html: str, url: str) -> str | None:
    """The Markdown of a page at an address, if it is all of known parts."""
    if not (html.startswith(_BEGIN) and html.endswith(_END) and _at_folder(url)):
        return None
    if any(map(html.__contains__, _SPECIAL)):
        html = _as_text(html)
    folder = _folder(parent(url))
    parts = [folder[part] for part in _NEXT.split(html[: -len(_END)])]
    if not _PAGE.fullmatch("".join([kind for kind, _ in parts])):
        return None
    text = "".join([text for _, text in parts]).removesuffix("\n\n")
    return text.replace(_HERE, as_written(url))


def _at_folder(url: str) -> bool:
    return url.startswith(("https://", "http://")) and is_folder(url)


class _Folder(dict[str, _Known]):
    """What the parts of the pages of a folder are; those that pages share are remembered."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def __missing__(self, part: str) -> _Known:
        found = _read(self._address, part)
        if found is not _UNKNOWN and len(self) < _MANY and not part.startswith(_OWN):
            self[part] = found
        return found


@lru_cache(maxsize=1)  # a language is built after the other
def _folder(address: str) -> _Folder:
    return _Folder(as_written(address))


def _read(folder: str, part: str) -> _Known:
    """What a part is, on a page of a folder."""
    if _NESTED.search(part) or "headerlink" in part or "admonition" in part:
        return _UNKNOWN
    text = _LINK.sub(partial(_link, folder), part) if "<a " in part else part
    found = 1
    while found:
        text, found = _INLINE.subn(_marked, text)
    whole = _PART.fullmatch(text)
    return _UNKNOWN if whole is None or _PICTURE in text else _as_markdown(whole)


def _as_text(html: str) -> str:
    """HTML whose words are no markup of Markdown; empty if there may be other words in it."""
    if "\0" in html or "\r" in html or _OTHER_ENTITY.search(html):
        return ""
    return _RUN.sub(lambda run: escaped(unescape(run[0])), html)


def _link(folder: str, link: re.Match[str]) -> str:
    below, address, words = link.groups()
    if below is not None:
        return f"[{words}]({folder}{below})"
    if address.startswith("#"):
        return f"[{words}]({_HERE}{address})"
    return f"[{words}]({joined(folder, address.removeprefix('../'))})"


def _marked(element: re.Match[str]) -> str:
    tag, words, _, plain = element.groups()
    return plain if tag is None else f"{MARKS[tag]}{words}{MARKS[tag]}"


def _as_markdown(part: re.Match[str]) -> _Known:
    text, item, level, title, tag, term, definition, quoted = part.groups()
    if text is not None:
        return "b", _block(paragraph(text))
    if tag is not None:
        return _KINDS[tag], "\n" if tag == "/ul" else ""
    if level is not None:
        return "b", _block(heading(int(level), one_line(title)))
    if term is not None:
        return "t", _block(f"{one_line(term)}\n{_set_in(definition, ':   ', '    ')}")
    if quoted is not None:
        return "b", _block(_set_in(quoted, "> ", "> "))
    return ("i", f"{entry}\n") if (entry := _set_in(item, "- ", "  ")) else _UNKNOWN


def _set_in(text: str, first: str, rest: str) -> str:
    text = paragraph(text)
    one = text and "\n" not in text
    return f"{first}{text}" if one else "".join(set_in([text], first, rest))


def _block(text: str) -> str:
    return f"{text}\n\n" if text else ""
