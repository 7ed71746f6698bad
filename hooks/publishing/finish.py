"""The steps that make a whole site of a built one, in their order."""

from __future__ import annotations

from publishing.built import BuiltSite, Step
from publishing.cards import draw_cards
from publishing.feed import write_feeds
from publishing.hosts import write_headers
from publishing.llms import write_llms
from publishing.manifest import write_manifest
from publishing.search import index_pages
from termbase.progress import told

# Each step sees what those before it have written.
STEPS: tuple[Step, ...] = (
    draw_cards,
    write_llms,
    write_feeds,
    index_pages,
    write_headers,
    write_manifest,  # last: it holds a digest of every file
)


def finish(site: BuiltSite, *, shown: bool = False) -> None:
    """Run all steps over a site; if `shown`, say how many are done."""
    for step in told(STEPS, "Finishing", len(STEPS), shown=shown):
        step(site)
