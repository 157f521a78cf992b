"""How a class did: what counts, what is refused and why, and figures that others compute too."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays import Case, ClassResults, made_up_class, read_class
from whosays.errors import CallError
from whosays.measures import scoring
from whosays.measures.classes import alpha, alpha_interval, draws
from whosays.measures.codes import encode
from whosays.views.classroom import asked, made_up_files

Files = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def files(kursk: Case) -> Files:
    """Files of a class that nobody taught, by name."""
    return {name: json.loads(text) for name, text in made_up_files([kursk], 6)}


@pytest.fixture(scope="module")
def many(kursk: Case) -> ClassResults:
    return made_up_class(kursk, 30)


def read(kursk: Case, folder: Path, files: Files, codes: Sequence[str] = ()) -> ClassResults:
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return read_class(kursk, folder, codes=codes)


def code_of(kursk: Case, file: dict[str, Any], bank: str = "before") -> str:
    coded = next(each.coded for each in asked([kursk]) if each.id == bank)
    return encode(coded, file["forms"][bank]["answers"])


# --- what counts ---


def test_every_pupil_counts_once_by_the_name_of_the_file(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    mine = read(kursk, tmp_path, files)
    assert mine.pupils["pupil"].tolist() == [name.removesuffix(".json") for name in files]
    assert mine.refused.empty
    assert mine.answers.groupby("pupil").size().unique().tolist() == [17]
    assert set(mine.answers["bank"]) == {"before", "welcome"}


def test_the_first_answer_counts_and_points_are_those_of_the_present_key(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    file = json.loads(json.dumps(files["pupil-01.json"]))
    (name, record) = next(iter(file["records"].items()))
    (item,) = (item for bank in asked([kursk]) for item in bank.items if item["id"] == name)
    right = next(each["id"] for each in item["options"] if each["correct"])
    wrong = next(each["id"] for each in item["options"] if not each["correct"])
    first = {"at": "2026-11-26T09:00:00.000Z", "choice": wrong, "points": 1, "confidence": 90}
    later = {"at": "2026-11-26T09:01:00.000Z", "choice": right, "points": 1, "retry": True}
    record["attempts"] = [first, later]
    rows = read(kursk, tmp_path, {"A7.json": file}).answers.set_index("question")
    assert rows.loc[name, "points"] == 0
    assert rows.loc[name, "confidence"] == 90
    letters = "ABCD"[[each["id"] for each in item["options"]].index(wrong)]
    assert rows.loc[name, "chosen"] == letters


def test_a_form_counts_once_it_is_handed_in_and_by_itself(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    file = json.loads(json.dumps(files["pupil-01.json"]))
    form = file["forms"]["before"]
    file["records"] = {name: {"v": 1, "attempts": [each]} for name, each in form["answers"].items()}
    del form["at"]
    file["annotations"] = {}
    mine = read(kursk, tmp_path, {"A7.json": file})
    assert mine.pupils.empty
    assert mine.refused["reason"].iloc[0].startswith("There is no answer in it.")


def test_what_is_written_is_shown_nowhere(kursk: Case, tmp_path: Path, files: Files) -> None:
    file = json.loads(json.dumps(files["pupil-01.json"]))
    (text,) = (
        i["id"]
        for b in asked([kursk])
        if b.id == "article"
        for i in b.items
        if i["type"] == "reflect"
    )
    at = "2026-11-27T09:00:00.000Z"
    file["records"][text] = {"v": 1, "attempts": [{"at": at, "choice": "My name is Kim."}]}
    mine = read(kursk, tmp_path, {"A7.json": file})
    tables = (mine.answers, mine.items, mine.choices, mine.pupils, mine.results)
    assert not any("Kim" in table.to_csv() for table in tables)
    assert text in set(mine.answers["question"])


# --- what is refused ---


def damaged(files: Files) -> dict[str, tuple[bytes, str]]:
    """Files that do not count, with what is said of them."""
    one = files["pupil-01.json"]
    record = {"v": 1, "attempts": [{"at": "yesterday", "choice": "a"}]}
    old = {"at": "2026-11-27T09:00:00.000Z", "choice": "gone"}
    changed = {"v": 1, "attempts": [old]}
    bare = {**one, "forms": {}, "annotations": {}}
    texts: dict[str, tuple[Any, str]] = {
        "other": ({"format": "something-else"}, "no results file of this book"),
        "list": ([], "no results file of this book"),
        "newer": ({**one, "version": 4}, "another edition of the book (version 4)"),
        "first": ({**one, "version": 1}, "no results file of this book"),
        "entry": (
            {**one, "records": {"welcome-two": record}},
            "The entry “welcome-two” is damaged",
        ),
        "empty": ({**bare, "records": {}}, "no answer in it"),
        "changed": ({**bare, "records": {"welcome-two-numbers": changed}}, "changed since"),
    }
    found = {
        f"{name}.json": (json.dumps(made).encode(), told) for name, (made, told) in texts.items()
    }
    whole = json.dumps(one).encode()
    return found | {
        "torn.json": (whole[:200], "damaged"),
        "utf16.json": (whole.decode().encode("utf-16"), "damaged"),
        "nothing.json": (b"", "damaged"),
    }


def test_each_file_that_cannot_count_is_refused_with_its_reason(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    wrong = damaged(files)
    for name, (content, _) in wrong.items():
        (tmp_path / name).write_bytes(content)
    mine = read(kursk, tmp_path, files)
    assert len(mine.pupils) == len(files)
    said = mine.refused.set_index("name")["reason"]
    assert set(said.index) == set(wrong)
    for name, (_, told) in wrong.items():
        assert told in said[name], name


def test_doubled_and_older_files_are_refused_whatever_they_are_called(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    one = files["pupil-02.json"]
    few = dict(list(one["records"].items())[:3])
    older = {**one, "records": few, "forms": {}, "exported": "2026-11-27T08:00:00.000Z"}
    mine = read(kursk, tmp_path, {**files, "copy.json": one, "before lunch.json": older})
    assert len(mine.pupils) == len(files)
    said = mine.refused.set_index("name")["reason"]
    assert "which was saved later" in said["before lunch.json"]
    (twin,) = set(said.index) - {"before lunch.json"}
    assert {twin} <= {"copy.json", "pupil-02.json"}
    assert "holds the same as" in said[twin]


def test_one_answer_in_the_same_millisecond_is_a_coincidence(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    one, other = (json.loads(json.dumps(files[f"pupil-0{n}.json"])) for n in (1, 2))
    name = next(iter(one["records"]))
    other["records"][name]["attempts"][0]["at"] = one["records"][name]["attempts"][0]["at"]
    mine = read(kursk, tmp_path, {"A.json": one, "B.json": other})
    assert mine.pupils["pupil"].tolist() == ["A", "B"]


def test_codes_are_read_with_files_and_nobody_counts_twice(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    made = {name: code_of(kursk, file) for name, file in files.items()}
    kept = {"pupil-01.json": files["pupil-01.json"]}
    code, other = made["pupil-02.json"], made["pupil-03.json"]
    lines = [made["pupil-01.json"], f"A7: {code}", code.lower(), "", other, f"B: {other[:-1]}?"]
    mine = read(kursk, tmp_path, kept, lines)
    assert mine.pupils["pupil"].tolist() == ["5", "A7", "pupil-01"]
    assert mine.answers.query("pupil == 'A7'")["question"].tolist() == [
        item.id for item in kursk.quizzes["before"].items
    ]
    assert mine.refused["name"].tolist() == ["1", "3", "B"]
    assert "pupil-01 has handed in the same" in mine.refused["reason"][0]
    assert "A7 has handed in the same" in mine.refused["reason"][1]
    assert "“?” is in no code" in mine.refused["reason"][2]


def test_a_code_gives_the_same_figures_as_the_file(
    kursk: Case, tmp_path: Path, files: Files
) -> None:
    only = {name: {**file, "records": {}, "annotations": {}} for name, file in files.items()}
    (tmp_path / "none").mkdir()
    of_files = read(kursk, tmp_path, only)
    codes = [f"{name.removesuffix('.json')}: {code_of(kursk, file)}" for name, file in only.items()]
    of_codes = read_class(kursk, tmp_path / "none", codes=codes)
    assert of_codes.refused.empty
    assert of_codes.answers.equals(of_files.answers)
    assert of_codes.results.equals(of_files.results)


def test_five_hundred_files_are_read(kursk: Case, tmp_path: Path) -> None:
    files = made_up_files([kursk], 500)
    for name, content in files:
        (tmp_path / name).write_bytes(content)
    mine = read_class(kursk, tmp_path)
    assert len(mine.pupils) == 500
    assert len(mine.answers) == 500 * 17
    assert mine.items["n"].unique().tolist() == [500]


def test_a_folder_that_is_not_there_is_said(kursk: Case, tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no folder or file"):
        read_class(kursk, tmp_path / "none")
    with pytest.raises(CallError, match="name a folder or files"):
        read_class(kursk, [1])  # type: ignore[list-item]


# --- figures ---


def test_questions_are_counted_as_a_pandas_user_would(many: ClassResults) -> None:
    answers = many.answers[many.answers["points"].notna()]
    for row in many.items.to_dict("records"):
        here = answers[answers["question"] == row["question"]]
        assert row["n"] == len(here)
        assert row["share"] == (here["points"] == 1).mean()
        assert row["points"] == pytest.approx(here["points"].mean())
        assert row["sure"] == pytest.approx(here["confidence"].mean())
        wrong = here.loc[here["points"] < 1, "confidence"].mean()
        assert row["sure_wrong"] == pytest.approx(wrong, nan_ok=True)


def test_options_have_the_letters_of_the_key(kursk: Case, many: ClassResults) -> None:
    (item,) = (item for item in kursk.quizzes["before"].items if item.id == "before-flights")
    rows = many.choices[many.choices["question"] == "before-flights"]
    assert rows["letter"].tolist() == list("ABCDEF")[: len(item.options)]
    assert rows["text"].tolist() == [option.text["en"] for option in item.options]
    assert rows["right"].tolist() == [option.correct for option in item.options]
    assert rows["n"].sum() == 30
    chosen = many.answers.query("question == 'before-flights'")["chosen"].value_counts()
    assert rows.set_index("letter")["n"].to_dict() == {
        **dict.fromkeys(rows["letter"], 0), **chosen.to_dict()
    }  # fmt: skip


def test_telling_apart_is_that_of_all_answers_together(many: ClassResults) -> None:
    row = many.results.set_index("bank").loc["before"]
    judged = many.answers.query("bank == 'before' and signal == signal")
    judged = judged[judged["said"].notna()]
    counts = [
        ((judged["signal"] == signal) & (judged["said"] == said)).sum()
        for signal, said in [(True, True), (True, False), (False, True), (False, False)]
    ]
    expected = scoring.discrimination(*map(int, counts))
    assert expected
    assert row[["d_prime", "criterion"]].tolist() == [expected.d_prime, expected.criterion]
    assert row["d_low"] < row["d_prime"] < row["d_high"]
    assert row["c_low"] < row["criterion"] < row["c_high"]


def test_the_interval_is_about_what_another_bootstrap_gives(many: ClassResults) -> None:
    told = ("hits", "misses", "alarms", "rejections")
    only = ClassResults(many.banks[2:3], many.cases, many.handed, ())
    assert [bank.id for bank in only.banks] == ["before"]
    rows = only.pupils[[*told]].to_numpy()
    pick = np.random.default_rng(1)
    samples = rows[pick.integers(len(rows), size=(4000, len(rows)))].sum(axis=1)
    made = [scoring.discrimination(*map(int, each)) for each in samples]
    low, high = np.percentile([each.d_prime for each in made if each], [2.5, 97.5])
    row = many.results.set_index("bank").loc["before"]
    assert [row["d_low"], row["d_high"]] == pytest.approx([low, high], abs=0.12)


def test_few_answers_have_no_measures_and_few_pupils_no_interval(kursk: Case) -> None:
    three, five = (made_up_class(kursk, n).results.set_index("bank") for n in (3, 5))
    assert three.loc["before"][["d_prime", "d_low"]].isna().tolist() == [True, True]
    four = made_up_class(kursk, 4).results.set_index("bank")
    assert four.loc["before"][["d_prime", "d_low"]].isna().tolist() == [False, True]
    assert five.loc["before"][["d_prime", "d_low"]].isna().tolist() == [False, False]


@pytest.mark.parametrize("size", [1, 2, 7, 500])
def test_draws_are_those_of_the_generator_one_after_the_other(size: int) -> None:
    state, expected = 20_241_127, []
    for _ in range(1000 * size):
        state = state * 48_271 % 2_147_483_647
        expected.append(state * size // 2_147_483_647)
    assert draws(size).reshape(-1).tolist() == expected


@pytest.mark.parametrize("is_on", [True, False])
def test_reading_a_class_leaves_python_as_it_was(
    kursk: Case, monkeypatch: pytest.MonkeyPatch, *, is_on: bool
) -> None:
    monkeypatch.setattr(gc, "isenabled", lambda: is_on)
    switched: list[str] = []
    for name in ("enable", "disable"):
        monkeypatch.setattr(gc, name, lambda name=name: switched.append(name))
    assert len(made_up_class(kursk, 2).answers) == 34
    assert switched == (["disable", "enable"] if is_on else ["disable"]) * 2


UNITS = st.lists(st.lists(st.sampled_from("abcd"), min_size=2, max_size=6), min_size=1, max_size=12)


@given(UNITS)
def test_alpha_of_many_is_that_of_the_library(units: list[list[str]]) -> None:
    if len({value for unit in units for value in unit}) < 2:
        assert alpha(units) is None
        return
    width = max(map(len, units))
    data = np.array(
        [[float("abcd".index(u[n])) if n < len(u) else np.nan for u in units] for n in range(width)]
    )
    expected = krippendorff.alpha(data, level_of_measurement="nominal")
    assert alpha(units) == pytest.approx(expected, abs=1e-9)


def test_alpha_has_an_interval_from_five_sentences_on() -> None:
    units = [list("aab"), list("bb"), list("aaa"), list("bba"), list("ab")]
    low, high = alpha_interval(units)
    found = alpha(units)
    assert low is not None
    assert high is not None
    assert found is not None
    assert low <= found <= high
    assert alpha_interval(units[:4]) == (None, None)
    assert alpha_interval([["a", "a"]] * 9) == (None, None)
    assert alpha([]) is None


def test_marks_are_compared_among_pupils_and_with_the_gold(many: ClassResults) -> None:
    rows = many.agreement.set_index("layer")
    assert rows.index.tolist() == ["source", "stwr"]
    assert rows["compared"].tolist() == [180, 180]
    assert (rows["same"] == many.sentences.groupby("layer")["same"].sum()).all()
    assert rows.loc["source", "low"] <= rows.loc["source", "alpha"] <= rows.loc["source", "high"]
    assert many.pupils["marks"].sum() == 360
    assert many.pupils["same"].sum() == rows["same"].sum()
