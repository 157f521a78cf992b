"""A lesson in one file: what is in it, in which order, and what it lets a browser do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from tests.conftest import ASEM
from tests.levels import for_german_readers, reduced, rewrite
from whosays import Case, read_case
from whosays.begin.questions import generated
from whosays.case.vocabulary import Level
from whosays.cli import main
from whosays.errors import CallError
from whosays.one_file.from_page import lesson_from_page
from whosays.one_file.page import Kit, page
from whosays.site.one_file import files

KIT = Kit(
    "first()",
    ["'</script><!-- '"],
    ["p{color:red}"],
    {name: (f"{name}-1", f"{name}-2") for name in ("quiz", "annotator", "reader")},
)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Case:
    place = tmp_path_factory.mktemp("german")
    return read_case(for_german_readers(reduced(ASEM, place, Level.READING)))


def soup(case: Case, kit: Kit = KIT) -> BeautifulSoup:
    return BeautifulSoup(page(case, kit), "html.parser")


def hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_the_same_case_gives_the_same_bytes(german: Case) -> None:
    assert page(german, KIT) == page(german, KIT)


def test_nothing_may_be_fetched_and_only_what_stands_in_it_runs(german: Case) -> None:
    made = soup(german)
    policy = str(made.select_one("[http-equiv=Content-Security-Policy]")["content"])  # type: ignore[index]
    rules = dict(each.split(" ", 1) for each in policy.split("; "))
    scripts = [each.get_text() for each in made.select("script:not([type])")]
    styles = [each.get_text() for each in made.select("style")]
    assert rules.pop("script-src").split() == [hashed(text) for text in scripts]
    assert rules.pop("style-src").split() == [hashed(text) for text in styles]
    assert set(rules.values()) == {"'none'"}
    assert made.select("[src], link, [style], [data-src]") == []
    assert made.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs)) == []


def test_a_script_cannot_end_its_element(german: Case) -> None:
    assert r"'\x3c/script>\x3c!-- '" in page(german, KIT).decode()


def test_words_of_the_case_are_no_markup(german: Case) -> None:
    article = german.article.model_copy(
        update={"title": {"de": "<b>Ja</b> ^1,2;"}, "rights": {"de": "</script><i>"}}
    )
    made = soup(replace(german, article=article.model_copy(update={"licence": None})))
    assert made.select_one("h1").get_text() == "<b>Ja</b> ^1,2;"  # type: ignore[union-attr]
    assert "</script><i>" in made.select_one("#credit").get_text()  # type: ignore[union-attr]
    assert made.select("h1 b, i") == []


def test_nothing_is_told_before_it_was_asked(german: Case) -> None:
    made = soup(german)
    shown = [str(place["class"][-1]) for place in made.select("[data-widget-model]")]
    assert shown[-1] == "whosays-reader"
    assert set(shown[:-1]) == {"whosays-quiz", "whosays-annotator"}
    assert made.select_one("details:not([open]) .whosays-reader")
    asked = {each["id"].removeprefix("q-") for each in made.select("[id^=q-]")}
    assert asked == {item.id for item in generated(german).items}  # type: ignore[union-attr]
    text = made.select_one("#read").get_text()  # type: ignore[union-attr]
    assert all(sentence.text in text for sentence in german.sentences.values())


def test_that_a_program_made_it_is_said_once(german: Case) -> None:
    assert soup(german).get_text().count("Von einem Programm") == 1


def test_the_host_finds_the_state_of_every_place(german: Case) -> None:
    made = soup(german)
    holder = made.select_one("[type='application/vnd.jupyter.widget-state+json']")
    assert holder is not None
    state = json.loads(holder.get_text().replace("^^", "^"))
    places = {str(place["data-widget-model"]) for place in made.select("[data-widget-model]")}
    assert state["models"].keys() == places
    assert "text" not in state
    for model in state["models"].values():
        assert {"_esm", "_css", "strings", "layout"}.isdisjoint(model["state"])


def test_it_says_what_may_be_done_with_the_text(german: Case) -> None:
    own = german.words.of("one_file")["rights_own"]
    assert "CC BY 2.5" in soup(german).select_one("#credit").get_text()  # type: ignore[union-attr]
    assert own not in soup(german).get_text()
    article = german.article.model_copy(update={"licence": None})
    without = soup(replace(german, article=article)).select_one("#credit")
    assert own in without.get_text()  # type: ignore[union-attr]
    for known in (german.said(article.rights), german.said(article.title), article.as_of):
        assert known in without.get_text()  # type: ignore[union-attr]


def test_of_a_case_without_voices_there_is_no_lesson(german: Case) -> None:
    annotation = german.annotation.model_copy(update={"attributions": [], "author_voice": []})
    with pytest.raises(CallError, match="nothing can be asked"):
        page(replace(german, annotation=annotation), KIT)


# --- from a page of the site ---


def handed_over(case: Case) -> str:
    names = ("article.txt", "article.yml", "annotation.yml")
    return json.dumps({f"{case.id}/{name}": (case.folder / name).read_text() for name in names})


KIT_JSON = json.dumps(vars(KIT))


def test_the_editor_gets_what_the_command_writes(german: Case) -> None:
    answer = json.loads(lesson_from_page(handed_over(german), KIT_JSON))
    assert answer == {"html": page(german, KIT).decode()}


def test_the_editor_is_told_what_check_finds(german: Case) -> None:
    broken = handed_over(german).replace("konj1", "konj9", 1)
    (problem,) = json.loads(lesson_from_page(broken, KIT_JSON))["problems"]
    assert problem["file"] == "annotation.yml"
    assert problem["entry"]
    assert problem["field"] == "mood"
    assert problem["remedy"]


# --- the command ---


def command(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["lesson", "--page", *map(str, arguments)])


@pytest.mark.parametrize("level", Level)
def test_it_is_written_here_of_a_case_of_any_level(
    level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = read_case(reduced(ASEM, tmp_path, level))
    monkeypatch.chdir(tmp_path)
    result = command(case.folder)
    assert result.exit_code == 0, result.output
    assert result.output == "asem-2007.html\n"
    made = (tmp_path / "asem-2007.html").read_bytes()
    assert made == page(case, files().kit())
    assert not re.search(rb'(src|href)="(?!#|https://creativecommons)', made)


def test_a_proposal_that_nobody_has_read_is_refused(tmp_path: Path) -> None:
    folder = for_german_readers(reduced(ASEM, tmp_path, Level.READING))

    def propose(data: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
        data["attributions"][0]["proposed"] = True
        return data

    rewrite(folder / "annotation.yml", propose)
    result = command(folder, "--to", tmp_path / "x.html")
    assert result.exit_code == 1
    assert "annotation.yml, line" in result.output
    assert "proposed" in result.output
    assert not (tmp_path / "x.html").exists()
