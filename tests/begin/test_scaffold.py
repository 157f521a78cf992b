"""A new case holds the text, its sentences, and a list of what is left to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import KURSK, problems_of
from whosays import Case, CaseError, read_case
from whosays.begin.scaffold import new_case
from whosays.case.annotation import Annotation
from whosays.case.checks.unfinished import TO_BE_WRITTEN
from whosays.case.yaml_source import parse_yaml
from whosays.cli import main

TEXT = "Putin sprach.\nKiew schwieg am 3. Oktober.\n\nEtwa 500 Soldaten kamen an.\n"


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def test_the_real_article_gets_the_sentences_of_the_real_case(place: Path, kursk: Case) -> None:
    made = new_case("again", KURSK / "article.txt", place / "seeds", preamble="date 2024-10")
    annotation = parse_yaml((made / "annotation.yml").read_text(encoding="utf-8"), "").data
    article = parse_yaml((made / "article.yml").read_text(encoding="utf-8"), "").data
    assert [(s["id"], s["text"]) for s in annotation["sentences"]] == [
        (s.id, s.text) for s in kursk.sentences.values()
    ]
    assert (article["sha256"], article["preamble"]) == (
        kursk.article.sha256,
        kursk.article.preamble,
    )
    assert (made / "article.txt").read_bytes() == (KURSK / "article.txt").read_bytes()


def test_check_lists_what_is_left_in_order(place: Path) -> None:
    assert new("mine", "--text", "text.txt").exit_code == 0
    found = [(p.file, p.entry, p.field) for p in problems_of(place / "seeds" / "mine")]
    assert found == [
        ("annotation.yml", "p1s1", "translation.en"),
        ("annotation.yml", "p1s2", "translation.en"),
        ("annotation.yml", "p2s1", "translation.en"),
        ("annotation.yml", "p1s1", None),
        ("annotation.yml", "p1s2", None),
        ("annotation.yml", "p2s1", None),
        ("article.yml", None, "title.en"),
        ("article.yml", None, "as_of"),
        ("article.yml", None, "rights.en"),
    ]
    result = CliRunner().invoke(main, ["check", "mine"])
    assert result.exit_code == 1
    assert result.stderr.endswith("9 things to do.\n")
    assert result.stderr.count("still to be written. ") == 6


def test_what_is_done_is_no_longer_listed(place: Path) -> None:
    made = new_case("mine", place / "text.txt", place / "seeds")
    path = made / "annotation.yml"
    written = path.read_text(encoding="utf-8").replace(
        f"en: {TO_BE_WRITTEN}", "en: Putin spoke.", 1
    )
    voice = "author_voice:\n- {id: v01, sentence: p1s1, quote: Putin sprach, function: background}"
    path.write_text(written.replace("author_voice: []", voice), encoding="utf-8")
    left = [(p.entry, p.field) for p in problems_of(made) if p.file == "annotation.yml"]
    assert ("p1s1", "translation.en") not in left
    assert ("p1s1", None) not in left
    assert ("v01", None) not in left  # a case that is only to be read has no claims


def test_a_finished_case_is_read(place: Path) -> None:
    made = new_case("mine", place / "text.txt", place / "seeds")
    for path in made.glob("*.yml"):
        text = path.read_text(encoding="utf-8").replace(TO_BE_WRITTEN, "written")
        voices = "".join(
            f"\n- {{id: v{n}, sentence: {s}, quote: {q}, function: contrast}}"
            for n, (s, q) in enumerate(
                {"p1s1": "Putin sprach", "p1s2": "Kiew schwieg", "p2s1": "Etwa"}.items()
            )
        )
        path.write_text(
            text.replace("author_voice: []", f"author_voice:{voices}"), encoding="utf-8"
        )
    case = read_case(made)
    assert [s.text for s in case.sentences.values()] == TEXT.replace("\n\n", "\n").splitlines()


def test_the_examples_in_the_comments_have_the_right_form(place: Path) -> None:
    made = new_case("mine", place / "text.txt", place / "seeds")
    lines = (made / "annotation.yml").read_text(encoding="utf-8").split("\n")
    lists = lines.index("sources:")
    commented = "\n".join(lines[lists:]).replace("# What follows is for the level claims.", "")
    commented = re.sub(r"(?m)^# ([a-z]+:)$", r"\1", commented)
    examples = re.sub(r"(?m)^# ", "  ", commented).replace("[]\n", "\n")
    entries = parse_yaml(examples, "annotation.yml").data
    annotation = Annotation.model_validate({"sentences": [], **entries})
    assert all(len(getattr(annotation, name)) for name in entries)
    assert len(entries) == 6


def test_what_the_level_needs_is_made_and_no_more(place: Path) -> None:
    made = new_case("mine", place / "text.txt", place / "seeds")
    assert sorted(path.name for path in made.iterdir()) == [
        "annotation.yml",
        "article.txt",
        "article.yml",
    ]
    article = parse_yaml((made / "article.yml").read_text(encoding="utf-8"), "").data
    assert (article["level"], article["readers"]) == ("reading", "en")


def test_who_reads_the_articles_language_translates_nothing(place: Path) -> None:
    assert new("mine", "--text", "text.txt", "--readers", "de").exit_code == 0
    folder = place / "seeds" / "mine"
    assert "translat" not in (folder / "annotation.yml").read_text(encoding="utf-8")
    assert {p.field for p in problems_of(folder)} == {None, "title.de", "as_of", "rights.de"}


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_odd_text_keeps_its_bytes_and_places(place: Path, line: str) -> None:
    text = "\ufeff„Öl“ 🙂 kostet e\u0301 3\u00a0Mio. Euro: ja!\n\n# ~\n\nnull"
    data = text.replace("\n", line).encode()
    (place / "odd.txt").write_bytes(data)
    made = new_case("odd", place / "odd.txt", place / "seeds")
    assert (made / "article.txt").read_bytes() == data
    problems = problems_of(made)
    assert {p.entry for p in problems if p.file == "annotation.yml"} == {"p1s1", "p2s1", "p3s1"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Mine", "--text", "text.txt"], "cannot be the name"),
        (["../mine", "--text", "text.txt"], "cannot be the name"),
        (["mine\n", "--text", "text.txt"], "cannot be the name"),
        (["m" * 300, "--text", "text.txt"], "name"),
        (["mine", "--text", "nothing.txt"], "cannot be read"),
        (["mine", "--text", "seeds"], "cannot be read"),
        (["mine", "--text", "empty.txt"], "no text"),
        (["mine", "--text", "blank.txt"], "no text"),
        (["mine", "--text", "latin.txt"], "line 2"),
        (["mine", "--text", "text.txt", "--language", "German"], "language code"),
        (["mine", "--text", "text.txt", "--readers", "German"], "language code"),
        (["mine", "--text", "text.txt", "--preamble", "Kiew"], "does not begin"),
        (["mine", "--text", "text.txt", "--preamble", TEXT], "no text"),
        (["mine", "--text", "text.txt", "--in", "elsewhere"], "no such folder"),
        (["there", "--text", "text.txt"], "already"),
    ],
)
def test_one_message_says_what_to_do_and_nothing_is_left(
    place: Path, arguments: list[str], says: str
) -> None:
    (place / "empty.txt").write_bytes(b"")
    (place / "blank.txt").write_bytes(b" \r\n\t\n")
    (place / "latin.txt").write_bytes("Putin sprach.\nÜber".encode("latin-1"))
    (place / "seeds" / "there").mkdir()
    before = sorted(place.rglob("*"))
    result = new(*arguments)
    assert result.exit_code == 1
    assert result.stderr.strip().count("\n") == 0
    assert says in result.stderr
    assert result.stderr.endswith(".\n")
    assert isinstance(result.exception, SystemExit)
    assert sorted(place.rglob("*")) == before


def test_nothing_half_made_is_left_when_writing_fails(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(CaseError, match="No space left"):
        new_case("mine", place / "text.txt", place / "seeds")
    assert list((place / "seeds").iterdir()) == []


def test_the_help_says_what_to_give() -> None:
    result = new("--help")
    assert result.exit_code == 0
    assert "blank line" in result.stdout
    assert "whosays check" in result.stdout
