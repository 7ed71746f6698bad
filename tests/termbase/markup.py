"""Markdown of any kind, sound or broken, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = st.sampled_from(
    [
        *("mast", "tidal range", "the anchor", " ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", "a"),
        *("`", "``", "```", "~~~", "```\n", "# ", "---\n", "===", "- ", "1. ", "> ", "!!! note\n"),
        *(
            "[",
            "](",
            "]",
            "![",
            ")",
            "(",
            "[^1]: ",
            "[a]: b\n",
            "*[GPS]: x\n",
            "[@",
            "*",
            "_",
            "**",
        ),
        *("<", ">", "<b>", "</b>", "<code>", "<pre>", "<!--", "-->", "&nbsp;", "&#10;", "&", "\\"),
        *(
            "$",
            "$$",
            "{:",
            "}",
            "|",
            "@",
            "http://",
            "é",
            "e\u0301",
            "\u200f",
            "\u00ad",
            "\x02",
            "ß",
        ),
    ]
)
MARKDOWN = st.lists(_PIECES | st.characters(), max_size=30).map("".join)
