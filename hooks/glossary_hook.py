"""The glossary in MkDocs: events in, calls of the core out."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generated_page import GeneratedPage, generated_file
from termbase.guides import check_guides
from termbase.problem import Level, Problem
from termbase.project import open_project
from termbase.prose import ProseExtension
from termbase.render import Guide, Place, Rendered, Renderer

log = get_plugin_logger("glossary")
_extension = ProseExtension()
_state: dict[str, Any] = {}


@event_priority(-150)
def on_config(config: MkDocsConfig) -> None:
    """Read and check everything once a build, before anything is written."""
    if _extension not in config.markdown_extensions:
        config.markdown_extensions.append(_extension)  # type: ignore[arg-type]  # instances are allowed
    i18n = config.plugins["i18n"]
    if i18n.building:
        return
    root = Path(config.config_file_path).parent
    project = open_project(root, i18n.build_languages, i18n.default_language)
    guides = check_guides(project.glossary, root, Path(config.docs_dir))
    _report([*project.problems, *guides])
    _state["project"] = project
    _state["renderer"] = Renderer(project.glossary, project.strings, project.addresses, root)


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages of the glossary in the language that is being built."""
    i18n, renderer = config.plugins["i18n"], _renderer()
    code = i18n.current_language
    _state["guides"] = guides = defaultdict(list)
    addresses = renderer.addresses
    pages = {"index": partial(renderer.index, code), "table": partial(renderer.table, code)}
    where = {"index": addresses.index, "table": addresses.table}
    for concept in renderer.glossary.concepts.values():
        used = guides[concept.id]
        pages[concept.id] = partial(renderer.concept, concept, code, used)
        where[concept.id] = partial(addresses.concept, concept=concept.id)
    for name, render in pages.items():
        source = f"glossary/terms/{name}.yml" if name in renderer.glossary.concepts else None
        _add(files, config, f"glossary/{name}.md", where[name], render, source)
    _state["places"] = places = defaultdict(list)
    render = partial(renderer.sources, code, places)
    _add(files, config, "sources.md", addresses.sources, render, "glossary/references.yml")
    # Upstream: the sitemap is made from this list, which static-i18n fills before we add pages.
    i18n.i18n_files_per_language[code] = files.documentation_pages()


def _add(
    files: Files,
    config: MkDocsConfig,
    name: str,
    address: Callable[[str], str],
    render: Callable[[], Rendered],
    source: str | None,
) -> None:
    file = generated_file(config, config.plugins["i18n"], name, address)
    files.append(file)
    GeneratedPage(file, config, render, source)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Concepts are not in the navigation, but below the glossary all the same."""
    code = config.plugins["i18n"].current_language
    index = files.get_file_from_path(f"{code}/glossary/index.md")
    section = index.page.parent if index and index.page else None
    for file in files.documentation_pages():
        in_glossary = file.src_uri.startswith(f"{code}/glossary/")
        if in_glossary and isinstance(file.page, GeneratedPage) and file.page.parent is None:
            file.page.parent = section


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Tell the Markdown extension which page comes."""
    _extension.page = None
    if isinstance(page, GeneratedPage):
        return
    renderer, code = _renderer(), config.plugins["i18n"].current_language
    prose = renderer.page(code, page.url)
    folder = posixpath.dirname(page.file.norm_src_uri)  # type: ignore[attr-defined]  # static-i18n's
    concepts = renderer.glossary.concepts

    def href(name: str) -> str | None:
        return posixpath.relpath(f"glossary/{name}.md", folder or ".") if name in concepts else None

    prose.href = href
    prose.coda = partial(renderer.coda, code, page.url)
    if page.meta.get("terms") == "none":
        prose.finder = None
    _extension.page = prose


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Remember which concepts a guide uses."""
    prose = _extension.page
    if prose is not None and not isinstance(page, GeneratedPage):
        guide = Guide(str(page.title), page.url)
        for name in prose.used:
            _state["guides"][name].append(guide)
        for key, sections in prose.cited.items():
            places = [Place(guide, section.title, section.id) for section in sections]
            _state["places"][key].extend(dict.fromkeys(places))


def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
    """Give templates the words of the interface."""
    _add_strings(context, config)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> None:
    """Give templates without a page, such as 404.html, the words of the interface."""
    _add_strings(context, config)
    code = config.plugins["i18n"].current_language
    context["home"] = _renderer().addresses.home(code)


def _add_strings(context: Any, config: MkDocsConfig) -> None:
    code = config.plugins["i18n"].current_language
    context["strings"] = _renderer().strings[code]
    context["language_code"] = code


def _renderer() -> Renderer:
    renderer: Renderer = _state["renderer"]
    return renderer


def _report(problems: list[Problem]) -> None:
    errors = [str(p) for p in sorted(problems) if p.level is Level.ERROR]
    for problem in sorted(problems):
        if problem.level is not Level.ERROR:
            log.warning(str(problem))
    if errors:
        raise PluginError("\n".join([*errors, f"{len(errors)} errors in the data"]))
