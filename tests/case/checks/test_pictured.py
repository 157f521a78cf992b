"""What pictures.yml may say: rows that exist, words that stand in them, each part once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conftest import Edit, problems_of, told
from whosays import read_case

NEWS = "https://www.news.at/schlagzeilen/ukrainischer-geheimdienst"
OTHER = "https://www.news.at/schlagzeilen/none"

BROKEN = {
    "a claim that nobody words": (
        ("claim: the US figure", "claim: the UK figure"),
        ("us-figure", "start"),
        "no wording of 'the UK figure' 'w07'",
    ),
    "a first wording of another claim": (
        ("start: w07", "start: w13"),
        ("us-figure", "start"),
        "There are: w04, w05",
    ),
    "a wording of another claim": (
        ("- coverage: w17\n", "- coverage: w13\n"),
        ("us-figure", "others.2"),
        "no wording of 'the US figure' 'w13'",
    ),
    "a part of the first wording that is not there": (
        ("words: {en: We assess}", "words: {en: We assume}"),
        ("us-figure", "parts.0.words"),
        "the quotation 'We assume' is not in the wording (en)",
    ),
    "words that are in no sentence": (
        ("de: hätten Erkenntnisse", "de: hatten Erkenntnisse"),
        ("us-figure", "others.4.changed.certainty"),
        "is not in the wording (de)",
    ),
    "words that are in no translation": (
        ("en: had findings", "en: has findings"),
        ("us-figure", "others.4.changed.certainty"),
        "is not in the wording (en)",
    ),
    "words in a language that the wording has not": (
        ("what: {de: verlegt, en: moved}", "what: {de: verlegt, ru: moved}"),
        ("us-figure", "others.0.kept.what"),
        "Give the words in de or en only",
    ),
    "words in translation alone": (
        ("what: {de: verlegt, en: moved}", "what: {en: moved}"),
        ("us-figure", "others.0.kept.what"),
        "not given in the language of the wording (de)",
    ),
    "words of which only a part is one": (
        ("how-many: {en: '3,000'}", "how-many: {en: '3,00'}"),
        ("us-figure", "others.1.changed.how-many"),
        "whole words only",
    ),
    "a part twice": (
        ("lacks: [when, where-to]", "lacks: [when, where-to, what]"),
        ("us-figure", None),
        "w17 does not have the part 'what' once",
    ),
    "a part that is left out": (
        ("lacks: [when, where-to]", "lacks: [when]"),
        ("us-figure", None),
        "under one of kept, changed, lacks, beyond",
    ),
    "a part that the first wording has not": (
        ("lacks: [what, when]", "lacks: [what, when, why]"),
        ("us-figure", None),
        "p7s3 does not have the part 'why' once",
    ),
    "a wording twice": (
        ("- coverage: w05\n", "- coverage: w04\n"),
        ("us-figure", None),
        "the wording 'w04' stands 2 times",
    ),
    "a wording in two places": (
        ("- sentence: p7s3\n", "- sentence: p7s3\n        coverage: w05\n"),
        ("us-figure", "others.4"),
        "Name its coverage or its sentence",
    ),
    "one claim twice": (
        ("claim: who proposed and who withdrew", "claim: the US figure"),
        (None, None),
        "the claim 'the US figure' stands 2 times",
    ),
    "one id twice": (("- id: rutte", "- id: us-figure"), (None, None), "stands 2 times"),
    "a page that no finding names": (
        (NEWS, OTHER),
        ("copy-other", "url"),
        "no finding in article.yml with the address",
    ),
    "another number than the finding's": (
        ("first: 1886", "first: 1896"),
        ("copy-first", "first"),
        "does not name 1,896",
    ),
    "more than there is": (
        ("first: 1886", "first: 3758"),
        ("copy-first", "first"),
        "It has 3757.",
    ),
    "more than the paragraphs have": (
        ("paragraphs: [6, 7, 8]", "paragraphs: [6, 7]"),
        ("copy-other", "characters"),
        "1341 characters are more than the text has there",
    ),
    "a paragraph that is not there": (
        ("paragraphs: [6, 7, 8]", "paragraphs: [8, 9, 10]"),
        ("copy-other", "paragraphs"),
        "There are 1 to 9.",
    ),
    "paragraphs out of order": (
        ("paragraphs: [6, 7, 8]", "paragraphs: [6, 8, 7]"),
        ("copy-other", None),
        "do not follow one another",
    ),
    "paragraphs without a number": (
        ("    characters: 1341\n", ""),
        ("copy-other", None),
        "Give both or neither",
    ),
    "two sorts of copies": (
        ("    first: 1886\n", "    first: 1886\n    sentences: [p1s1]\n"),
        ("copy-first", None),
        "a copy has one of first, paragraphs and sentences",
    ),
    "a sentence that is not there": (
        ("    sentences: [p7s3]\n", "    sentences: [p7s3, p7s9]\n"),
        ("copy-kurier", "sentences"),
        "no sentence 'p7s9'",
    ),
    "more after a sentence that is not shared": (
        ("added: {p7s3: w04}", "added: {p7s2: w04}"),
        ("copy-kurier", None),
        "p7s2 is none of its sentences",
    ),
    "more that no row has": (
        ("added: {p7s3: w04}", "added: {p7s3: w99}"),
        ("copy-kurier", "added"),
        "no row of coverage.csv 'w99'",
    ),
    "an answer in no row": (
        ("estimate: e01", "estimate: e99"),
        ("peskov-fighting", "estimate"),
        "no estimate 'e99'",
    ),
    "an answer in words of somebody else": (
        ("words: {en: did not deny}", "words: {en: denied}"),
        ("putin-reuters", "words"),
        "the quotation 'denied' is not in the wording (en)",
    ),
    "an answer in two places": (
        ("estimate: e01\n", "estimate: e01\n    coverage: w08\n"),
        ("peskov-fighting", None),
        "one of coverage, estimate and sentence",
    ),
    "a denial that is none in the figures": (
        ("position: denies", "position: does_not_deny"),
        ("peskov-fighting", "position"),
        "estimates.csv has the bound denial for e01.",
    ),
    "an answer that is not placed": (
        ("position: denies", "position: lies"),
        ("peskov-fighting", "position"),
        "Use one of these values.",
    ),
}


@pytest.mark.parametrize(("change", "place", "says"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_with_its_place(
    folder: Path,
    edit: Edit,
    change: tuple[str, str],
    place: tuple[str | None, str | None],
    says: str,
) -> None:
    edit("pictures.yml", *change)
    found = told(folder, "pictures.yml", place, says)
    # What stands twice has no one line.
    assert found.line or place == (None, None)


def test_every_wording_of_the_claim_is_there(folder: Path) -> None:
    path = folder / "pictures.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    gone = data["wordings"][0]["others"].pop(1)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.entry == "us-figure"
    assert f"what became of the parts in {gone['coverage']}" in str(problem)


def test_a_case_does_without_the_file(folder: Path) -> None:
    (folder / "pictures.yml").unlink()
    assert read_case(folder).pictured.answers == []
