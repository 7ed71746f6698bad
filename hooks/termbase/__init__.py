"""The core of the glossary: records in, findings, pages, links and open data out.

Nothing here knows MkDocs, a subject or a language.
Data flows one way: YAML text → `source` → `records` → `glossary` → `check`, `match`, `render`.
"""
