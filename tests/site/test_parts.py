"""Icons, launch targets, configuration, navigation, and the finishing of the folder."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from whosays.site import lite, output, prefer_static_form
from whosays.site.assets import STATIC
from whosays.site.launch import (
    LaunchTargets,
    launch_targets,
    repository_of,
    say_where_repository_is,
    what_it_takes,
)
from whosays.site.navigation import marked_sections, named_toggles
from whosays.words.language import Words

BINDER = "https://mybinder.org/v2/gh/someone/book/main?urlpath=lab/tree/"

# --- Icons --------------------------------------------------------------------------------------


def test_every_icon_that_our_templates_ask_for_is_drawn() -> None:
    folder = STATIC.parent / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    drawn = set(re.findall(r'"([\w-]+)": "M', texts["site-icon.html"]))
    asked = {name for text in texts.values() for name in re.findall(r'icon\("([\w-]+)"\)', text)}
    assert asked == drawn


# --- Where a chapter runs -----------------------------------------------------------------------


def context(url: str = "", **more: Any) -> dict[str, Any]:
    group = {"label": "launch-buttons", "buttons": [{"text": "Binder", "url": url}]}
    return {"header_buttons": [group], "sourcename": "book/a.ipynb", **more}


def test_binder_opens_the_chapter_and_not_a_folder_named_dot() -> None:
    assert launch_targets(context(f"{BINDER}./book/a.ipynb")) == LaunchTargets(
        f"{BINDER}book/a.ipynb", "book/a.ipynb"
    )


def test_a_chapter_in_markdown_is_downloaded_as_the_notebook_made_of_it() -> None:
    targets = launch_targets(context(BINDER, sourcename="book/a.md", ipynb_source="book/a.ipynb"))
    assert targets is not None
    assert targets.source == "book/a.ipynb"


def test_a_page_that_is_no_notebook_has_no_launch_box() -> None:
    assert launch_targets({"header_buttons": [], "sourcename": "book/index.md"}) is None


@pytest.mark.parametrize("url", ["", f"{BINDER}book/a.ipynb".replace("/someone/", "/OWNER/")])
def test_without_a_repository_binder_is_not_offered(url: str) -> None:
    assert launch_targets(context(url)) == LaunchTargets("", "book/a.ipynb")


# --- In the reader's browser --------------------------------------------------------------------


@pytest.fixture
def built_lite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as ``make lite`` builds it, with one notebook."""
    folder = tmp_path / "lite"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks/index.html").write_text("<p>JupyterLite</p>", encoding="utf-8")
    groups = {"app": [["a.js", 1_000_000, 3]], "python": [["b.whl", 2_500_000, 4]]}
    about = {
        "release": "1",
        "notebooks": {"a.ipynb": ["app", "python"]},
        "groups": groups,
        "seconds": {"python": 9},
    }
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    monkeypatch.setenv("WHOSAYS_LITE", str(folder))
    return folder


def test_a_notebook_is_offered_in_the_browser_with_what_it_takes(built_lite: Path) -> None:
    targets = launch_targets(context())
    assert targets is not None
    assert targets.lite == lite.Offer("lite/notebooks/index.html?path=a.ipynb", 3_500_000, 9)
    said = what_it_takes(targets, Words("en"))
    assert "3.5 MB" in said
    assert "9 seconds" in said
    assert built_lite.is_dir()


def test_a_notebook_that_the_folder_does_not_have_is_not_offered(built_lite: Path) -> None:
    targets = launch_targets(context(sourcename="book/b.ipynb"))
    assert targets is not None
    assert targets.lite is None
    assert what_it_takes(targets, Words("en")) == ""
    assert built_lite.is_dir()


def test_without_the_folder_nothing_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHOSAYS_LITE", raising=False)
    assert lite.wanted() is None
    assert lite.offer("a.ipynb") is None
    assert lite.digest() == ""


def test_a_folder_that_holds_nothing_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAYS_LITE", str(tmp_path))
    with pytest.raises(lite.NoLiteError, match=r"there is no about\.json in it.*make lite"):
        lite.wanted()


def test_the_folder_is_placed_in_the_site_and_taken_out_again(
    built_lite: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    lite.place(site)
    placed = site / "lite/notebooks/index.html"
    assert placed.read_text("utf-8") == (built_lite / "notebooks/index.html").read_text("utf-8")
    lite.remove(site)
    assert list(site.iterdir()) == []
    assert (built_lite / "about.json").is_file()


# --- Configuration ------------------------------------------------------------------------------


def priorities(overrides: list[Any]) -> dict[str, int]:
    order = {"text/html": 30, "application/vnd.jupyter.widget-view+json": 10, "image/png": 50}
    return order | {mime: number for builder, mime, number in overrides if builder in ("*", "html")}


@pytest.mark.parametrize(
    "users",
    [
        [],
        [["html", "text/html", 5]],
        [["*", "text/html", 45]],
        [["html", "application/vnd.jupyter.widget-view+json", 1]],
    ],
    ids=["nothing set", "html first", "html late", "widgets first"],
)
def test_the_static_form_wins_over_the_view_whatever_the_author_set(users: list[Any]) -> None:
    order = priorities(prefer_static_form(users))
    assert order["text/html"] < order["application/vnd.jupyter.widget-view+json"]
    assert order["application/vnd.jupyter.widget-view+json"] < order["image/png"]


# --- The book's contents ------------------------------------------------------------------------


def test_a_control_that_opens_a_part_of_the_contents_has_a_name() -> None:
    html = (
        '<p class="caption" role="heading"><span>Part</span></p><ul><li class="has-children">'
        '<a class="current" href="#">Quotations</a><details><summary></summary></details></li></ul>'
    )
    generate = named_toggles(lambda: BeautifulSoup(html, "html.parser"), "Chapters under {title}")
    soup = generate()
    assert soup.summary["aria-label"] == "Chapters under Quotations"
    assert soup.a["aria-current"] == "page"
    assert not soup.select("[role=heading]")


def test_a_line_that_leads_to_what_needs_python_is_marked() -> None:
    html = '<ul><li><a href="#keep">K</a></li><li><a href="#change">C</a></li></ul>'
    soup = marked_sections(lambda: BeautifulSoup(html, "html.parser"), {"change"})()
    assert [entry.text for entry in soup.select("li.site-run")] == ["C"]


# --- The folder ---------------------------------------------------------------------------------


def test_the_front_door_has_a_language_and_a_title(tmp_path: Path) -> None:
    index = tmp_path / "index.html"
    index.write_text('<meta http-equiv="Refresh" content="0; url=book/index.html" />\n')
    output.write_front_door(index, "en")
    text = index.read_text()
    assert '<html lang="en">' in text
    assert "<title>" in text
    assert 'href="book/index.html"' in text


def test_the_front_door_has_the_name_of_the_page_behind_it(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book/index.html").write_text("<title>My book</title>")
    index = tmp_path / "index.html"
    index.write_text('<meta http-equiv="Refresh" content="0; url=book/index.html" />\n')
    for _ in range(2):
        output.write_front_door(index, "en")
        assert "<title>My book</title>" in index.read_text()


def test_the_site_says_which_questions_a_page_has(tmp_path: Path) -> None:
    pages = {tmp_path / "book/a.html": '<li id="q-one"><li id="q-two"><li id="r-three">'}
    output.write_items(tmp_path, {**pages, tmp_path / "b.html": "<p>"})
    text = (tmp_path / "_static/whosays/items.js").read_text()
    assert text.endswith('.items = {"book/a":["one","two"]};\n')


def test_the_site_says_under_which_ids_questions_were_answered_before(tmp_path: Path) -> None:
    page = (
        '<li class="ws-item" id="q-new" data-was="old older">'
        '<span id="q-old"></span><span id="q-older"></span></li><li id="q-other"></li>'
    )
    output.write_items(tmp_path, {tmp_path / "a.html": page})
    script = next(tmp_path.rglob("items.js")).read_text("utf-8")
    assert '"a":["new","other"]' in script
    assert 'whosays.former = {"new":["old","older"]};' in script


def test_a_front_page_of_its_own_stays_as_it_is(tmp_path: Path) -> None:
    index = tmp_path / "index.html"
    index.write_text("<h1>Home</h1>")
    output.write_front_door(index, "en")
    assert index.read_text() == "<h1>Home</h1>"


def test_a_file_is_needed_if_a_page_or_its_style_loads_it(tmp_path: Path) -> None:
    static = tmp_path / "_static"
    for name in ("style.css", "imported.css", "picture.png", "script.js", "unused.js"):
        (static / name).parent.mkdir(exist_ok=True)
        (static / name).write_text("")
    (static / "style.css").write_text('@import "imported.css"; a{b:url(picture.png)}')
    page = tmp_path / "a/page.html"
    text = '<link href="../_static/style.css?v=1"><script src="../_static/script.js"></script>'
    needed = output.referenced({page: text}, tmp_path)
    assert {path.name for path in needed} == {
        "style.css",
        "imported.css",
        "picture.png",
        "script.js",
    }


def test_what_no_page_loads_is_deleted_except_an_authors_own_files(tmp_path: Path) -> None:
    static, own = tmp_path / "out/_static", tmp_path / "source/_static"
    for folder, name in ((static, "stock/a.js"), (static, "own.js"), (own, "own.js")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    output.remove_unreferenced(static, set(), keep=own)
    assert [path.name for path in static.rglob("*")] == ["own.js"]


def test_a_rule_is_used_if_all_its_classes_stand_on_some_page() -> None:
    is_used = output.usage(['<p class="one two">absent', '<p id="three-part">'])
    assert is_used("p.one > #three-part:hover")
    assert is_used("p:not(.absent)[data-x]")
    assert not is_used(".one.absent")
    assert not is_used("#absent p")


def test_a_style_sheet_that_moves_takes_its_pictures_along(tmp_path: Path) -> None:
    path = tmp_path / "styles/a.css"
    path.parent.mkdir()
    path.write_text("a{b:url(x.png)}c{d:url('data:image/png,')}")
    assert output.rebased(path, tmp_path) == "a{b:url(../styles/x.png)}c{d:url('data:image/png,')}"


def test_pages_name_the_version_of_a_bundle_once(tmp_path: Path) -> None:
    for bundle in output.BUNDLES:
        (tmp_path / "_static/whosays").mkdir(parents=True, exist_ok=True)
        (tmp_path / "_static/whosays" / bundle).write_text("a{}")
    page = tmp_path / "page.html"
    page.write_text('<link href="_static/whosays/code.css">')
    for _ in range(2):
        output.stamp({page: page.read_text()}, tmp_path / "_static")
    assert page.read_text().count("?v=") == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://github.com/someone/book", "git clone https://github.com/someone/book mine"),
        ("https://github.com/OWNER/book", "Ask. git clone ADDRESS mine"),
        ("", "Ask. git clone ADDRESS mine"),
    ],
)
def test_a_page_says_where_the_repository_is_or_that_nothing_says_it(url: str, said: str) -> None:
    code = "<pre><span>git clone ADDRESS mine</span></pre>"
    body = BeautifulSoup(
        f'<div class="no-repository"><p>Ask. </p>{code}</div><div class="repository">{code}</div>',
        "html.parser",
    )
    say_where_repository_is(body, repository_of({"repository_url": url}))
    assert body.get_text() == said
