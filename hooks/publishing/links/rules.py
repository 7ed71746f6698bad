"""The rules of pages: each looks at one page and yields faults; and all rules together.

A fault names its rule by the function's name. The first line of a docstring says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from publishing.links.document import Document, Reference, urls_in_data
from publishing.links.fault import WEB, Fault, scheme_of
from publishing.links.files import INDEX, LONG, SiteFiles, Target
from publishing.links.site_rules import SITE_RULES
from termbase.progress import told

Rule = Callable[[SiteFiles, str, Document], Iterator[Fault]]

_HARMLESS = ("mailto", "tel")
_DANGEROUS = ("javascript", "data", "vbscript", "file", "blob", "about")
_LOCAL = re.compile(
    r"^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)"
)
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\\\"]+@[^@\s<>]+\.[^@\s<>.]+")
# Places that every page has without an id, by HTML's own rules, and a text to search for.
_ANYWHERE = re.compile(r"^(?:top)?$|^:~:", re.I)


def missing_target(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """What a page refers to is there: pages, pictures, styles, scripts, downloads, icons, cards."""
    for one, target in site.inner(page, document):
        if target.path is None and not _escapes(site, page, one.url):
            yield _missing(site, page, one, target)


def missing_fragment(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """The place that a link names is on the page that it leads to."""
    for one, target in site.inner(page, document):
        if not target.path or not target.path.endswith(".html") or one.kind == "use":
            continue
        fragment = target.fragment
        if _ANYWHERE.match(fragment) or one.kind.startswith(("link", "og:")):
            continue
        fragment = fragment.partition(":~:")[0]
        if fragment and fragment not in site.pages[target.path].ids:
            yield _fault(missing_fragment, page, one, f"no place “{fragment}” on {target.path}")


def outside_site(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A relative link does not climb above the site's own root."""
    for one in document.references:
        if one.url and _escapes(site, page, one.url):
            yield _fault(outside_site, page, one, f"“{one.url}” leads out of the site")


def empty_link(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A link has an address."""
    for one in document.references:
        bare = one.kind in ("a", "area") and not one.url.strip()
        if bare or (one.kind not in ("a", "area", "form") and not one.url.strip()):
            yield _fault(empty_link, page, one, f"an empty address in <{one.kind}>")


def unsafe_scheme(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A link runs no script, and leads to no file of somebody's own machine."""
    for one in document.references:
        scheme = scheme_of(one.url)
        picture = one.kind in ("img", "image", "source", "link icon") and scheme == "data"
        if scheme in _DANGEROUS and not picture:
            yield _fault(unsafe_scheme, page, one, f"an address with “{scheme}:”")


def unknown_scheme(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """An address is one of the web, of mail or of a telephone."""
    for one in document.references:
        scheme = scheme_of(one.url)
        if scheme and scheme not in (*WEB, *_HARMLESS, *_DANGEROUS):
            yield _fault(unknown_scheme, page, one, f"an address with “{scheme}:”")


def invalid_mail(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A mail link names an address that mail can be sent to."""
    for one in document.references:
        if scheme_of(one.url) == "mailto":
            people = unquote(one.url[7:].partition("?")[0]).split(",")
            if not all(_ADDRESS.fullmatch(person.strip()) for person in people):
                yield _fault(invalid_mail, page, one, f"“{one.url}” is no mail address")


def without_scheme(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """An address elsewhere begins with `https://`."""
    for one in document.references:
        if one.url.startswith("//"):
            yield _fault(without_scheme, page, one, f"“{one.url}” has no scheme", "write https:")


def local_host(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """No link leads to the machine on which somebody wrote it."""
    ours = urlsplit(site.url).netloc
    for one in document.references:
        host = urlsplit(one.url).netloc if scheme_of(one.url) in WEB else ""
        if host and host != ours and _LOCAL.match(host):
            yield _fault(local_host, page, one, f"“{one.url}” is on the writer's own machine")


def invalid_address(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """An address has no spaces, no backslashes and no broken percent signs."""
    for one in document.references:
        if scheme_of(one.url) in _DANGEROUS:
            continue
        if re.search(r"[\s\\<>]", one.url.strip()) or re.search(r"%(?![0-9a-fA-F]{2})", one.url):
            yield _fault(invalid_address, page, one, f"“{one.url}” is no valid address")


def missing_slash(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A link to a page is the address of the page, with its last slash and without `index.html`."""
    for one, target in site.inner(page, document):
        if target.path and target.wanted.rpartition("/")[2] == INDEX:
            yield _fault(missing_slash, page, one, f"“{one.url}” is a second address of a page")


def other_language(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A link to a page in another language says so with `hreflang`."""
    for one, target in site.inner(page, document):
        if one.kind not in ("a", "area") or not target.path or target.path not in site.pages:
            continue
        there = site.pages[target.path].language
        marked = one.attributes.get("hreflang", "")
        if document.language and there and there != document.language and marked != there:
            message = f"{target.path} is in “{there}”, this page in “{document.language}”"
            yield _fault(other_language, page, one, message, f'mark it: hreflang="{there}"')


def wrong_language(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """`hreflang` names the language of the page that it leads to."""
    for one, target in site.inner(page, document):
        marked = one.attributes.get("hreflang", "")
        if not marked or marked == "x-default" or target.path not in site.pages:
            continue
        there = site.pages[target.path or ""].language
        if there and there.split("-")[0] != marked.split("-")[0]:
            yield _fault(
                wrong_language, page, one, f"marked “{marked}”, and {target.path} is in “{there}”"
            )


def moved_target(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """No link leads to a page that only leads on."""
    if document.refresh is not None:
        return
    for one, target in site.inner(page, document):
        there = site.pages.get(target.path or "")
        if there is not None and there.refresh is not None:
            where = site.find(there.refresh, target.path or "").wanted
            yield _fault(moved_target, page, one, f"{target.path} has moved", f"link {where}")


def bad_redirect(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A page that leads on leads to a page, in one step, and not in a circle."""
    if document.refresh is None:
        return
    one = next(document.of("refresh"))
    target = site.find(one.url, page) if site.is_ours(one.url, page) else None
    there = site.pages.get(target.path or "") if target else None
    if there is not None and there.refresh is not None:
        message = "leads to itself" if target and target.path == page else "leads to another one"
        yield _fault(bad_redirect, page, one, f"the redirection {message}")


def wrong_canonical(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """A page that can be found has one canonical address, which is absolute and that of a page."""
    if document.refresh is not None or page.endswith("404.html"):
        return
    found = list(document.of("link canonical"))
    if len(found) != 1:
        yield Fault("wrong-canonical", page, 1, 1, "", f"{len(found)} canonical addresses")
        return
    (one,) = found
    if not urlsplit(one.url).scheme:
        yield _fault(wrong_canonical, page, one, "the canonical address is relative")
    elif not site.is_ours(one.url, page):
        yield _fault(wrong_canonical, page, one, f"“{one.url}” is no address of this site")
    elif "noindex" not in document.robots and site.find(one.url, page).path not in (page, None):
        yield _fault(wrong_canonical, page, one, f"“{one.url}” is another page")


def unpaired_alternate(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """Versions of a page in other languages are absolute, and name each other."""
    if page.endswith("404.html"):  # shown at any address
        return
    for one in document.of("link alternate"):
        if not one.attributes.get("hreflang"):
            continue
        if not urlsplit(one.url).scheme:
            yield _fault(unpaired_alternate, page, one, f"“{one.url}” is relative")
            continue
        target = site.find(one.url, page)
        there = site.pages.get(target.path or "")
        if there is None:
            continue
        back = (site.find(o.url, target.path or "").path for o in there.of("link alternate"))
        if page not in back:
            yield _fault(unpaired_alternate, page, one, f"{target.path} does not name this page")


def repeated_id(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """An id stands once on a page."""
    for name, line, column in document.repeated:
        yield Fault("repeated-id", page, line, column, f"#{name}", f"a second id “{name}”")


def dangling_name(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """What an attribute names by its id is on the page."""
    for attribute, name, line, column in document.named:
        if name not in document.ids:
            message = f"{attribute} names “{name}”, which is not on the page"
            yield Fault("dangling-name", page, line, column, f"#{name}", message)


def bad_data(site: SiteFiles, page: str, document: Document) -> Iterator[Fault]:
    """Data for search engines can be read, and its addresses of this site are pages of it."""
    for text, line in document.data:
        try:
            urls = list(urls_in_data(text))
        except ValueError as fault:
            yield Fault("bad-data", page, line, 1, "", f"the JSON-LD cannot be read: {fault}")
            continue
        for url in dict.fromkeys(urls):
            if site.is_ours(url, page) and site.find(url, page).path is None:
                yield Fault("bad-data", page, line, 1, url, f"“{url}” is no page of the site")


PAGE_RULES: tuple[Rule, ...] = (
    missing_target, missing_fragment, outside_site, empty_link, unsafe_scheme, unknown_scheme,
    invalid_mail, without_scheme, local_host, invalid_address, missing_slash, other_language,
    wrong_language, moved_target, bad_redirect, wrong_canonical, unpaired_alternate, repeated_id,
    dangling_name, bad_data,
)  # fmt: skip


def faults(site: SiteFiles) -> Iterator[Fault]:
    """All faults of a site, page by page; how many have been checked is shown if they are many."""
    pages, shown = site.pages.items(), len(site.pages) >= LONG
    for page, document in told(pages, "Checking links", len(pages), shown=shown):
        for rule in PAGE_RULES:
            yield from rule(site, page, document)
    for whole in SITE_RULES:
        yield from whole(site)


def _escapes(site: SiteFiles, page: str, url: str) -> bool:
    """Whether a relative address goes up further than the page is deep."""
    if scheme_of(url) or url.startswith(("/", "#", "?")):
        # From the root of the host is right only where the site is at the root of its host.
        is_rooted = url.startswith("/") and not url.startswith("//")
        base = urlsplit(site.url).path or "/"
        return is_rooted and not urlsplit(url).path.startswith(base)
    depth = page.count("/")
    for part in urlsplit(url).path.split("/"):
        depth += -1 if part == ".." else 0 if part in (".", "") else 1
        if depth < 0:
            return True
    return False


def _missing(site: SiteFiles, page: str, one: Reference, target: Target) -> Fault:
    near = site.near(target.wanted)
    hint = ""
    if near and near == f"{target.wanted}/{INDEX}":
        return _fault(missing_slash, page, one, f"“{one.url}” lacks its last slash")
    if near:
        hint = f"the file is called {near}: case and accents count"
    return _fault(missing_target, page, one, f"nothing at “{one.url}”", hint)


def _fault(rule: Rule, page: str, one: Reference, message: str, hint: str = "") -> Fault:
    name = rule.__name__.replace("_", "-")
    return Fault(name, page, one.line, one.column, one.url, message, hint)
