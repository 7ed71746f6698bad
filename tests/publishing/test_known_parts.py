"""Pages that are read without a tree say what the tree says, and pages of the glossary are such."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from publishing.absolute import as_written, joined
from publishing.known_parts import known
from publishing.markdown import read_as_tree, to_markdown

URL = "https://site.example/glossary/here/"
PAGE = """\
<div class="entry">
<p class="entry-category"><a href="../#category-a">A &amp; B</a></p>
<h1><dfn>the_term</dfn></h1>
<p class="entry-grammar" data-search-exclude=""><span class="gram">n, <i>s</i></span></p>
<p class="entry-definition">What it <em>is</em>.</p>
<dl class="entry-equivalents">
<div>
<dt data-search-exclude="">In French</dt>
<dd><a href="../../fr/glossary/here/" hreflang="fr" lang="fr">le terme</a>
<span class="gram" data-search-exclude="">nom</span></dd>
</div>
</dl>
<h2 id="names" data-search-exclude="">Also called</h2>
<ul class="entry-names">
<li class="status-admitted"><span class="name">term</span>
<span class="gram" data-search-exclude="">uncountable</span>

</li>
</ul>
<p>One line,
<a aria-describedby="def-a" class="term" data-concept="a" href="../a/">another</a>
<span class="cite">(<a data-work="b" href="#ref-b">B, 2010</a>)</span>.</p>
<p>1. <strong>Two</strong>!</p>
<blockquote class="entry-example"><p>So it is
said.</p></blockquote>
<aside class="entry-trap" aria-labelledby="translation">
<h2 id="translation" data-search-exclude="">To translate</h2>
</aside>
<nav aria-labelledby="category" data-search-exclude="">
<ul class="concepts" data-search-exclude="">
<li><a href="../a/">a</a></li>
<li><a href="../../guide/">Guide: one</a></li>
</ul>

</nav>
<ul class="works">
<li id="ref-b">B (2010).
<cite lang="en">Title</cite>. <a href="https://b.example/c">b.example/c</a></li>
</ul>

<section class="terms" aria-labelledby="terms" data-search-exclude="">
<h2 id="terms">Terms</h2>
<dl>
<div id="term-a">
<dt><a href="../a/">a</a>
<span class="equivalent" lang="fr">à</span></dt>
<dd id="def-a">What it is.</dd>
</div>
</dl>
</section>

</div>"""

# A guide ends with the same lists.
FOOT = f"""\
<div class="coda" data-search-exclude="">
<h2 id="sources">Works</h2>
{PAGE[PAGE.index('<ul class="works">') :]}"""


def test_a_page_as_the_templates_write_it_is_known() -> None:
    assert known(PAGE, URL) == read_as_tree(PAGE, URL)


@pytest.mark.parametrize("line", ["<hr>", "text", "<p>a", "</nav>", "<!-- a -->", "<em>a</em>"])
def test_a_page_of_which_one_part_is_not_known_is_not_known(line: str) -> None:
    assert known(PAGE.replace("\n<aside", f"\n{line}\n<aside"), URL) is None


@pytest.mark.parametrize("url", ["", "ftp://a.example/b/", "https://a.example/b", f"{URL}?c=/"])
def test_a_page_is_known_only_at_the_address_of_a_folder(url: str) -> None:
    assert known(PAGE, url) is None


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Guide</h1>\n<p>Words</p>\n",
        "<p>Words<br>\nwithout an end",
        "<ul>\n<li>one</li>\n</ul>\n",
        "<table><tr><td>1</td></tr></table>",
        "<pre>a\n  b</pre>",
        "<!-- nothing -->",
        "",
    ],
)
def test_a_guide_reads_as_a_whole_though_its_foot_is_read_by_itself(body: str) -> None:
    assert known(FOOT, URL)
    assert to_markdown(body + FOOT, URL) == read_as_tree(body + FOOT, URL)


NEARLY_KNOWN = """\
<p id="<i class="b">a</i>">c</p>
<p id="<a href="../b/">b</a>">c</p>
<p id="a>b">c</p>
<p id="a><i class="b">c</i>">d</p>
<p>a<a href="../b/" class="b headerlink">b</a></p>
<nav class="admonition note">\\n<p>a</p>\\n</nav>
<p class="admonition-title">a</p>
<p hidden="">a</p>
<p>Look!<a href="../b/">b</a></p>
<p>Look<span>!</span><cite><a href="../b/">b</a></cite></p>
<p>\u2003<em>a</em></p>
<p>a<em>\u2003b</em></p>
<p>a<em>b\u2003</em></p>
<p>a<em> </em>b</p>
<h2>\u2003<em>a</em></h2>
<h2>a #</h2>
<p><a href="https://a.example/b">https://a.example/b</a></p>
<p><a href="../b/">https://site.example/glossary/b/</a></p>
<p><a href="../b/" href="../c/">b</a></p>
<p><a href="../b&amp;c/">b</a></p>
<p><a href="#b(c)">b</a></p>
<p><a href="https:b">b</a></p>
<p><a href="../b c/">b</a></p>
<p>a&nbsp;b &copy c &#38;amp; d</p>
<p>a&#1;b&#xFDD0;c&#13;</p>
<p>a\\rb</p>
<p>a\\0b</p>
<p>a &amp;amp; &lt;b> 3 &lt; 4 *c*</p>
<p>a <code>*b*</code></p>
<p>a</p>b
<p>1\\n\u2003</p>
<blockquote><p>1\\n\u2003</p></blockquote>
<ul>\\n</ul>
<ul>\\n<li> </li>\\n</ul>
<ul>\\n<li> </li>\\n<li>a</li>\\n</ul>
<ul>\\n<li>a</li>\\n<p>b</p>\\n</ul>
<dl>\\n<div>\\n<dt></dt>\\n<dd></dd>\\n</div>\\n</dl>
<dl>\\n<p>a</p>\\n</dl>
<nav>\\n<p>a</p>\\n</section>
</nav>\\n<p>a</p>\\n<aside>
<nav>\\n<ul>\\n</nav>\\n<li>a</li>\\n</ul>
</nav>\\n<p>a</p>
<h2></h2>
"""


@pytest.mark.parametrize("line", NEARLY_KNOWN.splitlines())
@pytest.mark.parametrize("page", ["<div>\n{}\n</div>", "<div>\n<h1>a</h1>\n{}\n<p>b</p>\n</div>"])
def test_what_is_nearly_known_is_read_as_a_tree(page: str, line: str) -> None:
    html = page.format(line.replace(r"\n", "\n").replace(r"\r", "\r").replace(r"\0", "\0"))
    assert known(html, URL) in {None, read_as_tree(html, URL)}


# Words that Markdown may take for something else, in what a page may be made of.
WORDS = st.text("ab \\`*_[]();#-+=~.1é\n&>", min_size=1, max_size=6).filter(
    lambda words: words == words.strip()
)
ATTRIBUTES = st.sampled_from(("", "", ' class="a b"', ' lang="fr"', ' id="a&amp;b" data-a-b=""'))
ADDRESSES = st.sampled_from(
    (
        *("../a/", "../a/#b", "../", "../../../../b.html?c", "../a(b)/", "#c"),
        *("https://a.example", "https://site.example/a/", "https://site.example/a/?b"),
    )
)
INLINE = st.sampled_from(("em", "i", "strong", "b", "span", "dfn", "cite", "time"))
Html = st.SearchStrategy[str]


def element(tag: str, inner: Html) -> Html:
    return st.builds(lambda given, words: f"<{tag}{given}>{words}</{tag}>", ATTRIBUTES, inner)


def lines(parts: Html) -> Html:
    each = st.lists(parts, min_size=1, max_size=4)
    return st.builds(
        lambda parts, end: "\n".join(("", *parts, end)), each, st.sampled_from(("", "\n"))
    )


TEXT = WORDS.map(escape).map(str)
LINK = st.builds('<a{} href="{}"{}>{}</a>'.format, ATTRIBUTES, ADDRESSES, ATTRIBUTES, TEXT)
MARKED = TEXT | LINK | INLINE.flatmap(lambda tag: element(tag, TEXT | LINK))
LINE = st.lists(
    MARKED | INLINE.flatmap(lambda tag: element(tag, MARKED)), min_size=1, max_size=4
).map("".join)
TERM = st.builds("\n{}\n{}\n".format, element("dt", LINE), element("dd", LINE))
BLOCK = st.one_of(
    *[element(tag, LINE) for tag in ("p", "h1", "h2", "h6")],
    element("blockquote", element("p", LINE)),
    element("ul", lines(element("li", LINE))),
    element("dl", lines(element("div", TERM))),
)
APART = st.sampled_from(("nav", "section", "aside")).flatmap(lambda tag: element(tag, lines(BLOCK)))
PAGES = st.lists(BLOCK | APART, max_size=4).map(
    lambda parts: "\n".join(("<div>", *parts, "</div>"))
)
URLS = st.sampled_from((URL, "https://site.example/", "http://site.example/b c/d/"))
# What changes a page, but not always what it says.
SIGNS = " \n\t\r\f\0\u00a0\u2003<>\"'&/=!*a"
OTHERS = """\
&nbsp; &#160; &copy &amp &#38;amp; &lt;b a>b https://a.example ! <br> <hr> <!----> <em> </em> <span>
</span> <p> </p> <div> </div> <a> </a> <code>a</code> <li> </li> <u>a</u> <i>!</i> <cite></cite>
<em>\u2003a</em> <svg> <script> <textarea>""".split()
LINES = ("\n<p>a</p>\n", "\n<ul>\n</ul>\n", "\n</nav>\n", "\n<nav>\n", "\n<h3></h3>")
GIVEN = """\
class="b headerlink"|class="admonition"|class="admonition-title"|hidden=""|id="a>b"|id=a|ID="a"
id="<em>a</em>"|id="<i class="b">a</i>"|id="<a href="../b/">b</a>"|title="a"|href="../c/"
"""
GIVENS = [f" {given}" for line in GIVEN.splitlines() for given in line.split("|")]
A_LINK = ('<a href="b/">c</a>', '!<a href="../b/">c</a>', '<a href="../b&amp;/">c</a>')
ODD = st.sampled_from((*SIGNS, *OTHERS, *LINES, *GIVENS, *A_LINK))


def changed(html: str, place: int, odd: str) -> str:
    """A page with something odd in it: an attribute in a tag, something else around one."""
    ends = [found.start() for found in re.finditer(r"(?<=\w)(?=>)|(?=<)|(?<=>)|(?<=\w)", html)]
    if odd in GIVENS:
        ends = [found.end(1) for found in re.finditer(r"(<\w+)[^>]*>", html)]
    end = ends[place % len(ends)]
    return f"{html[:end]}{odd}{html[end:]}"


@given(PAGES, URLS)
def test_a_page_of_known_parts_says_what_its_tree_says(html: str, url: str) -> None:
    assert known(html, url) == read_as_tree(html, url)


@given(PAGES, st.integers(0, 999), ODD)
def test_a_page_with_something_odd_says_what_its_tree_says(html: str, place: int, odd: str) -> None:
    html = changed(html, place, odd)
    assert known(html, URL) in {None, read_as_tree(html, URL)}


NEAR = st.one_of(ODD, INLINE.flatmap(lambda tag: element(tag, ODD | TEXT)), LINK, TEXT)


@given(
    st.sampled_from(("<p{}>{}</p>", "<h2{}>{}</h2>", "<ul>\n<li{}>{}</li>\n</ul>")),
    ATTRIBUTES | st.sampled_from(GIVENS),
    st.lists(NEAR, max_size=3),
)
def test_a_line_of_odd_things_says_what_its_tree_says(
    line: str, given: str, words: list[str]
) -> None:
    html = f"<div>\n{line.format(given, ''.join(words))}\n</div>"
    assert known(html, URL) in {None, read_as_tree(html, URL)}


@given(st.from_regex(r"(\.\./){0,5}([a-c]/){0,2}[a-c]?[.?#]?[a-c]?", fullmatch=True), URLS)
def test_addresses_are_those_that_browsers_go_to(address: str, url: str) -> None:
    assert joined(as_written(url), address) == as_written(urljoin(url, address))
