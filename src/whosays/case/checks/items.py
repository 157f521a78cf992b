"""What only the article can tell of an item bank: sentences and quotations that are not there."""

from __future__ import annotations

from collections.abc import Mapping

from whosays.case.case import Case
from whosays.case.items import Bank, Item
from whosays.case.spans import SpanError, find_by_language
from whosays.errors import Lines, Report


def check_banks(
    case: Case, banks: Mapping[str, Bank], report: Report, sources: Mapping[str, Lines]
) -> None:
    """Check each bank, by the name of its file, and that no id stands in two of them.

    Nor may a former id stand elsewhere, so that two questions cannot claim the same answers.
    """
    seen: dict[str, str] = {}
    for file, bank in banks.items():
        on_file = report.on(file, sources[file])
        if file != f"quizzes/{bank.id}.yml":
            on_file(f"its id is '{bank.id}'.", "Let file name and id agree.", field="id")
        for item in bank.items:
            check_item(case, item, on_file)
            # Answers are kept by id, so ids must differ over all banks.
            if item.id in seen:
                on_file(
                    f"the id stands in the bank '{seen[item.id]}' already.",
                    "Give one of the two questions another id.",
                    item.id,
                    "id",
                )
            seen.setdefault(item.id, bank.id)
    for file, bank in banks.items():
        on_file = report.on(file, sources[file])
        for entry, former in [(item.id, name) for item in bank.items for name in item.was]:
            if former in seen:
                on_file(
                    f"the former id '{former}' stands in the bank '{seen[former]}', too.",
                    "Keep it in one place: an old answer belongs to one question.",
                    entry,
                    "was",
                )
            seen.setdefault(former, bank.id)


def check_item(case: Case, item: Item, report: Report) -> None:
    """Sentences that are not in the article, words that are not in the passage, or not once."""
    texts: dict[str, str] = {}  # the passage by language
    passage = item.passage
    if passage and passage.made_up:
        texts = dict(passage.made_up)
    elif passage and passage.sentences:
        unknown = [name for name in passage.sentences if name not in case.sentences]
        for name in unknown:
            report(
                f"the article has no sentence '{name}'.",
                "Use an id like p3s2: second sentence of the third paragraph.",
                item.id,
                "passage.sentences",
            )
        if unknown:
            return
        texts = passage_texts(case, passage.sentences)
    language = item.marked_in(case.article.language)
    if language is not None:
        if language not in texts:
            report(
                f"words are to be marked in '{language}', which the passage does not have.",
                f"Choose one of {', '.join(texts)}, or leave it out.",
                item.id,
                "language",
            )
            return
        texts = {language: texts[language]}
    for field, words in item.quotes():
        try:
            find_by_language(words, texts)
        except SpanError as error:
            report(str(error), error.remedy, item.id, field)


def passage_texts(case: Case, names: list[str]) -> dict[str, str]:
    """Sentences of the article joined by spaces, in each language that all of them have."""
    sentences = [case.sentences[name] for name in names]
    there = [{s.language: s.text, **s.translation} for s in sentences]
    shared = [lang for lang in there[0] if all(lang in each for each in there)]
    return {lang: " ".join(each[lang] for each in there) for lang in shared}
