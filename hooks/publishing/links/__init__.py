"""The links of a built site, checked in its files: no server, no network.

`python -m publishing.links [SITE]` reads every page, style sheet, sitemap and feed, follows each
reference as a browser or a search engine would, and reports what leads nowhere, or not where it
should, with the page and the source that it was made from.
"""
