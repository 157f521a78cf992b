"""Files of words and of cases, read as where no parser in C is there: in a reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FOLDERS = ("src/whosays", "seeds", "book", "tests/gallery/cases")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yml"))


def twice(node: yaml.Node) -> Iterator[str]:
    """Keys that a mapping has twice; what comes last would silently take the place of the other."""
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value]
        yield from (
            f"{name}, line {node.start_mark.line + 1}"
            for name in set(names)
            if names.count(name) > 1
        )
        for _, value in node.value:
            yield from twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from twice(each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_name_is_given_twice(path: Path) -> None:
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert node is None or list(twice(node)) == []


def test_a_name_given_twice_is_found() -> None:
    assert list(twice(yaml.compose("a: {b: 1, b: 2}"))) == ["b, line 1"]
