from __future__ import annotations

import posixpath

from hypothesis import assume, example, given
from hypothesis import strategies as st

from termbase.address import Addresses, relative

addresses = st.lists(st.sampled_from(["fr", "glossary", "tea", "a"]), max_size=4).map(
    lambda folders: "".join(f"{folder}/" for folder in folders)
)


@given(addresses, addresses)
def test_the_way_from_an_address_leads_to_the_other(here: str, there: str) -> None:
    way = relative(here, there)
    assert way.endswith("/")
    assert posixpath.normpath(f"/{here}{way}") == posixpath.normpath(f"/{there}")


@given(addresses, addresses)
def test_no_way_is_longer_than_it_must_be(here: str, there: str) -> None:
    shortest = posixpath.relpath(f"/{there}", f"/{here}")
    assert posixpath.normpath(relative(here, there)) == shortest


def test_a_fragment_stays_at_the_end() -> None:
    assert relative("a/b/", "a/c/#d") == "../c/#d"


@given(addresses, st.sampled_from(["en", "fr"]), st.sampled_from(["tea", "a"]))
@example("tea/", "en", "tea")
@example("glossary/tea/", "en", "tea")
@example("fr/glossary/tea/", "en", "tea")
def test_the_way_to_a_concept_is_the_same_whether_one_or_many_are_asked_for(
    here: str, code: str, concept: str
) -> None:
    there = Addresses("en").concept(code, concept)
    assume(here == there or not here.startswith(there))
    assert Addresses("en").ways(here, code)(concept) == relative(here, there)
