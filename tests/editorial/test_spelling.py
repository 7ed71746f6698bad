"""Spelling: what is right, what is looked at, and what a finding says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from editorial import checks, spelling
from editorial.markdown import Markdown
from editorial.passage import Passage
from editorial.spelling import Speller, Text, open_dictionary, speller_of, unknown_word
from termbase.source import Document
from tests.editorial.bread import PAIN, SOUND, Bakery, opened

GLOSSARY = opened().glossary


@dataclass
class Words:
    """A dictionary of a few words, which counts how often it is asked for suggestions."""

    known: frozenset[str]
    asked: list[str] = field(default_factory=list)

    def spell(self, word: str) -> bool:
        return bool({word, word.lower()} & self.known)

    def suggest(self, word: str) -> list[str]:
        self.asked.append(word)
        return sorted(self.known)


def spellers(en: str, fr: str, *listed: str) -> dict[str, Speller]:
    return {
        code: Speller(GLOSSARY.languages[code], Words(frozenset(words.split())), frozenset(listed))
        for code, words in (("en", en), ("fr", fr))
    }


def unknown(text: str, code: str, using: dict[str, Speller]) -> list[str]:
    """The unknown words of a text."""
    passage = Passage(Document("a.md", text), GLOSSARY.languages[code], Markdown(text))
    return [finding.message.split("“")[1][:-1] for finding in unknown_word(Text(passage, using))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bread, Bread: bread!", []),
        ("braed", ["braed"]),
        ("the bread’s crust, the bread's", []),
        ("bread-crust bread-braed", ["bread-braed"]),
        ("*levain* **braed** _pain_ ***braed***", ["braed", "braed"]),
        ("[*pain*](a.md) *le\npain* 5 * pain * 3", ["pain"]),
        ("<i lang=fr>pain</i> <b>pain</b>", ["pain"]),
        ("*pain*{lang=fr} **pain**{: lang=fr } [pain](a.md){lang='fr'}", []),
        ("“le pain” “pain braed” “braed” braed", ["braed", "braed"]),
        ("B2B 1st 500g x2", []),
        ("`braed` [bread](braed.md) [@braed1977] {#braed} https://braed.example", []),
        ("![braed](a.svg) # braed", ["braed", "braed"]),
        ("TODO FIXME", []),
        ("snake_braed @braed", []),
    ],
)
def test_words_that_are_looked_at(text: str, words: list[str]) -> None:
    assert unknown(text, "en", spellers("bread the crust", "le pain")) == words


def test_an_article_that_is_joined_to_a_word_is_not_a_part_of_it() -> None:
    using = spellers("", "", "autolyse")
    assert unknown("l’autolyse d'autolyse m’autolyse L’Autolyse", "fr", using) == ["m’autolyse"]


def test_the_glossarys_own_terms_forms_and_authors_are_right() -> None:
    speller = speller_of(GLOSSARY, "fr", [])
    assert speller is not None
    assert all(map(speller.knows, ["levainerie", "Levainerie", "Acton", "Eliza"]))
    assert not speller.knows("levainier")


def test_listed_words_are_right() -> None:
    using = spellers("", "", "poolish", "Maillard")
    assert unknown("poolish Poolish Maillard maillard", "en", using) == ["maillard"]


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        (
            "en",
            "color labor organize doesn’t baker’s well-kept coauthors e-mail",
            "recieve seperate occured definately teh wich untill thier colour doesnt",
        ),
        (
            "fr",
            "l’état qu’il aujourd’hui œuvre cœur parle-t-on jusqu’ici États-Unis Écrire lui-même",
            "parmis malgrés language developpement biensur coeur connection Etat Ecrire aparaître",
        ),
    ],
)
def test_the_dictionaries_know_the_language(code: str, right: str, wrong: str) -> None:
    speller = speller_of(GLOSSARY, code, [])
    assert speller is not None
    assert [word for word in right.split() if not speller.knows(word)] == []
    assert [word for word in wrong.split() if speller.knows(word)] == []


def test_suggestions_are_few_and_the_same_word_is_asked_for_once() -> None:
    using = spellers("bread", "")
    text = " ".join(f"x{'y' * n} x{'y' * n}" for n in range(spelling.MOST_SUGGESTIONS + 5))
    assert len(unknown(text, "en", using)) == 2 * (spelling.MOST_SUGGESTIONS + 5)
    asked = using["en"].dictionary
    assert isinstance(asked, Words)
    assert len(asked.asked) == len(set(asked.asked)) == spelling.MOST_SUGGESTIONS


def test_a_finding_suggests_a_word_and_says_where_a_right_one_is_listed(bakery: Bakery) -> None:
    bakery.write("docs/en/a.md", f"{SOUND}\nA bit of flouur.\n")
    bakery.write("docs/fr/a.md", PAIN)
    project, docs = opened(bakery.root), bakery.root / "docs"
    (finding,) = (p for p in checks.problems(project, docs) if p.path == "docs/en/a.md")
    assert str(finding) == (
        "docs/en/a.md:9:10: warning: unknown word “flouur”; did you mean “flour”? Otherwise add it"
        " to glossary/languages/en.words.txt [unknown-word]"
    )
    bakery.write("glossary/languages/en.words.txt", "flouur\n")
    assert not [p for p in checks.problems(project, docs) if p.path == "docs/en/a.md"]


def test_a_language_without_a_dictionary_is_not_checked(bakery: Bakery) -> None:
    profile = bakery.root / "glossary" / "languages" / "en.yml"
    text = profile.read_text(encoding="utf-8")
    bakery.write("docs/en/a.md", f"{SOUND}\nBraed.\n")
    bakery.write("docs/fr/a.md", PAIN)
    profile.write_text(text.replace("dictionary: en_US\n", ""), encoding="utf-8")
    assert spelled(bakery) == []
    profile.write_text(text.replace("en_US", "en_XX"), encoding="utf-8")
    assert spelled(bakery) == [
        "glossary/languages/en.yml:4:13: warning: no dictionary “en_XX” is installed; spelling is"
        " not checked; `make setup` installs what LibreOffice has [missing-dictionary]"
    ]


def spelled(bakery: Bakery) -> list[str]:
    problems = checks.problems(opened(bakery.root), bakery.root / "docs")
    rules = {rule.description.id for rule in spelling.RULES}
    return [str(problem) for problem in problems if problem.rule in rules]


def test_without_the_packages_there_is_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    open_dictionary.cache_clear()
    monkeypatch.setattr(spelling, "find_spec", lambda _: None)
    assert open_dictionary("en_US") is None
    open_dictionary.cache_clear()


def test_a_profile_may_name_any_of_the_dictionaries() -> None:
    language = GLOSSARY.languages["en"]
    swedish = replace(language, profile=language.profile.model_copy(update={"dictionary": "sv_SE"}))
    glossary = replace(GLOSSARY, languages={**GLOSSARY.languages, "en": swedish})
    speller = speller_of(glossary, "en", [])
    assert speller is not None
    assert speller.knows("bröd")
    assert not speller.knows("bread")


def test_records_are_spelled_too(bakery: Bakery) -> None:
    record = Path(bakery.root, "glossary", "terms", "sourdough.yml")
    text = record.read_text(encoding="utf-8").replace("Dough that", "Dough thta")
    record.write_text(text, encoding="utf-8")
    (finding,) = spelled(bakery)
    assert finding.startswith("glossary/terms/sourdough.yml:6:11: warning: unknown word “thta”")
