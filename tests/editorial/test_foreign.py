"""Which language emphasized words are of, and what a page says of it."""

from __future__ import annotations

import pytest
from markdown import Markdown

from editorial.foreign import Foreign
from termbase.project import open_project, read_languages
from termbase.prose import ProseExtension
from termbase.render import Renderer
from tests.site.building import ROOT


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """This project's, with what knows its languages."""
    languages = read_languages(ROOT)
    assert isinstance(languages, tuple)
    project = open_project(ROOT, *languages)
    found = Renderer(project.glossary, project.strings, project.addresses, ROOT)
    found.foreign = Foreign(project.glossary)
    return found


@pytest.mark.parametrize(
    ("words", "code", "other"),
    [
        ("retombées médiatiques", "en", "fr"),
        ("withholding", "fr", "en"),
        ("orienté marché", "en", "fr"),
        ("Chiffre d’affaires", "en", "fr"),
        ("marque", "en", "fr"),
        ("profit", "fr", "en"),
    ],
    ids=lambda words: words,
)
def test_words_of_the_other_language_alone_are_of_it(
    renderer: Renderer, words: str, code: str, other: str
) -> None:
    assert renderer.foreign(words, code) == other
    assert renderer.foreign(words, other) == ""


@pytest.mark.parametrize("words", ["production", "confidence", "Carmen", "xyzzy", "r", "", "…"])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_words_of_no_certain_language_are_those_of_the_text(
    renderer: Renderer, words: str, code: str
) -> None:
    assert renderer.foreign(words, code) == ""


def test_emphasized_words_say_their_language_on_the_page(renderer: Renderer) -> None:
    page = renderer.page("en", "x/")
    html = renderer.markdown.convert("They say *retombées médiatiques*, *truly*.", page)
    assert '<em lang="fr">retombées médiatiques</em>' in html
    assert "<em>truly</em>" in html


def test_an_author_has_the_last_word(renderer: Renderer) -> None:
    extension = ProseExtension()
    extension.page = renderer.page("en", "x/")
    html = Markdown(extensions=["attr_list", extension]).convert("*marque*{lang=en} *marque*")
    assert '<em lang="en">marque</em>' in html
    assert '<em lang="fr">marque</em>' in html
