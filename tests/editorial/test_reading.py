"""A guide that cannot be read as one is one clear finding, never an exception."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial import checks
from termbase.guides import check_guides
from tests.editorial.bread import FRONT, SOUND, Bakery, found, opened

PLAIN = "a guide is a plain file that everybody may read [unreadable-file]"
KEEP = "keep one of the two versions, and delete the marks [merge-conflict]"
# A name, what the file holds, and all that is found; the other language's guide is sound.
FILES: list[tuple[str, str | bytes, list[str]]] = [
    ("sound", SOUND, []),
    (
        "Windows line ends",
        SOUND.replace("\n", "\r\n"),
        [],
    ),
    (
        "Latin-1",
        f"{FRONT}# Pâte\n".encode("latin-1"),
        ["5:4: error: byte 0xE2 is not UTF-8; save the file with the encoding UTF-8 [not-utf8]"],
    ),
    (
        "a byte order mark",
        b"\xef\xbb\xbf" + SOUND.encode(),
        [
            "1:1: error: starts with a byte order mark; save the file as UTF-8 without it"
            " [byte-order-mark]"
        ],
    ),
    ("empty", "", ["1:1: error: the file is empty; write it, or delete it [empty-file]"]),
    ("blank", "\n \n", ["1:1: error: the file is empty; write it, or delete it [empty-file]"]),
    (
        "a control character",
        f"{SOUND}\x0cEnd.\n",
        ["8:1: error: character U+000C is not allowed; delete it [control-character]"],
    ),
    (
        "two writers' versions",
        f"{FRONT}# Bread\n\n<<<<<<< here\nFlour.\n=======\nRye.\n>>>>>>> there\n",
        [
            f"7:1: error: “<<<<<<<” marks a merge conflict; {KEEP}",
            f"9:1: error: “=======” marks a merge conflict; {KEEP}",
            f"11:1: error: “>>>>>>>” marks a merge conflict; {KEEP}",
        ],
    ),
    ("a title underlined by seven marks", f"{FRONT}Le pain\n=======\n\nFlour and water.\n", []),
    (
        "front matter without an end",
        "---\ndescription: Le pain\n\n# Le pain\n",
        [
            "1:1: error: the front matter does not end; close it with a line “---”"
            " [unclosed-front-matter]"
        ],
    ),
    (
        "front matter saved half-way",
        "---\ndescr",
        [
            "1:1: error: the front matter does not end; close it with a line “---”"
            " [unclosed-front-matter]"
        ],
    ),
    (
        "broken YAML",
        '---\ntitle: Pain\ndescription: "Le pain\n---\n\n# Le pain\n',
        [
            "3:14: error: not readable as YAML: while scanning a quoted scalar, found unexpected"
            " end of stream; close the quote [yaml-syntax]"
        ],
    ),
    (
        "a tab in the front matter",
        f"{FRONT[:-5]}hide:\n\t- toc\n---\n\n# Le pain\n",
        [
            "4:1: error: not readable as YAML: while scanning for the next token, found character"
            " that cannot start any token; indent with spaces, not tabs; put text with special"
            " characters in quotes [yaml-syntax]"
        ],
    ),
    (
        "a list for front matter",
        "---\n- a\n---\n\n# Le pain\n",
        ["2:1: error: this must be a mapping of keys to values [wrong-type]"],
    ),
    (
        "an open code block, which hides the rest",
        f"{SOUND}\n~~~~text\n## La mie\n~~~\n",
        ["9:1: error: the code block does not end; close it with a line “~~~~” [unclosed-fence]"],
    ),
    (
        "an open comment",
        f"{SOUND}\n<!-- La\nmie\n",
        ["9:1: error: the comment does not end; close it with “-->” [unclosed-comment]"],
    ),
]


@pytest.mark.parametrize(("name", "content", "expected"), FILES, ids=[name for name, *_ in FILES])
def test_a_guide_that_is_broken_as_a_file(
    bakery: Bakery, name: str, content: str | bytes, expected: list[str]
) -> None:
    assert bakery.guide(content) == expected


@pytest.mark.parametrize("front", ["", "---\n\n---\n\n", "---\n# Nothing.\n---\n\n"])
def test_empty_front_matter_only_lacks_a_description(bakery: Bakery, front: str) -> None:
    (finding,) = bakery.guide(f"{front}# Le pain\n")
    assert finding.endswith("[missing-description]")


def test_what_is_no_plain_file_is_a_finding(bakery: Bakery) -> None:
    (bakery.root / "docs" / "fr" / "directory.md").mkdir(parents=True)
    (bakery.root / "docs" / "fr" / "link.md").symlink_to("nowhere.md")
    os.mkfifo(bakery.root / "docs" / "fr" / "pipe.md")
    found_here = [str(p) for p in found(bakery.root) if p.rule == "unreadable-file"]
    message = "cannot be read: not a plain file"
    assert found_here == [
        f"docs/fr/directory.md:1:1: error: {message}; {PLAIN}",
        f"docs/fr/link.md:1:1: error: cannot be read: No such file or directory; {PLAIN}",
        f"docs/fr/pipe.md:1:1: error: {message}; {PLAIN}",
    ]


def test_a_guide_that_may_not_be_read_is_a_finding(
    bakery: Bakery, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = bakery.write("docs/fr/a.md", SOUND)
    bakery.write("docs/en/a.md", SOUND)
    project = opened(bakery.root)
    opening: Callable[..., object] = Path.open

    def refuse(path: Path, *arguments: str) -> object:  # as the system does, but for root
        if path == guide:
            raise PermissionError(13, "Permission denied")
        return opening(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    problems = checks.problems_but_spelling(project, bakery.root / "docs")
    assert [str(problem) for problem in problems] == [
        f"docs/fr/a.md:1:1: error: cannot be read: Permission denied; {PLAIN}"
    ]


def test_the_core_finds_the_same_as_the_editorial_rules_so_that_it_is_reported_once(
    bakery: Bakery,
) -> None:
    for number, (_, content, _) in enumerate(FILES):
        bakery.write(f"docs/en/{number}.md", content)
    project, docs = opened(bakery.root), bakery.root / "docs"
    core = {*check_guides(project.glossary, bakery.root, docs)}
    assert core
    assert core <= {*checks.problems_but_spelling(project, docs)}


def test_hidden_files_are_no_guides(bakery: Bakery) -> None:
    bakery.write("docs/fr/.a.md.swp.md", b"\xff")
    bakery.write("docs/fr/.obsidian/a.md", b"\xff")
    assert found(bakery.root) == []


PIECES = [
    *(
        "---\n",
        "```\n",
        "<!--",
        "-->",
        "# A {#a}\n",
        "| a | b |\n",
        "|--|--|\n",
        "[a](b)",
        "a: b\n",
    ),
    *("![](a)", "[a][b]\n", '"a\'b" ', "…! ", "*a _b_* ", "\n\n", "    x\n", "<a href='b' id=c>"),
    *("{: #a }\n", "[@david1977]", "- a\n", "TODO", "&nbsp;", "\\", "\t", "é", "A. B\n", "===\n"),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_is_checked_without_an_exception_and_findings_stand_in_it(
    bakery: Bakery, text: str
) -> None:
    bakery.write("docs/en/a.md", SOUND)
    bakery.write("docs/fr/a.md", text)
    lines = text.split("\n")
    for problem in found(bakery.root, "docs/fr/a.md"):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
