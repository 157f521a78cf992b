"""What is MyST is found wherever it stands, and nothing that only looks like it."""

from __future__ import annotations

import pytest

from whosays.notebooks.myst import (
    Directive,
    UnknownConstructError,
    headings,
    rewrite,
    sections,
    words_of,
)


class Marking:
    """Puts what it is asked about in plain brackets."""

    def role(self, name: str, content: str) -> str:
        return f"«{name}: {content}»"

    def directive(self, directive: Directive) -> str:
        options = "".join(f" {name}={value}" for name, value in directive.options.items())
        return f"«{directive.name}: {directive.argument}{options}|{directive.body}»"

    def substitution(self, name: str) -> str:
        return f"«{name}»"

    def link(self, address: str) -> str | None:
        return {"gone": None, "there": "there.ipynb"}.get(address, address)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A {term}`source`.", "A «term: source»."),
        ("**{term}`a`** and {cite:t}`b`, {term}`a`", "**«term: a»** and «cite:t: b», «term: a»"),
        ("# The {doc}`x`\n\n- one {doc}`y`\n", "# The «doc: x»\n\n- one «doc: y»\n"),
        ("`{term}` and ``{term}`x` ``, {term}`x`", "`{term}` and ``{term}`x` ``, «term: x»"),
        ("| a |\n|---|\n| {doc}`x` |\n", "| a |\n|---|\n| «doc: x» |\n"),
        ("```python\n{doc}`x`\n```\n\n{doc}`x`", "```python\n{doc}`x`\n```\n\n«doc: x»"),
        ("    {doc}`x`\n\n{doc}`x`", "    {doc}`x`\n\n«doc: x»"),
        ("> {doc}`x`\n> {doc}`x`", "> «doc: x»\n> «doc: x»"),
        ("(name)=\n# Heading", "# Heading"),
        ("```{note}\nBody\n```", "«note: |Body»"),
        (":::{note}\nBody\n:::\nMore", "«note: |Body»\nMore"),
        (
            "```{admonition} T\n:class: tip\n\nA\n\nB\n```\n\nC",
            "«admonition: T class=tip|A\n\nB»\n\nC",
        ),
        ("{{ who }}\n\nand {{ who }}", "«who»\n\nand «who»"),
        ("[a](there), [b](gone), [c](http://x)", "[a](there.ipynb), b, [c](http://x)"),
        ("[{doc}`a`](there) [*b*](gone)", "[«doc: a»](there.ipynb) *b*"),
        ("[a](<there>) [b](there 'title')", "[a](there.ipynb) [b](there.ipynb 'title')"),
        ("[a](https://x/(y)_z) [b](there)", "[a](https://x/(y)_z) [b](there.ipynb)"),
        ('<a href="gone">x</a> <a href="there">y</a>', 'x <a href="there.ipynb">y</a>'),
        ("<https://x.example> [a](there)", "<https://x.example> [a](there.ipynb)"),
        ('<span lang="de">so</span> [a](there)', '<span lang="de">so</span> [a](there.ipynb)'),
        (r"\{term}`x` stays", r"\{term}`x` stays"),
    ],
)
def test_only_what_is_myst_is_replaced(text: str, plain: str) -> None:
    assert rewrite(text, Marking()) == plain


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("% a comment", "% a comment"),
        ("+++\n\ntext", "+++"),
        ("costs $5 and$6", "$5 and$"),
        ("$$\nx\n$$", "$$"),
        ("![a picture](x.png)", "![a picture](x.png)"),
        ("a[^1]\n\n[^1]: b", "[^1]"),
        ("a\n\n[^1]: b c", "[^1]"),
        ("- one\n\n  ```{note}\n  x\n  ```\n", "{note}"),
        ("[a]: there\n\n[a]", "[a]"),
        (":::\nplain\n:::", ":::"),
    ],
)
def test_what_nothing_makes_plain_is_refused_by_its_name(text: str, named: str) -> None:
    with pytest.raises(UnknownConstructError) as error:
        rewrite(text, Marking())
    assert named in error.value.construct
    assert error.value.remedy


def test_headings_come_with_their_names() -> None:
    first, second = headings("# A *b*\n\n(x)=\n(y)=\n## C `d`\n")
    assert (first.level, first.text, first.names) == (1, "A *b*", ())
    assert (second.level, second.names) == (2, ("x", "y"))


def test_words_are_what_is_read() -> None:
    shown = words_of("*A* [b](c) {term}`d <e>`, `f`", lambda name, content: f"{name}!{content}")
    assert shown == "A b term!d <e>, f"


def test_a_text_is_cut_in_front_of_its_headings() -> None:
    text = "# A\n\nx\n\n## B\ny\n\n```\n# no heading\n```\n\n> # nor here\n\n### C\n"
    first, second, third = sections(text)
    assert first == "# A\n\nx"
    assert second == "## B\ny\n\n```\n# no heading\n```\n\n> # nor here"
    assert third == "### C"
    assert sections("no heading") == ["no heading"]
    assert sections("") == [""]
