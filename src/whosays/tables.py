"""A case as tables: one pandas DataFrame each, made when asked for.

Columns are those of the exported CSV files. Texts by language are given in one language
(English unless told); lists are joined by `` | ``, parts of a discontinuous span by `` … ``; what
is absent is an empty string in text columns and NaN in number columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from whosays.case import Case
from whosays.models import Localized

SEPARATOR = " | "
GAP = " … "


def _in(words: Localized | None, lang: str) -> str:
    return "" if words is None else words.get(lang, words["en"])


def _words(case: Case, entry: str, field: str) -> str:
    """Quoted words as they stand in the article, parts of a discontinuous span joined by ``…``."""
    return GAP.join(span.text(case.text) for span in case.spans.get((entry, field), ()))


def _frame(rows: Iterable[Mapping[str, Any]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns)


def sentences(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per sentence; ``start`` and ``end`` in code points of article.txt, end exclusive."""
    rows = (
        {
            "id": s.id,
            "paragraph": s.paragraph,
            "start": s.span.start,
            "end": s.span.end,
            "text": s.text,
            "translation": _in(s.translation, lang),
            "note": _in(s.note, lang),
        }
        for s in case.sentences.values()
    )
    columns = ["id", "paragraph", "start", "end", "text", "translation", "note"]
    return _frame(rows, columns)


def attributions(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per attribution relation and sentence it runs through.

    ``source_chain`` goes from the author to the source, joined by ``>``.
    """
    columns = [
        "id", "sentence", "source", "source_chain", "stwr", "medium", "mood", "evidential", "cue",
        "cue_class", "content", "parent", "continues", "other_moods", "mention", "channel",
        "said_on", "rationale",
    ]  # fmt: skip
    rows = (
        {
            "id": a.id,
            "sentence": sentence,
            "source": a.source,
            "source_chain": ">".join(case.chain(a)),
            "stwr": a.stwr,
            "medium": a.medium,
            "mood": a.mood,
            "other_moods": SEPARATOR.join(a.other_moods),
            "evidential": a.evidential,
            "cue": _words(case, a.id, "cue"),
            "cue_class": a.cue_class,
            "content": _words(case, a.id, "content"),
            "parent": a.parent or "",
            "continues": a.continues or "",
            "mention": _words(case, a.id, "mention"),
            "channel": _in(a.channel, lang),
            "said_on": a.said_on.date.isoformat() if a.said_on else "",
            "rationale": _in(a.rationale, lang),
        }
        for a in case.annotation.attributions
        for sentence in a.sentence
    )
    return _frame(rows, columns)


def author_voice(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per stretch in the author's own voice and sentence it runs through."""
    rows = (
        {
            "id": v.id,
            "sentence": sentence,
            "function": v.function,
            "text": _words(case, v.id, "quote"),
            "rationale": _in(v.rationale, lang),
        }
        for v in case.annotation.author_voice
        for sentence in v.sentence
    )
    return _frame(rows, ["id", "sentence", "function", "text", "rationale"])


def claims(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per claim; ``factuality`` lists ``holder=value``."""
    columns = [
        "id", "proposition", "type", "uttered_by", "value", "low", "high", "bound", "unit",
        "counted", "region", "as_of", "quantity_words", "factuality", "checkable", "reason",
        "rationale",
    ]  # fmt: skip
    rows = []
    for c in case.annotation.claims:
        q = c.quantity
        rows.append(
            {
                "id": c.id,
                "proposition": _in(c.proposition, lang),
                "type": c.type,
                "uttered_by": SEPARATOR.join(c.uttered_by),
                "value": q.value if q else None,
                "low": q.low if q else None,
                "high": q.high if q else None,
                "bound": q.bound if q else "",
                "unit": _in(q.unit, lang) if q else "",
                "counted": (q.counted or "") if q else "",
                "region": (q.region or "") if q else "",
                "as_of": (q.as_of or "") if q else "",
                "quantity_words": _words(case, c.id, "quantity"),
                "factuality": SEPARATOR.join(f"{s.holder}={s.value}" for s in c.factuality),
                "checkable": c.checkable,
                "reason": _in(c.reason, lang),
                "rationale": _in(c.rationale, lang),
            }
        )
    return _numbers(_frame(rows, columns), "value", "low", "high")


def relations(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per relation between two claims."""
    rows = (
        {
            "id": r.id,
            "from_claim": r.from_claim,
            "to_claim": r.to_claim,
            "type": r.type,
            "made_by": r.made_by,
            "marker_sentence": r.marker.sentence if r.marker else "",
            "marker": _words(case, r.id, "marker"),
            "rationale": _in(r.rationale, lang),
        }
        for r in case.annotation.relations
    )
    columns = ["id", "from_claim", "to_claim", "type", "made_by", "marker_sentence", "marker",
               "rationale"]  # fmt: skip
    return _frame(rows, columns)


def sources(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per source, with the number of attribution relations that have it."""
    used = [a.source for a in case.annotation.attributions]
    rows = (
        {
            "id": s.id,
            "name": _in(s.name, lang),
            "kind": s.kind,
            "naming": s.naming,
            "stake": s.stake,
            "attributions": used.count(s.id),
            "rationale": _in(s.rationale, lang),
        }
        for s in case.annotation.sources
    )
    columns = ["id", "name", "kind", "naming", "stake", "attributions", "rationale"]
    return _frame(rows, columns)


def framing(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per framing word and sentence it stands in."""
    rows = (
        {
            "id": f.id,
            "sentence": sentence,
            "text": _words(case, f.id, "quote"),
            "whose": f.whose,
            "alternatives": SEPARATOR.join(_in(a, lang) for a in f.alternatives),
            "rationale": _in(f.rationale, lang),
        }
        for f in case.annotation.framing
        for sentence in f.sentence
    )
    return _frame(rows, ["id", "sentence", "text", "whose", "alternatives", "rationale"])


def estimates(case: Case, lang: str = "en") -> pd.DataFrame:  # noqa: ARG001 - one signature for all
    """One row per statement on the same question published elsewhere, in order of date."""
    return _outside(case.estimates, ["low", "high", "point"])


def own_figures(case: Case, lang: str = "en") -> pd.DataFrame:
    """The article's own counts of soldiers, in columns of :func:`estimates`."""
    rows = []
    for c in case.annotation.claims:
        q = c.quantity
        if q is None or q.counted is None or q.unit["en"] != "soldiers":
            continue
        attribution = case.attributions[c.uttered_by[0]]
        rows.append(
            {
                "id": c.id,
                "source": _in(case.sources[attribution.source].name, lang),
                "low": q.low,
                "high": q.high,
                "point": q.value,
                "bound": q.bound,
                "counted": q.counted,
                "region": q.region or "",
                "wording": _words(case, attribution.id, "content"),
            }
        )
    columns = ["id", "source", "low", "high", "point", "bound", "counted", "region", "wording"]
    return _numbers(_frame(rows, columns), "low", "high", "point")


def coverage(case: Case, lang: str = "en") -> pd.DataFrame:  # noqa: ARG001 - one signature for all
    """One row per wording of the article's claims in another outlet."""
    return _outside(case.coverage, [])


def _outside(rows: Iterable[Any], numbers: list[str]) -> pd.DataFrame:
    rows = list(rows)
    columns = list(type(rows[0]).model_fields) if rows else []
    data = [row.model_dump(mode="json") for row in rows]
    frame = _frame(data, columns)
    texts = [name for name in columns if name not in numbers]
    return _numbers(frame.assign(**{name: frame[name].fillna("") for name in texts}), *numbers)


def _numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.astype(dict.fromkeys((c for c in columns if c in frame), "float64"))


TABLES: dict[str, Callable[[Case, str], pd.DataFrame]] = {
    "sentences": sentences,
    "attributions": attributions,
    "author_voice": author_voice,
    "claims": claims,
    "relations": relations,
    "sources": sources,
    "framing": framing,
    "estimates": estimates,
    "coverage": coverage,
}
"""Every table by the name of its CSV file."""


def sizes(case: Case) -> pd.DataFrame:
    """How many entries of each kind the case holds. Columns: what, entries."""
    rows = [
        {"what": name.replace("_", " "), "entries": table(case, "en")["id"].nunique()}
        for name, table in TABLES.items()
    ]
    items = sum(len(bank.items) for bank in case.quizzes.values())
    return pd.DataFrame([*rows, {"what": "quiz items", "entries": items}])
