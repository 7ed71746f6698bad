"""Concept pages that share a frame are the pages that the theme would have drawn."""

from __future__ import annotations

from pathlib import Path

from tests.site.building import Built, build_well, copy_of
from tests.site.test_builds import differences

ONE_BY_ONE = '''"""Every page drawn by the theme, as if there were no frames."""


def on_page_content(html, page, config, files):
    page.meta.pop("template", None)
'''


def test_a_page_in_a_frame_has_the_bytes_of_a_page_that_the_theme_draws(
    project: Built, tmp_path: Path
) -> None:
    folder = copy_of(project, tmp_path / "slow")
    (folder / "hooks" / "one_by_one.py").write_text(ONE_BY_ONE, encoding="utf-8")
    configuration = folder / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    hooks = "hooks:\n  - hooks/one_by_one.py\n"
    configuration.write_text(text.replace("hooks:\n", hooks, 1), encoding="utf-8")
    assert differences(project.site.files, build_well(folder).site.files) == set()
