"""What a reader gets to run: plain Markdown, links that lead somewhere, the lesson's own code."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from click.testing import CliRunner
from lxml import html
from markdown_it import MarkdownIt

from tests.conftest import ROOT
from tests.notebooks.conftest import LESSONS, Made
from whosays.cli import main
from whosays.notebooks import Target, notebooks
from whosays.notebooks.book import NotebookError
from whosays.notebooks.myst import headings, parser

EVERY = pytest.mark.parametrize("target", Target)
PLAIN = MarkdownIt("commonmark").enable("table")
MYST = {
    *("myst_role", "myst_target", "myst_line_comment", "myst_block_break", "colon_fence"),
    *("substitution_inline", "substitution_block", "math_inline", "math_inline_double"),
    *("math_block", "math_block_label"),
}


def markdown(notebook: dict[str, Any]) -> Iterator[str]:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])


def code(notebook: dict[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


@EVERY
def test_no_myst_is_left(made: Made, target: Target) -> None:
    left = [
        (name, token.type, token.content[:80])
        for name, notebook in made(target).items()
        for text in markdown(notebook)
        for block in parser().parse(text)
        for token in (block, *(block.children or []))
        if token.type in MYST or (token.type == "fence" and token.info.startswith("{"))
    ]
    assert left == []


@EVERY
def test_no_notebook_shows_what_looks_like_myst(made: Made, target: Target) -> None:
    """The parser finds no role in a text that it reads otherwise, and a reader would see it."""
    odd = re.compile(r"\{[\w:-]+\}\s*`|^:::|^```\{|^\(\S+\)=|\{\{|\]\(\)", re.MULTILINE)
    assert [
        (name, found[0])
        for name, notebook in made(target).items()
        for text in markdown(notebook)
        for found in odd.finditer(text)
    ] == []


@EVERY
def test_a_lessons_code_is_unchanged(made: Made, target: Target) -> None:
    for name, notebook in made(target).items():
        if (LESSONS / name).is_file():
            mine = [cell for cell in notebook["cells"] if cell.get("id") != "install"]
            assert code({"cells": mine}) == code(json.loads((LESSONS / name).read_text("utf-8")))


@EVERY
def test_a_heading_is_the_beginning_of_its_cell(made: Made, target: Target) -> None:
    """JupyterLab goes to the cell of a heading, when a link opens the notebook."""
    for notebook in made(target).values():
        for text in markdown(notebook):
            assert text.startswith("#") or not list(headings(text))
            assert len(list(headings(text))) <= 1


@EVERY
def test_every_notebook_is_one(made: Made, target: Target) -> None:
    for notebook in made(target).values():
        nbformat.validate(nbformat.from_dict(notebook))
        ids = [cell["id"] for cell in notebook["cells"]]
        assert len(ids) == len(set(ids))


def jupyter_id(heading: str) -> str:
    return heading.replace(" ", "-")


def places(notebook: dict[str, Any]) -> set[str]:
    """Ids that Jupyter gives to the headings."""
    pages = (html.fromstring(f"<div>{PLAIN.render(text)}</div>") for text in markdown(notebook))
    return {
        jupyter_id(heading.text_content())
        for page in pages
        for heading in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")
    }


def holds(notebook: dict[str, Any], fragment: str) -> bool:
    kind, _, cell = fragment.partition("cell-id=")
    if cell and not kind:
        return any(each["id"] == cell for each in notebook["cells"])
    return not fragment or fragment in places(notebook)


def links(notebook: dict[str, Any]) -> Iterator[str]:
    for text in markdown(notebook):
        yield from html.fromstring(f"<div>{PLAIN.render(text)}</div>").xpath("//a/@href")


@EVERY
def test_every_link_leads_somewhere(made: Made, target: Target) -> None:
    everything = made(target)
    dead = []
    for name, notebook in everything.items():
        for link in links(notebook):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            page = everything.get(unquote(parts.path) or name)
            if page is None or not holds(page, unquote(parts.fragment)):
                dead.append((name, link))
    assert dead == []


@pytest.mark.parametrize("target", [Target.LAB, Target.LITE])
def test_pages_lead_to_each_other(made: Made, target: Target) -> None:
    found = [link for notebook in made(target).values() for link in links(notebook)]
    assert sum(link.startswith("glossary.ipynb#") for link in found) > 50
    assert sum(".ipynb" in link for link in found) > 200


def test_how_to_run_it_comes_first(made: Made) -> None:
    for name, notebook in made(Target.LAB).items():
        first = next(markdown(notebook))
        assert ("Shift+Enter" in first) == bool(code(notebook)), name


def test_jupyterlite_is_told_its_kernel(made: Made) -> None:
    for notebook in made(Target.LITE).values():
        assert notebook["metadata"]["kernelspec"]["name"] == "python"
        assert notebook["metadata"]["language_info"]["name"] == "python"
    for notebook in made(Target.LAB).values():
        assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_a_citation_is_followed_by_the_work(made: Made) -> None:
    numbers = "\n".join(markdown(made(Target.ALONE)["numbers.ipynb"]))
    assert r"[Yang et al. \[2021\]](<https://doi.org/" in numbers
    assert "## Cited on this page" in numbers
    assert "Truncating" in numbers


def test_a_notebook_alone_explains_its_terms(made: Made) -> None:
    alone = "\n".join(markdown(made(Target.ALONE)["numbers.ipynb"]))
    assert "- **Bound**: A word that makes a figure a minimum" in alone
    assert ".ipynb" not in alone


def test_what_folds_on_the_page_folds_in_the_notebook(made: Made) -> None:
    text = "\n".join(markdown(made(Target.LAB)["numbers.ipynb"]))
    assert "<summary><b>For teachers</b></summary>" in text
    assert "> **What stays on this device**" in "\n".join(markdown(made(Target.LAB)["index.ipynb"]))


# --- a book of one's own ------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one lesson; ``write`` changes it."""
    lessons = tmp_path / "book/en"
    lessons.mkdir(parents=True)
    (tmp_path / "_config.yml").write_text("title: Mine\n", encoding="utf-8")
    put(lessons, "# One\n\nText.")
    return tmp_path


def put(lessons: Path, text: str) -> None:
    cells: list[Any] = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell("1")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), lessons / "one.ipynb")


@pytest.mark.parametrize(
    "text",
    [
        "{math}`x`",
        "{doc}`nowhere`",
        "{term}`nothing`",
        "{cite:t}`nobody`",
        "{ref}`nowhere`",
        "```{figure} x.png\n```",
        "```{admonition} T\n:open:\n```",
        "[a](nowhere)",
        "[a](../other/x.csv)",
        "{{ nothing }}",
        "{doc}`a\nb`",
    ],
)
def test_an_unknown_construct_names_file_cell_and_remedy(book: Path, text: str) -> None:
    put(book / "book/en", f"# One\n\n{text}")
    with pytest.raises(NotebookError, match=r"^one\.ipynb, cell 0: .+ .+\.$"):
        notebooks(book / "book/en", Target.LAB)


CONFIGURED = """
title: Mine
repository: {url: https://example.org/mine/book, branch: trunk}
html: {baseurl: https://mine.example/b}
"""


def test_a_notebook_alone_installs_what_the_configuration_names(book: Path) -> None:
    (book / "_config.yml").write_text(CONFIGURED, encoding="utf-8")
    made = json.loads(notebooks(book / "book/en", Target.ALONE)["one.ipynb"])
    install, one = code(made)
    assert install.endswith(
        '%pip install --quiet "whosays @ git+https://example.org/mine/book@trunk"'
    )
    assert one == "1"


@pytest.mark.parametrize("url", ["", "https://github.com/OWNER/mine"])
def test_where_no_repository_is_named_none_is_made_up(book: Path, url: str) -> None:
    config = f"title: Mine\nrepository: {{url: '{url}', branch: main}}\n"
    (book / "_config.yml").write_text(config, encoding="utf-8")
    made = json.loads(notebooks(book / "book/en", Target.ALONE)["one.ipynb"])
    assert code(made) == ["1"]
    assert "pip install ." in next(markdown(made))


def test_links_of_a_notebook_alone_lead_to_the_site(book: Path) -> None:
    lessons = book / "book/en"
    shutil.copy(lessons / "one.ipynb", lessons / "two.ipynb")
    put(
        lessons,
        "# Uno\n\n{doc}`two`, [here](mine), <a href='one.html?key'>key</a>,"
        " [text](../../data/a/article.txt)\n\n(mine)=\n## A b\n",
    )
    without = "\n".join(markdown(json.loads(notebooks(lessons, Target.ALONE)["one.ipynb"])))
    assert "One, [here](#A-b), key, text" in without
    (book / "_config.yml").write_text(CONFIGURED, encoding="utf-8")
    with_site = "\n".join(markdown(json.loads(notebooks(lessons, Target.ALONE)["one.ipynb"])))
    assert "[One](https://mine.example/b/book/en/two.html), [here](#A-b)" in with_site
    assert "<a href='https://mine.example/b/book/en/one.html?key'>key</a>" in with_site
    assert "[text](https://mine.example/b/data/a/article.txt)" in with_site


# --- the command ------------------------------------------------------------------------------


def test_the_command_leaves_alone_what_somebody_has_changed(book: Path, tmp_path: Path) -> None:
    arguments = ["notebooks", str(book / "book/en"), "--to", str(tmp_path / "out")]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    (tmp_path / "out/one.ipynb").write_text("mine", encoding="utf-8")
    again = CliRunner().invoke(main, arguments)
    assert "one.ipynb (stays as it is)" in again.output
    assert (tmp_path / "out/one.ipynb").read_text("utf-8") == "mine"
    assert CliRunner().invoke(main, [*arguments, "--replace"]).exit_code == 0
    assert (tmp_path / "out/one.ipynb").read_text("utf-8") != "mine"


@pytest.mark.parametrize("folder", ["tests", "book"])
def test_a_folder_without_lessons_is_said_in_a_line(folder: str, tmp_path: Path) -> None:
    arguments = ["notebooks", str(ROOT / folder), "--to", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "there are no notebooks" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_code_of_lessons_is_python() -> None:
    """A magic would not run everywhere; the one that installs the package is not the lesson's."""
    for path in LESSONS.glob("*.ipynb"):
        for source in code(json.loads(path.read_text("utf-8"))):
            ast.parse(source)
