"""What the preview uses of MkDocs beyond its interface is there, as it is used."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from mkdocs.commands import build, serve
from mkdocs.config.config_options import Hooks
from mkdocs.livereload import LiveReloadServer

OF_SERVER = (
    "_epoch_cond",
    "_rebuild_cond",
    "_visible_epoch",
    "_want_rebuild",
    "_wanted_epoch",
    "_watched_paths",
    "build_delay",
    "builder",
    "mount_path",
    "observer",
    "root",
)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("_populate_page", ["page", "config", "files"]),
        ("_build_page", ["page", "config", "doc_files", "nav", "env", "dirty", "excluded"]),
    ],
)
def test_mkdocs_makes_a_page_with_the_functions_that_mkdocs_inside_uses(
    name: str, known: list[str]
) -> None:
    function = getattr(build, name, None)
    assert function is not None, f"MkDocs has no build.{name} any more: see hooks/mkdocs_inside.py"
    assert [*inspect.signature(function).parameters][: len(known)] == known


def test_hooks_that_are_loaded_can_be_forgotten() -> None:
    assert hasattr(Hooks._load_hook, "cache_clear"), "see hooks/mkdocs_inside.py"


def test_the_command_has_the_build_that_a_preview_takes_the_place_of() -> None:
    assert hasattr(serve, "build"), "see `on_startup` in hooks/preview_hook.py"


def test_the_server_has_what_preview_server_uses(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.server_close()
    gone = [name for name in OF_SERVER if not hasattr(server, name)]
    assert gone == [], "MkDocs' server is another: see hooks/preview_server.py"
    assert server._wanted_epoch == server._visible_epoch
