"""The quiz widget, and the sets of questions that chapters show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

import traitlets
from markupsafe import Markup

from whosays.quiz import CaseLike, Item, Reflect, inline, passages_of, quoted, reading, view
from whosays.scoring import CONFIDENCE, Summary, summary
from whosays.widgets._answers import answers_front_end
from whosays.widgets._base import Widget


class Quiz(Widget):
    """A list of questions, each checked on its own, with feedback for every answer.

    ``items`` holds one dictionary per question, in one language (:func:`whosays.quiz.view`).
    ``answers`` is what the reader has answered so far, by item id
    (:class:`whosays.widgets.results.Record`); a live kernel can read it at any time.
    """

    _esm = answers_front_end("quiz", ".js")
    _css = answers_front_end("quiz", ".css")
    stem = "quiz"

    title = traitlets.Unicode().tag(sync=True)
    items = traitlets.List(traitlets.Dict()).tag(sync=True)
    review = traitlets.Bool(default_value=False).tag(sync=True)
    confidence = traitlets.List(traitlets.Int(), list(CONFIDENCE)).tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

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
    only: Sequence[str] | None = None,
    title: str | None = None,
    lang: str = "en",
) -> Quiz:
    """The questions of one bank, or those named in ``only``, in that order.

    ``title`` names this set where a page has several of one bank; else it is the bank's.
    Raises KeyError, with what there is, for a bank or a question that does not exist.
    """
    if bank_id not in case.quizzes:
        raise KeyError(f"no item bank {bank_id!r}: there are {', '.join(sorted(case.quizzes))}")
    bank = case.quizzes[bank_id]
    items = {item.id: item for item in bank.items}
    missing = [name for name in only or () if name not in items]
    if missing:
        raise KeyError(f"the bank {bank_id!r} has no item {', '.join(missing)}")
    chosen = [items[name] for name in only] if only is not None else list(bank.items)
    passages = passages_of(case, chosen)
    return Quiz(chosen, passages=passages, title=title or reading(bank.title, lang), lang=lang)


def review(case: CaseLike, chapters: Sequence[str], *, count: int = 5, lang: str = "en") -> Quiz:
    """A short set from earlier chapters, taken in turns from each, latest chapter first.

    Answers of a review count as a return to the question (1, 7, 21 days) and leave the chapter's
    own quiz as it was. Raises ValueError if the chapters have no questions.
    """
    every = [item for bank in case.quizzes.values() for item in bank.items]
    by_chapter = [
        [item for item in every if item.chapter == chapter and not isinstance(item, Reflect)]
        for chapter in reversed(chapters)
    ]
    turns = chain.from_iterable(zip_longest(*by_chapter))
    chosen = [item for item in turns if item is not None][:count]
    if not chosen:
        raise ValueError(f"no questions in the chapters {', '.join(chapters)}")
    made = Quiz(chosen, passages=passages_of(case, chosen), lang=lang, review=True)
    made.title = made.strings["review_title"]
    return made
