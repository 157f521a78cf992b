"""The questions to take away: a zip a lesson, and on a page what is in it and what is not."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from tests.conftest import KURSK
from tests.export.questions import collected, whole
from tests.samples import ITEMS
from tools.prose import code_of, page_named
from whosays import Case, QuestionFiles
from whosays.cli import main
from whosays.errors import MissingExtraError
from whosays.export.collection import collection
from whosays.export.downloads import archive
from whosays.export.paper import papers
from whosays.export.platforms import NOWHERE, PAPER, PLATFORMS, files, losses
from whosays.export.question_files import archives
from whosays.views.lessons import lessons
from whosays.words import Words
from whosays.words.interface import table

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def zips(kursk: Case) -> dict[str, bytes]:
    return archives(kursk)


def names(packed: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return opened.namelist()


def test_every_lesson_has_all_formats_and_a_word_on_them(zips: dict[str, bytes]) -> None:
    assert names(zips["questions/chains.zip"]) == [
        *(f"chains{each.suffix}" for each in PLATFORMS.values()),
        "README.txt",
    ]
    assert next(iter(zips)) == "questions/kursk-2024-questions.zip"


def test_the_files_are_always_the_same(kursk: Case) -> None:
    one, other = (files(collection(kursk, lessons(kursk), "chains")) for _ in "ab")
    assert one == other


def test_a_lesson_has_the_same_files_alone_and_after_the_whole_book(
    kursk: Case, zips: dict[str, bytes]
) -> None:
    for name in ("chains", "without-war"):  # one has its own questions, one borrows all of them
        alone = archive(files(collection(kursk, lessons(kursk), name)))
        assert alone == zips[f"questions/{name}.zip"]


@pytest.fixture(scope="module")
def page(kursk: Case) -> html.HtmlElement:
    return html.fromstring(f"<div>{QuestionFiles(kursk)._repr_html_()}</div>")


def test_every_file_is_named_and_what_is_named_is_there(
    kursk: Case, zips: dict[str, bytes], page: html.HtmlElement
) -> None:
    named = [Path(name).relative_to(kursk.id) for name in page.xpath("//@data-ws-file")]
    assert [name.as_posix() for name in named] == list(zips)


def test_the_list_needs_nothing_of_what_makes_the_files(
    kursk: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("genanki", "typst", "docx"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError):
        archives(kursk)
    shown = html.fromstring(f"<div>{QuestionFiles(kursk)._repr_html_()}</div>")
    assert {len(row) for row in shown.xpath("//tbody/tr")} == {2}
    assert "whosays export kursk-2024 --format moodle" in shown.text_content()
    assert not shown.xpath("//a")


def test_the_article_to_mark_has_a_file_for_paper_only(zips: dict[str, bytes]) -> None:
    name = "kursk-2024-attributions"
    assert names(zips[f"questions/{name}.zip"]) == [
        *(f"{name}{each.suffix}" for each in PAPER.values()),
        "README.txt",
    ]


def test_the_page_says_what_each_format_does_not_hold(kursk: Case, page: html.HtmlElement) -> None:
    text = page.text_content()
    for name in PLATFORMS:
        assert all(loss.words in text for loss in losses(name, whole(kursk), laid_out=False))


# --- lessons ---


def test_a_lesson_has_the_questions_that_its_page_asks(kursk: Case) -> None:
    found = lessons(kursk)
    asked = sum(code.count("quiz(") for code in code_of(page_named("chains")))
    assert asked > 3
    assert [question.id for question in found["chains"].questions] == [
        *kursk.quizzes["article"].sets["hands"].items,
        *kursk.quizzes["sources"].sets["told"].items,
        *kursk.quizzes["sources"].sets["author"].items,
        *kursk.quizzes["article"].sets["dash"].items,
        *kursk.quizzes["sources"].sets["hands"].items,
    ]
    assert found["chains"].title == "Through whose hands?"
    assert list(found.by_name)[:4] == ["index", "article", "sources", "chains"]


def test_all_lessons_together_have_each_question_once_where_it_is_at_home(kursk: Case) -> None:
    found = lessons(kursk)
    every = [question.id for lesson in found.whole for question in lesson.questions]
    assert sorted(every) == sorted(i.id for bank in kursk.quizzes.values() for i in bank.items)
    assert "without-war" not in [lesson.name for lesson in found.whole]
    assert len(found["without-war"].questions) > 5


def test_a_case_in_no_book_has_its_banks_for_lessons() -> None:
    lessons = collected(ITEMS).lessons
    assert [(lesson.name, lesson.title) for lesson in lessons] == [("sample", "Samples")]


# --- what is lost ---


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_a_format_does_not_hold_is_said_with_the_questions(name: str) -> None:
    made = collected(ITEMS)
    readme = files(made, [name])["README.txt"].decode()
    found = losses(name, made)
    assert {loss.words for loss in found} >= {
        Words().of("platforms")[word] for word in ("lost_sure", "lost_telling_apart")
    }
    prompts = {question.id: question.name for question in made.questions}
    for loss in found:
        if len(loss.questions) == len(made.questions):
            assert f"- {loss.words} (every question)\n" in readme
        else:
            named = "".join(f"  - {prompts[each]}\n" for each in loss.questions)
            assert f"- {loss.words}\n{named}" in readme


@pytest.mark.parametrize("lesson", ["article", "index", "checking"])
def test_only_what_is_not_on_the_sheet_is_said_to_be_left_out(kursk: Case, lesson: str) -> None:
    chosen = collection(kursk, lessons(kursk), lesson)
    (paper,) = papers(chosen)
    printed = {task.id for task in paper.sheets[0].tasks}
    left = {question.id for question in chosen.questions} - printed
    t = Words().of("platforms")
    for name in ("sheet", "docx"):
        found = {loss.words: set(loss.questions) for loss in losses(name, chosen)}
        assert found.get(t["lost_two_sides"], set()) == left
    for name in ("key", "docx"):
        found = {loss.words: set(loss.questions) for loss in losses(name, chosen)}
        assert (t["lost_one_side"] in found) == (not paper.every)
    readme = files(chosen, ["sheet"])["README.txt"].decode()
    assert (t["lost_two_sides"] in readme) == bool(left)


def test_what_to_do_comes_before_what_is_lost(kursk: Case) -> None:
    text = files(collection(kursk, lessons(kursk), "chains"))["README.txt"].decode()
    to_do, lost = text.split("Not carried over:")
    t = Words().of("platforms")
    for name in PLATFORMS:
        assert t[f"how_{name}"] in to_do
        assert t["lost_sure"] in lost
        assert t["lost_sure"] not in to_do


def test_every_word_on_a_loss_is_used() -> None:
    named = {
        word
        for each in PLATFORMS.values()
        for row in (*each.losses.values(), *NOWHERE.values(), each.laid_out)
        for word in row
    }
    written = {name for name in table()["platforms"] if name.startswith("lost_")}
    assert written == {f"lost_{word}" for word in named} | {"lost_of", "lost_all"}


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_file_has_the_licence_and_what_it_leaves_out(kursk: Case, name: str) -> None:
    for path, content in files(whole(kursk), [name]).items():
        if path.endswith((".xml", ".txt", ".csv")):
            text = content.decode()
            assert "CC BY 4.0" in text
            assert kursk.article.rights["en"] in text


# --- the command ---


def run(folder: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["export", str(KURSK), "--to", str(folder), *options])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", PLATFORMS)
def test_the_command_writes_a_lesson_and_says_what_is_not_in_it(tmp_path: Path, name: str) -> None:
    status, said = run(tmp_path / "out", "--format", name, "--lesson", "chains")
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert (status, made) == (0, {f"chains{PLATFORMS[name].suffix}", "README.txt"})
    assert "Not carried over:\n- " in said
    assert "- How sure somebody is. (questions: 6)" in said


def test_without_a_lesson_the_command_writes_all(tmp_path: Path) -> None:
    status, _ = run(tmp_path, "--format", "moodle")
    assert status == 0
    assert (tmp_path / "kursk-2024-questions.moodle.xml").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "moodel"), "no format 'moodel'; did you mean 'moodle'?"),
        (("--format", "moodle", "--lesson", "chain"), "no lesson 'chain'; there are: index, "),
        (("--lesson", "chains"), "--lesson needs --format"),
    ],
)
def test_what_is_not_there_is_answered_by_what_is(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    status, words = run(tmp_path / "out", *options)
    assert status in (1, 2)
    assert said in words
    assert not (tmp_path / "out").exists()
