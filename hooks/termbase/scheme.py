"""Which addresses lead to pages."""

from __future__ import annotations

import re
from html import unescape

SCHEMES = frozenset({"http", "https", "mailto"})
# What a browser leaves out of an address before it looks for the scheme, and more: spaces,
# controls and marks that do not show. Source: WHATWG URL, "basic URL parser", steps 1 to 3.
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


def is_safe(address: str) -> bool:
    """Whether an address, as it stands in HTML, is relative or of a scheme that opens pages."""
    seen = _UNSEEN.sub("", unescape(unescape(address)))
    before, colon, _ = seen.partition(":")
    return not colon or any(mark in before for mark in "/?#") or before.lower() in SCHEMES
