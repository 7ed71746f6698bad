"""Long work tells how far it has got: a bar on a terminal, lines elsewhere, on stderr alone."""

from __future__ import annotations

import re
from contextlib import redirect_stderr

import pytest

from termbase.progress import Progress, told
from tests.terminal import terminal

_CONTROL = re.compile(r"\x1b\[\?25[lh]")  # hides the cursor, and shows it again


def test_a_terminal_shows_a_bar_that_grows_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal() as seen, redirect_stderr(seen.file):
        assert list(told(range(40), "Pages", 40)) == [*range(40)]
    drawn = [_CONTROL.sub("", line) for line in seen.text.split("\r") if "Pages" in line]
    lengths = [line.count("#") for line in drawn]
    assert lengths == sorted(lengths)
    assert drawn[0].endswith("0%")
    assert drawn[-1].endswith("100%")
    assert len(drawn) > 10
    assert capsys.readouterr() == ("", "")


def test_elsewhere_there_is_a_line_for_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    list(told(range(997), "Pages", 997))
    out, err = capsys.readouterr()
    assert err.splitlines() == [f"Pages: {percent} %" for percent in range(10, 101, 10)]
    assert out == ""


def test_a_leap_over_several_tenths_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Bytes", 100) as progress:
        for place in (9, 35, 35, 36, 120):
            progress.reach(place)
    assert capsys.readouterr().err.splitlines() == ["Bytes: 30 %", "Bytes: 100 %"]


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal() as seen, redirect_stderr(seen.file):
        assert list(told("abc", "Pages", 3, shown=False)) == ["a", "b", "c"]
    assert list(told("abc", "Pages", 3, shown=False)) == ["a", "b", "c"]
    assert list(told((), "Pages", 0)) == []
    assert (seen.text, capsys.readouterr().err) == ("", "")


def test_work_that_fails_leaves_the_line_of_its_bar() -> None:
    with terminal() as seen, redirect_stderr(seen.file):
        with pytest.raises(ZeroDivisionError):
            list(told((1 // (2 - n) for n in range(5)), "Pages", 5))
        seen.file.write("why\n")
    assert seen.text.splitlines()[-1] == "why"
    assert "100%" not in seen.text
