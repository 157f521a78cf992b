"""YAML is read as text, with the lines on which things stand."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from whosays import CaseError, Problem
from whosays.case.yaml_source import parse_yaml


def test_scalars_stay_as_written() -> None:
    data = parse_yaml("a: no\nb: 12.000\nc: 2024-10-25\nd:\ne: '~'\n", "x.yml").data
    assert data == {"a": "no", "b": "12.000", "c": "2024-10-25", "d": None, "e": "~"}


def test_lines_are_those_of_the_file() -> None:
    source = parse_yaml("a:\n  - id: x\n    b: 1\n  - id: y\n", "x.yml")
    assert source.line_of(("a", 0, "b")) == 3
    assert source.line_of(("a", 1)) == 4
    assert source.line_of(("a", 1, "missing", "field")) == 4


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: [1\nb: 2", 2, "not valid YAML"),
        ("a: 1\na: 2", 2, "stands twice"),
        ("a: &x 1\nb: *x", 1, "anchors"),
        ("--- 1\n--- 2", 2, "second document"),
        ("[a]: 1", 1, "where a key is expected"),
        ("a: \x07", 1, "not valid YAML"),
        ("[" * 50, 1, "nested"),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(CaseError, match=says) as error:
        parse_yaml(text, "x.yml")
    assert error.value.problems[0].line == line


plain = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=20,
)


@given(plain)
def test_what_a_yaml_writer_wrote_is_read_back(data: Any) -> None:
    written = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    assert parse_yaml(written, "x.yml").data == data


@given(st.text())
def test_any_text_is_read_or_refused_in_one_message(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        parse_yaml(text, "x.yml")
    except CaseError as error:
        problems = error.problems
    assert len(problems) <= 1
