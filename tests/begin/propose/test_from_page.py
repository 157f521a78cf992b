"""What a page of the site gets when it asks Python in the browser for proposals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.begin.propose.test_entries import TEXT
from whosays.begin.propose.entries import propose_in
from whosays.begin.propose.from_page import proposals_from_page
from whosays.begin.scaffold import new_case

pytest.importorskip("HanTa")
LISTS = ("sources", "attributions", "author_voice")


@pytest.fixture
def pool(place: Path) -> Path:
    """A case that nobody has marked."""
    return new_case("pool", place / "text.txt", place / "seeds", readers="de")


def files_of(case: Path) -> dict[str, str]:
    """Its files as the editor has them: what is YAML as JSON."""

    def as_the_editor_writes(file: Path) -> str:
        text = file.read_text(encoding="utf-8")
        return json.dumps(yaml.safe_load(text)) if file.suffix == ".yml" else text

    return {f"{case.name}/{file.name}": as_the_editor_writes(file) for file in case.iterdir()}


def asked(files: dict[str, str]) -> dict[str, Any]:
    return dict(json.loads(proposals_from_page(json.dumps(files))))


def test_a_page_gets_the_entries_that_the_command_writes(pool: Path) -> None:
    given = asked(files_of(pool))
    propose_in(pool)
    written = yaml.safe_load((pool / "annotation.yml").read_text(encoding="utf-8"))
    assert [*given] == [*LISTS]
    assert given["sources"] == written["sources"][1:]  # the author is there before
    assert given["attributions"] == written["attributions"]
    assert given["author_voice"] == written["author_voice"]
    assert TEXT.split()[0] in given["author_voice"][0]["quote"]
    assert "function" not in given["author_voice"][0]


def test_a_sentence_that_somebody_has_marked_gets_none(pool: Path) -> None:
    files = files_of(pool)
    begun = json.loads(files["pool/annotation.yml"])
    begun["attributions"] = [{"id": "a01", "sentence": ["p2s1", "p2s2"]}]
    given = asked({**files, "pool/annotation.yml": json.dumps(begun)})
    about = {entry["sentence"] for name in LISTS[1:] for entry in given[name]}
    assert about == {"p1s1", "p1s2", "p2s3", "p3s1", "p3s2"}
    assert "a01" not in {entry["id"] for entry in given["attributions"]}


def test_a_person_who_is_there_already_is_the_same_voice(pool: Path) -> None:
    files = files_of(pool)
    begun = json.loads(files["pool/annotation.yml"])
    begun["sources"].append({"id": "hans", "name": {"de": "Hans Weber"}})
    given = asked({**files, "pool/annotation.yml": json.dumps(begun)})
    assert [entry["source"] for entry in given["attributions"]].count("hans") == 4
    assert {"weber", "hans"}.isdisjoint(source["id"] for source in given["sources"])


def test_another_language_is_a_problem_and_no_error(pool: Path) -> None:
    files = files_of(pool)
    english = files["pool/article.yml"].replace('"language": "de"', '"language": "en"')
    (problem,) = asked({**files, "pool/article.yml": english})["problems"]
    assert problem["field"] == "language"


def test_a_cue_in_the_sentence_after_belongs_to_the_entry(place: Path) -> None:
    (place / "text.txt").write_text("Das Bad ist zu. Das teilte die Stadt mit.", "utf-8")
    given = asked(files_of(new_case("pool", place / "text.txt", place / "seeds", readers="de")))
    (entry,) = given["attributions"]
    quoted = [entry[field] for field in ("sentence", "content", "mention", "cue")]
    assert quoted == [["p1s1", "p1s2"], "Das Bad ist zu", "die Stadt", ["teilte", "mit"]]
    assert given["author_voice"] == []
