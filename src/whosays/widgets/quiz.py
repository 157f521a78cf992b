"""The quiz widget, and the sets of questions that chapters show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest
from typing import Any, ClassVar

import traitlets

from whosays.begin.questions import bank_of
from whosays.case.asked import listed, of_case, some
from whosays.case.case import Case
from whosays.case.items import Item, shapes, types
from whosays.errors import UnknownNameError, WrongValueError, shown, there_are, unknown
from whosays.measures.answers import Record, attempts_at
from whosays.measures.codes import mark_of
from whosays.measures.scoring import CONFIDENCE, ENOUGH, Guessing, Summary, guessing, summary
from whosays.views.questions import Sentences, quoted, sentences_of, view
from whosays.widgets._base import Widget, front_end
from whosays.words import Words
from whosays.words.said import FALLBACK


class Quiz(Widget):
    """A list of questions, one at a time, each checked on its own, with feedback for every answer.

    To read answers back, give the quiz a name and answer it; then ask in a new cell::

        q = quiz(case, "welcome")
        q

        q.answers   # by question id: every attempt with its choice and points
        q.result()  # how many were answered, how many were right

    ``items`` holds one dictionary per question (:func:`whosays.views.questions.view`).
    ``answers`` holds a record for each question that was answered
    (:class:`whosays.measures.answers.Record`). The questions of a ``form`` get no feedback before
    all of them are handed in.
    """

    _esm = front_end(
        "quiz", ".js", "_answers", "questions", later=("_summary",), last=("_codes", "_qr")
    )
    _css = front_end("quiz", ".css", "_answers")
    stem = "quiz"
    content = ("items", "question")
    contract: ClassVar[dict[str, Any]] = {
        "items": shapes(),
        "answers": dict[str, Record],
        "guess": Guessing,
    }

    title = traitlets.Unicode(help="What stands above the questions.").tag(sync=True)
    items = traitlets.List(
        traitlets.Dict(), help="The questions, in one language, a dictionary each."
    ).tag(sync=True)
    review = traitlets.Bool(
        default_value=False, help="Whether the questions come back from earlier chapters."
    ).tag(sync=True)
    form = traitlets.Unicode(
        help="Under which name the answers are kept that are handed in together; empty: none are."
    ).tag(sync=True)
    mark = traitlets.Unicode(
        help="What stands for a form's questions in the code that is shown once it is handed in."
    ).tag(sync=True)
    guess = traitlets.Dict(help="What choosing at random would give.").tag(sync=True)
    enough = traitlets.Int(
        ENOUGH, help="From how many scored answers on a result has measures."
    ).tag(sync=True)
    # Paper's business, so it does not travel to the front end.
    overleaf = traitlets.Bool(
        default_value=False, help="Whether what follows the questions is overleaf on paper."
    )
    confidence = traitlets.List(
        traitlets.Int(), list(CONFIDENCE), help="Steps of confidence to choose from, in per cent."
    ).tag(sync=True)
    answers = traitlets.Dict(
        help="What was answered so far: by question id, attempts and the draft of the next."
    ).tag(sync=True)

    def __init__(  # noqa: PLR0913 (all but the items are optional and by name)
        self,
        items: Iterable[Item],
        *,
        sentences: Sentences | None = None,
        title: str = "",
        lang: str = FALLBACK,
        original: str = FALLBACK,
        review: bool = False,
        form: str = "",
        anchor: str = "",
        overleaf: bool = False,
    ) -> None:
        """Show ``items``; ``sentences`` are those of the article that they quote.

        ``original`` is the language that the sentences were written in, ``anchor`` the id that a
        link leads to. With a name for a ``form`` the answers are handed in together. What follows
        is printed ``overleaf`` where it gives the answers away. Raises KeyError where a sentence is
        missing.
        """
        words = Words(lang)
        shown = [view(item, sentences or {}, words, original) for item in items]
        super().__init__(
            items=shown,
            title=title,
            lang=lang,
            review=review,
            form=form,
            mark=mark_of(form, shown) if form else "",
            anchor=anchor,
            overleaf=overleaf,
            guess=guessing(shown),
        )

    def result(self) -> Summary:
        """Result so far: what was answered first counts, a second try does not.

        Answers that no longer fit their question are left out.
        """
        attempts = (attempts_at(item, self.answers) for item in self.items)
        first = (
            [a for a in made if not a.get("retry") and bool(a.get("review")) == self.review]
            for made in attempts
        )
        return summary([made[-1] for made in first if made])

    def fallback_context(self) -> dict[str, Any]:
        """What a question has on paper, its key, and where the questions stand."""
        kinds = types()
        return {
            "overleaf": self.overleaf,
            # What is answered in a review or in a form is no part of what a page has still open.
            "prefix": "r" if self.review else "f" if self.form else "q",
            "quoted": quoted,
            "paper": lambda item: kinds[item["type"]].paper(item),
            "key": lambda item: kinds[item["type"]].key(item, self.words),
        }


@of_case
def quiz(  # noqa: PLR0913 (all but the first are by choice)
    case: Case,
    bank_id: str,
    part: str | None = None,
    *,
    only: Sequence[str] | str | None = None,
    title: str | None = None,
    form: bool = False,
) -> Quiz:
    """The questions of one bank, of one of its sets (``part``), or those named in ``only``.

    They come in the order of the bank, of the set, or of ``only``. ``title`` stands above them in
    place of the set's or the bank's. The bank ``generated`` has the questions that follow from the
    annotation (:mod:`whosays.begin.questions`). As a ``form`` all questions of a bank are handed in
    together, and there is no feedback before. Raises KeyError, with what there is, for a bank, a
    set or a question that does not exist, ValueError for a part of a form and where ``only`` is
    empty, and TypeError where no case was given.

    To read answers back, give the quiz a name (``q = quiz(case, "welcome")``, and ``q`` to show
    it), answer it, and look at ``q.answers`` or ``q.result()`` in a new cell.

    >>> quiz(case, "claims", "guess")
    <Quiz of 1 question: run this cell in a notebook to use it>
    """
    if form and (part is not None or only is not None):
        raise WrongValueError("a form has all questions of its bank: leave out part and only")
    if not isinstance(bank_id, str):
        raise unknown("item bank", bank_id, sorted(case.quizzes))
    bank = bank_of(case, bank_id)
    items = {item.id: item for item in bank.items}
    names, heading = list(items), bank.title
    if part is not None:
        if part not in bank.sets:
            raise UnknownNameError(
                f"the bank {bank_id!r} has no set {shown(part)}; {there_are(part, bank.sets)}"
            )
        names, heading = bank.sets[part].items, bank.sets[part].title or heading
    names = names if only is None else some(only, "only")
    for name in names:
        if name not in items:
            raise UnknownNameError(
                f"the bank {bank_id!r} has no item {name}; {there_are(name, items)}"
            )
    return _quiz(
        case,
        [items[name] for name in names],
        title=title or case.said(heading),
        anchor="" if only is not None else "-".join(["set", bank_id, *([part] if part else [])]),
        form=bank_id if form else "",
        overleaf=set(names) <= bank.guesses(),
    )


@of_case
def review(
    case: Case,
    chapters: Sequence[str] | str = (),
    *,
    only: Sequence[str] | str | None = None,
    count: int = 5,
) -> Quiz:
    """A short set from earlier chapters, taken in turns from each, latest chapter first.

    ``only`` names the questions instead, in the order to ask them in. Answers of a review count as
    a return to the question (1, 7, 21 days) and leave the chapter's own quiz as it was. Raises
    ValueError, with the chapters there are, if none of these has questions or none is named,
    KeyError for a question that does not exist, and TypeError where no case was given.

    >>> review(case, ["article", "sources"], count=3)
    <Quiz of 3 questions: run this cell in a notebook to use it>
    """
    banks = [bank for bank in case.quizzes.values() if not bank.form]
    every = {item.id: item for bank in banks for item in bank.items}
    if only is None:
        chosen = _in_turns(list(every.values()), listed(chapters))[:count]
    else:
        names = some(only, "only")
        if missing := [name for name in names if name not in every]:
            raise unknown("question", missing[0], every)
        chosen = [every[name] for name in names]
    title = case.words.of("quiz")["review_title"]
    return _quiz(case, chosen, title=title, anchor="review", review=True)


def _quiz(case: Case, items: Sequence[Item], **options: Any) -> Quiz:
    return Quiz(
        items,
        sentences=sentences_of(case, items),
        lang=case.lang,
        original=case.article.language,
        **options,
    )


def _in_turns(every: Sequence[Item], chapters: Sequence[str]) -> list[Item]:
    """Scored questions of these chapters, one of each in turn, the latest chapter first."""
    by_chapter = [
        [item for item in every if item.chapter == chapter and item.scored]
        for chapter in reversed(chapters)
    ]
    turns = chain.from_iterable(zip_longest(*by_chapter))
    chosen = [item for item in turns if item is not None]
    if not chosen:
        there = dict.fromkeys(item.chapter for item in every)
        wrong = f"no questions in the chapters {', '.join(map(str, chapters))}"
        raise WrongValueError(
            f"{wrong if chapters else 'name the chapters, or questions in only'};"
            f" there are: {', '.join(there)}"
        )
    return chosen
