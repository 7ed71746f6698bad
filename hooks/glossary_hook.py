"""The glossary in MkDocs: events in, calls of the core out."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

import published_site
from concept_pages import NO_ID, ConceptFile, Frame, draw_frame
from generated_page import UNLISTED, GeneratedPage, edit_url, generated_file
from i18n_plugin import i18n, text_language
from late_files import later, restore
from made_file import MadeFile
from opened_project import accept, open_anew
from opened_project import renderer as renderer_of
from plain_title import as_text, plain_title
from termbase.edition import Edition, open_edition
from termbase.formats import data_files
from termbase.guides import check_guides
from termbase.link import Scope
from termbase.lookup import lookup_file
from termbase.memory import expect_to_keep
from termbase.problem import Level, Problem
from termbase.prose import ProseExtension
from termbase.records import Concept
from termbase.render import Guide, Rendered, Renderer
from termbase.staleness import check_works
from termbase.status import Status, status_of
from termbase.uses import Uses
from termbase.works import read_works

log = get_plugin_logger("glossary")
_LOGGED = {Level.WARNING: logging.WARNING, Level.NOTICE: logging.INFO}


@dataclass
class _Build:
    """What one build keeps between its events; the last three are by language."""

    renderer: Renderer
    status: Status
    edition: Edition
    uses: dict[str, Uses] = field(default_factory=dict)
    lookup: dict[str, str] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)


_extension = ProseExtension()
_builds: list[_Build] = []
_next: list[_Build] = []
_navigation: list[Navigation] = []
_state = {"preview": False}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview; a build ends before garbage matters."""
    _state["preview"] = command == "serve"
    if not _state["preview"]:
        expect_to_keep()


@event_priority(-150)
def _read(config: MkDocsConfig) -> None:
    """Read and check everything once a build, before anything is written."""
    extensions: list[Any] = config.markdown_extensions
    if _extension not in extensions:
        extensions.append(_extension)
    plugin = i18n(config)
    if plugin.building:
        return
    project, docs = open_anew(config, preview=_state["preview"]), Path(config.docs_dir)
    guides = check_guides(project.glossary, project.root, docs)
    edition = open_edition(project, config.site_url or "")
    unread = [] if isinstance(edition, Edition) else edition
    works = read_works(project, docs)
    _report([*project.problems, *unread, *guides, *check_works(project, works)])
    assert isinstance(edition, Edition)  # else its problems have been raised
    renderer = renderer_of(config, preview=_state["preview"])
    _next[:] = [_Build(renderer, status_of(project, works), edition)]


@event_priority(-1000)
def _begin(config: MkDocsConfig) -> None:
    """When nobody has found a fault, make the pages of what has been read.

    What each language uses stays as it was read last, until it is read again.
    """
    if i18n(config).building:
        return
    if _builds:
        before, new = _builds[0], _next[0]
        new.uses, new.lookup, new.frames = before.uses, before.lookup, before.frames
    _builds[:] = _next
    accept(preview=_state["preview"])


on_config = CombinedEvent(_read, _begin)


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the generated pages in the language that is being built."""
    plugin, build = i18n(config), _builds[0]
    code, addresses, glossary = (
        plugin.current_language,
        build.renderer.addresses,
        build.renderer.glossary,
    )
    if plugin.is_default_language_build:
        restore({})
    build.uses[code] = Uses()
    add = partial(_add, files, config)
    add("glossary/index.md", addresses.index, partial(_index, code))
    add("glossary/table.md", addresses.table, partial(_table, code))
    add("sources.md", addresses.sources, partial(_sources, code), "glossary/references.yml")
    render = partial(_status, code, partial(edit_url, config))
    add("contribute/status.md", addresses.status, render, meta=UNLISTED)
    concepts = [
        _concept_file(config, code, concept)
        for concept in glossary.ordered(list(glossary.concepts.values()), code)
    ]
    for file in concepts:
        files.append(file)
    _add_moved(files, config)
    _add_data(files, config)
    _add_lookup(files, config)
    # The sitemap is made from this list, which static-i18n has filled without our pages.
    plugin.i18n_files_per_language[code] = [*files.documentation_pages(), *concepts]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation for the frame of concepts."""
    _navigation[:] = [nav]


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Tell the Markdown extension which page comes, and in which language it is."""
    _extension.page = None
    if isinstance(page, GeneratedPage):
        return
    renderer, code = _builds[0].renderer, text_language(page, config)
    prose = renderer.page(code, page.url)
    # Where a text stands for its translation, its links lead to concepts in the page's language.
    prose.href = renderer.href(i18n(config).current_language, page.url)
    prose.coda = renderer.coda
    prose.insert = partial(renderer.insert, prose)
    prose.scope = _scope(page, config)
    _extension.page = page.prose = prose  # type: ignore[attr-defined]  # for quick_build.py


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str | None:
    """Remember which concepts a guide uses, and where it cites which works.

    A guide that has no translation gets a notice; it is not counted with its language's.
    """
    prose = _extension.page
    if prose is None or isinstance(page, GeneratedPage):
        return None
    code = i18n(config).current_language
    if prose.language.code != code:
        return _builds[0].renderer.untranslated(code, prose.language.code, page.url, html)
    title = plain_title(page, prose.language.profile.typography)
    _builds[0].uses[code].note(Guide(title, page.url), prose)
    return None


@event_priority(-150)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let titles be shown as they are; draw the frame of concepts when all else has been read."""
    code, addresses = i18n(config).current_language, _builds[0].renderer.addresses
    marks = _builds[0].renderer.glossary.languages[code].profile.typography
    env.filters["as_text"] = partial(as_text, marks=marks)
    address = partial(addresses.concept, concept=NO_ID)
    name, source = f"glossary/{NO_ID}.md", _record(NO_ID)
    frame = draw_frame(config, files, _navigation[0], env, name, address, source)
    _builds[0].frames[code] = frame


def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
    """Give templates the words of the interface."""
    _add_words(context, config)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> None:
    """Give templates without a page, such as 404.html, the words of the interface."""
    _add_words(context, config)


def _concept_file(config: MkDocsConfig, code: str, concept: Concept) -> ConceptFile:
    name, field = concept.id, concept.record.category
    address = _builds[0].renderer.addresses.concept(code, name)
    make = partial(_concept, name, code)
    return ConceptFile(config, f"{code}/glossary/{name}.md", address, _record(name), field, make)


def _record(name: str) -> str:
    return f"glossary/terms/{name}.yml"


# Pages are rendered by the build that is running, which need not be the one that has added them.
def _concept(name: str, code: str) -> bytes:
    build = _builds[0]
    concept, guides = build.renderer.glossary.concepts[name], build.uses[code].of(name)
    rendered = build.renderer.concept(concept, code, guides)
    document, page, html = build.frames[code].fill(name, rendered, _record(name))
    published_site.current().add(page, html)
    return document.encode("utf-8", errors="xmlcharrefreplace")


def _index(code: str) -> Rendered:
    return _builds[0].renderer.index(code)


def _table(code: str) -> Rendered:
    return _builds[0].renderer.table(code)


def _sources(code: str) -> Rendered:
    return _builds[0].renderer.sources(code, _builds[0].uses[code].places())


def _status(code: str, edit: Callable[[str], str | None]) -> Rendered:
    return _builds[0].renderer.status(code, _builds[0].status, edit)


def _add(
    files: Files,
    config: MkDocsConfig,
    name: str,
    address: Callable[[str], str],
    render: Callable[[], Rendered],
    source: str | None = None,
    meta: Mapping[str, object] = MappingProxyType({}),
) -> None:
    file = generated_file(config, i18n(config), name, address)
    files.append(file)
    GeneratedPage(file, config, render, source, meta)


def _add_moved(files: Files, config: MkDocsConfig) -> None:
    """Keep the addresses that concepts had before."""
    renderer, code = _builds[0].renderer, i18n(config).current_language
    for concept in renderer.glossary.concepts.values():
        for name in concept.record.previous_ids:
            html = renderer.moved(concept, code, name, config.site_url or "")
            file = File.generated(config, f"{code}/glossary/{name}.html", content=html)
            file.dest_uri = f"{renderer.addresses.concept(code, name)}index.html"
            files.append(file)


def _add_data(files: Files, config: MkDocsConfig) -> None:
    """Add the data files, in the same place in every language, so that all pages can link them."""
    for path in data_files(_builds[0].edition):
        files.append(MadeFile(config, path, path, partial(_data, path)))


def _data(path: str) -> bytes:
    return data_files(_builds[0].edition)[path]()


def _add_lookup(files: Files, config: MkDocsConfig) -> None:
    """Write the names that the site's search looks through.

    In a preview they have one address, so that a change of them is no change of every page.
    """
    code = i18n(config).current_language
    path, text = lookup_file(_builds[0].renderer.glossary, code)
    if _state["preview"]:
        path = f"{posixpath.dirname(path)}/{code}.json"
        later(path, lambda: lookup_file(_builds[0].renderer.glossary, code)[1].encode())
        text = ""
    file = File.generated(config, f"{code}/search.json", content=text)
    file.dest_uri = _builds[0].lookup[code] = path
    files.append(file)


def _scope(page: MkDocsPage, config: MkDocsConfig) -> Scope:
    """How often terms are linked: `terms` in the front matter of a page, or under `extra`."""
    wanted = page.meta.get("terms", config.extra.get("terms", Scope.PAGE))
    if wanted in [*Scope]:
        return Scope(wanted)
    log.warning(f"docs/{page.file.src_uri}: no “terms: {wanted}”; known: {', '.join(Scope)}")
    return Scope.PAGE


def _add_words(context: Any, config: MkDocsConfig) -> None:
    renderer, code = _builds[0].renderer, i18n(config).current_language
    context["strings"] = renderer.strings[code].escaped()
    context["language_code"] = code
    context["home"] = renderer.addresses.home(code)
    context["lookup"] = _builds[0].lookup[code]


def _report(problems: list[Problem]) -> None:
    """Log notices and warnings, of which the latter fail a strict build; raise errors."""
    problems = sorted(set(problems))
    for problem in problems:
        if problem.level is not Level.ERROR:
            log.log(_LOGGED[problem.level], str(problem))
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    if errors:
        raise PluginError("\n".join(["the data has errors:", *map(str, errors)]))
