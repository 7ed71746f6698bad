"""The templates of the glossary, and what they are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from termbase.insert import TEMPLATES


class _Called(Context):
    """What a template knows. Nothing that ours call asks for it, so none is asked whether it does.

    That is a sixth of what a page takes.
    """

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        """What a function gives; the variables of loops and blocks are for what asks for them."""
        return function(*args, **named)


def templates(root: Path) -> Environment:
    """The templates of a project, as they are: who changes one opens the project anew.

    All know `m`, the pieces that several of them share.
    """
    environment = Environment(
        loader=FileSystemLoader([root / TEMPLATES / "glossary", root / TEMPLATES]),
        undefined=StrictUndefined,
        auto_reload=False,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.context_class = _Called
    environment.globals["m"] = environment.get_template("macros.html").module
    return environment
