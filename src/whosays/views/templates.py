"""Templates of HTML: what a room puts on a page, with every text escaped."""

from __future__ import annotations

import json
from typing import Any

import jinja2


def templates(room: str) -> jinja2.Environment:
    """The templates beside the modules of a room; a variable that is missing is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("whosays", room),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def script_json(value: Any) -> str:
    """JSON that can stand in a script element whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
