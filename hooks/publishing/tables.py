"""Tables that are wider than a phone."""

from __future__ import annotations

import re

# What has a class has a frame of its own.
_TABLE = re.compile("<table>.*?</table>", re.DOTALL)


def scrolling(html: str) -> str:
    """The HTML of a page with each plain table in a frame that scrolls where need be.

    A table that scrolls itself is no table any more to some screen readers.
    """
    return _TABLE.sub(lambda table: f'<div class="scroll">{table.group()}</div>', html)
