"""Pictures and tools in the guides: one template each, whatever the language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from termbase.guides import check_guides
from termbase.problem import Problem
from termbase.project import Project, open_project, read_languages
from termbase.references import surname
from termbase.render import Renderer
from termbase.strings import Strings
from tests.site.building import build, copy_tea
from tests.site.document import Node, parse

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TEMPLATES = {path.stem: path for path in (ROOT / "overrides" / "inserts").glob("*.html")}
PICTURES = sorted(
    name
    for name, path in TEMPLATES.items()
    if "partials/figure.html" in path.read_text(encoding="utf-8")
)
INSERT = re.compile(r"!\[(.*?)\]\(insert:([^)]*)\)")
WORD = re.compile(r"[^\W\d_]+")
READ_ALOUD = ("alt", "aria-description", "aria-label", "placeholder", "title")
CAPTION = "A caption"


def languages() -> tuple[list[str], str]:
    found = read_languages(ROOT)
    assert not isinstance(found, Problem)
    return found


CODES, DEFAULT = languages()
GUIDES = sorted(
    path.relative_to(DOCS / DEFAULT).as_posix() for path in (DOCS / DEFAULT).rglob("*.md")
)


@cache
def project() -> Project:
    return open_project(ROOT, CODES, DEFAULT)


def source(guide: str, code: str) -> str:
    return (DOCS / code / guide).read_text(encoding="utf-8")


def inserts(guide: str, code: str) -> list[str]:
    return [name for _, name in INSERT.findall(source(guide, code))]


def rendered(name: str, code: str, strings: dict[str, Strings] | None = None) -> Node:
    sound = project()
    renderer = Renderer(sound.glossary, strings or sound.strings, sound.addresses, ROOT)
    html = renderer.insert(renderer.page(code, "guide/"), name, CAPTION)
    assert html is not None
    return parse(html)


def texts(node: Node, selector: str) -> list[str]:
    return [found.text for found in node.select(selector)]


def rows(text: str, after: str) -> list[list[str]]:
    """The cells of the first table after a place, without its heads."""
    lines = text[text.index(after) :].splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("| -")) + 1
    table = lines[first : lines.index("", first)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


class Used(Strings):
    """Strings that remember which of them were asked for."""

    def __init__(self, table: Strings) -> None:
        super().__init__(table)
        self.keys_used: set[str] = set()

    def __call__(self, key: str, **values: object) -> str:
        self.keys_used.add(key)
        return super().__call__(key, **values)


@pytest.mark.parametrize("code", CODES)
def test_guides_use_templates_that_exist_and_all_of_them(code: str) -> None:
    used = [name for guide in GUIDES for name in inserts(guide, code)]
    assert sorted(used) == sorted(TEMPLATES)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_the_same_inserts_in_every_language(guide: str) -> None:
    assert {code: inserts(guide, code) for code in CODES} == dict.fromkeys(
        CODES, inserts(guide, DEFAULT)
    )


@pytest.mark.parametrize("code", CODES)
def test_an_insert_has_a_caption_of_one_sentence_or_more(code: str) -> None:
    captions = [caption for guide in GUIDES for caption, _ in INSERT.findall(source(guide, code))]
    assert captions
    assert [caption for caption in captions if not re.fullmatch(r"\w.*\.", caption)] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("guide", [guide for guide in GUIDES if inserts(guide, DEFAULT)])
def test_ids_are_unique_on_a_page_with_its_inserts(guide: str, code: str) -> None:
    ids = Counter(re.findall(r"\{#([\w-]+)\}", source(guide, code)))
    for name in inserts(guide, code):
        ids.update(node["id"] for node in rendered(name, code).inside if node.get("id"))
    assert [name for name, number in ids.items() if number > 1] == []


def test_there_are_pictures() -> None:
    assert len(PICTURES) >= 6


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_a_figure_with_a_title_a_description_and_a_caption(
    name: str, code: str
) -> None:
    document = rendered(name, code)
    figure = document.one(f"#figure-{name}")
    assert (figure.tag, figure["class"]) == ("figure", "figure")
    svg = figure.one("svg[role=img]")
    assert svg["aria-labelledby"].split() == [f"figure-{name}-title", f"figure-{name}-desc"]
    for part in ("title", "desc"):
        assert len(svg.one(f"{part}#figure-{name}-{part}").text.split()) > 3
    assert figure.one("figcaption").text == CAPTION


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_its_title_and_description_in_the_language_of_the_page(name: str) -> None:
    for part in ("title", "desc"):
        said = {rendered(name, code).one(f"svg {part}").text for code in CODES}
        assert len(said) == len(CODES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_drawing_has_a_name_or_is_hidden_from_readers_who_cannot_see_it(
    name: str, code: str
) -> None:
    document = rendered(name, code)
    ids = {node.get("id"): node.text for node in document.inside}
    for svg in document.select("svg"):
        said = [ids.get(part, "") for part in svg.get("aria-labelledby").split()]
        named = svg.get("aria-label") or (said and all(said))
        assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and named)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_words_of_its_own(name: str) -> None:
    """With all strings blanked, nothing is left to read but the names of authors."""
    works = project().glossary.references.values()
    authors = {word for work in works for p in work.author for word in WORD.findall(surname(p))}
    blank = {code: Strings(dict.fromkeys(table, "·")) for code, table in project().strings.items()}
    document = rendered(name, DEFAULT, blank)
    said = [document.text, *(n.get(a) for n in document.inside for a in READ_ALOUD)]
    words = set(WORD.findall(" ".join(said))) - authors - set(WORD.findall(CAPTION))
    assert words == set()


@pytest.mark.parametrize("code", CODES)
def test_every_text_for_a_picture_is_in_a_picture(code: str) -> None:
    table = Used(project().strings[code])
    for name in PICTURES:
        rendered(name, code, {code: table})
    assert {key for key in table if key.startswith("figure.")} == {
        key for key in table.keys_used if key.startswith("figure.")
    }


@pytest.mark.parametrize("code", CODES)
def test_the_matrix_says_what_the_table_of_its_guide_says(code: str) -> None:
    strings = project().strings[code]
    said = [strings(f"figure.four-steps-matrix.{role}") for role in ("lead", "with", "none")]
    found = [text for text in texts(rendered("four-steps-matrix", code), "text") if text in said]
    table = rows(source("four-steps.md", code), "{#who-does-what}")
    assert len(table) == 4
    assert found == [cell for _, *cells in table for cell in cells]


@pytest.mark.parametrize("code", CODES)
def test_the_timeline_has_the_confirmed_publications_of_the_table_of_its_guide(code: str) -> None:
    works = project().glossary.references
    table = rows(source("history.md", code), "{#timeline}")
    keys = [
        key
        for row in table
        if re.fullmatch(r"\d{4}", row[0])
        for key in re.findall(r"\w+(?=[;\]])", row[-1])
    ]
    assert keys
    assert all(works[key].checked == "seen" for key in keys)
    dated = [
        text for text in texts(rendered("timeline", code), "text") if re.match(r"\d{4} ", text)
    ]
    wanted = [f"{works[key].issued} {surname(works[key].author[0])}" for key in keys]
    assert [text[: len(start)] for text, start in zip(dated, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("![A pot.](insert:nothing)", "unknown-insert", 18),
        ("![A pot.](insert:)", "unknown-insert", 18),
        ("![A pot.](insert:../glossary/table)", "unknown-insert", 18),
        ("See ![a pot](insert:pot).", "misplaced-insert", 21),
        ("![A pot.](insert:pot) More.", "misplaced-insert", 18),
        ("![A pot.](insert:pot)\nMore.", "misplaced-insert", 18),
        ("[A pot](insert:pot)", "misplaced-insert", 16),
        ("![](insert:pot)", "misplaced-insert", 12),
    ],
)
def test_an_insert_that_would_not_be_seen_is_found_where_it_stands(
    tmp_path: Path, text: str, rule: str, column: int
) -> None:
    [problem] = found_in(tmp_path, f"# Pots\n\n{text}\n")
    assert (problem.path, problem.line, problem.column) == (f"docs/{DEFAULT}/pots.md", 3, column)
    assert (problem.rule, problem.level) == (rule, "error")


@pytest.mark.parametrize(
    "text",
    [
        "![A pot.](insert:pot)",
        "Words.\n\n![A pot.](insert:pot)\n\n![A pot.](insert:pot)\n\nWords.",
        "!!! note\n\n    ![A pot.](insert:pot)",
        "Write `![a pot](insert:nothing)`.",
    ],
)
def test_an_insert_alone_between_blank_lines_is_sound_and_code_is_none(
    tmp_path: Path, text: str
) -> None:
    assert found_in(tmp_path, f"# Pots\n\n{text}\n") == []


def found_in(root: Path, text: str) -> list[Problem]:
    """What is found in a guide of a project with one insert, called “pot”."""
    for path, content in ((f"docs/{DEFAULT}/pots.md", text), ("overrides/inserts/pot.html", "")):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text(content, encoding="utf-8")
    empty = replace(project().glossary, concepts={})
    return list(check_guides(empty, root, root / "docs"))


def test_an_unknown_insert_fails_a_build_with_its_place(tmp_path: Path) -> None:
    guide = copy_tea(tmp_path / "tea") / "docs" / "sv" / "brewing.md"
    with guide.open("a", encoding="utf-8") as file:
        file.write("\n![En kanna.](insert:timelime)\n")
    line = guide.read_text(encoding="utf-8").count("\n")
    run = build(tmp_path / "tea", "--strict")
    assert run.returncode != 0
    assert (
        f"docs/sv/brewing.md:{line}:21: error: no insert “timelime”; did you mean “timeline”?"
        " [unknown-insert]" in run.stdout
    )
