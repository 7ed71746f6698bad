"""The frame of a page — header, navigation, footer — drawn once and filled in for each concept.

The theme's template draws the whole navigation anew for each page, which takes several times as
long as the page itself. Pages that stand at the same place of the navigation differ only in what
`_BLOCKS` draw, in their title in the header and in the links to their other languages. The frame is
the theme's own template, rendered with marks in those places; so a page is what it would be without
it, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any, NamedTuple

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from plain_title import as_text

PAGE = "main.html"
FRAME = "page-frame.html"  # the page with a mark in the place of each block that is a page's own
FRAMED = "page-in-frame.html"
_BLOCKS = ("site_meta", "htmltitle", "extrahead", "content")
_TITLE = "title"
_OPEN, _CLOSE = "\ue000", "\ue001"


class _Frame(NamedTuple):
    """Texts and, between each two of them, the name of what stands there."""

    parts: list[str]
    variables: dict[str, Any]
    blocks: dict[str, list[Callable[[Context], Iterator[str]]]]


def add_frames(env: Environment) -> None:
    """Let the template `page-in-frame.html` draw pages in frames of their own environment."""
    frames: dict[tuple[object, ...], _Frame] = {}

    @pass_context
    def in_frame(context: Context) -> str:
        place = context["page"].parent, context["base_url"], context["language_code"]
        if place not in frames:
            frames[place] = _frame(env, context)
        return _filled(env, frames[place], context)

    env.globals["in_frame"] = in_frame
    env.globals["own"] = _mark


def _mark(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"


def _frame(env: Environment, context: Context) -> _Frame:
    """The frame of the pages that stand where a page stands."""
    page = copy(context["page"])
    page.meta = {**page.meta, "title": _mark(_TITLE)}
    versions = [{**one, "href": _mark(one["lang"])} for one in context["versions"]]
    template = env.get_template(FRAME)
    drawn = template.new_context({**context.get_all(), "page": page, "versions": versions})
    document = "".join(template.root_render_func(drawn))
    # What the templates have set for all their blocks, and what the page's own blocks are.
    blocks = {name: b[1:] if name in _BLOCKS else b for name, b in drawn.blocks.items()}
    own = {name: value for name, value in drawn.vars.items() if name not in context.get_all()}
    return _Frame(document.replace(_CLOSE, _OPEN).split(_OPEN), own, blocks)


def _filled(env: Environment, frame: _Frame, context: Context) -> str:
    """A frame with the page of a context in it."""
    page = context["page"]
    inside = env.get_template(PAGE).new_context({**context.get_all(), **frame.variables})
    inside.blocks = frame.blocks
    known = {one["lang"]: one["href"] for one in context["versions"]}
    known[_TITLE] = as_text(page.title)
    parts = list(frame.parts)
    for place in range(1, len(parts), 2):
        name = parts[place]
        parts[place] = "".join(frame.blocks[name][0](inside)) if name in _BLOCKS else known[name]
    return "".join(parts)
