"""Everything for a plan in one zip: what is in it, what its text names, and where it is offered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from whosays import Case, LessonPlan
from whosays.export.collection import path_of
from whosays.export.downloads import archive
from whosays.export.platforms import PLATFORMS
from whosays.site import packages, plans
from whosays.site.packing import in_the_zip
from whosays.words import Words

SHEETS = {"plan-45.html": "<h1>45 <em>minutes</em></h1>", "notice.html": "<h1>A notice</h1>"}


@pytest.fixture
def site(tmp_path: Path, kursk: Case) -> Path:
    """A site with the files of two lessons, and a package of one of them."""
    for lesson in ("article", "disputes"):
        names = [f"{lesson}{module.suffix}" for module in PLATFORMS.values()]
        files = {name: name.encode() for name in (*names, "README.txt")}
        place = tmp_path / "data" / kursk.id / path_of(kursk, lesson)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(archive(files))
    package = tmp_path / "packages" / packages.file_name("article", "1.2")
    package.parent.mkdir()
    package.write_bytes(b"a package")
    return tmp_path


def named_in(readme: str) -> list[str]:
    """The files that the text names, each in a line of its own."""
    return re.findall(r"^(\S+\.\w+)$", readme, re.MULTILINE)


def test_a_zip_has_what_its_text_names_and_nothing_else(site: Path, kursk: Case) -> None:
    files = plans.packed_files(site, LessonPlan(kursk, "minutes-45"), SHEETS)
    readme = files["README.txt"].decode()
    assert sorted(named_in(readme)) == sorted(files.keys() - {"README.txt"})
    assert files["article/article.sheet.pdf"] == b"article.sheet.pdf"
    assert files["article/article-scorm-1.2.zip"] == b"a package"
    assert files["plan-45.html"].decode() == SHEETS["plan-45.html"]
    # The article to mark is in the plan, too, but this site has no file of it.
    assert {path.partition("/")[0] for path in files if "/" in path} == {"article", "disputes"}


def test_its_text_says_what_each_file_is_and_whose(site: Path, kursk: Case) -> None:
    files = plans.packed_files(site, LessonPlan(kursk, "minutes-45"), SHEETS)
    readme = files["README.txt"].decode()
    t = Words().of("platforms")
    assert readme.startswith("45 minutes: who says it, and do they disagree?\n")
    assert "plan-45.html\n  45 minutes (to print" in readme
    for name, module in PLATFORMS.items():
        assert f"article/article{module.suffix}\n  {t[f'name_{name}']}\n" in readme
    assert "article/article-scorm-1.2.zip\n  The whole lesson as a package (SCORM 1.2)\n" in readme
    assert "creativecommons.org/licenses/by/4.0" in readme
    assert kursk.article.rights["en"] in readme


def test_the_same_files_give_the_same_zip(site: Path, kursk: Case) -> None:
    plan = LessonPlan(kursk, "minutes-45")
    one, other = (archive(plans.packed_files(site, plan, SHEETS)) for _ in "ab")
    assert one == other


def test_a_plan_needs_the_lessons_of_its_sheets_and_of_its_questions(kursk: Case) -> None:
    assert LessonPlan(kursk, "minutes-45").lessons == ["article", "disputes", "attributions"]
    assert LessonPlan(kursk, "minutes-15").lessons == ["index"]


def test_a_plan_is_offered_above_it_and_not_in_the_books_zip(kursk: Case) -> None:
    page = BeautifulSoup(LessonPlan(kursk, "minutes-15")._repr_html_(), "html.parser")
    plans.offer(page, "../../", Words())
    link = page.select_one(".site-screen a[download]")
    assert link is not None
    assert link["href"] == "../../plans/kursk-2024-minutes-15.zip"
    assert link.find_next("section") is page.select_one(".ws-plan")
    assert "plans/" not in in_the_zip(str(page), Words())
