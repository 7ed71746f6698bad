"""What hosts need beside the site: their configuration, and the files compressed in advance.

All of it is made from `deploy/policy.yml` and the built site. A build has `_headers` and
`_redirects` in it, which Netlify and Cloudflare Pages read. The command
`python -m publishing.hosts SITE FOLDER` writes

- into SITE: `.br`, `.zst` and `.gz` beside every text file;
- into FOLDER: `site.caddy`, `site.nginx.conf` and `maps.nginx.conf`, which `deploy/Caddyfile` and
  `deploy/nginx.conf` include.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urljoin

import brotli
import click
import zstandard

from publishing.built import BuiltSite
from publishing.fingerprint import HASHED
from publishing.policy import Policy, policy_for, read_policy

POLICY = Path("deploy/policy.yml")
SUFFIXES = (".br", ".zst", ".gz")
# Text, and Pagefind's metadata; its other files, pictures and archives are compressed already.
_COMPRESSED = re.compile(
    r"\.(html|css|js|json|svg|xml|txt|md|csv|ttl|tbx|tmx|jsonld|rss|atom|webmanifest|ico)$"
)
_SMALLEST = 512  # bytes; less is not worth a file
_MOVED = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')
_ERROR_PAGE = "404.html"
# Nothing of this name is part of the site, or for readers of it. Hosts prove who they are to those
# who certify them below `/.well-known/`.
_HIDDEN = r"/\.(?:[^w]|w[^e])|^/_(?:headers|redirects)$"


def write_hosts(site: Path, folder: Path, policy: Policy) -> None:
    """Write the configuration of all hosts for a built site, and compress its files."""
    redirects = dict(_redirects(site))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.caddy").write_text(caddy(site, policy, redirects), encoding="utf-8")
    (folder / "site.nginx.conf").write_text(nginx(site, policy, redirects), encoding="utf-8")
    (folder / "maps.nginx.conf").write_text(nginx_maps(policy), encoding="utf-8")
    compress(site)


def write_headers(site: BuiltSite) -> None:
    """Write `_headers` and `_redirects` into a site whose project has a policy."""
    if site.policy is None or site.preview:
        return
    text = headers_file(site.root, policy_for(site.policy, site.inline))
    (site.root / "_headers").write_text(text, encoding="utf-8")
    lines = [f"{old} {new} 301\n" for old, new in sorted(site.moved.items())]
    (site.root / "_redirects").write_text("".join(lines), encoding="utf-8")


def headers_file(site: Path, policy: Policy) -> str:
    """`_headers` for Netlify and Cloudflare Pages: a path, then its headers, indented."""
    everywhere = {**policy.headers, "Cache-Control": policy.cached}
    kept = {"Cache-Control": policy.hashed}
    blocks = [_block("/*", everywhere)]
    blocks += [_block(path, policy.shared_headers, everywhere) for path in policy.shared_paths]
    blocks += [_block(path, kept, everywhere) for path in _hashed(site)]
    return "\n".join(blocks)


def caddy(site: Path, policy: Policy, redirects: Mapping[str, str]) -> str:
    """Directives to import into a site block of a Caddyfile that says where the site is."""
    return "\n".join([*_caddy_route(policy, redirects), *_caddy_errors(site), ""])


def _caddy_route(policy: Policy, redirects: Mapping[str, str]) -> Iterator[str]:
    """A route keeps the order of its lines: a later header takes the place of an earlier one."""
    yield "route {"
    for name, value in {**policy.headers, "Cache-Control": policy.cached}.items():
        yield f"\theader {name} `{value}`"
    yield f"\t@hashed path_regexp {HASHED.pattern}"
    yield f"\theader @hashed Cache-Control `{policy.hashed}`"
    yield f"\t@shared path {' '.join(policy.shared_paths)}"
    for name, value in policy.shared_headers.items():
        yield f"\theader @shared {name} `{value}`"
    for ending, media_type in policy.types.items():
        yield f"\t@{ending} path *.{ending}"
        yield f"\theader @{ending} Content-Type `{media_type}`"
    for old, new in redirects.items():
        yield f"\tredir {old} {new} 301"
    yield "\t@writing not method GET HEAD"
    yield "\trespond @writing 405"
    yield f"\t@hidden path_regexp {_HIDDEN}"
    yield "\terror @hidden 404"
    yield "\tfile_server {"
    yield "\t\tprecompressed zstd br gzip"
    yield "\t}"
    yield "}"


def _caddy_errors(site: Path) -> Iterator[str]:
    yield "handle_errors {"
    for home in sorted(_homes(site), key=len, reverse=True):
        yield f"\thandle {home}* {{"
        yield f"\t\trewrite * {home}{_ERROR_PAGE}"
        yield "\t\tfile_server"
        yield "\t}"
    yield "}"


def nginx_maps(policy: Policy) -> str:
    """What depends on the address, to include in nginx's `http` block; nothing is no header."""
    shared = [f"~^{path.removesuffix('*')}" for path in policy.shared_paths]
    lines = ["map $uri $site_cache {", f'\tdefault "{policy.cached}";']
    lines += [f'\t"~{HASHED.pattern}" "{policy.hashed}";', "}"]
    for name, value in policy.shared_headers.items():
        lines += [f"map $uri ${_variable(name)} {{", f'\tdefault "{policy.headers.get(name, "")}";']
        lines += [*(f'\t"{path}" "{value}";' for path in shared), "}"]
    return "\n".join([*lines, ""])


def nginx(site: Path, policy: Policy, redirects: Mapping[str, str]) -> str:
    """Directives to include in a `server` block of nginx that says where the site is."""
    fixed = {n: v for n, v in policy.headers.items() if n not in policy.shared_headers}
    changing = {name: f"${_variable(name)}" for name in policy.shared_headers}
    headers = {**fixed, **changing, "Cache-Control": "$site_cache"}
    lines = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    types = [f'\t"{media_type}" {ending};' for ending, media_type in policy.types.items()]
    lines += ["include /etc/nginx/mime.types;", "types {", *types, "}"]
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in redirects.items()]
    lines += [f'location ~ "{_HIDDEN}" {{ return 404; }}']
    for home in _homes(site):
        # Every block has the headers of the server: none has one of its own.
        lines += [f"location {home} {{ error_page 404 {home}{_ERROR_PAGE}; }}"]
    return "\n".join([*lines, ""])


def compress(site: Path) -> None:
    """Write `.br`, `.zst` and `.gz` beside every text file, on all cores; always the same bytes."""
    for suffix in SUFFIXES:
        for left in site.rglob(f"*{suffix}"):
            if left.with_suffix("").is_file():
                left.unlink()
    paths = [path for path in sorted(site.rglob("*")) if _is_worth_it(path)]
    with ProcessPoolExecutor() as pool:
        list(pool.map(_compress, paths, chunksize=8))


def _is_worth_it(path: Path) -> bool:
    return bool(_COMPRESSED.search(path.name)) and path.stat().st_size >= _SMALLEST


def _compress(path: Path) -> None:
    content = path.read_bytes()
    made = {
        ".br": brotli.compress(content, quality=11),
        ".zst": zstandard.ZstdCompressor(level=19, write_checksum=False).compress(content),
        ".gz": gzip.compress(content, compresslevel=9, mtime=0),
    }
    for suffix, compressed in made.items():
        # The site may be served meanwhile: half a file has another name.
        part = path.with_name(f".{path.name}{suffix}")
        part.write_bytes(compressed)
        part.replace(path.with_name(path.name + suffix))


def moved(text: str, here: str) -> str | None:
    """Where a page at a path leads, as a path, if that is all it does."""
    found = _MOVED.search(text)
    return urljoin(here, found[1]) if found else None


def _redirects(site: Path) -> Iterator[tuple[str, str]]:
    """Pages that only lead elsewhere: the path of each, and the path that it leads to."""
    for page in sorted(site.rglob("index.html")):
        here = f"/{page.parent.relative_to(site).as_posix()}/"
        if there := moved(page.read_text(encoding="utf-8"), here):
            yield here, there


def _homes(site: Path) -> list[str]:
    """The folders with an error page of their own, as paths with a slash at both ends."""
    folders = (page.parent.relative_to(site) for page in sorted(site.rglob(_ERROR_PAGE)))
    return [f"/{folder.as_posix()}/" if folder.name else "/" for folder in folders]


def _hashed(site: Path) -> Iterator[str]:
    """The files whose names have a digest in them; of folders with nothing else, the folder."""
    folders: dict[Path, list[Path]] = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix not in SUFFIXES:
            folders.setdefault(path.parent.relative_to(site), []).append(path)
    for folder, paths in folders.items():
        hashed = [path for path in paths if HASHED.search(path.name)]
        if len(hashed) == len(paths) > 1:
            yield f"/{folder.as_posix()}/*"
        else:
            yield from (f"/{path.relative_to(site).as_posix()}" for path in hashed)


def _block(path: str, headers: Mapping[str, str], over: Mapping[str, str] | None = None) -> str:
    """A block of `_headers`; `! Name` takes away what a block for more paths has given."""
    taken = [f"  ! {name}\n" for name in headers if over and name in over]
    return "".join([f"{path}\n", *taken, *(f"  {name}: {v}\n" for name, v in headers.items())])


def _variable(header: str) -> str:
    return f"site_{header.lower().replace('-', '_')}"


def main(arguments: list[str]) -> int:
    """Write all of it for a built site; 1, after a clear line, if a folder is not there."""
    site, folder = (Path(argument) for argument in (arguments or ["site", "deploy/site"]))
    try:
        write_hosts(site, folder, read_policy(POLICY, site))
    except OSError as fault:
        click.echo(f"{fault.filename}: {fault.strerror}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
