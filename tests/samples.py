"""One question of each type, and words that try to break out of a page."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whosays import Case
from whosays.case.annotation import Annotation, Article
from whosays.case.disputes import Disputes
from whosays.case.examples import Examples
from whosays.case.items import Bank, Made
from whosays.case.pictured import Pictured
from whosays.case.places import PlacedSentence
from whosays.case.plans import Plans
from whosays.case.spans import Span
from whosays.views.questions import view
from whosays.words import Words

PASSAGES = {
    "p1s1": {
        "id": "p1s1",
        "de": "Die Stadt hat hingegen nichts gesagt.",
        "en": "The city, by contrast, said nothing.",
    },
    "p1s2": {
        "id": "p1s2",
        "de": "Es seien laut Amt 30 Boote.",
        "en": "There are, the office says, 30 boats.",
    },
}


def text(words: str) -> dict[str, str]:
    return {"en": words}


def option(name: str, *, correct: bool = False, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "text": text(f"Option {name}"),
        "correct": correct,
        "feedback": text(f"Feedback to {name}."),
        **more,
    }


def item(type_: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"sample-{type_}",
        "type": type_,
        "chapter": "sample",
        "aim": "try",
        "prompt": text(f"A question of the type {type_}?"),
        **fields,
    }


SINGLE = item(
    "single",
    passage={"sentences": ["p1s1", "p1s2"]},
    options=[option("a", words=["hingegen"]), option("b", correct=True, words=["laut Amt"])],
)
MULTIPLE = item(
    "multiple",
    passage={"made_up": text("All 12 boats came back, the keeper says.")},
    options=[
        option("a", correct=True),
        option("b", words=["the keeper"]),
        option("c", correct=True),
    ],
)
CLASSIFY = item(
    "classify",
    categories=[{"id": "said", "text": text("Said")}, {"id": "done", "text": text("Done")}],
    statements=[
        {
            "id": "one",
            "text": text("[Es sei]{de} late."),
            "category": "said",
            "feedback": text("The verb form tells."),
        },
        {
            "id": "two",
            "text": text("It rained."),
            "category": "done",
            "feedback": {"said": text("Nobody says it."), "done": text("Yes, bare.")},
        },
    ],
)
MARK = item(
    "mark",
    passage={"sentences": ["p1s2"]},
    targets=["seien", {"quote": "laut Amt", "feedback": text("Names the source.")}],
    decoys=[{"quote": "30", "feedback": text("A figure is no source.")}],
    feedback=text("Two signals of reported speech."),
    otherwise=text("Some words say what, not who."),
)
MATCH = item(
    "match",
    left=[{"id": "x", "text": text("30 boats")}, {"id": "y", "text": text("12 boats")}],
    right=[
        {"id": "office", "text": text("The office")},
        {"id": "keeper", "text": text("The keeper")},
        {"id": "nobody", "text": text("Nobody named")},
    ],
    pairs=[
        {"left": "x", "right": "office", "feedback": text("laut Amt")},
        {"left": "y", "right": "keeper", "feedback": text("The keeper says")},
    ],
)
ORDER = item(
    "order",
    entries=[
        {"id": name, "text": text(f"Step {name}"), "feedback": text(f"Because of {name}.")}
        for name in ("first", "second", "third")
    ],
)
ESTIMATE = item(
    "estimate",
    answer=12000,
    tolerance={"relative": 0.1},
    unit=text("boats"),
    feedback={"close": text("Close."), "too_low": text("Low."), "too_high": text("High.")},
)
REFLECT = item(
    "reflect",
    model_answer=text("Both readings stand."),
    look_for=[text("A reason."), text("Words.")],
)
SIGNAL = [
    item(
        "single",
        id=f"sample-signal-{n}",
        signal=n == 1,
        options=[
            option("yes", correct=n == 1, says_signal=True),
            option("no", correct=n != 1),
        ],
    )
    for n in (1, 2)
]

ITEMS = [SINGLE, MULTIPLE, CLASSIFY, MARK, MATCH, ORDER, ESTIMATE, REFLECT, *SIGNAL]


def bank(items: list[dict[str, Any]] | None = None) -> Bank:
    items = items or ITEMS
    aims = {item["aim"]: text("Try a question.") for item in items}
    return Bank.model_validate(
        {"id": "sample", "title": text("Samples"), "aims": aims, "items": items}
    )


Change = Callable[[dict[str, Any]], object]


def changed(item: dict[str, Any], change: Change) -> dict[str, Any]:
    """A copy of an item that ``change`` has been at."""
    made = copy.deepcopy(item)
    change(made)
    return made


def shown(item: dict[str, Any], lang: str = "en") -> Made:
    """An item as a reader of this language sees it."""
    return view(bank([item]).items[0], PASSAGES, Words(lang), "de")


def case(*banks: Bank, lang: str = "en") -> Case:
    """A case with the sentences of PASSAGES and these banks, and nothing annotated."""
    words = " ".join(each["de"] for each in PASSAGES.values())
    sentences = {
        name: PlacedSentence(
            id=name,
            paragraph=1,
            span=Span(words.index(each["de"]), words.index(each["de"]) + len(each["de"])),
            text=each["de"],
            language="de",
            translation={"en": each["en"]},
            note=None,
        )
        for name, each in PASSAGES.items()
    }
    parts = ("sentences", "sources", "attributions", "author_voice", "claims", "relations")
    article = {
        "id": "sample",
        "title": text("Samples"),
        "language": "de",
        "sha256": "0" * 64,
        "as_of": "never",
        "known": [],
        "unknown": [],
        "rights": text("Made for tests."),
    }
    return Case(
        folder=Path(),
        article=Article.model_validate(article),
        text=words,
        sentences=sentences,
        annotation=Annotation.model_validate({name: [] for name in (*parts, "framing")}),
        spans={},
        translated={},
        estimates=(),
        coverage=(),
        quizzes={each.id: each for each in banks},
        disputes=Disputes(questions=[]),
        counting=None,
        examples=Examples({}),
        lessons={},
        pictured=Pictured(),
        plans=Plans(),
        readings=(),
        settled={},
        lang=lang,
    )


HOSTILE = [
    "</script><script>window.broken = 1</script>",
    '<img src=x onerror="window.broken = 1">',
    "\"'`&lt;&amp; {count} ${x} {{ 7 * 7 }}",
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd\u202c",
    "[<b>fett</b>]{de} *<i>x</i>* [a]{de onclick=x} [b]{<x>}",
    "*" * 40 + "[" * 40 + "]{de}",
    "x" * 10_000,
]

INLINE = [
    ("plain", "plain"),
    ("[Worte]{de}", '<span lang="de">Worte</span>'),
    ("a [b c]{de} d", 'a <span lang="de">b c</span> d'),
    ("*so*", "<em>so</em>"),
    ("*a b* and *c*", "<em>a b</em> and <em>c</em>"),
    ("*[x]{de}*", '<em><span lang="de">x</span></em>'),
    ("[*x* y]{de}", '<span lang="de"><em>x</em> y</span>'),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("* not*", "* not*"),
    ("**", "**"),
    ("[]{de}", "[]{de}"),
    ("[a](b)", "[a](b)"),
    ("[a]{DE}", "[a]{DE}"),
    ("[a]{deutsch}", "[a]{deutsch}"),
    ("[[a]{de}", '[<span lang="de">a</span>'),
    ("<b>&\"'", "&lt;b&gt;&amp;&#34;&#39;"),
    ("*a\nb*", "<em>a\nb</em>"),
    ("", ""),
]
