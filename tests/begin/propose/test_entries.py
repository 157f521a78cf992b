"""Proposals are entries like others that nobody has read; until then the case is unfinished."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import problems_of
from whosays.begin.propose import entries
from whosays.case.yaml_source import parse_yaml
from whosays.cli import main

pytest.importorskip("HanTa")

TEXT = (
    "Das Hallenbad bleibt geschlossen. Nach Angaben der Stadt fehlt das Geld.\n\n"
    "Der Bürgermeister Hans Weber sagte, das Bad sei „sehr alt und sehr teuer“. Es könne nicht "
    "saniert werden. Weber betonte, er bedauere das.\n\n"
    "„Wir brauchen das Bad“, sagte die Sprecherin des Schwimmvereins. Sie kündigte an, Geld zu "
    "sammeln.\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def new(place: Path) -> Path:
    result = run("new", "pool", "--text", "text.txt", "--propose")
    assert result.exit_code == 0, result.output
    assert "of 100 proposals were wrong" in result.stdout
    return place / "seeds" / "pool" / "annotation.yml"


def read(file: Path) -> dict[str, list[dict[str, object]]]:
    return dict(parse_yaml(file.read_text(encoding="utf-8"), "").data)


def test_check_asks_first_what_the_authors_words_do(place: Path) -> None:
    file = new(place)
    asked = [(p.entry, p.field) for p in problems_of(file.parent)]
    assert asked == [(voice["id"], "function") for voice in read(file)["author_voice"]] != []


def test_check_lists_every_proposal_as_unread_and_nothing_else_of_them(place: Path) -> None:
    file = new(place)
    begun = file.read_text(encoding="utf-8")
    told = begun.replace("    quote: Das", "    function: background\n    quote: Das")
    file.write_text(told, encoding="utf-8")
    data = read(file)
    marked = [
        str(entry["id"])
        for name in ("sources", "attributions", "author_voice")
        for entry in data[name]
        if entry.get("proposed")
    ]
    problems = problems_of(place / "seeds" / "pool")
    assert [p.entry for p in problems if p.field == "proposed"] == marked
    assert {p.field for p in problems if p.entry in marked} <= {"proposed", None}
    assert all(p.line for p in problems if p.entry in marked)
    about = {p.problem for p in problems if p.entry in marked and p.field is None}
    assert about <= {
        "no claim is uttered by this attribution.",
        "no claim is uttered by this stretch of author's voice.",
    }


def test_every_sentence_is_told_or_in_the_authors_voice(place: Path) -> None:
    data = read(new(place))
    assert [voice["sentence"] for voice in data["author_voice"]] == ["p1s1"]
    assert [(a["sentence"], a["source"], a["stwr"]) for a in data["attributions"]] == [
        ("p1s2", "stadt", "indirect"),
        ("p2s1", "weber", "indirect"),
        ("p2s1", "weber", "direct"),
        ("p2s2", "weber", "indirect_free_indirect"),
        ("p2s3", "weber", "indirect"),
        ("p3s1", "sprecherin", "direct"),
        ("p3s2", "sprecherin", "indirect"),
    ]


def test_what_was_written_stays_and_only_open_sentences_get_proposals(place: Path) -> None:
    file = new(place)
    before = file.read_text(encoding="utf-8")
    assert run("propose", "pool").exit_code == 0
    assert file.read_text(encoding="utf-8") == before
    lines = before.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith("author_voice:"))
    end = next(i for i in range(at + 1, len(lines)) if not lines[i].startswith(" "))
    shorter = "".join([*lines[:at], "author_voice: []\n", *lines[end:]])
    file.write_text(shorter, encoding="utf-8")
    assert run("propose", "pool").exit_code == 0
    assert read(file) == parse_yaml(before, "").data


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["new", "pool", "--text", "text.txt", "--propose", "--language", "en"],
            "German (de) only",
        ),
        (["propose", "nothing"], "no such folder"),
    ],
)
def test_one_line_says_why_nothing_is_proposed(
    place: Path, arguments: list[str], says: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (place / "seeds" / "pool").exists()


def test_without_the_library_one_line_says_what_to_install(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whosays.begin.propose import tagging  # noqa: PLC0415

    tagging._tagger.cache_clear()
    monkeypatch.setitem(sys.modules, "HanTa", None)
    result = run("new", "pool", "--text", "text.txt", "--propose")
    tagging._tagger.cache_clear()
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "whosays[propose]" in result.stderr
    assert not (place / "seeds" / "pool").exists()


@pytest.mark.parametrize(
    ("old", "new_text", "says"),
    [
        ("attributions: []", "attributions: [{id: a01, sentence: p1s1}]", "nothing can be added"),
        ("attributions: []", "attribution: []", "this field is missing"),
        ("- id: p1s1", "- id: p9s1", "Give it the id p1s1"),
        ("Das Hallenbad bleibt", "Das Bad bleibt", "the article goes on with"),
    ],
)
def test_a_file_that_is_damaged_stays_as_it_is(
    place: Path, old: str, new_text: str, says: str
) -> None:
    assert run("new", "pool", "--text", "text.txt").exit_code == 0
    file = place / "seeds" / "pool" / "annotation.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new_text, 1), encoding="utf-8")
    damaged = file.read_bytes()
    result = run("propose", "pool")
    assert result.exit_code == 1
    assert says in result.stderr
    assert file.read_bytes() == damaged
    assert [path.name for path in file.parent.glob(".*")] == []


def test_the_error_rate_stands_in_what_is_written(place: Path) -> None:
    head = new(place).read_text(encoding="utf-8").split("\n\n")[0]
    written = " ".join(line.removeprefix("# ") for line in head.splitlines())
    assert entries.error_rate() in written
    assert "150 articles" in written
