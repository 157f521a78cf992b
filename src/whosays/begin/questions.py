"""Questions that follow from an annotation: nobody writes them, and their keys are its entries.

A question is made only where the annotation decides it. Left out are entries with a ``rationale``
(careful people could differ there), words that two sources or the author share, sources that the
passage does not name as the answers do, and quotations that stand twice. What is made is the same
each time, and its ids follow from those of the case and its entries.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whosays.case.annotation import Attribution, AuthorVoice, Source
from whosays.case.case import AUTHOR, Case
from whosays.case.checks.items import passage_texts
from whosays.case.items import Bank
from whosays.case.names import short_names
from whosays.case.places import PlacedSentence
from whosays.case.records import Quote
from whosays.case.spans import Span, SpanError, find_by_language, occurrences
from whosays.case.vocabulary import Mood, Naming, Stwr
from whosays.errors import unknown
from whosays.words.numbers import conventions
from whosays.words.said import READERS, filled, said

BANK = "generated"
"""Id of the bank that every case has without a file."""

MORE = "more"
"""The set with the questions that no other set has taken."""

_SETS = {"who": 5, "cue": 4, "form": 1, "mood": 1}
"""How many questions a set has at most, by the aim of its questions."""

_OPTIONS, _FEWEST_OPTIONS = 4, 3
_STATEMENTS = 3
"""How many statements of a category one question has at most."""
_LONGEST = 160
"""Characters that a prompt or a statement quotes at most: it fits on the screen of a phone."""
_GAP = " … "
_LONGEST_ID = 60

_VAGUE = {Naming.ANONYMOUS, Naming.METONYM}
"""Who is named so could be somebody whom the article names elsewhere: no answer to be wrong."""

_REPORTING = {Mood.KONJ1, Mood.KONJ2_SUBSTITUTE, Mood.WUERDE}
"""Moods by which a verb itself says that somebody else is speaking."""

_MARKS = '„“”"«»\u201a\u2018\u2019\u2039\u203a'
_QUOTED = re.compile('["“„«»]([^"“”„«»]+)["“”«»]')
_MARKUP = re.compile(r"[\[\]*{}]")
"""What a text of a question takes for markup, or for a gap."""
_TELLING = 4
"""A word shorter than this tells nothing of whom it names."""

Made = dict[str, Any]
"""A question as a file of questions has it."""


def bank_of(case: Case, name: str) -> Bank:
    """A bank of the case by its id; :data:`BANK` is made from the annotation.

    KeyError, with those there are, for another name, and where nothing can be asked.
    """
    if name in case.quizzes:
        return case.quizzes[name]
    made = generated(case) if name == BANK else None
    if made is None:
        raise unknown("item bank", name, sorted(case.quizzes))
    return made


def generated(case: Case) -> Bank | None:
    """All questions that follow from the annotation, in the reader's language; None for none."""
    asking = _Asking(case)
    found = {
        "who": [*asking.who()],
        "cue": [*asking.cues()],
        "form": [*asking.forms()],
        "mood": [*asking.moods()],
    }
    items = [item for made in found.values() for item in made]
    if not items:
        return None
    t, lang = asking.t, case.lang
    sets = {aim: _chosen(made, _SETS[aim]) for aim, made in found.items() if made}
    taken = {item["id"] for chosen in sets.values() for item in chosen}
    sets |= {MORE: [item for item in items if item["id"] not in taken]}
    data = {
        "id": BANK,
        "title": {lang: t["title"]},
        "generated": True,
        "aims": {aim: {lang: t[f"aim_{aim}"]} for aim, made in found.items() if made},
        "sets": {
            name: {"items": [item["id"] for item in chosen]}
            for name, chosen in sets.items()
            if chosen
        },
        "items": [{name: item[name] for name in item if name != _ABOUT} for item in items],
    }
    return Bank.model_validate(data, context={READERS: lang})


def is_open(entry: Attribution | AuthorVoice | Source) -> bool:
    """Whether careful people could differ on an entry."""
    return entry.rationale is not None


_ABOUT = "about"
"""Whom a question is about, while questions are chosen."""


def _chosen(made: Sequence[Made], most: int) -> list[Made]:
    """Questions of a set, in the order of the text: as many voices as there can be."""
    seen: dict[str, int] = {}
    ranked = []
    for place, item in enumerate(made):
        about = item.get(_ABOUT, "")
        seen[about] = seen.get(about, 0) + 1
        ranked.append((seen[about], place))
    return [made[place] for place in sorted(place for _, place in sorted(ranked)[:most])]


@dataclass(frozen=True)
class _Passage:
    """Sentences of the article that a question shows, and what can be quoted from them."""

    case: Case
    names: tuple[str, ...]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return passage_texts(self.case, [*self.names])

    def quoted(self, spans: Iterable[Span]) -> list[dict[str, Any]]:
        """Stretches of the article as quotations from here; those that would be ambiguous not."""
        return [quote for span in spans if (quote := self._quoted(span)) is not None]

    def _quoted(self, span: Span) -> dict[str, Any] | None:
        # Whoever shows quoted words sets quotation marks.
        span, begin = _within_marks(span, self.case.text), 0
        for name in self.names:
            sentence = self.case.sentences[name]
            if sentence.span.start <= span.start and span.end <= sentence.span.end:
                break
            begin += len(sentence.text) + 1
        else:
            return None
        words = span.text(self.case.text)
        text = self._texts[self.case.article.language]
        found = [place.start for place in occurrences(words, text, Span(0, len(text)))]
        start = begin + span.start - sentence.span.start
        if start not in found:
            return None
        nth = {} if len(found) == 1 else {"nth": found.index(start) + 1}
        try:
            there = find_by_language(Quote(quote=words, **nth), self._texts)
        except SpanError:
            return None
        # Which of several is counted in the original; in another language it may be another.
        return None if nth and len(there) > 1 else {"quote": " ".join(words.split()), **nth}


class _Asking:
    """Makes the questions of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.t = case.words.of("asked")
        self.names = short_names(case)
        self.order = {name: number for number, name in enumerate(case.sentences)}
        self.is_own = case.lang == case.article.language

    # --- what can be asked of ---

    @cached_property
    def sound(self) -> list[Attribution]:
        """Attributions that nobody has called open, in the order of the text."""
        entries = [a for a in self.case.annotation.attributions if not is_open(a)]
        return sorted(entries, key=lambda a: (self.content(a)[0], a.id))

    def content(self, a: Attribution) -> tuple[Span, ...]:
        """Where what it attributes stands."""
        return self.case.spans[a.id, "content"]

    def shown(self, entry: Attribution | AuthorVoice) -> str | None:
        """Its words as the reader gets them; None where nothing says which those are."""
        shown = (self.case.sentences[name].language_for(self.case.lang) for name in entry.sentence)
        languages = {*shown}
        if languages == {self.case.article.language}:
            field = "content" if isinstance(entry, Attribution) else "quote"
            parts = [span.text(self.case.text) for span in self.case.spans[entry.id, field]]
        else:
            light = entry.translated.get(languages.pop()) if len(languages) == 1 else None
            parts = light.content if not isinstance(light, list | None) else light or []
        words = _GAP.join(" ".join(part.split()) for part in parts)
        return words if words and not _MARKUP.search(words) else None

    def others_in(self, spans: Sequence[Span], but: Attribution | None) -> list[Attribution]:
        """Attributions of which something stands in these stretches."""
        return [
            a
            for a in self.case.annotation.attributions
            if a is not but and _overlap(self.content(a), spans)
        ]

    def is_authors(self, spans: Sequence[Span]) -> bool:
        """Whether something in these stretches is the author's."""
        return any(
            _overlap(self.case.spans[voice.id, "quote"], spans)
            for voice in self.case.annotation.author_voice
        )

    def item(self, aim: str, entry: str, names: Iterable[str], **fields: Any) -> Made:
        """What every question has; ``entry`` is what of the annotation it is made from."""
        passage = sorted(set(names), key=self.order.__getitem__)
        return {
            "id": _kebab(f"{self.case.id}-{aim}-{entry}"),
            "chapter": BANK,
            "aim": aim,
            "passage": {"sentences": passage},
            **fields,
        }

    def say(self, name: str, **values: str) -> dict[str, str]:
        """A text of a question, in the reader's language."""
        return {self.case.lang: filled(self.t[name], values)}

    # --- who ---

    def who(self) -> Iterator[Made]:
        """Whose words something is: a source's, or the author's where nobody else is named."""
        sources = [(self.content(a)[0], made) for a in self.sound if (made := self.whose(a))]
        authors = [
            (self.case.spans[voice.id, "quote"][0], made)
            for voice in self._voices()
            if (made := self.author(voice))
        ]
        # No more of the author's than of all others: else the author would be a good guess.
        asked = sorted([*sources, *_spread(authors, len(sources))], key=lambda each: each[0])
        yield from (made for _, made in asked)

    def _voices(self) -> Iterator[AuthorVoice]:
        """Stretches of the author's in sentences in which nobody else speaks."""
        reported = {name for a in self.case.annotation.attributions for name in a.sentence}
        for voice in self.case.annotation.author_voice:
            if not is_open(voice) and reported.isdisjoint(voice.sentence):
                yield voice

    def whose(self, a: Attribution) -> Made | None:
        """Whose words or thoughts something is that is attributed."""
        words, named = self.shown(a), self._named(a)
        others = self.others_in(self.content(a), a)
        rivals = {other.source for other in others} - {a.source}
        outer = {*self.case.chain(a)}
        # Of words within words only those are nobody else's that a source is quoted with.
        is_shared = not rivals <= outer or (bool(rivals) and a.stwr is not Stwr.DIRECT)
        if words is None or named is None or is_shared or self.is_authors(self.content(a)):
            return None
        passage = _Passage(self.case, (*dict.fromkeys((*named.sentence, *a.sentence)),))
        mention = self.case.spans[named.id, "mention"]
        cue, verbs = self.case.spans.get((a.id, "cue"), ()), self._verbs(a)
        look = {"words": passage.quoted((*mention, *cue, *verbs))}
        by_form = "_by_form" * self._is_by_form(a)
        key = "who_named" if named is a else f"who_goes_on{by_form}"
        place = self.case.sentences[named.sentence[0]].place
        right = self.say(key, who=self.names[a.source], place=place)
        wrong = self._wrong(a.source, a.sentence[0], rivals | outer, mention, "who_elsewhere", look)
        author = self._option(AUTHOR, self.say(f"who_not_author{by_form}"), look)
        return self._single(
            "who", a.id, passage.names, _bare(words),
            [{**self._option(a.source, right, look), "correct": True}, author, *wrong],
        )  # fmt: skip

    def author(self, voice: AuthorVoice) -> Made | None:
        """The same of a sentence that is given to nobody: the author's."""
        words = self.shown(voice)
        if words is None:
            return None
        # There is no word to look at: what says that it is the author's is that none is there.
        wrong = self._wrong(AUTHOR, voice.sentence[0], set(), (), "who_nobody", {})
        right = {**self._option(AUTHOR, self.say("who_author"), {}), "correct": True}
        return self._single("who", voice.id, tuple(voice.sentence), words, [right, *wrong])

    def _is_by_form(self, a: Attribution) -> bool:
        """Whether nothing but its verb says that it is a report, for who reads the original."""
        return self.is_own and a.cue is None and a.mood in _REPORTING

    def _verbs(self, a: Attribution) -> Iterator[Span]:
        """Its finite verbs, where the form of one says that it is a report and can be no other."""
        is_plain = not a.other_moods and not self.others_in(self.content(a), a)
        if self._is_by_form(a) and is_plain:
            forms = {*conventions(self.case.article.language)["reportive_forms"]}
            for span in self.content(a):
                for word in re.finditer(r"\w+", span.text(self.case.text)):
                    if word[0].casefold() in forms:
                        yield Span(span.start + word.start(), span.start + word.end())

    def _named(self, a: Attribution) -> Attribution | None:
        """The attribution that names the source of this one, in the words of the answers."""
        met = [a]
        while met[-1].mention is None and met[-1].continues is not None:
            met.append(self.case.attributions[met[-1].continues])
        last, source = met[-1], self.case.sources[a.source]
        if is_open(source) or any(map(is_open, met)):
            return None
        if (last.id, "mention") not in self.case.spans:
            return None
        return last if self._names(source, self.case.spans[last.id, "mention"]) else None

    def _names(self, source: Source, mention: Sequence[Span]) -> bool:
        """Whether words of the article name a source as an answer does."""
        theirs = {word for span in mention for word in self._telling(span.text(self.case.text))}
        own = {
            word
            for lang in (self.case.article.language, self.case.lang)
            for word in self._telling(said(source.name, lang))
        }
        return any(_alike(one, other) for one in theirs for other in own)

    def _telling(self, words: str) -> set[str]:
        """The words of a name that tell who it is."""
        found = {word.casefold() for word in re.findall(r"\w+", words)}
        return {word for word in found - self._common if len(word) >= _TELLING}

    @cached_property
    def _common(self) -> set[str]:
        """Words that tell nothing, in the languages that names are in."""
        languages = (self.case.article.language, self.case.lang)
        return {word for lang in languages for word in conventions(lang)["common"]}

    def _wrong(  # noqa: PLR0913, PLR0917 - what an answer is wrong beside, and what is said to it
        self,
        key: str,
        sentence: str,
        without: set[str],
        mention: Sequence[Span],
        feedback: str,
        look: Mapping[str, Any],
    ) -> Iterator[Made]:
        """Sources that speak elsewhere, the nearest first, and cannot be meant here."""
        here = self.order[sentence]
        first: dict[str, str] = {}
        near: dict[str, int] = {}
        for a in self.case.annotation.attributions:
            first.setdefault(a.source, self.case.sentences[a.sentence[0]].place)
            near[a.source] = min(
                near.get(a.source, len(self.order)), abs(self.order[a.sentence[0]] - here)
            )
        key_name = self._telling(said(self.case.sources[key].name, self.case.lang))
        for name in sorted(near, key=lambda each: (near[each], each)):
            source = self.case.sources[name]
            own_name = self._telling(said(source.name, self.case.lang))
            is_alike = any(_alike(one, other) for one in own_name for other in key_name)
            could_be = is_open(source) or source.naming in _VAGUE
            if name in without or name == key or could_be or is_alike:
                continue
            if not self._names(source, mention):
                told = self.say(feedback, who=self.names[name], place=first[name])
                yield self._option(name, told, look)

    def _option(self, source: str, feedback: Mapping[str, str], look: Mapping[str, Any]) -> Made:
        name = self.t["author"] if source == AUTHOR else self.names[source]
        return {"id": _kebab(source), "text": {self.case.lang: name}, "feedback": feedback, **look}

    def _single(
        self, aim: str, entry: str, names: Sequence[str], words: str, options: Iterable[Made]
    ) -> Made | None:
        """A question with one right answer, the first; None where there are too few."""
        by_text: dict[str, Made] = {}
        for option in options:
            by_text.setdefault(option["text"][self.case.lang].casefold(), option)
        chosen = [*by_text.values()][:_OPTIONS]
        if len(chosen) < _FEWEST_OPTIONS or any(
            _MARKUP.search(text) for option in chosen for text in option["text"].values()
        ):
            return None
        # The right one is in no habitual place, in print as well.
        chosen.sort(key=lambda option: _digest(f"{entry} {option['id']}"))
        # Quotation marks within quotation marks are single ones.
        inner = _QUOTED.sub(lambda found: filled(self.t["within"], {"words": found[1]}), words)
        prompt = self.say("who", words=_shortened(inner))
        about = next(option["id"] for option in chosen if option.get("correct"))
        return self.item(
            aim, entry, names, type="single", prompt=prompt, options=chosen, **{_ABOUT: about}
        )

    # --- the cue ---

    def cues(self) -> Iterator[Made]:
        """Which words of a sentence say that somebody is reported, for who reads the original."""
        for sentence in self.case.sentences.values() if self.is_own else ():
            here = [a for a in self.case.annotation.attributions if sentence.id in a.sentence]
            is_left_out = any(is_open(a) or len(a.sentence) > 1 for a in here)
            if not is_left_out and (item := self._cue(sentence, here)) is not None:
                yield item

    def _cue(self, sentence: PlacedSentence, here: Sequence[Attribution]) -> Made | None:
        passage = _Passage(self.case, (sentence.id,))
        cues = sorted({s for a in here for s in self.case.spans.get((a.id, "cue"), ())})
        names = sorted({s for a in here for s in self.case.spans.get((a.id, "mention"), ())})
        targets = passage.quoted(cues)
        is_clear = all(
            not _overlap([one], [*cues[:n], *cues[n + 1 :]]) for n, one in enumerate(cues)
        )
        if not cues or not is_clear or len(targets) < len(cues):
            return None
        words = ", ".join(self.t["quoted"].replace("{words}", each["quote"]) for each in targets)
        feedback = {"feedback": self.say("cue_name")}
        apart = [name for name in names if not _overlap([name], cues)]
        decoys = [{**quote, **feedback} for quote in passage.quoted(apart)]
        return self.item(
            "cue", sentence.id, passage.names,
            type="mark", prompt=self.say("cue"), targets=targets, decoys=decoys,
            feedback=self.say("cue_is", cue=words), otherwise=self.say("cue_otherwise"),
        )  # fmt: skip

    # --- form and mood ---

    def forms(self) -> Iterator[Made]:
        """What is quoted word for word, and what is retold."""
        found: dict[str, list[tuple[Attribution, str]]] = {Stwr.DIRECT: [], Stwr.INDIRECT: []}
        for a in self.sound:
            words = self.shown(a)
            is_simple = len(self.content(a)) == 1 and len(a.sentence) == 1
            if a.stwr not in found or words is None or len(words) > _LONGEST or not is_simple:
                continue
            inside = words.strip(_MARKS + " .,!?")
            is_quoted = words[0] in _MARKS and words.rstrip(".,!? ")[-1] in _MARKS
            has_marks = any(mark in inside for mark in _MARKS.replace("\u2019", ""))
            if not has_marks and is_quoted == (a.stwr is Stwr.DIRECT):
                found[a.stwr].append((a, inside))
        yield from self._classified("form", found)

    def moods(self) -> Iterator[Made]:
        """Which verbs have the form that reports, for who reads the original."""
        found: dict[str, list[tuple[Attribution, str]]] = {Mood.KONJ1: [], Mood.INDICATIVE: []}
        if self.is_own and conventions(self.case.lang)["reportive_mood"]:
            for a in self.sound:
                words, moods = self.shown(a), {a.mood, *a.other_moods}
                is_inside = self.others_in(self.content(a), a)
                is_plain = len(moods) == 1 and a.stwr is not Stwr.DIRECT and not is_inside
                if words and len(words) <= _LONGEST and a.mood in found and is_plain:
                    found[a.mood].append((a, words))
        yield from self._classified("mood", found)

    def _classified(
        self, aim: str, found: Mapping[str, Sequence[tuple[Attribution, str]]]
    ) -> Iterator[Made]:
        """One question that puts statements into categories, if there are some of each."""
        chosen = {value: entries[:_STATEMENTS] for value, entries in found.items()}
        if not all(chosen.values()):
            return
        asked = [(value, *each) for value, entries in chosen.items() for each in entries]
        asked.sort(key=lambda each: self.content(each[1])[0])
        names = sorted({n for _, a, _ in asked for n in a.sentence}, key=self.order.__getitem__)
        passage = _Passage(self.case, tuple(names))
        statements = [
            {
                "id": _kebab(a.id),
                "text": {self.case.lang: words},
                "category": _kebab(value),
                "feedback": self.say(f"{aim}_{value}_why"),
                "words": passage.quoted(
                    (*self.case.spans.get((a.id, "cue"), ()), *self.content(a))
                ),
            }
            for value, a, words in asked
        ]
        categories = [{"id": _kebab(v), "text": self.say(f"{aim}_{v}")} for v in chosen]
        yield self.item(
            aim, "all", names,
            type="classify", prompt=self.say(aim), categories=categories, statements=statements,
        )  # fmt: skip


def _overlap(some: Iterable[Span], others: Iterable[Span]) -> bool:
    there = [*others]
    return any(a.start < b.end and b.start < a.end for a in some for b in there)


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, or one is made with the other."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter)


def _spread(entries: Sequence[Any], most: int) -> list[Any]:
    """At most so many of the entries, from all over them."""
    if len(entries) <= most:
        return [*entries]
    return [entries[number * len(entries) // most] for number in range(most)]


def _within_marks(span: Span, text: str) -> Span:
    """A stretch without quotation marks at its ends, if it has words."""
    words = span.text(text)
    start = len(words) - len(words.lstrip(_MARKS))
    end = len(words.rstrip(_MARKS))
    return Span(span.start + start, span.start + end) if start < end else span


def _bare(words: str) -> str:
    """Words without the quotation marks around them, if all of them are quoted."""
    inside = words.strip(_MARKS + " .,")
    return words if any(mark in inside for mark in _MARKS) else words.strip(_MARKS + " ")


def _shortened(words: str) -> str:
    """Words as a prompt quotes them: not too many, and without the stop of their sentence."""
    if len(words) <= _LONGEST:
        return words.removesuffix(".")
    return words[:_LONGEST].rpartition(" ")[0].rstrip(" …,;:-") + _GAP.rstrip()


def _kebab(name: str) -> str:
    """An id of a case or an entry as part of a question's; different ones stay different."""
    made = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    if made == name and len(name) <= _LONGEST_ID:
        return name
    return f"{made[:_LONGEST_ID].strip('-')}-{_digest(name)[:8]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
