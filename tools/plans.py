"""What the phases of a plan need, to compare with the minutes that they have.

``python -m tools.plans`` prints both, ``tests/book/test_plans.py`` compares them. A class reads
**140 words** a minute and takes **27 seconds** to decide on a question: estimates of a teacher who
tried a plan of the first edition with a class of grade 10 in mind, which reads in a language that
is not its own. Both are slower than what the pages state for somebody who reads alone
(:mod:`tools.minutes`). Of a question count its passage, its prompt, what there is to choose from,
and the reason that is read afterwards, the average of all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from tools.minutes import CHANGE, readable, shown_on, shown_words, words
from tools.prose import cells_of, page_named
from whosays import Case, read_case
from whosays.case.items import Item, types
from whosays.case.plans import Phase, Plan
from whosays.views.questions import sentences_of, view

WORDS_A_MINUTE = 140
SECONDS_TO_DECIDE = 27

_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


@cache
def section_words(page: str) -> dict[str, int]:
    """Words of each section of a page by its heading, without those of sections below it.

    What cells show counts where it is shown; questions do not.
    """
    found: dict[str, int] = {}
    heading = ""
    cells = cells_of(page_named(page))
    for cell, result in zip(cells, shown_on(page_named(page)), strict=True):
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            found[heading] = found.get(heading, 0) + shown_words(result)
            continue
        before, *rest = _HEADING.split(readable(text.split(CHANGE)[0]))
        found[heading] = found.get(heading, 0) + words(before)
        for name, below in zip(rest[1::3], rest[2::3], strict=True):
            heading = name
            found[heading] = found.get(heading, 0) + words(name) + words(below)
    return found


def question_words(case: Case, item: Item) -> int:
    """Words of a question as somebody reads it who answers it once."""
    made = view(item, sentences_of(case, [item]), case.words, case.article.language)
    passage = made["passage"]
    texts = [made["prompt"]]
    if passage:
        texts += [part["text"] for part in passage["text"] if part["lang"] == case.lang]
        texts += [part["text"] for part in passage["translation"] if part["lang"] == case.lang]
    model = types()[item.type]
    paper = model.paper(made)
    texts += [*paper.get("lined", ()), *paper.get("boxed", ()), *paper.get("lettered", ("", []))[1]]
    return sum(map(words, texts)) + _feedback_words(made)


def _feedback_words(made: dict[str, Any]) -> int:
    """Words of a reason: those of one option, on average, or of all that comes at once."""
    if "options" in made:
        return _mean([option["feedback"] for option in made["options"]])
    if "statements" in made:
        return sum(_mean(_texts(each["feedback"])) for each in made["statements"])
    if "pairs" in made:
        return sum(words(pair["feedback"]) for pair in made["pairs"])
    if "entries" in made:
        return sum(words(entry["feedback"]) for entry in made["entries"])
    if "model_answer" in made:
        return words(made["model_answer"])
    return _mean(_texts(made["feedback"]))


def _texts(feedback: Any) -> list[str]:
    return [feedback] if isinstance(feedback, str) else [*feedback.values()]


def _mean(texts: list[str]) -> int:
    return round(sum(map(words, texts)) / len(texts))


def needed(case: Case, phase: Phase) -> float:
    """Minutes that a phase needs for what it gives to read, to answer and to do besides."""
    items = {item.id: item for bank in case.quizzes.values() for item in bank.items}
    asked = [items[name] for name in phase.ask]
    read = sum(section_words(phase.page)[name] for name in phase.read) if phase.page else 0
    read += sum(question_words(case, item) for item in asked)
    return read / WORDS_A_MINUTE + len(asked) * SECONDS_TO_DECIDE / 60 + phase.besides


def rows(case: Case, plan: Plan) -> Iterator[tuple[int, float, str]]:
    """Minutes, minutes needed, and the first words of each phase."""
    for phase in plan.phases:
        yield phase.minutes, needed(case, phase), case.said(phase.what)[:50]


def main() -> None:
    """Print all plans of the book's first case."""
    case = read_case("kursk-2024")
    for plan in case.plans.plans:
        need = sum(needed(case, phase) for phase in plan.phases)
        told = f"{plan.id}: {plan.planned} of {plan.minutes} minutes, needed {need:.1f}\n"
        sys.stdout.write(told)
        for minutes, least, what in rows(case, plan):
            short = "" if minutes >= least else "SHORT "
            sys.stdout.write(f"  {minutes:3} {least:5.1f} {short}{what}\n")


if __name__ == "__main__":
    main()
