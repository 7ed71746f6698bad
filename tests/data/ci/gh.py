"""Stands in for the part of GitHub's `gh` that `.ci/tracking-issue` calls; issues are a file.

It knows no other options than the real one has, so that a misspelled one fails here, too.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

KEPT = Path(os.environ["GH_ISSUES"])


def main() -> None:
    options, issues = arguments(), json.loads(KEPT.read_text("utf-8"))
    match options.thing, options.action:
        case "issue", "list":
            numbers = [
                number
                for number, issue in enumerate(issues, 1)
                if issue["state"] == options.state and issue["label"] == options.label
            ]
            sys.stdout.write(f"{min(numbers, default='')}\n")
        case "issue", "create":
            made = {"state": "open", "title": options.title, "label": options.label}
            issues.append({**made, "body": Path(options.body_file).read_text("utf-8")})
        case "issue", "edit":
            issues[options.number - 1]["body"] = Path(options.body_file).read_text("utf-8")
        case "issue", "close":
            issues[options.number - 1] |= {"state": "closed", "comment": options.comment}
    KEPT.write_text(json.dumps(issues), "utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    things = parser.add_subparsers(dest="thing", required=True)
    issue = things.add_parser("issue").add_subparsers(dest="action", required=True)
    listing = issue.add_parser("list")
    for name in ("--state", "--label", "--limit", "--json", "--jq"):
        listing.add_argument(name)
    creating = issue.add_parser("create")
    for name in ("--label", "--title", "--body-file"):
        creating.add_argument(name, required=True)
    for action, name in (("edit", "--body-file"), ("close", "--comment")):
        changing = issue.add_parser(action)
        changing.add_argument("number", type=int)
        changing.add_argument(name, required=True)
    label = things.add_parser("label").add_subparsers(dest="action", required=True)
    making = label.add_parser("create")
    making.add_argument("name")
    making.add_argument("--force", action="store_true")
    for name in ("--color", "--description"):
        making.add_argument(name)
    return parser.parse_args()


if __name__ == "__main__":
    main()
