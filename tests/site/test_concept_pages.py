"""Concept pages that share a frame are the pages that the theme would have drawn."""

from __future__ import annotations

from pathlib import Path

from tests.site.building import Built, build_well, copy_of
from tests.site.test_builds import differences

ONE_BY_ONE = '''"""Every page of a concept drawn by the theme, as if there were no frames."""

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

import concept_pages

build = {}


@event_priority(-140)
def on_env(env, config, files):
    build.update(config=config, files=files, env=env)


@event_priority(-140)
def on_nav(nav, config, files):
    build.update(nav=nav)


def fill(self, name, rendered, source):
    document, published, html = in_frame(self, name, rendered, source)
    code = published.language

    def address(other):
        home = "" if other == build["config"].plugins["i18n"].default_language else f"{other}/"
        return f"{home}glossary/{name}/"

    file = concept_pages.generated_file(
        build["config"], concept_pages.i18n(build["config"]), f"glossary/{name}.md", address
    )
    page = concept_pages.GeneratedPage(file, build["config"], lambda: rendered, source, {})
    page.read_source(build["config"])
    page.content = concept_pages.scrolling(page.content)
    page.parent = build["files"].get_file_from_path(f"{code}/glossary/index.md").page.parent
    site = concept_pages.published_site.current()
    return site.finished(concept_pages.draw(page, **build), file.dest_uri), published, html


in_frame = concept_pages.Frame.fill
concept_pages.Frame.fill = fill
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
