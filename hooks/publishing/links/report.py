"""What is wrong with the links elsewhere, as Markdown, for the issue that a workflow keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from termbase.problem import Problem


def report(gone: Sequence[Problem], silent: Mapping[str, str]) -> str:
    """A Markdown text on pages that are gone, and on addresses (to the words of their refusal).

    Nothing at all if no page is gone: that a host is silent today asks nothing of anybody.
    """
    return "\n".join(_lines(gone, silent)) if gone else ""


def _lines(gone: Sequence[Problem], silent: Mapping[str, str]) -> Iterator[str]:
    yield "Pages elsewhere that this site links, and that are gone."
    yield "Each needs its new address, or an archived copy, or the sentence without it.\n"
    for one in gone:
        yield f"- [ ] {_code(f'{one.path}:{one.line}')}: {_code(one.message)}"
    if silent:
        yield "\nNo good answer this time; to be mended only if they stand here again and again:\n"
    for url, said in sorted(silent.items()):
        yield f"- {_code(url)}: {_code(said)}"
    yield ""


def _code(text: str) -> str:
    """Text as it is, in one line: what an address or a host says is no markup here."""
    return f"`{' '.join(text.replace('`', '’').split())}`"
