"""Lines of a text file, read one by one and never more of them than a record could need."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from termbase.intake.incoming import LONGEST, Report
from termbase.problem import START, Place

_MARKS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def lines(file: BinaryIO, report: Report, longest: int = 4 * LONGEST) -> Iterator[str]:
    """The lines of a UTF-8 file, with their ends, without a byte order mark.

    Raises `UnreadableError`, with its place reported, for another encoding, for a NUL and for a
    line of more than `longest` bytes.
    """
    for number, raw in enumerate(iter(lambda: file.readline(longest + 1), b""), 1):
        if number == 1:
            raw = _without_mark(raw, report)
        if len(raw) > longest:
            hint = "a concept has no more than 256 KiB"
            raise report.stop(Place(number, 1), "file-too-large", "a line without end", hint)
        if b"\0" in raw:
            column = len(raw[: raw.index(b"\0")].decode("utf-8", "replace")) + 1
            message = "character U+0000 is not allowed"
            raise report.stop(Place(number, column), "control-character", message, "delete it")
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError as fault:
            column = len(raw[: fault.start].decode("utf-8", "replace")) + 1
            message = f"byte 0x{raw[fault.start]:02X} is not UTF-8"
            hint = "save the file with the encoding UTF-8; in Excel: “CSV UTF-8”"
            raise report.stop(Place(number, column), "not-utf8", message, hint) from None


def _without_mark(raw: bytes, report: Report) -> bytes:
    for mark, name in _MARKS.items():
        if raw.startswith(mark):
            hint = "save it with the encoding UTF-8"
            raise report.stop(START, "not-utf8", f"the file is {name}", hint)
    return raw.removeprefix(codecs.BOM_UTF8)
