"""How much each voice says: every word once, for the voice that the Reader shows innermost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from tests.conftest import BAC, KURSK
from tests.made_cases import made_cases, unhurried
from whosays import Case, read_case
from whosays.case.annotation import Annotation
from whosays.views import article, voices


def in_the_reader(case: Case) -> Counter[str]:
    """Words by the innermost voice of the Reader's marks; "" for those that nobody says."""
    seen = article.view(case)
    original = seen["languages"][0]

    def letters(nodes: list[str | article.Node], whose: str) -> Iterator[tuple[str, str]]:
        for node in nodes:
            if isinstance(node, str):
                yield from ((letter, whose) for letter in node)
            else:
                speaks = node["part"] in {"content", "voice"}
                inner = seen["marks"][node["mark"]]["source"] if speaks else whose
                yield from letters(node["inside"], inner)

    counts: Counter[str] = Counter()
    for paragraph in seen["paragraphs"]:
        for sentence in paragraph["sentences"]:
            begun = False
            for letter, whose in letters(sentence["texts"][original], ""):
                if letter.isspace():
                    begun = False
                elif letter.isalnum() and not begun:
                    begun = True
                    counts[whose] += 1
    return counts


@pytest.mark.parametrize("folder", [KURSK, BAC], ids=["kursk-2024", "bac-2025"])
def test_words_count_for_the_voice_that_the_reader_shows_innermost(folder: Path) -> None:
    case = read_case(folder)
    found, known = voices.view(case), in_the_reader(case)
    assert {voice["id"]: voice["words"] for voice in found["voices"]} | {
        "": found["outside"]
    } == dict(known)
    assert found["all"] == known.total()


@given(case=made_cases)
@unhurried(40)
def test_every_word_counts_once(case: Case) -> None:
    found = voices.view(case)
    words = sum(voice["words"] for voice in found["voices"]) + found["outside"]
    # What is no word in a made case, such as "=", has neither letter nor digit.
    parts = " ".join(sentence.text for sentence in case.sentences.values()).split()
    assert words == found["all"] == sum(any(map(str.isalnum, part)) for part in parts)
    assert all(0 < voice["share"] <= 1 for voice in found["voices"])


def test_the_most_words_come_first(kursk: Case) -> None:
    words = [voice["words"] for voice in voices.view(kursk)["voices"]]
    assert words == sorted(words, reverse=True)


def test_where_nothing_is_annotated_there_is_nothing_to_count(kursk: Case) -> None:
    empty = Annotation(
        sentences=kursk.annotation.sentences,
        sources=kursk.annotation.sources,
        **{  # type: ignore[arg-type] - lists of nothing
            name: [] for name in ("attributions", "author_voice", "claims", "relations", "framing")
        },
    )
    with pytest.raises(KeyError, match="no words are annotated as anybody's"):
        voices.view(replace(kursk, annotation=empty, spans={}))
