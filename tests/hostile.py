"""A copy of a case in which every text for readers tries to become part of the page.

The texts carry HTML, Markdown, MyST, a formula and addresses of scripts. What came of them is
found by the names of elements and attributes that no page of ours has.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from lxml import html

from tests.damage import dump
from whosays import Case, read_case
from whosays.case.yaml_source import parse_yaml

PAYLOAD = (
    "<img/src=x/onerror=alert(1)></script></style></textarea></svg><ws-x/onclick=alert(1)>"
    "&lt;ws-x&gt;{{7*7}}{%raw%}`{ws-x}`$\\frac{$[ws](javascript:alert(1))**ws**"
)
"""In one piece: some texts may not be longer than so many words."""

IN_URL = '#"onmouseover="alert(1)"\'><ws-x/>'
"""What may follow in an address, as far as a model can see."""

_PLAIN = {
    "estimates.csv": ("source", "speaker", "outlet", "counted_as_worded", "scope", "title"),
    "coverage.csv": ("outlet",),
}
"""Columns that are shown and name nothing."""


def poison(folder: Path) -> Case:
    """Change the copy of a case in ``folder`` and read it."""
    for path in [*folder.glob("*.yml"), *folder.glob("quizzes/*.yml")]:
        data = parse_yaml(path.read_text(encoding="utf-8-sig"), path.name).data
        path.write_bytes(dump(_poisoned(data)))
    for name, columns in _PLAIN.items():
        path = folder / name
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(rows.fieldnames or ()))
        writer.writeheader()
        for row in rows:
            texts = {column: row[column] + PAYLOAD for column in columns if row[column]}
            writer.writerow(row | texts | {"url": row["url"] + IN_URL})
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return read_case(folder)


def _poisoned(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_poisoned(each) for each in value]
    if not isinstance(value, dict):
        return f"{value}{IN_URL}" if key == "url" and value else value
    if key in {"kept", "changed"}:
        return value  # words that are looked for in a wording
    if isinstance(value.get("en"), str) and all(re.fullmatch("[a-z]{2}", name) for name in value):
        return value if key == "words" else {k: f"{text}{PAYLOAD}" for k, text in value.items()}
    return {name: _poisoned(each, name) for name, each in value.items()}


def broken_out(page: str) -> list[str]:
    """What in a piece of HTML came from PAYLOAD or IN_URL and is more than text."""
    found = []
    for each in html.fragment_fromstring(page, create_parent=True).iter():
        if not isinstance(each.tag, str):
            continue
        names = {name for name in each.attrib if name.startswith("on")}
        links = [
            each.get(name, "") for name in ("href", "src", "action", "xlink:href", "formaction")
        ]
        if each.tag == "ws-x" or names or each.get("src") == "x":
            found.append(html.tostring(each, encoding="unicode")[:200])
        found += [link for link in links if not re.match(r"https?:|[#./\w-]|$", link)]
        found += [link for link in links if link.strip().lower().startswith(("java", "data", "vb"))]
    return found


__all__ = ["IN_URL", "PAYLOAD", "broken_out", "poison"]
