"""A built site, as the steps that finish it see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BuiltSite:
    """A site as the generator leaves it, in all its languages.

    `url` is its address with a slash at the end, or empty; `languages` are in the site's order,
    and the pages of the `default` one are at the root. `commit` names the state of the sources, or
    is empty where none is known. A `preview` does without what only a published site needs.
    """

    root: Path
    url: str
    languages: tuple[str, ...]
    default: str
    commit: str = ""
    preview: bool = False


Step = Callable[[BuiltSite], None]
