"""What each column of each table holds: its type, what may stand in it, what it means.

Type, allowed values and description come from the model field that a column shows; what is not a
field is said here and in ``columns.yml``. The data dictionary and ``datapackage.json`` both read
this and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel

from whosays.case.annotation import (
    Attribution,
    AuthorVoice,
    Claim,
    CoverageRow,
    Estimate,
    Framing,
    Quantity,
    Relation,
    Sentence,
    Source,
)
from whosays.case.asked import of_case
from whosays.case.case import Case
from whosays.case.counts import Counts
from whosays.case.vocabulary import Verb
from whosays.words import Words
from whosays.words.columns import texts
from whosays.words.said import FALLBACK

ENGLISH = Words()

SEPARATOR = " | "
"""Joins what several values of one cell are."""

Type = Literal["string", "integer", "number", "date"]
Quoted = Literal["", "article", "outlet"]


@dataclass(frozen=True)
class Column:
    """One column. ``table`` and ``name`` say which; the rest is what may stand in its cells.

    ``allowed`` are all values that may stand there (none: any), ``pattern`` a regular expression
    for the whole cell, ``refers`` the table whose ``id`` it names, ``quotes`` whose words stand in
    it where they are not ours to license.
    """

    table: str
    name: str
    type: Type
    description: str
    required: bool
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | None = None
    refers: str | None = None
    quotes: Quoted = ""


@dataclass(frozen=True)
class _Table:
    """How a table's columns go back to models.

    ``models`` are asked for a column in this order; ``key`` are the columns that together tell
    one row from all others; ``refers`` maps a column to the table whose ``id`` it names,
    ``quotes`` one that quotes to whose words stand in it.
    """

    models: tuple[type[BaseModel], ...]
    columns: tuple[str, ...]
    key: tuple[str, ...] = ("id",)
    refers: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, Quoted] = field(default_factory=dict)


_TABLES = {
    "sentences": _Table(
        (Sentence,),
        ("id", "paragraph", "start", "end", "text", "translation", "place", "note"),
        quotes={"text": "article"},
    ),
    "attributions": _Table(
        (Attribution,),
        (
            *("id", "sentence", "source", "source_chain", "stwr", "medium", "mood", "evidential"),
            *("cue", "cue_class", "content", "parent", "place", "speaker", "chain", "verb"),
            *("continues", "other_moods", "mention"),
            *("cue_translation", "content_translation", "channel", "said_on", "rationale"),
        ),
        key=("id", "sentence"),
        refers={
            "sentence": "sentences",
            "source": "sources",
            "parent": "attributions",
            "continues": "attributions",
        },
        quotes={"cue": "article", "content": "article", "mention": "article"},
    ),
    "author_voice": _Table(
        (AuthorVoice,),
        ("id", "sentence", "place", "function", "text", "translation", "rationale"),
        key=("id", "sentence"),
        refers={"sentence": "sentences"},
        quotes={"text": "article"},
    ),
    "claims": _Table(
        (Claim, Quantity),
        (
            *("id", "proposition", "type", "uttered_by", "speaker", "place", "value", "low"),
            *("high", "bound", "unit"),
            *("counted", "region", "as_of", "quantity_words", "factuality", "checkable", "reason"),
            "rationale",
        ),
        quotes={"quantity_words": "article"},
    ),
    "relations": _Table(
        (Relation,),
        (
            *("id", "from_claim", "to_claim", "type", "made_by", "marker_sentence", "marker"),
            "rationale",
        ),
        refers={"from_claim": "claims", "to_claim": "claims", "marker_sentence": "sentences"},
        quotes={"marker": "article"},
    ),
    "sources": _Table(
        (Source,), ("id", "name", "kind", "naming", "stake", "attributions", "rationale")
    ),
    "framing": _Table(
        (Framing,),
        ("id", "sentence", "place", "text", "translation", "whose", "alternatives", "rationale"),
        key=("id", "sentence"),
        refers={"sentence": "sentences", "whose": "sources"},
        quotes={"text": "article"},
    ),
    "estimates": _Table(
        (Estimate,),
        tuple(Estimate.model_fields),
        quotes={"wording": "outlet", "title": "outlet"},
    ),
    "coverage": _Table(
        (CoverageRow,), tuple(CoverageRow.model_fields), quotes={"wording": "outlet"}
    ),
}

_LEAST = {"paragraph": 1, "start": 0, "end": 1, "attributions": 0}
"""Columns that count, and from where on."""

_ALWAYS = (
    *("source_chain", "uttered_by", "factuality", "alternatives", "text", "content"),
    *("place", "speaker", "chain", "verb"),
)
"""Texts made from several parts that are never empty."""

_ALLOWED = {"verb": tuple(Verb)}
"""What may stand in a column that is no field of a model."""


def about(table: str, words: Words) -> str:
    """What a table holds, in one or two sentences. KeyError for a table that is not there."""
    return words.said(texts()["tables"][table]["about"])


def key(table: str) -> tuple[str, ...]:
    """The columns that together tell one row from all others."""
    return _TABLES[table].key


def column_names() -> dict[str, tuple[str, ...]]:
    """Names of the columns of every table."""
    return {name: table.columns for name, table in _TABLES.items()}


def columns(table: str, words: Words = ENGLISH, counts: Counts | None = None) -> tuple[Column, ...]:
    """The columns of a table in their order, with the kinds of count and regions of a case.

    KeyError for a table that is not there.
    """
    own = {"counted": counts.kinds, "region": tuple(counts.regions)} if counts else {}
    return tuple(_column(table, name, words, own.get(name, ())) for name in _TABLES[table].columns)


def _column(table: str, name: str, words: Words, own: tuple[str, ...]) -> Column:
    """One column; ``own`` is what may stand in it where the case itself says so."""
    spec = _TABLES[table]
    shown, optional = _field(spec.models, name)
    written = texts()["tables"][table]["columns"].get(name, {})
    counts = name in _LEAST
    return Column(
        table=table,
        name=name,
        type="integer" if counts else _type(name, shown),
        description=written.get(words.lang) or written.get(FALLBACK) or shown["description"],
        required=counts or name in _ALWAYS or not optional,
        allowed=own or _ALLOWED.get(name) or tuple(shown.get("enum", ())),
        pattern=None if own else _unanchored(shown.get("pattern")),
        minimum=_LEAST.get(name),
        refers=spec.refers.get(name),
        quotes=spec.quotes.get(name, ""),
    )


def _field(models: tuple[type[BaseModel], ...], name: str) -> tuple[dict[str, Any], bool]:
    """JSON Schema of the field that a column shows, and whether it may be absent.

    Empty and optional where no model has such a field. Only the first model's entries are always
    there; the others are parts that an entry can lack.
    """
    for model in models:
        if name in model.model_fields:
            schema = _schema(model)
            found = schema["properties"][name]
            described = model.model_fields[name].description
            options = found.get("anyOf", [found])
            present = [option for option in options if option.get("type") != "null"]
            (form,) = present
            if "$ref" in form:
                form = schema["$defs"][re.sub(r".*/", "", form["$ref"])]
            optional = model is not models[0] or not model.model_fields[name].is_required()
            return {**form, "description": described}, optional
    return {}, True


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(mode="serialization")


def _type(name: str, shown: dict[str, Any]) -> Type:
    if shown.get("type") == "number" or name in {"value", "low", "high"}:
        return "number"
    return "date" if shown.get("format") == "date" or name == "said_on" else "string"


def _unanchored(pattern: str | None) -> str | None:
    """The pattern without ^ and $: a Table Schema's pattern is for the whole cell as it is."""
    return None if pattern is None else pattern.removeprefix("^").removesuffix("$")


def all_columns(case: Case) -> Iterator[Column]:
    """Every column of every table of a case, in order."""
    for table in _TABLES:
        yield from columns(table, case.words, case.counts)


@of_case
def data_dictionary(case: Case) -> pd.DataFrame:
    """The data dictionary: one row per column of every table.

    Columns ``table, column, type, required, description, values, refers_to, quotes``; ``values``
    lists what may stand in a cell, joined by `` | ``, and is empty where that is open; ``quotes``
    says whose words stand there that the licence does not cover (article, outlet). TypeError where
    no case was given.

    >>> rows = data_dictionary(case)
    >>> rows[(rows["table"] == "claims") & (rows["column"] == "checkable")]["values"].item()
    'yes | in_principle | no'
    """
    return pd.DataFrame(
        [
            {
                "table": column.table,
                "column": column.name,
                "type": column.type,
                "required": "yes" if column.required else "no",
                "description": column.description,
                "values": SEPARATOR.join(column.allowed),
                "refers_to": f"{column.refers}.id" if column.refers else "",
                "quotes": column.quotes,
            }
            for column in all_columns(case)
        ]
    )
