"""The quiz widget, and the sets of questions that chapters show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

import traitlets
from markupsafe import Markup

from whosays.arguments import listed, need_case, need_language, there_are, unknown
from whosays.errors import UnknownNameError, WrongValueError
from whosays.quiz import CaseLike, Item, Reflect, inline, passages_of, quoted, reading, view
from whosays.scoring import CONFIDENCE, Summary, summary
from whosays.widgets._answers import answers_front_end
from whosays.widgets._base import Widget, front_end


class Quiz(Widget):
    """A list of questions, each checked on its own, with feedback for every answer.

    To read answers back, give the quiz a name and answer it; then ask in a new cell::

        q = quiz(case, "welcome")
        q

        q.answers   # by question id: every attempt with its choice and points
        q.result()  # how many were answered, how many were right

    ``items`` holds one dictionary per question, in one language (:func:`whosays.quiz.view`).
    ``answers`` holds a record for each question that was answered
    (:class:`whosays.widgets.results.Record`).
    """

    _esm = front_end("quiz", ".js", "_answers", "questions")
    _css = answers_front_end("quiz", ".css")
    stem = "quiz"

    title = traitlets.Unicode(help="What stands above the questions.").tag(sync=True)
    items = traitlets.List(
        traitlets.Dict(), help="The questions, in one language, a dictionary each."
    ).tag(sync=True)
    review = traitlets.Bool(
        default_value=False, help="Whether the questions come back from earlier chapters."
    ).tag(sync=True)
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
        passages: Mapping[str, Mapping[str, str]] | None = None,
        title: str = "",
        lang: str = "en",
        original: str = "de",
        review: bool = False,
    ) -> None:
        """Show ``items``; ``passages`` maps the sentence ids they quote to ``{id, de, en, …}``.

        ``original`` is the language the sentences were written in. Raises KeyError where a
        sentence is missing.
        """
        super().__init__(
            items=[view(item, passages, lang, original) for item in items],
            title=title,
            lang=lang,
            review=review,
        )

    def result(self) -> Summary:
        """Result so far: what was answered first counts, a second try does not."""
        attempts = (self.answers.get(item["id"], {}).get("attempts", []) for item in self.items)
        first = (
            [a for a in made if not a.get("retry") and bool(a.get("review")) == self.review]
            for made in attempts
        )
        return summary([made[-1] for made in first if made])

    def fallback_context(self) -> dict[str, Any]:
        """Questions, passages and answers for the page without JavaScript."""
        return {
            "title": self.title,
            "items": self.items,
            "inline": inline,
            "quoted": quoted,
            "named": _named,
        }


def _named(entries: Sequence[Mapping[str, Any]], entry_id: str) -> Markup:
    """Text of the entry with this id."""
    return inline(next(entry["text"] for entry in entries if entry["id"] == entry_id))


def quiz(
    case: CaseLike,
    bank_id: str,
    *,
    only: Sequence[str] | str | None = None,
    title: str | None = None,
    lang: str = "en",
) -> Quiz:
    """The questions of one bank, or those named in ``only``, in that order.

    ``title`` names this set where a page has several of one bank; else it is the bank's.
    Raises KeyError, with what there is, for a bank or a question that does not exist, TypeError
    where no case was given, and ValueError for a language that there is not.

    To read answers back, give the quiz a name (``q = quiz(case, "welcome")``, and ``q`` to show
    it), answer it, and look at ``q.answers`` or ``q.result()`` in a new cell.
    """
    need_case(case)
    need_language(lang, case)
    if bank_id not in case.quizzes:
        raise unknown("item bank", bank_id, sorted(case.quizzes))
    bank = case.quizzes[bank_id]
    items = {item.id: item for item in bank.items}
    names = list(items) if only is None else listed(only)
    for name in names:
        if name not in items:
            raise UnknownNameError(
                f"the bank {bank_id!r} has no item {name}; {there_are(name, items)}"
            )
    chosen = [items[name] for name in names]
    passages = passages_of(case, chosen)
    return Quiz(chosen, passages=passages, title=title or reading(bank.title, lang), lang=lang)


def review(
    case: CaseLike, chapters: Sequence[str] | str, *, count: int = 5, lang: str = "en"
) -> Quiz:
    """A short set from earlier chapters, taken in turns from each, latest chapter first.

    Answers of a review count as a return to the question (1, 7, 21 days) and leave the chapter's
    own quiz as it was. Raises ValueError, with the chapters there are, if none of these has
    questions, TypeError where no case was given.
    """
    need_case(case)
    need_language(lang, case)
    names = listed(chapters)
    every = [item for bank in case.quizzes.values() for item in bank.items]
    by_chapter = [
        [item for item in every if item.chapter == chapter and not isinstance(item, Reflect)]
        for chapter in reversed(names)
    ]
    turns = chain.from_iterable(zip_longest(*by_chapter))
    chosen = [item for item in turns if item is not None][:count]
    if not chosen:
        there = dict.fromkeys(item.chapter for item in every)
        raise WrongValueError(
            f"no questions in the chapters {', '.join(map(str, names))}; there are:"
            f" {', '.join(there)}"
        )
    made = Quiz(chosen, passages=passages_of(case, chosen), lang=lang, review=True)
    made.title = made.strings["review_title"]
    return made
