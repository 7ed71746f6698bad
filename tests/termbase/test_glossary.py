from __future__ import annotations

from termbase.glossary import Glossary
from tests.conftest import Tea


def glossary_of(tea: Tea) -> Glossary:
    return Glossary.of(tea.load())


def test_a_relation_is_written_once_and_shown_on_both_sides(tea: Tea) -> None:
    glossary = glossary_of(tea)
    assert glossary.related(glossary.concepts["oolong"]) == ("steeping",)
    assert glossary.related(glossary.concepts["steeping"]) == ("oolong",)


def test_the_relations_of_a_record_come_before_those_of_others_each_once(tea: Tea) -> None:
    tea.record("assam", "related: [steeping, oolong]\n")
    tea.record("ceylon", "related: [assam]\n")
    tea.record("darjeeling", "related: [assam]\n")
    tea.record("steeping", "related: [assam]\n")
    glossary = glossary_of(tea)
    related = glossary.related(glossary.concepts["assam"])
    assert related == ("steeping", "oolong", "ceylon", "darjeeling")


def test_broader_and_narrower_are_two_sides_of_one_relation(tea: Tea) -> None:
    glossary = glossary_of(tea)
    oolong, infusion = glossary.concepts["oolong"], glossary.concepts["infusion"]
    assert (glossary.broader(oolong), glossary.narrower(infusion)) == (("infusion",), ("oolong",))


def test_what_is_broader_or_narrower_is_not_related_too(tea: Tea) -> None:
    tea.record("assam", "related: [ceylon, oolong]\nbroader: [ceylon]\n")
    tea.record("ceylon", "related: [assam]\n")
    glossary = glossary_of(tea)
    assert glossary.related(glossary.concepts["assam"]) == ("oolong",)
    assert glossary.related(glossary.concepts["ceylon"]) == ()


def test_relations_to_what_does_not_exist_and_to_itself_are_left_out(tea: Tea) -> None:
    tea.record("assam", "related: [nothing, assam]\nbroader: [nobody]\n")
    glossary = glossary_of(tea)
    assert glossary.related(glossary.concepts["assam"]) == ()
    assert glossary.broader(glossary.concepts["assam"]) == ()


def test_the_others_of_a_subject_field_are_in_the_order_of_the_language(tea: Tea) -> None:
    for name in ("zulu", "ål", "ærfugl"):
        shared = f"category: leaf\nen: {{term: {name} tea, part_of_speech: noun, definition: A.}}\n"
        no = f"no: {{term: {name}, part_of_speech: noun, gender: neuter, definition: A.}}\n"
        tea.write(f"glossary/terms/{'z' + str(len(name))}-{ord(name[0])}.yml", shared + no)
    glossary = glossary_of(tea)
    mates = glossary.category_mates(glossary.concepts["oolong"], "no")
    assert [mate.sections["no"].term for mate in mates] == ["zulu", "ærfugl", "ål"]
    mates = glossary.category_mates(glossary.concepts["oolong"], "en")
    assert [mate.sections["en"].term for mate in mates] == ["ærfugl tea", "ål tea", "zulu tea"]
