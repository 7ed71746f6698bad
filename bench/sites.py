"""Synthetic sites, as large as wanted and always the same.

Words are made of syllables, so that terms are unique and texts have terms in them. A concept has
what a real record has: a definition, an example, an explanation with a link, relations, a synonym.
A category has about as many concepts as a real one, so that their number grows with the site.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
IGNORED = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache")
CONCEPTS_PER_CATEGORY = 25
LANGUAGES = ("en", "fr")
_SYLLABLES = "ba co di fe gu la me ni po ru sa te vi zo bra cle dri flo gra plu".split()
_COMMON = "the of and to in a is that for it as with on by this are from or which an be".split()


@dataclass(frozen=True)
class Size:
    """How large a synthetic site is."""

    concepts: int
    guides: int
    words: int = 600  # of a guide
    in_category: int = CONCEPTS_PER_CATEGORY
    sentences: int = 1  # of an explanation, 25 words each


HOME = """---
title: Home
description: 'The home of it, as it is for the home of that or this, which is to be the home of it.'
---

# Home
"""


class Words:
    """A vocabulary, and texts in which about one word in twenty begins a term."""

    def __init__(self, concepts: int, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.terms = [" ".join(_spelled(number)) for number in range(concepts)]
        spelled = random.Random(0)
        # The words of texts that begin no term.
        self.others = ["".join(spelled.choices(_SYLLABLES, k=3)) for _ in range(2000)]

    @property
    def all(self) -> list[str]:
        """Every word that may be in a text, in order."""
        words = {word for term in self.terms for word in term.split()}
        return sorted({*words, *self.others, *_COMMON, "See", "proper", "propre"}, key=str.casefold)

    def sentence(self, length: int) -> str:
        """A sentence of about so many words."""
        words = [self._word() for _ in range(length)]
        return f"{' '.join(words).capitalize()}."

    def paragraphs(self, words: int) -> str:
        """Paragraphs of five sentences with so many words in all."""
        sentences = [self.sentence(15) for _ in range(max(1, words // 15))]
        groups = (sentences[start : start + 5] for start in range(0, len(sentences), 5))
        return "\n\n".join("\n".join(group) for group in groups)

    def _word(self) -> str:
        chance = self.random.random()
        if chance < 0.05:
            return self.random.choice(self.terms)
        return self.random.choice(_COMMON if chance < 0.45 else self.others)


def _spelled(number: int) -> Iterator[str]:
    """Two words that no other number has."""
    base = len(_SYLLABLES)
    digits = [number // base**place % base for place in range(4)]
    letters = [_SYLLABLES[digit] for digit in digits]
    yield f"{letters[0]}{letters[1]}tor"
    yield f"{letters[2]}{letters[3]}nal"


def concept_id(number: int) -> str:
    """The id of a concept."""
    return f"concept-{number:05}"


def records(size: Size) -> Iterator[tuple[str, dict[str, object]]]:
    """The ids and the records of all concepts."""
    words = Words(size.concepts)
    for number in range(size.concepts):
        shared: dict[str, object] = {"category": f"field-{number // size.in_category:04}"}
        if number % size.in_category:
            shared["broader"] = [concept_id(number - number % size.in_category)]
        other = concept_id((number + words.random.randrange(1, size.concepts)) % size.concepts)
        sections = {c: _section(words, number, c, other, size.sentences) for c in LANGUAGES}
        yield concept_id(number), shared | sections


def _section(words: Words, number: int, code: str, other: str, sentences: int) -> dict[str, object]:
    term = words.terms[number]
    section: dict[str, object] = {"term": term, "part_of_speech": "noun", "number": "mass"}
    if code == "fr":
        section["gender"] = "masculine"
    if number % 3 == 0:
        section["synonyms"] = [{"term": f"{term} proper", "number": "mass"}]
    if number % 3 == 0 and code == "fr":
        name = {"term": f"{term} propre", "gender": "masculine", "number": "mass"}
        section["synonyms"] = [name]
    # A definition that uses its own term is a fault.
    section["definition"] = words.sentence(20).replace(term, "it").replace(term.capitalize(), "It")
    explained = " ".join(words.sentence(25) for _ in range(sentences))
    section["explanation"] = f"{explained} See [it](glossary:{other})."
    section["example"] = words.sentence(15)
    return section


def guides(size: Size) -> Iterator[tuple[str, str]]:
    """The names and the Markdown of the guides of a language."""
    words = Words(max(size.concepts, 1), seed=2)
    for number in range(size.guides):
        title = f"Guide {number}"
        about = " ".join(["What", title, "is", "about:", *["words"] * 12])
        parts = [f"---\ntitle: {title}\ndescription: '{about}'\n---\n\n# {title}"]
        parts += [
            f"## Part {n} {{#part-{n}}}\n\n{words.paragraphs(size.words // 4)}" for n in range(4)
        ]
        yield f"guide-{number:03}.md", "\n\n".join(parts) + "\n"


def looked_up(size: Size) -> str:
    """A word that stands in the first guide, and in no term: what only a full text finds."""
    others = {*Words(size.concepts).others}
    _, text = next(guides(size))
    return next(word for word in text.split() if word in others)


def write_site(root: Path, size: Size) -> Path:
    """A site with this project's hooks and templates, in both languages, without its texts."""
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=IGNORED)
    for name in ("strings", "languages"):
        shutil.copytree(ROOT / "glossary" / name, root / "glossary" / name)
    shutil.copy(ROOT / "glossary" / "edition.yml", root / "glossary")
    (root / "glossary" / "references.yml").write_text("{}\n")
    for code in LANGUAGES:
        known = "".join(f"{word}\n" for word in Words(size.concepts).all)
        _write(root / "glossary" / "languages" / f"{code}.words.txt", known)
    _write_configuration(root, size)
    _write_glossary(root / "glossary", size)
    for code in LANGUAGES:
        _write(root / "docs" / code / "index.md", HOME)
        for name, text in guides(size):
            _write(root / "docs" / code / name, text)
    return root


def _write_configuration(root: Path, size: Size) -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, rest = text.partition("\nnav:\n")
    _, theme, after = rest.partition("\ntheme:\n")
    nav = [{"Home": "index.md"}, {"Guides": [name for name, _ in guides(size)]}]
    nav.append({"Glossary": ["glossary/index.md", "glossary/table.md"]})
    shown = yaml.safe_dump({"nav": nav}, sort_keys=False)
    # What a guide or a generated page is called is not under test here.
    (root / "mkdocs.yml").write_text(f"{before}\n{shown}{theme}{after}", encoding="utf-8")


def _write_glossary(folder: Path, size: Size) -> None:
    fields = {}
    for name, record in records(size):
        fields[str(record["category"])] = {
            code: {"label": f"{record['category']} {code}", "scope": "A field."}
            for code in LANGUAGES
        }
        _write(folder / "terms" / f"{name}.yml", _dump(record))
    _write(folder / "categories.yml", _dump(fields))


def write_plain(root: Path, size: Size) -> Path:
    """A plain Material site of as many pages: what the records say, as Markdown, and the guides."""
    nav = [{"Home": "index.md"}, {"Guides": [f"en/{name}" for name, _ in guides(size)]}]
    configuration = {
        "site_name": "Plain",
        "site_url": "https://plain.example/",
        "theme": {"name": "material", "font": False, "features": ["navigation.tabs"]},
        "nav": nav,
        "not_in_nav": "/glossary/\n/fr/\n",
        "plugins": ["search"],
    }
    _write(root / "mkdocs.yml", _dump(configuration))
    _write(root / "docs" / "index.md", "# Home\n")
    write_markdown(root / "docs", size)
    return root


def write_markdown(folder: Path, size: Size) -> None:
    """What the records say, as Markdown, and the guides, in a folder for each language."""
    for code in LANGUAGES:
        for name, text in guides(size):
            _write(folder / code / name, text)
        for name, record in records(size):
            _write(folder / code / "glossary" / f"{name}.md", _as_markdown(record[code]))


def _as_markdown(section: object) -> str:
    assert isinstance(section, dict)
    explanation = section["explanation"].replace("glossary:", "").replace(").", ".md).")
    return (
        f"# {section['term']}\n\n*{section['part_of_speech']}*\n\n{section['definition']}\n\n"
        f"## Explanation\n\n{explanation}\n\n## Example\n\n> {section['example']}\n"
    )


def _dump(data: object) -> str:
    return yaml.dump(
        json.loads(json.dumps(data)),
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        sort_keys=False,
        allow_unicode=True,
        width=10_000,
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
