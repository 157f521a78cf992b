"""Small valid cases, made at random: odd characters, line breaks, repeated and split quotations.

:data:`made_cases` gives them to a test; :func:`folders` gives what their files hold, and
:func:`read_made` writes and reads them.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st

from whosays import Case, read_case
from whosays.case.annotation import CoverageRow, Estimate
from whosays.case.spans import Span, occurrences

SYLLABLES = (
    "a",
    "Bo",
    "ße",
    "e\u0301",
    "n\u0303",
    "🙂",
    "👩\u200d🚀",
    "\U0001d518",
    "Ki",
    "-",
    '"',
    "=",
)
NUMBER = "12.000"

words = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map("".join)
localized = st.fixed_dictionaries(
    {"en": st.text(st.characters(categories=("L", "P", "So")), min_size=1, max_size=8)},
    optional={"de": st.sampled_from(["Grüße", "„So“", "🙂, sagt er"])},
)
gaps = st.sampled_from([" ", " ", "\n", "\r\n", "\u00a0"])
blank_lines = st.sampled_from(["\n\n", "\r\n\r\n", "\r\r"])


@dataclass
class Making:
    """A case on its way: the text so far, and what has been annotated."""

    text: str
    placed: list[Placed] = field(default_factory=list)
    sentences: list[dict[str, Any]] = field(default_factory=list)
    attributions: list[dict[str, Any]] = field(default_factory=list)
    author_voice: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    framing: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Placed:
    """A sentence in the text, with the place of each of its words."""

    id: str
    span: Span
    words: list[Span]

    def quote(self, text: str, first: int, last: int) -> dict[str, Any]:
        """The words ``first`` to ``last`` as an author would quote them."""
        place = Span(self.words[first].start, self.words[last].end)
        quoted = " ".join(place.text(text).split())
        found = list(occurrences(quoted, text, self.span))
        assume(place in found)
        return {"quote": quoted} if len(found) == 1 else {
            "quote": quoted, "nth": found.index(place) + 1
        }  # fmt: skip


@st.composite
def folders(draw: st.DrawFn) -> dict[str, str]:
    """The texts of a case's files by name; reading them must succeed."""
    preamble = draw(st.sampled_from(["", " date 2024-10 ", "🙂\r\n"]))
    making = Making(text=preamble)
    for paragraph in range(1, draw(st.integers(1, 3)) + 1):
        if paragraph > 1:
            making.text += draw(blank_lines)
        for number in range(1, draw(st.integers(1, 3)) + 1):
            if number > 1:
                making.text += draw(gaps)
            sentence = draw_sentence(draw, making, f"p{paragraph}s{number}")
            (attribute if draw(st.booleans()) else leave_to_author)(draw, making, sentence)
    relate(draw, making)
    return files_of(making, preamble)


def draw_sentence(draw: st.DrawFn, making: Making, name: str) -> Placed:
    drawn = [*draw(st.lists(words, min_size=5, max_size=7)), NUMBER, "Ende."]
    places: list[Span] = []
    for index, word in enumerate(drawn):
        if index:
            making.text += draw(gaps)
        places.append(Span(len(making.text), len(making.text) + len(word)))
        making.text += word
    placed = Placed(name, Span(places[0].start, places[-1].end), places)
    sentence = {"id": name, "text": " ".join(drawn), "translation": draw(localized)}
    if draw(st.booleans()):
        sentence["note"] = draw(localized)
    making.sentences.append(sentence)
    making.placed.append(placed)
    return placed


def attribute(draw: st.DrawFn, making: Making, sentence: Placed) -> None:
    text = making.text
    entry: dict[str, Any] = {
        "id": f"a{len(making.attributions) + 1}",
        "sentence": [sentence.id],
        "source": draw(st.sampled_from(["one", "two"])),
        "cue": sentence.quote(text, 0, 0),
        "content": draw(
            st.sampled_from(
                [
                    [sentence.quote(text, 1, len(sentence.words) - 1)],
                    [sentence.quote(text, 1, 2), sentence.quote(text, 4, 5)],
                ]
            )
        ),
        "stwr": draw(st.sampled_from(["direct", "indirect"])),
        "medium": "speech",
        "mood": "konj1",
        "other_moods": draw(st.lists(st.sampled_from(["konj1", "none"]), max_size=2)),
        "evidential": "none",
        "cue_class": "verb",
    }
    if draw(st.booleans()):
        entry["mention"] = sentence.quote(text, 3, 3)
        entry["channel"] = draw(localized)
        entry["bare"] = draw(localized)
        entry["translated"] = {
            lang: {"cue": [whole]} for lang, whole in making.sentences[-1]["translation"].items()
        }
    if draw(st.booleans()):
        entry["said_on"] = {"words": sentence.quote(text, 2, 2), "date": "2024-10-25"}
        entry["rationale"] = draw(localized)
    if making.attributions and draw(st.booleans()):
        entry["parent"] = making.attributions[-1]["id"]
        entry["rationale"] = draw(localized)
    making.attributions.append(entry)
    claim(draw, making, entry["id"], sentence)


def leave_to_author(draw: st.DrawFn, making: Making, sentence: Placed) -> None:
    entry: dict[str, Any] = {
        "id": f"v{len(making.author_voice) + 1}",
        "sentence": [sentence.id],
        "quote": [sentence.quote(making.text, 0, 2), sentence.quote(making.text, 4, 5)],
        "function": draw(st.sampled_from(["background", "prediction"])),
    }
    if draw(st.booleans()):
        entry["translated"] = {"en": [making.sentences[-1]["translation"]["en"]]}
    making.author_voice.append(entry)
    making.framing.append(
        {
            "id": f"f{len(making.framing) + 1}",
            "sentence": [sentence.id],
            "quote": [sentence.quote(making.text, 1, 1)],
            "whose": "author",
            "alternatives": draw(st.lists(localized, min_size=1, max_size=2)),
            "rationale": draw(localized),
        }
    )
    claim(draw, making, entry["id"], sentence)


def claim(draw: st.DrawFn, making: Making, uttered_by: str, sentence: Placed) -> None:
    entry: dict[str, Any] = {
        "id": f"c{len(making.claims) + 1}",
        "proposition": draw(localized),
        "type": "quantity",
        "uttered_by": [uttered_by],
        "quantity": {
            "words": sentence.quote(making.text, len(sentence.words) - 2, len(sentence.words) - 2),
            "sentence": sentence.id,
            **draw(
                st.sampled_from(
                    [
                        {"bound": "exact", "value": "12000"},
                        {"bound": "at_least", "low": "12000"},
                        {"bound": "up_to", "high": "12000", "counted": "sent", "region": "x"},
                        {"bound": "presence_only"},
                    ]
                )
            ),
            "unit": draw(localized),
        },
        "factuality": [{"holder": "author", "value": draw(st.sampled_from(["CT+", "Uu"]))}],
        "checkable": "no",
        "reason": draw(localized),
    }
    making.claims.append(entry)
    if len(making.claims) > 1:
        relation = {
            "id": f"r{len(making.relations) + 1}",
            "from_claim": entry["id"],
            "to_claim": making.claims[-2]["id"],
            "type": "refines",
            "made_by": "annotator",
            "rationale": draw(localized),
        }
        if draw(st.booleans()):
            quotes = [sentence.quote(making.text, 1, 1), sentence.quote(making.text, 3, 4)]
            relation["marker"] = {"sentence": sentence.id, "quote": quotes}
        making.relations.append(relation)


def relate(draw: st.DrawFn, making: Making) -> None:
    """Let the first attribution run on into the next sentence, where there is one."""
    if making.attributions and len(making.sentences) > 1 and draw(st.booleans()):
        first = making.attributions[0]
        names = [sentence["id"] for sentence in making.sentences]
        at = names.index(first["sentence"][0])
        if at + 1 < len(names):
            one, two = making.placed[at : at + 2]
            both = Placed("", Span(one.span.start, two.span.end), [*one.words, *two.words])
            further = both.quote(making.text, len(one.words), len(one.words) + 1)
            made = _first_of_several(first)
            made["content"].append(further)
            second = making.sentences[at + 1]["translation"]
            for lang in set(made.get("translated", {})) - set(second):
                del made["translated"][lang]
            making.attributions[0] = {**made, "sentence": [one.id, two.id]}


def _first_of_several(value: Any) -> Any:
    """Every quotation with its nth: what stands once may stand again in the next sentence."""
    if isinstance(value, list):
        return [_first_of_several(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "quote" in value:
        return {"nth": 1, **value}
    return {key: _first_of_several(each) for key, each in value.items()}


_COUNTS = {
    "unit": {"en": "things"},
    "kinds": [
        {
            "id": "sent",
            "heading": {"en": "Sent"},
            "short": {"en": "sent"},
            "words": {"en": "things sent"},
            "test": {"en": "Was it sent?"},
        }
    ],
    "regions": [{"id": "x", "words": {"en": "at X"}}],
}
"""What the claims of a made case may count, and where."""


def files_of(making: Making, preamble: str) -> dict[str, str]:
    used = {entry["source"] for entry in making.attributions}
    sources = [
        {"id": "author", "name": {"en": "Author"}, "kind": "author", "naming": "anonymous",
         "stake": "unknown"},
        {"id": "one", "name": {"en": "One, and only"}, "kind": "government",
         "naming": "institution", "stake": "party"},
        {"id": "two", "name": {"en": "Two"}, "kind": "experts", "naming": "role",
         "stake": "third", "rationale": {"en": "Why."}},
    ]  # fmt: skip
    annotation = {
        "sentences": making.sentences,
        "sources": [source for source in sources if source["id"] in {"author", *used}],
        "attributions": making.attributions,
        "author_voice": making.author_voice,
        "claims": making.claims,
        "relations": making.relations,
        "framing": making.framing,
    }
    article = {
        "id": "made",
        "title": {"en": "Made"},
        "language": "de",
        "sha256": hashlib.sha256(making.text.encode("utf-8")).hexdigest(),
        "preamble": preamble,
        "as_of": "never",
        "known": [],
        "unknown": [],
        "rights": {"en": "Made for a test."},
    }
    return {
        "article.txt": making.text,
        "article.yml": yaml.safe_dump(article, allow_unicode=True),
        "annotation.yml": yaml.safe_dump(annotation, allow_unicode=True),
        "counts.yml": yaml.safe_dump(_COUNTS),
        "estimates.csv": ",".join(Estimate.columns()) + "\n",
        "coverage.csv": ",".join(CoverageRow.columns()) + "\n",
    }


def read_made(files: dict[str, str]) -> Case:
    """The case that the files make."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_bytes(text.encode("utf-8"))
        return read_case(folder)


made_cases = folders().map(read_made)


def unhurried(examples: int) -> settings:
    """Settings for tests whose examples are whole cases."""
    return settings(
        max_examples=examples,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making a case smaller takes minutes
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
