"""How far long work has got, on stderr: a bar on a terminal, elsewhere a line for every tenth.

The lines follow what is done and not the clock, so that the same work always gives the same log.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

import click

_Item = TypeVar("_Item")


class Progress:
    """Work of so many steps, told as it is done, unless it is so short that it is not `shown`."""

    def __init__(self, label: str, length: int, *, shown: bool = True) -> None:
        is_terminal = sys.stderr.isatty()
        self._label, self._length = label, length
        self._done = 0
        self._has_lines = shown and not is_terminal
        self._bar = click.progressbar(
            length=length,
            label=label,
            hidden=not (shown and is_terminal),
            file=sys.stderr,
        )
        self._bar.render_progress()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def advance(self) -> None:
        """One more step is done."""
        self.reach(self._done + 1)

    def reach(self, done: int) -> None:
        """So many steps are done in all."""
        before, steps = self._tenths, done - self._done
        self._done = done
        self._bar.update(steps)
        if self._has_lines and self._tenths > before:
            click.echo(f"{self._label}: {10 * self._tenths} %", err=True)

    def close(self) -> None:
        """Leave the bar's line: the work is done, or has failed."""
        self._bar.render_finish()

    @property
    def _tenths(self) -> int:
        return min(10, 10 * self._done // self._length) if self._length else 0


def told(items: Iterable[_Item], label: str, length: int, *, shown: bool = True) -> Iterator[_Item]:
    """The items, so many in all, each of them a step that is done when the next is asked for."""
    with Progress(label, length, shown=shown) as progress:
        for item in items:
            yield item
            progress.advance()
