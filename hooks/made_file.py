"""Files whose content is made when MkDocs copies them: none is held in memory."""

from __future__ import annotations

import os
from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import write_file

import published_site
from late_files import later


class MadeFile(File):
    """A file at a path in the site, with a function that makes its content.

    `name` is where it would be in the folder of guides.
    """

    def __init__(
        self, config: MkDocsConfig, name: str, path: str, make: Callable[[], bytes]
    ) -> None:
        super().__init__(name, None, config.site_dir, True, dest_uri=path)
        self.generated_by = "glossary"
        self._make = make

    def is_documentation_page(self) -> bool:
        """MkDocs is to make no page of it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file; in a preview, whenever somebody asks for it.

        What is there has been made with the pages of another language.
        """
        if published_site.current().preview:
            later(self.dest_uri, self._make)
        elif not os.path.exists(self.abs_dest_path):  # noqa: PTH110 - quick
            write_file(self._make(), self.abs_dest_path)
