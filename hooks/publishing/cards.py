"""Pictures that other sites show beside a link: one for each written page, one for all others.

1200 × 630 pixels is what Open Graph's readers ask for. The same words give the same bytes: the
fonts come with the packages, and no font of the system is looked at.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro as sans
import font_source_serif_pro as serif
import resvg_py
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from PIL import Image, ImageFont

from publishing.built import BuiltSite
from publishing.page import Edition, PublishedPage

FOLDER = "assets/cards"
SHARED = "glossary"
MARK = "assets/mark.svg"
TEMPLATE = "partials/card.svg.html"
_WIDTH = 1040
_TITLE_SIZE, _TITLE_LINES = 72, 3
_DESCRIPTION_SIZE, _DESCRIPTION_LINES = 34, 4
_COLORS = 64  # flat colors and the edges of letters; a third of the bytes


def card_address(page: PublishedPage) -> str:
    """The address of a page's card, relative to the root of the site.

    Pages that nobody has written share the card of their language's glossary.
    """
    if not page.written:
        return f"{FOLDER}/{page.language}/{SHARED}.png"
    path = page.address.removeprefix(f"{page.language}/").strip("/")
    return f"{FOLDER}/{page.language}/{path.replace('/', '-') or 'index'}.png"


def draw_cards(site: BuiltSite) -> None:
    """Draw the cards of all pages into the site; a preview shows none."""
    if site.preview:
        return
    environment = Environment(
        loader=FileSystemLoader(site.templates), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template(TEMPLATE)
    mark = Markup((site.root / MARK).read_text(encoding="utf-8"))
    source = (site.templates / TEMPLATE).read_text(encoding="utf-8")
    drawing = _digest(*_program(), source, mark)
    for address, page in _drawn(site):
        edition = site.editions[page.language]
        made_of = _digest(drawing, edition.name, page.title, page.description)
        draw = partial(_picture, template, mark, page, edition)
        path = site.root / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_cached(made_of, site.cache / "cards", draw))


@cache
def _program() -> tuple[str, ...]:
    """What draws: this module, and the packages that it calls, by their versions."""
    packages = "resvg-py", "pillow", "font-source-sans-pro", "font-source-serif-pro"
    return Path(__file__).read_text(encoding="utf-8"), *map(version, packages)


def _drawn(site: BuiltSite) -> Iterator[tuple[str, PublishedPage]]:
    """The pages whose title a card shows: each written one, and the index of each glossary."""
    for page in site.pages:
        index = page.address == f"{site.editions[page.language].home}{SHARED}/"
        if page.written or index:
            yield card_address(page), page


def _words(page: PublishedPage, edition: Edition) -> dict[str, object]:
    title = _lines(page.title, _font(serif.SourceSerifProSemibold, _TITLE_SIZE))[:_TITLE_LINES]
    most = _DESCRIPTION_LINES + 1 - len(title)
    description = _lines(page.description, _font(sans.SourceSansPro, _DESCRIPTION_SIZE))
    if len(description) > most:
        description = [*description[: most - 1], description[most - 1] + " …"]
    return {
        "name": edition.name,
        "title": title,
        "title_size": _TITLE_SIZE,
        "top": 292,
        "description": description,
        "description_size": _DESCRIPTION_SIZE,
        "serif": "Source Serif Pro",
        "sans": "Source Sans Pro",
    }


def _lines(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Words in lines that fit; a no-break space does not end one."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _digest(*texts: str) -> str:
    return hashlib.sha256(repr(texts).encode("utf-8")).hexdigest()


def _cached(made_of: str, folder: Path, draw: Callable[[], bytes]) -> bytes:
    """The picture that is made of what has a digest, drawn once."""
    path = folder / f"{made_of}.png"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw())
    return path.read_bytes()


def _picture(template: Template, mark: Markup, page: PublishedPage, edition: Edition) -> bytes:
    return _png(template.render(mark=mark, **_words(page, edition)))


def _png(svg: str) -> bytes:
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        font_files=[serif.SourceSerifProSemibold, sans.SourceSansPro, sans.SourceSansProSemibold],
        skip_system_fonts=True,
    )
    picture = (
        Image.open(io.BytesIO(bytes(drawn)))
        .convert("RGB")
        .quantize(_COLORS, Image.Quantize.FASTOCTREE)
    )
    file = io.BytesIO()
    picture.save(file, "PNG")  # trying harder saves a twentieth, and takes longer than drawing
    return file.getvalue()
