"""Statements to put into categories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, NotRequired

from pydantic import Field, ValidationInfo, model_validator

from whosays.case.items.base import (
    Assign,
    Block,
    ItemView,
    Labelled,
    LabelledView,
    Line,
    Made,
    Quoted,
    named,
    share,
    unique,
)
from whosays.case.records import QuoteField
from whosays.words import Words
from whosays.words.interface import languages
from whosays.words.said import FALLBACK, READERS, is_by_language


class Statement(Labelled):
    """Something to put into a category; its feedback is one text or one text per category."""

    category: str
    feedback: Annotated[dict[str, Any], Field(min_length=1)]
    words: list[QuoteField] = Field([])

    @model_validator(mode="after")
    def _feedback_is_text(self, info: ValidationInfo) -> Statement:
        needed = (info.context or {}).get(READERS, FALLBACK)
        per_category = {"": self.feedback} if is_by_language(self.feedback) else self.feedback
        for category, text in per_category.items():
            where = f" for category `{category}`" if category else ""
            if not isinstance(text, dict) or not isinstance(text.get(needed), str):
                raise ValueError(f"feedback{where} is a map by language: write {{{needed}: …}}")  # noqa: TRY004
        return self


class StatementView(LabelledView):
    """A statement; its feedback is one text, or one by category."""

    category: str
    feedback: str | dict[str, str]
    words: NotRequired[list[Quoted]]


class ClassifyView(ItemView):
    """Statements to put into categories, in plain form."""

    categories: list[LabelledView]
    statements: list[StatementView]


class Classify(Assign):
    """Statements to put into categories."""

    type: Literal["classify"]
    categories: list[Labelled] = Field(min_length=2)
    statements: list[Statement] = Field(min_length=2)

    shape: ClassVar[Any] = ClassifyView
    entries_in: ClassVar[str] = "statements"
    answers_in: ClassVar[str] = "categories"

    @model_validator(mode="after")
    def _fits(self) -> Classify:
        names = [category.id for category in self.categories]
        unique("category", names)
        unique("statement", (statement.id for statement in self.statements))
        if taken := [name for name in names if name in languages()]:
            raise ValueError(f"`{taken[0]}` means a language: call the category something else")
        for statement in self.statements:
            if statement.category not in names:
                raise ValueError(
                    f"statement `{statement.id}` names the category `{statement.category}`,"
                    f" which does not exist: use one of {', '.join(names)}"
                )
            is_one = is_by_language(statement.feedback)
            if not is_one and set(statement.feedback) != set(names):
                raise ValueError(
                    f"statement `{statement.id}`: give one feedback, or one for each of"
                    f" {', '.join(names)}"
                )
        return self

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """Share of the statements that are in their category."""
        return share(choice.get(s["id"]) == s["category"] for s in made["statements"])

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:  # noqa: ARG003 - as others
        """Every statement with its category and the reason."""
        return [
            {"lines": [_line(statement, made["categories"]) for statement in made["statements"]]}
        ]


def _line(statement: Mapping[str, Any], categories: list[Mapping[str, Any]]) -> Line:
    feedback = statement["feedback"]
    if not isinstance(feedback, str):
        feedback = " ".join(f"{each['text']}: {feedback[each['id']]}" for each in categories)
    return {
        "subject": statement["text"],
        "answer": named(categories, statement["category"]),
        "text": feedback,
        "words": statement.get("words", []),
    }
