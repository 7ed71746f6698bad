"""Glossaries of others → records: what `termbase import` does, in four steps.

1. A reader (`json_file`, `csv_file`, `tbx`, `skos`, `glosario`) makes of a file a stream of
   `Incoming` concepts: the data of a record, each value with its place in the file. What a record
   has no place for is reported, never dropped in silence.
2. `merge` sets each against the record that it belongs to: what agrees stays, what is new is added,
   what differs is a conflict with a place in both files.
3. `layout` writes records as people do.
4. `stage` keeps all texts aside until the whole file has been read and checked, then puts them in
   their places together.

A file is read as a stream where its format allows, so that memory does not grow with it.
"""

from __future__ import annotations
