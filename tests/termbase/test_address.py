from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from termbase.address import relative

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
