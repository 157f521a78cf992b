"""What the editor for a text of the reader's own offers: languages, and what can be marked."""

from __future__ import annotations

from importlib.resources import files

from typing_extensions import TypedDict

from whosays.case.vocabulary import VOCABULARIES, CueClass, SourceKind
from whosays.words import Words, interface
from whosays.words.numbers import conventions, is_known
from whosays.words.packaged import read_packaged

_LAYERS = ("stwr", "mood", "medium", "cue_class", "kind", "naming", "function")
_NOT_CHOSEN = {CueClass.NONE.value, SourceKind.AUTHOR.value}
"""What follows from other marks: no cue has no class, and the author is no source."""

_ON_SHEET = frozenset({"name", "class", "date", "marking", "marking_how"})


class Value(TypedDict):
    """What can be marked: its id, its name, and what that means where it does not say so itself.

    In a meaning ``{original}`` stands for the language of the text.
    """

    id: str
    name: str
    meaning: str


class TextLanguage(TypedDict):
    """A language that a text may be in: whether its verbs report by their mood, and likely cues.

    ``author`` is what the author of an article is called in it; ``cues`` are whole words in small
    letters, by the class of the cue.
    """

    id: str
    name: str
    author: str
    mood: bool
    cues: dict[str, list[str]]


class Proposing(TypedDict):
    """The language that marks can be proposed for, and how often proposals are right or wrong.

    Counted on so many ``articles``. The others are of ten: sentences of which it is ``right``
    whether somebody's words are reported, and in which form; quotations that are ``missed``; of
    those found, the ones with another ``voice``.
    """

    language: str
    articles: int
    right: int
    missed: int
    voice: int


def choices(lang: str) -> dict[str, list[Value]]:
    """What can be marked, by layer, in the words of a reader's language.

    How a source is named has the names that the Reader has: unlike those of tables they take no
    term for granted.
    """
    words = Words(lang)
    terms = words.of("terms")
    return {
        layer: [
            {
                "id": value.value,
                "name": terms[f"naming_{value.value}"]
                if layer == "naming"
                else words.value(layer, value.value),
                "meaning": terms.get(f"{layer}_{value.value}_meaning", ""),
            }
            for value in VOCABULARIES[layer]
            if layer == "mood" or value.value not in _NOT_CHOSEN
        ]
        for layer in _LAYERS
    }


def languages(lang: str) -> list[TextLanguage]:
    """Languages that a text may be in, those with words of their own first."""
    names = conventions(lang)["names"]
    made: list[TextLanguage] = [
        {
            "id": code,
            "name": name,
            "author": Words(code).of("lesson")["author"],
            "mood": is_known(code) and conventions(code)["reportive_mood"],
            "cues": conventions(code)["cues"] if is_known(code) else {},
        }
        for code, name in names.items()
    ]
    return sorted(made, key=lambda each: (not each["cues"], each["id"]))


def sheet_words() -> dict[str, dict[str, str]]:
    """The words around a text on paper, by language: as on the sheet of a lesson."""
    return {
        code: {name: words for name, words in Words(code).of("sheets").items() if name in _ON_SHEET}
        for code in interface.languages()
    }


def stops() -> dict[str, list[str]]:
    """Words that tell whether a stop ends a sentence, by kind (``begin/stops.yml``)."""
    kinds: dict[str, str] = read_packaged(files("whosays.begin") / "stops.yml")
    return {kind: words.split() for kind, words in kinds.items()}


def proposing() -> Proposing:
    """What can be proposed, and how far that can be relied on (``begin/propose``)."""
    found = read_packaged(files("whosays.begin") / "propose" / "measured.yml")
    return {
        "language": found["language"],
        "articles": found["articles"],
        "right": _of_ten(100 - found["other_sentence"]),
        "missed": _of_ten(found["missed"]),
        "voice": _of_ten(found["other_speaker"]),
    }


def _of_ten(of_hundred: int) -> int:
    return round(of_hundred / 10)
