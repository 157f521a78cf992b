"""GIFT, read by a parser that others wrote for it (gift-pegjs): all of the book, and odd texts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from tests.conftest import ROOT
from tests.export.questions import collected, items, read, squeezed, texts_of, whole
from tools.bench.npm import installed
from whosays import Case
from whosays.export.collection import Collection
from whosays.export.gift import write

PARSER = "gift-pegjs@1.0.2"
PROGRAM = """
const parser = require(process.argv[1]);
const text = require("fs").readFileSync(0, "utf8");
process.stdout.write(JSON.stringify(parser.parse(text)));
"""


def parsed(content: bytes) -> dict[str, dict[str, Any]]:
    """The questions of a file by their ids, as the parser gives them."""
    node = shutil.which("node")
    assert node, "Node is missing (Debian: sudo apt-get install nodejs npm)"
    package = installed(ROOT / "_build/bench/npm", PARSER)
    done = subprocess.run(  # noqa: S603 - a parser of a fixed version, with our own text
        [node, "-e", PROGRAM, str(package)], input=content, capture_output=True, check=True
    )
    return {each["id"]: each for each in json.loads(done.stdout) if each["type"] != "Category"}


def strings(value: Any, field: str = "") -> list[str]:
    """Every text of a question as it is read."""
    if isinstance(value, str) and field == "subanswer":
        # The parser forgets its own signs for escaped ones here.
        return [squeezed(re.sub(r"&&(\d{3});", lambda sign: chr(int(sign[1])), value))]
    if isinstance(value, str):
        return [read(value)]
    if isinstance(value, dict):
        return [text for name, each in value.items() for text in strings(each, name)]
    return [text for each in (value if isinstance(value, list) else ()) for text in strings(each)]


def lost(collection: Collection) -> list[str]:
    back = parsed(write(collection))
    return [
        each
        for question in collection.questions
        for each in texts_of(question.made)
        if each not in " ".join(strings(back[question.id]))
    ]


def test_no_text_of_the_book_is_lost(kursk: Case) -> None:
    assert lost(whole(kursk)) == []


@settings(max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(items())
def test_no_text_is_lost_whatever_it_looks_like(made: list[dict[str, Any]]) -> None:
    assert lost(collected(made)) == []
