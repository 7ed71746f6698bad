"""What a page costs its reader before the search is used: compressed as by `gzip -9`."""

from __future__ import annotations

import gzip
from urllib.parse import urljoin, urlsplit

import pytest

from tests.site.building import Built
from tests.site.document import Node
from tests.site.visits import guides

KB = 1000
# All of it is ours by now, but the budget of what was to be added to a theme still stands.
WHOLE, OURS = 72 * KB, 12 * KB


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def parts(page: Node) -> list[str]:
    """The addresses of the style sheets and scripts that a page fetches by itself."""
    sheets = [link["href"] for link in page.select("link[rel=stylesheet]")]
    return sheets + [script["src"] for script in page.select("script[src]")]


def on_site(page: str, address: str) -> str:
    return urlsplit(urljoin(f"https://x/{page}", address)).path.removeprefix("/")


@pytest.mark.parametrize("kind", ["guide", "entry"])
def test_a_page_is_light(project: Built, kind: str) -> None:
    site = project.site
    names = (
        guides(project) if kind == "guide" else [f"glossary/{c}" for c in project.sources.concepts]
    )
    for code in project.sources.languages:
        for name in names:
            path = f"{project.sources.home(code)}{name}/"
            files = [
                urljoin(f"https://x/{path}", part)[len("https://x/") :]
                for part in parts(site.pages[path])
            ]
            ours = sum(compressed(site.files[file]) for file in files)
            assert files
            assert ours <= OURS, (path, ours)
            assert ours + compressed(site.files[f"{path}index.html"]) <= WHOLE / 2, path


def test_no_image_moves_what_is_read(project: Built) -> None:
    for name, page in project.site.pages.items():
        images = page.select("img")
        assert all(image.get("width") and image.get("height") for image in images), name


def test_no_script_holds_up_the_page(project: Built) -> None:
    for name, page in project.site.pages.items():
        scripts = page.select("script[src]")
        assert all("defer" in script.attributes for script in scripts), name


def test_no_source_map_is_published(project: Built) -> None:
    assert [name for name in project.site.files if name.endswith(".map")] == []
