"""A build of a part of the site: what it writes, and what it leaves for the parts to be joined."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import published_site
from concept_pages import ConceptFile
from i18n_plugin import i18n
from publishing.built import BuiltSite
from publishing.manifest import digests
from publishing.part import Part, input_digests, write_part
from publishing.shards import Shard, shares

_shards: list[Shard] = []  # the one of this run


def begin(shard: Shard) -> None:
    """Have builds of this run make a part; without it, they make whole sites."""
    _shards[:] = [shard]


def current() -> Shard | None:
    """The part that is built, if it is not the whole site."""
    return _shards[0] if _shards else None


def writes_the_rest() -> bool:
    """Whether what is no page of a concept is written."""
    return all(shard.number == 1 for shard in _shards)


def left_out(files: Files, config: MkDocsConfig) -> list[File]:
    """The files, of all in a language, that other parts write."""
    if not _shards:
        return []
    ours = _fields(files, config, _shards[0])
    return [
        file
        for file in files
        if not (file.field in ours if isinstance(file, ConceptFile) else writes_the_rest())
    ]


def _fields(files: Files, config: MkDocsConfig, shard: Shard) -> set[str]:
    """The subject fields whose pages in the language are in a part.

    A concept has a page in every language.
    """
    plugin = i18n(config)
    pages = Counter(file.field for file in files if isinstance(file, ConceptFile))
    sizes = {(code, field): n for code in plugin.build_languages for field, n in pages.items()}
    ours = shares(sizes, shard.of)[shard.number - 1]
    return {field for code, field in ours if code == plugin.current_language}


def leave(site: BuiltSite, config: MkDocsConfig, shard: Shard) -> None:
    """Leave, beside the files of a part, what finishing the site needs to know of it."""
    root, places = Path(config.config_file_path).parent, published_site.current().places
    inputs = input_digests(root, _inputs(root, site, config))
    settings, files = _settings(site, config), digests(site.root)
    part = Part(shard, settings, inputs, _movable(site, root), places, files)
    write_part(site.root.parent, part)


def _settings(site: BuiltSite, config: MkDocsConfig) -> dict[str, str]:
    """What pages depend on that is in no file."""
    history = sorted(published_site.current().changes.items())
    return {
        "commit": site.commit,
        "time": site.built.isoformat(),
        "address of the site": site.url,
        "address of the repository": config.repo_url or "",
        "history": hashlib.sha256(repr(history).encode()).hexdigest(),
    }


def _inputs(root: Path, site: BuiltSite, config: MkDocsConfig) -> set[str]:
    """The files and folders, from the root of the project, that a site is made of.

    A configuration may inherit from one that stands beside it.
    """
    named = {Path(config.docs_dir), site.templates, *map(Path, config.watch)}
    beside = {*root.glob("*.yml"), root / "requirements.lock"}
    return {os.path.relpath(path, root) for path in {*named, *beside, *filter(None, [site.policy])}}


def _movable(site: BuiltSite, root: Path) -> BuiltSite:
    """A site that is known without where the project is on this machine."""

    def from_root(path: Path) -> Path:
        return Path(os.path.relpath(path, root))

    return replace(
        site,
        root=Path(),
        templates=from_root(site.templates),
        cache=from_root(site.cache),
        policy=site.policy and from_root(site.policy),
    )
