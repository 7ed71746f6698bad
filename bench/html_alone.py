"""All pages of the site in the current folder, and nothing else: no copies, index, data or digests.

It is what a preview does whose every page somebody asks for.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from termbase.memory import expect_to_keep


def main() -> None:
    """Build the site as a preview, then make the pages that it leaves until they are asked for."""
    config = load_config()
    expect_to_keep()
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    import_module("late_files").make_pages(Path(config.site_dir))  # a module beside the hooks
    config.plugins.on_shutdown()


if __name__ == "__main__":
    main()
