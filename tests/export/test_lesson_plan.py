"""A plan as a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Edit
from whosays import Case, LessonPlan, read_case


def test_minutes_follow_one_another_and_are_marked(kursk: Case) -> None:
    plan = LessonPlan(kursk, "minutes-45")
    phases = plan.phases
    assert [phase["begins"] for phase in phases] == [0, *(phase["ends"] for phase in phases[:-1])]
    assert phases[-1]["ends"] == plan.plan.planned
    sheet = html.fromstring(plan._repr_html_())
    marks = [small.text for small in sheet.iter("small")]
    assert marks == ["must" if phase["must"] else "if time" for phase in phases]
    assert "45 minutes are planned" in sheet.text_content()


def test_a_sheet_without_devices_has_the_texts_to_read_aloud(kursk: Case) -> None:
    (item,) = (i for i in kursk.quizzes["disputes"].items if i.id == "disputes-alarm")
    said = item.passage.made_up["en"]  # type: ignore[union-attr, index]
    assert said in html.fromstring(LessonPlan(kursk, "no-devices")._repr_html_()).text_content()
    assert (
        said not in html.fromstring(LessonPlan(kursk, "without-war")._repr_html_()).text_content()
    )


def test_german_readers_have_german_labels(folder: Path) -> None:
    sheet = LessonPlan(read_case(folder, lang="de"), "minutes-15")._repr_html_()
    assert "Erwartete Antworten" in sheet


def test_nothing_from_a_plan_is_more_than_text(folder: Path, edit: Edit) -> None:
    edit("plans.yml", "The two sentences on the wall", "<script>x</script>")
    sheet = LessonPlan(read_case(folder), "minutes-15")._repr_html_()
    assert "<script>" not in sheet


def test_an_unknown_plan_is_answered_with_those_there_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match="no-devices"):
        LessonPlan(kursk, "a quarter")
