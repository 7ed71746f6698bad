"""What the page on open data promises holds for the files of the site."""

from __future__ import annotations

import contextlib
import io
import re
import urllib.request
from typing import IO

import pytest

from tests.site.building import Built

FENCE = re.compile(r"```python\n(.*?)```", re.S)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_example_in_python_prints_each_pair_of_terms(
    project: Built, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(url: str) -> IO[bytes]:
        return io.BytesIO(project.site.files[url.partition(".example/")[2]])

    monkeypatch.setattr(urllib.request, "urlopen", opened)
    page = (project.sources.root / "docs" / code / "api.md").read_text(encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(FENCE.findall(page)[0], {})
    assert "market share = part de marché\n" in said.getvalue()
    assert said.getvalue().count("\n") == len(project.sources.concepts)


def test_every_data_file_is_on_the_page_in_each_language(project: Built) -> None:
    data = {name for name in project.site.files if name.startswith("glossary/data/")}
    for home in ("", "fr/"):
        links = [a["href"] for a in project.site.pages[f"{home}api/"].select("article a")]
        linked = {f"glossary/data/{link.rpartition('/')[2]}" for link in links if "/data/" in link}
        assert linked == data
