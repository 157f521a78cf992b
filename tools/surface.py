"""``python -m tools.surface [CASE]``: what questions give away to somebody who reads no passage.

A **surface learner** sees of each single choice nothing but its prompt and its options: how long
they are, how they begin, what words they share. It learns from all banks but one which option is
right, and is asked about the one left out. Over all banks it must do no better than chance. Beside
it stand rules that each question keeps by itself. ``tests/book/test_surface.py`` tests both; here
they are printed, for the case in the folder that is given.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whosays import Case, read_case
from whosays.case.items import Item
from whosays.case.items.base import Choice
from whosays.case.items.classify import Classify
from whosays.case.items.match import Match
from whosays.case.items.single import Single
from whosays.measures.scoring import discrimination
from whosays.words.said import inline

Floats = NDArray[np.float64]


# --- limits: all of them stand here -----------------------------------------------------------


@dataclass(frozen=True)
class Limits:
    """How much a question, and all of them together, may give away."""

    from_chance: float = 0.08
    """How far the learner's share right may be from chance (mean of 1 / number of options)."""
    d_prime: float = 0.5
    """How far from 0 the learner's d' on signal items may be."""
    longest: float = 1.35
    """Longest option of a question over its shortest, in characters as shown."""
    short: int = 25
    """Where all options have fewer characters than this, their lengths do not matter."""
    p: float = 0.05
    """What happens by chance more rarely than this is no chance."""
    words: int = 80
    """Passage, prompt and options of a single choice together: one screen of a phone."""
    statements: int = 4
    """Statements of one question to classify, or entries to match."""
    clicker: float = 0.1
    """Share of options that say "problem": on items with a problem less that on sound ones."""


LIMITS = Limits()
FORMS = ("before", "after")
"""The banks that measure the same thing twice."""


# --- what is seen -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """A single choice as somebody sees it who leaves its passage out, and its key."""

    bank: str
    id: str
    prompt: str
    options: tuple[str, ...]
    says: tuple[bool, ...]
    key: int
    signal: bool | None

    @property
    def chance(self) -> float:
        """Share right of somebody who picks blindly."""
        return 1 / len(self.options)


def plain(text: Mapping[str, str]) -> str:
    """An item's English text as shown: without the marks for German and for emphasis."""
    return inline(text["en"]).striptags()


def items_of(case: Case) -> Iterator[tuple[str, Item]]:
    """Every item with the name of its bank."""
    for name in sorted(case.quizzes):
        yield from ((name, item) for item in case.quizzes[name].items)


def seen(case: Case) -> list[Seen]:
    """The single choices of a case."""
    return [
        Seen(
            bank=bank,
            id=item.id,
            prompt=plain(item.prompt),
            options=tuple(plain(option.text) for option in item.options),
            says=tuple(option.says_signal for option in item.options),
            key=[option.correct for option in item.options].index(True),
            signal=item.signal,
        )
        for bank, item in items_of(case)
        if isinstance(item, Single)
    ]


# --- features ---------------------------------------------------------------------------------

POLARITY = re.compile(r"(yes|no|open|true|false|right|wrong)\s*([.,:;!-]|$)", re.IGNORECASE)
"""Words that answer by themselves, at the beginning of an option."""

_PATTERNS = {
    "hedge": r"\b(may|might|can|could|some|perhaps|possibly|probably|likely|partly|not necessarily"
    r"|nearly|almost|depends?)\b",
    "absolute": r"\b(all|always|never|only|must|every\w*|none|nothing|nobody|any\w*|cannot|whole"
    r"|certain\w*|proves?)\b",
    "digit": r"\d",
    "quotation": r"[“”\"]",
    "negation": r"\b(no|not|never|nobody|nothing|none|neither|nor|without|cannot|\w+n't)\b",
    "open": r"\b(do(es)? not (show|say|tell|decide|settle)|left? open|leaves? (it|this|that) open"
    r"|cannot (tell|be told|be seen)|not (shown|given|said))\b",
    "unnamed": r"\b(unnamed|no (name|source)|not named|author)\b",
    "comma": r"[,;:]",
    "given": r"\b(given|named|kept|shown|stated)\b",
    "verdict": r"\b(false|true|lie|lies|made up|invented|wrong|believe|trust)\b",
    "because": r"\b(because|since|for|so|therefore|if|whoever)\b",
}
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by for from had has have he her his in is it its of on or she"
        " that the their them they this to was were who whom whose what which with you your do"
        " does",
    )
)


def content_words(text: str) -> frozenset[str]:
    """The words of a text without the small ones."""
    return frozenset(re.findall(r"[^\W_]+", text.lower())) - _SMALL


def polarity(text: str) -> str:
    """The word at the beginning that answers by itself (yes, no …), or nothing."""
    found = POLARITY.match(text) or re.match(r"(not necessarily)", text, re.IGNORECASE)
    return found[1].lower().replace("not necessarily", "no") if found else ""


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the words of two texts that stand in both."""
    return len(first & second) / (len(first | second) or 1)


def features(item: Seen) -> Floats:
    """A row for each option: what can be seen of it, beside the others of its question."""
    options = item.options
    length = np.array([len(text) for text in options], float)
    words = [content_words(text) for text in options]
    prompt = content_words(item.prompt)
    pole = [polarity(text) for text in options]
    others = [
        mean(overlap(own, other) for j, other in enumerate(words) if j != i)
        for i, own in enumerate(words)
    ]
    few = len(options) <= 3  # noqa: PLR2004 - three against four and more
    columns = [
        np.log(length / length.mean()),
        length == length.max(),
        length == length.min(),
        np.array([text.count(" ") for text in options], float) / 5,
        [len(own & prompt) / (len(own) or 1) for own in words],
        others,
        np.array(others) == max(others),
        [pole.count(each) == 1 and each != "" for each in pole],
        [each == "" and any(pole) for each in pole],
        [i == 0 for i in range(len(options))],
        [i == len(options) - 1 for i in range(len(options))],
    ]
    for word in ("yes", "no", "open"):
        columns += [
            [each == word and few for each in pole],
            [each == word and not few for each in pole],
        ]
    columns += [[says and few for says in item.says], [says and not few for says in item.says]]
    for pattern in _PATTERNS.values():
        has = [bool(re.search(pattern, text, re.IGNORECASE)) for text in options]
        columns += [has, [each and has.count(True) == 1 for each in has]]
        columns += [[not each and has.count(False) == 1 for each in has]]
    table = np.array([np.asarray(column, float) for column in columns]).T
    centred: Floats = table - table.mean(axis=0)
    return centred


# --- the learner ------------------------------------------------------------------------------

STEPS, RATE, SHRINK = 400, 0.5, 0.05


def chances(weights: Floats, rows: Floats) -> Floats:
    """How likely each option of a question is to be right, for somebody with these weights."""
    score = np.exp(rows @ weights - (rows @ weights).max())
    likely: Floats = score / score.sum()
    return likely


def learn(questions: Sequence[tuple[Floats, int]]) -> Floats:
    """Weights of the features, by gradient descent on a regularised multinomial logit."""
    sizes = [len(rows) for rows, _ in questions]
    rows: Floats = np.concatenate([rows for rows, _ in questions])  # one after the other
    starts = np.cumsum([0, *sizes[:-1]])
    keys: Floats = rows[starts + [key for _, key in questions]].sum(axis=0)
    weights: Floats = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        score = rows @ weights
        score = np.exp(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
        likely = score / np.repeat(np.add.reduceat(score, starts), sizes)
        weights += RATE * ((keys - likely @ rows) / len(sizes) - SHRINK * weights)
    return weights


@dataclass(frozen=True)
class Guess:
    """What the learner chose of a question that it had not learnt from."""

    item: Seen
    chosen: int

    @property
    def right(self) -> bool:
        """Whether it is the key."""
        return self.chosen == self.item.key


@dataclass(frozen=True)
class Result:
    """How the learner did on some questions."""

    count: int
    right: float
    chance: float
    d_prime: float | None


def guesses(items: Sequence[Seen]) -> list[Guess]:
    """Leave out one bank after the other, learn from the rest, and guess in the one left out."""
    rows = {item.id: features(item) for item in items}
    found = []
    for bank in sorted({item.bank for item in items}):
        known = [(rows[item.id], item.key) for item in items if item.bank != bank]
        if not known:
            raise ValueError("the learner needs questions of two banks at least")
        weights = learn(known)
        found += [
            Guess(item, int(chances(weights, rows[item.id]).argmax()))
            for item in items
            if item.bank == bank
        ]
    return found


def result(made: Sequence[Guess]) -> Result:
    """Share right beside chance, and d' on the signal items."""
    told = [(g.item.signal, g.item.says[g.chosen]) for g in made if g.item.signal is not None]
    sharp = discrimination(
        hits=told.count((True, True)),
        misses=told.count((True, False)),
        false_alarms=told.count((False, True)),
        correct_rejections=told.count((False, False)),
    )
    return Result(
        len(made),
        mean(guess.right for guess in made),
        mean(guess.item.chance for guess in made),
        sharp.d_prime if sharp else None,
    )


# --- rules for each question ------------------------------------------------------------------


@dataclass(frozen=True)
class Break:
    """A question that breaks a rule, and how."""

    rule: str
    bank: str
    item: str
    says: str

    def __str__(self) -> str:
        return f"{self.bank}: {self.item}: {self.says}"


Found = Iterator[tuple[str, str, str]]


def lengths(case: Case) -> Found:
    """Options have one length."""
    for bank, item in items_of(case):
        if not isinstance(item, Choice):
            continue
        sizes = {len(text): text for text in (plain(option.text) for option in item.options)}
        long, short = max(sizes), min(sizes)
        if long >= LIMITS.short and long > LIMITS.longest * short:
            told = f"“{sizes[long]}” has {long} characters, “{sizes[short]}” {short}:"
            yield bank, item.id, f"{told} more than {LIMITS.longest} times as many"


def lone_polarity(case: Case) -> Found:
    """No option begins with yes or no, or all do, as many with the one as with the other."""
    for item in seen(case):
        poles = [polarity(text) for text in item.options]
        counts = {pole: poles.count(pole) for pole in poles}
        if set(counts) != {""} and ("" in counts or len(counts) < 2 or len({*counts.values()}) > 1):  # noqa: PLR2004
            told = ", ".join(f"{count} of {pole or 'neither'}" for pole, count in counts.items())
            remedy = "let all begin with a polarity word, each as often as the other, or none"
            yield item.bank, item.id, f"the options begin with {told}: {remedy}"


def used_once(case: Case) -> Found:
    """Nothing is solved by elimination."""
    for bank, item in items_of(case):
        if isinstance(item, Classify):
            given = [statement.category for statement in item.statements]
            offered = [category.id for category in item.categories]
        elif isinstance(item, Match):
            given = [pair.right for pair in item.pairs]
            offered = [entry.id for entry in item.right]
        else:
            continue
        if sorted(given) == sorted(offered):
            told = f"each of {len(offered)} answers is right exactly once"
            yield bank, item.id, f"{told}: let one serve twice, or not at all"


def templates(case: Case) -> Found:
    """No two questions have the same prompt and the same options."""
    first: dict[tuple[str, frozenset[str]], Seen] = {}
    for item in seen(case):
        form = (item.prompt.lower(), frozenset(text.lower() for text in item.options))
        same = first.setdefault(form, item)
        if same is not item:
            yield item.bank, item.id, f"prompt and options are those of {same.bank}: {same.id}"


def one_screen(case: Case) -> Found:
    """A question stands on one screen of a phone with its passage."""
    for bank, item in items_of(case):
        if isinstance(item, Single):
            texts = [plain(item.prompt), passage(case, item)]
            texts += [plain(option.text) for option in item.options]
            count = sum(len(text.split()) for text in texts)
            if count > LIMITS.words:
                told = f"passage, prompt and options have {count} words, more than {LIMITS.words}"
                yield bank, item.id, f"{told}: shorten or split"
        rows = item.statements if isinstance(item, Classify) else ()
        entries = item.left if isinstance(item, Match) else ()
        if (count := max(len(rows), len(entries))) > LIMITS.statements:
            told = f"{count} statements, more than {LIMITS.statements}"
            yield bank, item.id, f"{told}: split the question"


def passage(case: Case, item: Item) -> str:
    """The passage that a reader of English sees."""
    if item.passage is None:
        return ""
    if item.passage.made_up is not None:
        return plain(item.passage.made_up)
    return " ".join(case.sentences[name].translation["en"] for name in item.passage.sentences or ())


def forms_apart(case: Case) -> Found:
    """The test before and the test after share no option, prompt or passage."""
    if not all(form in case.quizzes for form in FORMS):
        return
    before, after = (dict(_texts_of(case, form)) for form in FORMS)
    for text in sorted(set(before) & set(after)):
        kind, words = text
        yield FORMS[1], after[text], f"the {kind} “{words}” stands in {before[text]} as well"


def _texts_of(case: Case, bank: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Prompts, passages and what is offered as an answer, each with its question.

    Names of categories are terms of the book, so both tests may have them.
    """
    for item in case.quizzes[bank].items:
        texts = [("prompt", plain(item.prompt))]
        if item.passage is not None:
            texts.append(("passage", passage(case, item)))
        for kind, parts in (
            ("option", "options"),
            ("statement", "statements"),
            ("entry", "entries"),
            ("entry", "left"),
            ("partner", "right"),
        ):
            texts += [(kind, plain(each.text)) for each in getattr(item, parts, ())]
        yield from (((kind, words.lower()), item.id) for kind, words in texts)


RULES: dict[str, Callable[[Case], Found]] = {
    "length": lengths,
    "polarity": lone_polarity,
    "elimination": used_once,
    "template": templates,
    "screen": one_screen,
    "forms": forms_apart,
}


def breaks(case: Case) -> list[Break]:
    """Everything that breaks a rule, rule by rule."""
    return [Break(name, *found) for name, rule in RULES.items() for found in rule(case)]


# --- rules for all of them together -----------------------------------------------------------


def at_least(count: int, shares: Iterable[float]) -> float:
    """Probability of so many or more among independent events of these probabilities."""
    odds: Floats = np.ones(1)
    for share in shares:
        odds = np.convolve(odds, [1 - share, share])
    return float(odds[count:].sum())


@dataclass(frozen=True)
class Habit:
    """How often the key is the one option that stands out in some way."""

    name: str
    count: int
    expected: float
    p: float


def habits(items: Sequence[Seen]) -> list[Habit]:
    """How often the key is longest, shortest or in each place, beside chance."""
    ways: dict[str, Callable[[Seen], int | None]] = {
        "the longest": lambda item: _alone(item, max),
        "the shortest": lambda item: _alone(item, min),
        "the first": lambda _: 0,
        "the last": lambda item: len(item.options) - 1,
    }
    found = []
    for name, way in ways.items():
        there = [(item, place) for item in items if (place := way(item)) is not None]
        count = sum(item.key == place for item, place in there)
        shares = [item.chance for item, _ in there]
        found.append(Habit(name, count, sum(shares), at_least(count, shares)))
    return found


def _alone(item: Seen, which: Callable[[list[int]], int]) -> int | None:
    """The option that alone is longest (or shortest); None where several are."""
    sizes = [len(text) for text in item.options]
    return sizes.index(which(sizes)) if sizes.count(which(sizes)) == 1 else None


def association(items: Sequence[Seen], draws: int = 5000) -> float:
    """Probability by chance of as close a tie of "problem" to the number of options (chi-square).

    By permutation, since some cells are small.
    """
    told = [item for item in items if item.signal is not None]
    problem = np.array([item.signal for item in told], float)
    count = np.array([len(item.options) for item in told])
    groups = np.array([count == each for each in sorted(set(count.tolist()))], float)
    size = groups.sum(axis=1)

    def tie(signals: Floats) -> float:
        return float((((groups @ signals) - size * signals.mean()) ** 2 / size).sum())

    random = np.random.default_rng(2024)
    there = tie(problem) - 1e-9
    return (1 + sum(tie(random.permutation(problem)) >= there for _ in range(draws))) / (draws + 1)


def clicker(items: Sequence[Seen]) -> float:
    """How much more often blind clicking says "problem" where there is one than where not."""
    shares: dict[bool, list[float]] = {True: [], False: []}
    for item in items:
        if item.signal is not None:
            shares[item.signal].append(mean(item.says))
    return mean(shares[True]) - mean(shares[False])


# --- print ------------------------------------------------------------------------------------


def report(case: Case, banks: Sequence[str]) -> Iterator[str]:
    """Lines: the learner by bank, what breaks a rule, and the habits of all keys."""
    items = seen(case)
    made = guesses(items)
    broken = breaks(case)
    yield f"{'bank':<12} single  right chance   more     d'  breaks"
    for bank in sorted(case.quizzes):
        own = [guess for guess in made if guess.item.bank == bank]
        count = sum(each.bank == bank for each in broken)
        yield f"{bank:<12} {_row(result(own)) if own else '     0' + ' ' * 28}  {count:>6}"
    yield f"{'all':<12} {_row(result(made))}  {len(broken):>6}"
    yield ""
    for habit in habits(items):
        yield (
            f"the key is {habit.name}: {habit.count} times, {habit.expected:.1f} expected,"
            f" p = {habit.p:.3f}"
        )
    yield f"number of options and answer: p = {association(items):.3f}"
    yield f"blind clicking says “problem” {clicker(items):+.2f} more often where there is one"
    for rule in RULES:
        found = [each for each in broken if each.rule == rule and (each.bank in banks or not banks)]
        if found:
            yield f"\n{rule} ({len(found)})"
            yield from (f"  {each}" for each in found)
    learnt = [g for g in made if g.right and (g.item.bank in banks)]
    if learnt:
        yield "\nguessed right by the learner"
        yield from (f"  {g.item.id}: {g.item.options[g.chosen]}" for g in learnt)


def _row(found: Result) -> str:
    sharp = "    -" if found.d_prime is None else f"{found.d_prime:+5.2f}"
    return (
        f"{found.count:>6} {found.right:>6.0%} {found.chance:>6.0%}"
        f" {found.right - found.chance:>+6.0%}  {sharp}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; exit code 1 where a question breaks a rule."""
    parser = argparse.ArgumentParser(prog="python -m tools.surface", description=__doc__)
    parser.add_argument("case", nargs="?", default="kursk-2024", help="folder of a case")
    parser.add_argument("--bank", action="append", default=[], help="print these banks only")
    given: Any = parser.parse_args(arguments)
    case = read_case(given.case)
    for line in report(case, given.bank):
        sys.stdout.write(f"{line}\n")
    return any(each.bank in given.bank or not given.bank for each in breaks(case))


if __name__ == "__main__":
    sys.exit(main())
