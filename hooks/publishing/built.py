"""A built site, as the steps that finish it see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from publishing.page import Edition, PublishedPage
from publishing.policy import NONE, Inline


@dataclass(frozen=True)
class BuiltSite:
    """A site as the generator leaves it, in all its languages.

    `url` is its address with a slash at the end, or empty; `languages` are in the site's order,
    and the pages of the `default` one are at the root; `editions` are by language. `pages` are in
    the order in which they are read, one language after the other. `templates` is the folder of
    the site's templates, `cache` one that may be lost, `built` the time of what is built. `commit`
    names the state of the sources, or is empty where none is known. `policy` is the file of headers
    for hosts, if there is one; `inline` are the scripts and styles that stand in pages, `moved` the
    paths of pages that only lead elsewhere, with where to.
    A `preview` does without what only a published site needs.
    """

    root: Path
    url: str
    languages: tuple[str, ...]
    default: str
    editions: Mapping[str, Edition] = field(default_factory=dict)
    pages: tuple[PublishedPage, ...] = ()
    templates: Path = Path("overrides")
    cache: Path = Path(".cache")
    built: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    commit: str = ""
    policy: Path | None = None
    inline: Inline = NONE
    moved: Mapping[str, str] = field(default_factory=dict)
    preview: bool = False


Step = Callable[[BuiltSite], None]
