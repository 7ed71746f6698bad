"""`python -m publishing.links [SITE]`: check the links of a built site."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from publishing.links.files import SiteFiles
from publishing.links.rules import faults
from publishing.links.source import Sources


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default="site")
@click.option("--root", type=click.Path(path_type=Path), default=".", help="The sources' folder.")
@click.option("--format", "style", type=click.Choice(["text", "github", "json"]), default="text")
def main(site: Path, root: Path, style: str) -> None:
    """Report every fault of the links of SITE, a line each; exit 1 if there is one."""
    if not (site / "index.html").is_file():
        click.echo(f"{site}/index.html: no site here; run `make build` first", err=True)
        sys.exit(2)
    files = SiteFiles.read(site)
    sources = Sources(root, *languages_of(files))
    found = sorted({sources.problem(fault, site) for fault in faults(files)})
    if style == "json":
        rows = [problem.as_json() for problem in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for problem in found if style != "json" else ():
        click.echo(problem.as_github() if style == "github" else problem)
    references = sum(len(document.references) for document in files.pages.values())
    summary = f"{len(files.pages)} pages, {references} references: {len(found)} faults"
    click.echo(summary, err=True)
    sys.exit(1 if found else 0)


def languages_of(files: SiteFiles) -> tuple[tuple[str, ...], str]:
    """The languages of a site, from its home pages; the one at the root is the default."""
    default = files.pages["index.html"].language
    folders = (name.partition("/")[0] for name in files.pages if name.count("/") == 1)
    others = {f for f in folders if files.pages.get(f"{f}/index.html", None) is not None}
    spoken = {f for f in others if files.pages[f"{f}/index.html"].language == f}
    return (default, *sorted(spoken)), default


if __name__ == "__main__":
    main()
