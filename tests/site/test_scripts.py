"""Modules of front ends as functions in plain scripts."""

from __future__ import annotations

import pytest

from whosays.site import scripts
from whosays.site.scripts import NoFunctionError, as_parts, declared_in, minified, without_exports
from whosays.widgets._base import LATER


@pytest.mark.parametrize(
    ("module", "text", "gives"),
    [
        (
            "export default { render };\n",
            "\nconst whosaysDefault = { render };\n",
            "whosaysDefault",
        ),
        ("export default async function make() {}", "\nasync function make() {}", "make"),
        ("export default class A {}", "\nclass A {}", "A"),
        ("export default () => ({})", "\nconst whosaysDefault = () => ({})", "whosaysDefault"),
        ("let a={};export{a as default,b};", "let a={};", "a"),
        ("export { a, b };\nexport default 1", "\n\nconst whosaysDefault = 1", "whosaysDefault"),
    ],
)
def test_a_module_becomes_statements_and_a_value(module: str, text: str, gives: str) -> None:
    assert without_exports(module) == (text, gives)


@pytest.mark.parametrize(
    "module",
    [
        "import a from './a.js'; export default a",
        "const a = import('a'); export default a",
        "let x = 1;import{h}from'y';export default h",
        "const a = 1;",
        "export default 1;\nexport default 2;",
    ],
)
def test_what_needs_other_files_or_gives_nothing_is_refused(module: str) -> None:
    with pytest.raises(NoFunctionError):
        without_exports(module)


def test_words_that_look_like_a_module_s_are_no_hindrance() -> None:
    text = "// important: import it\nconst t = 'export default';\nexport default t;"
    assert without_exports(text)[1] == "whosaysDefault"


def test_what_a_part_declares_is_what_begins_a_line() -> None:
    text = "function a() {\n  const no = 1;\n}\nasync function b() {}\nconst c = 1;\nclass D {}\n"
    assert declared_in(text) == ["a", "b", "c", "D"]
    with pytest.raises(NoFunctionError):
        declared_in("const { a, b } = c;")


def test_a_part_gets_only_what_it_mentions_and_does_not_declare(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scripts, "minify", None)
    first, last = as_parts(
        ["const a = 1;\nconst b = 2;\nconst c = 3;", "const b = a;\nexport default b"]
    )
    assert "return { a0: a, a1: b, a2: c };" in first[1]
    assert "const { a0: a } = given;" in last[1]
    assert f'whosays.part("{last[0]}"' in last[1]


def test_a_part_for_later_and_the_one_before_it_get_names_of_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scripts, "minify", None)
    now = "const a = 1;\nexport default () => late();"
    last, later = as_parts([now, f"{LATER}function late() {{ return a; }}"])
    assert "const late = (...all) => given.z0(...all);" in last[1]
    assert "Object.assign(given, { a0: a });" in last[1]
    assert later[0] == f"{last[0]}+"
    assert "const { a0: a } = given;" in later[1]
    assert "return { z0: late };" in later[1]
    with pytest.raises(NoFunctionError, match="late comes later"):
        as_parts([now, f"{LATER}const late = 1;"])


def test_a_part_for_later_still_is_known_to_both_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scripts, "minify", None)
    now = "const a = 1;\nexport default () => late() + last();"
    late = f"{LATER}const b = 2;\nfunction late() {{ return last; }}"
    first, second, third = as_parts([now, late, f"{LATER}function last() {{ return a + b; }}"])
    for _, call in (first, second):
        assert "const last = (...all) => given.y0(...all);" in call
    assert second[0] == f"{first[0]}+"
    assert third[0] == f"{first[0]}++"
    assert "const { a0: a, z0: b } = given;" in third[1]
    assert "Object.assign(given, { a0: a });" in first[1]


def test_a_script_that_cannot_be_read_is_refused() -> None:
    if scripts.minify is None:
        pytest.skip("minify-go is not installed")
    with pytest.raises(NoFunctionError):
        minified("const = 1", "application/javascript")


def test_without_the_minifier_scripts_go_out_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "minify", None)
    assert minified("const a  =  1;", "application/javascript") == "const a  =  1;"
