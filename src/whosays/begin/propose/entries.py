"""Write what the rules propose into a case, as entries that nobody has read yet."""

from __future__ import annotations

import re
import tempfile
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import count, groupby
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from whosays.begin.propose import Proposal, proposed
from whosays.begin.propose.contents import evidential, said_moods
from whosays.begin.propose.tagging import Token
from whosays.begin.propose.voices import Voice, voices
from whosays.case.annotation import Article, Sentence
from whosays.case.folder import decoded, find_case, read_files
from whosays.case.forms import read_model
from whosays.case.places import PlacedSentence, place_sentences
from whosays.case.spans import Span, occurrences
from whosays.case.vocabulary import CueClass, Mood, Naming, Stake
from whosays.case.yaml_source import parse_yaml
from whosays.errors import Report
from whosays.words.packaged import read_packaged
from whosays.words.said import FALLBACK

LANGUAGE = "de"
"""The one language that there are rules for."""

_TEXT, _ARTICLE, _ANNOTATION = "article.txt", "article.yml", "annotation.yml"

_MARK = "proposed: true` are by rules"
_NOTE = f"""\
Entries with `{_MARK} and nobody has read them. Correct them, and remove that line from each; \
`whosays check` lists those that are left. {{rate}}
"""

Entry = dict[str, Any]


class _Named(BaseModel):
    id: str


class _Source(_Named):
    name: dict[str, str] = {}

    @property
    def surnames(self) -> set[str]:
        return {words[-1] for name in self.name.values() if (words := name.split())}


class _Sentence(_Named):
    text: str


class _About(_Named):
    sentence: str | list[str]

    @property
    def sentences(self) -> list[str]:
        return [self.sentence] if isinstance(self.sentence, str) else self.sentence


class _Begun(BaseModel):
    """What of an annotation, which may be unfinished, has to be known here."""

    sentences: list[_Sentence]
    sources: list[_Source]
    attributions: list[_About]
    author_voice: list[_About]


class _Head(BaseModel):
    language: str
    preamble: str = ""
    readers: str = FALLBACK


@dataclass(frozen=True)
class Draft:
    """How much was proposed."""

    sentences: int
    """How many sentences no entry was about."""
    voices: int
    attributions: int
    author_voice: int


def propose_in(case: str | Path) -> Draft:
    """Add proposals to ``annotation.yml`` for each sentence that no entry is about yet.

    Whatever stands in the file stays as it is. Raises :class:`~whosays.errors.CaseError`, and then
    changes nothing.
    """
    folder = find_case(case)
    data = read_files(folder)
    made, report = _made(data)
    file = decoded(data[_ANNOTATION], _ANNOTATION)
    for name, entries in made.lists.items():
        file = _with(file, name, entries, report)
    if any(made.lists.values()) and _MARK not in file:
        file = _note() + file
    _replace(folder / _ANNOTATION, file)
    numbers = [len(made.lists[name]) for name in ("sources", "attributions", "author_voice")]
    return Draft(len(made.open), *numbers)


def proposed_entries(data: Mapping[str, bytes]) -> dict[str, list[Entry]]:
    """The proposals for each sentence that no entry is about yet, by list of ``annotation.yml``.

    ``data`` are the files of a case by name. Raises :class:`~whosays.errors.CaseError`.
    """
    made, _ = _made(data)
    return made.lists


def _made(data: Mapping[str, bytes]) -> tuple[_Made, Report]:
    """The proposals for a case, and a report on the file that they go into."""
    head = read_model(_Head, parse_yaml(decoded(data[_ARTICLE], _ARTICLE), _ARTICLE), _ARTICLE)
    check_language(head.language)
    source = parse_yaml(decoded(data[_ANNOTATION], _ANNOTATION), _ANNOTATION)
    begun = read_model(_Begun, source, _ANNOTATION)
    report = Report(_ANNOTATION, source)
    text = decoded(data[_TEXT], _TEXT)
    return _Made(text, _placed(text, head, begun, report), begun, head.readers), report


def check_language(language: str) -> None:
    """Raise CaseError for a language that there are no rules for."""
    if language != LANGUAGE:
        raise Report(_ARTICLE).refuse(
            f"there are rules for German (de) only, and none for '{language}' yet.",
            "Write the entries by hand; `whosays check` says what is missing.",
            field="language",
        )


def error_rate() -> str:
    """How often the rules were wrong where that was counted (``tools/bench``), in a sentence."""
    found: Mapping[str, Any] = read_packaged(files("whosays.begin.propose") / "measured.yml")
    return (
        f"Counted on {found['articles']} articles ({found['corpus']}, {found['part']}): "
        f"{found['wrong']} of 100 proposals were wrong, {found['missed']} of 100 quotations were "
        f"missed, and of 100 that were found {found['other_form']} had another form and "
        f"{found['other_speaker']} another voice."
    )


def _placed(text: str, head: _Head, begun: _Begun, report: Report) -> dict[str, PlacedSentence]:
    # Not read as a whole: what is begun may still lack what does not matter here.
    construct: Any = Article.model_construct
    article = construct(language=head.language, preamble=head.preamble)
    construct = Sentence.model_construct
    sentences = (
        construct(id=one.id, text=one.text, translation={}, note=None) for one in begun.sentences
    )
    return place_sentences(text, article, sentences, report)


class _Made:
    """The entries to add, in ``lists`` by the name of their list in the file."""

    def __init__(
        self, text: str, placed: Mapping[str, PlacedSentence], begun: _Begun, readers: str
    ) -> None:
        self._text, self._placed, self._readers = text, placed, readers
        about = [
            name for one in (*begun.attributions, *begun.author_voice) for name in one.sentences
        ]
        self.open = [name for name in placed if name not in set(about)]
        self._taken = {one.id for one in (*begun.sources, *begun.attributions, *begun.author_voice)}
        paragraphs = [
            [sentence.span for sentence in group]
            for _, group in groupby(placed.values(), key=lambda sentence: sentence.paragraph)
        ]
        found = proposed(text, paragraphs)
        self._whose = voices(found)
        for voice in self._whose.values():
            voice.id = _known(voice, begun.sources) or voice.id
        # A cue may stand in the sentence after: X. Das teilte die Stadt mit.
        self._where = {one: self._sentences([*one.content, *_runs(one.cue)]) for one in found}
        new = [one for one in found if set(self._where[one]) <= set(self.open)]
        self._ids = dict(zip(new, self._names("a"), strict=False))
        attributions = [self._attribution(one) for one in new]
        told = {name for one in new for name in self._where[one]}
        silent = [name for name in self.open if name not in told]
        self.lists = {
            "sources": self._sources([self._whose[one] for one in new]),
            "attributions": attributions,
            "author_voice": [
                self._author_voice(name, entry)
                for name, entry in zip(silent, self._names("v"), strict=False)
            ],
        }

    def _names(self, letter: str) -> Iterable[str]:
        """Ids that are free, such as a01, a02, a03."""
        return (name for n in count(1) if (name := f"{letter}{n:02}") not in self._taken)

    def _sentences(self, spans: Sequence[Span]) -> list[str]:
        """The sentences that the spans lie in."""
        return [
            name
            for name, sentence in self._placed.items()
            if any(s.start < sentence.span.end and sentence.span.start < s.end for s in spans)
        ]

    def _sources(self, needed: Iterable[Voice]) -> list[Entry]:
        return [
            {
                "id": voice.id,
                "name": {self._readers: voice.name},
                "kind": voice.kind.value,
                "naming": voice.naming.value,
                "stake": Stake.UNKNOWN.value,
                "proposed": True,
            }
            for voice in dict.fromkeys(needed)
            if voice.id not in self._taken
        ]

    def _attribution(self, one: Proposal) -> Entry:
        where = self._where[one]
        cue = self._quotes(_runs(one.cue), where)
        moods = said_moods(one)
        before = None if cue else one.continues
        entry = {
            "id": self._ids[one],
            "sentence": where if len(where) > 1 else where[0],
            "source": self._whose[one].id,
            "mention": self._quotes(_runs(one.mention), where),
            "cue": cue,
            "content": self._quotes(one.content, where),
            "stwr": one.form.value,
            "medium": one.medium.value,
            "mood": (moods[0] if moods else Mood.NONE).value,
            "other_moods": [mood.value for mood in moods[1:]],
            "evidential": evidential(one).value,
            "cue_class": (one.cue_class if cue else CueClass.NONE).value,
            "parent": self._ids.get(one.parent) if one.parent else None,
            "continues": self._ids.get(before) if before else None,
            "proposed": True,
        }
        return {name: value for name, value in entry.items() if value not in (None, [])}

    def _quotes(self, spans: Iterable[Span], where: Sequence[str]) -> Any:
        """Spans as an author writes them: the words, and which of them where they stand twice."""
        within = Span(self._placed[where[0]].span.start, self._placed[where[-1]].span.end)
        quotes = [self._quote(span, within) for span in spans]
        found = [quote for quote in quotes if quote is not None]
        return found if len(found) != 1 else found[0]

    def _quote(self, span: Span, within: Span) -> str | Entry | None:
        words = " ".join(span.text(self._text).split())
        places = list(occurrences(words, self._text, within))
        if span not in places:
            return None
        return words if len(places) == 1 else {"quote": words, "nth": places.index(span) + 1}

    def _author_voice(self, sentence: str, entry: str) -> Entry:
        """Nobody else speaks there; what the words do is for a reader to say, so no function."""
        return {
            "id": entry,
            "sentence": sentence,
            "quote": self._quotes([self._placed[sentence].span], [sentence]),
            "proposed": True,
        }


def _known(voice: Voice, sources: Iterable[_Source]) -> str | None:
    """The source that is there already and has the name of this person."""
    if voice.naming is not Naming.NAMED_PERSON:
        return None
    return next((source.id for source in sources if voice.names & source.surnames), None)


def _runs(tokens: Iterable[Token]) -> list[Span]:
    """Words as spans, words that follow one another as one."""
    spans: list[Span] = []
    for token in sorted(tokens, key=lambda token: token.start):
        if spans and token.start - spans[-1].end <= 1:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(Span(token.start, token.end))
    return spans


def _note() -> str:
    """The comment at the top of the file that says how far proposals can be relied on."""
    words = _NOTE.format(rate=error_rate())
    return "".join(f"# {line}\n" for line in textwrap.wrap(words, 96))


# --- the file ---------------------------------------------------------------------------------


def _with(file: str, name: str, entries: Sequence[Entry], report: Report) -> str:
    """The file with entries at the end of one of its lists; all else stays letter by letter."""
    if not entries:
        return file
    lines = file.splitlines(keepends=True)
    at = next((i for i, line in enumerate(lines) if re.match(rf"{name}:", line)), None)
    rest = "" if at is None else lines[at].split(":", 1)[1].split("#")[0].strip()
    if at is None or rest not in {"", "[]"}:
        raise report.refuse(
            f"nothing can be added to the list '{name}' as it is written.",
            f"Write {name}: at the start of a line, and each of its entries on lines of its own.",
            field=name,
        )
    lines[at] = lines[at].replace("[]", "").rstrip() + "\n"
    end = at + 1
    for number in range(at + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith((" ", "-", "#")):
            break
        if lines[number].startswith((" ", "-")):
            end = number + 1
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    indent = lines[at + 1][: -len(lines[at + 1].lstrip())] if end > at + 1 else "  "
    lines[end:end] = [f"{indent}{line}\n" for entry in entries for line in _lines(entry)]
    return "".join(lines)


def _lines(entry: Entry) -> Iterable[str]:
    """An entry of a list, a field a line."""
    for number, (field, value) in enumerate(entry.items()):
        is_plain = not isinstance(value, list | dict)
        written = yaml.safe_dump(
            {field: value} if is_plain else value,
            allow_unicode=True,
            sort_keys=False,
            width=10**9,
            default_flow_style=not is_plain,
        ).strip()
        yield f"{'  ' if number else '- '}{written if is_plain else f'{field}: {written}'}"


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all, with the rights that it has."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as new:
        new.write(text)
    begun = Path(new.name)
    try:
        begun.chmod(path.stat().st_mode)
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
