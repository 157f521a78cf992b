"""What all entries of a case's files share: how strict they are, and how they quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

MOST_FIGURE = 1e15
"""The largest figure: up to here every whole number is exact, in Python and in JavaScript."""

Kebab = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Record(BaseModel):
    """Base of all entries: unknown fields are refused, values do not change after reading."""

    # Parts of other entries are never read alone: their validators are not built.
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)

    def __str__(self) -> str:
        # Of pydantic's two forms, which differ: the one that a notebook shows.
        return repr(self)


class Row(Record):
    """Base of all rows of tables given as CSV."""

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that a table of such rows has to have."""
        return list(cls.model_fields)

    @staticmethod
    def language_of(column: str) -> str | None:  # noqa: ARG004 - some rows have such columns
        """The language that a column translates the row's words into, None for another column."""
        return None

    @property
    def key(self) -> str:
        """What tells the row from all others of its table."""
        raise NotImplementedError


class Quote(Record):
    """Words quoted from a text; ``nth`` (from 1) where they occur more than once."""

    quote: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="The words, as they stand in the article."
    )
    nth: Annotated[int, Field(ge=1)] | None = Field(
        None,
        description="Which occurrence in the sentence is meant, from 1; absent where there is one.",
    )


def need_once(what: str, names: Iterable[str], remedy: str) -> None:
    """Raise ValueError where a name stands more than once."""
    for name, count in Counter(names).items():
        if count > 1:
            raise ValueError(f"the {what} '{name}' stands {count} times; {remedy}")


def as_quote(value: Any) -> Any:
    """A bare text as the quotation it stands for."""
    return {"quote": value} if isinstance(value, str) else value


def as_list(value: Any) -> Any:
    """A single entry as a list of one."""
    return [value] if isinstance(value, (str, dict)) else value


_Words = Annotated[str, StringConstraints(min_length=1)]
QuoteField = Annotated[Quote, BeforeValidator(as_quote, json_schema_input_type=_Words | Quote)]
QuotesField = Annotated[
    list[QuoteField],
    BeforeValidator(as_list, json_schema_input_type=QuoteField | list[QuoteField]),
    Field(min_length=1),
]
"""One quotation, or several where the span is discontinuous."""
