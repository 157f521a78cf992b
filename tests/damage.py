"""Damage to the files of a case, and what a case that was read all the same must be.

Each damaged copy is made from its number, so a failure names the number that makes it again.
"""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import itertools
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from pydantic import BaseModel

from tests.conftest import KURSK
from whosays import Case, CaseError, read_case
from whosays.case import read as reading
from whosays.case.annotation import CoverageRow, Estimate, OutsideRow
from whosays.case.folder import OPTIONAL_FILES, REQUIRED_FILES
from whosays.case.records import Quote
from whosays.case.spans import BLANK_LINE
from whosays.case.yaml_source import parse_yaml

Files = dict[str, bytes]

# --- cases to damage --------------------------------------------------------------------------


def files_of(folder: Path) -> Files:
    """What reading a case reads; other files may lie beside it."""
    optional = [folder / name for name in OPTIONAL_FILES if (folder / name).is_file()]
    quizzes = sorted(folder.glob("quizzes/*.yml"))
    paths = [*(folder / name for name in REQUIRED_FILES), *optional, *quizzes]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    (folder / "quizzes").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def dump(data: Any) -> bytes:
    """YAML as somebody would write it, in blocks."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000)
    return str(text).encode()


def dump_fast(data: Any) -> bytes:
    """The same as JSON, which is YAML as well where its characters are."""
    text = json.dumps(data, ensure_ascii=False)
    return re.sub(r"[^ -~\xa0-\u2027\u202a-\ufefe]", _escaped, text).encode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0]):08x}"


def cut(files: Files, paragraphs: tuple[int, ...]) -> Files:
    """The case with some of its paragraphs only, and with what hangs on them."""
    article = parse_yaml(files["article.yml"].decode(), "").data
    old = parse_yaml(files["annotation.yml"].decode(), "").data
    bank = parse_yaml(files["quizzes/numbers.yml"].decode(), "").data
    parts = files["article.txt"].decode().removeprefix(article["preamble"]).split("\n\n")
    text = article["preamble"] + "\n\n".join(parts[number - 1] for number in paragraphs)
    article["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    article["known"] = article["known"][1:2]
    ids = {
        f"p{number}s{sentence}": f"p{new}s{sentence}"
        for new, number in enumerate(paragraphs, 1)
        for sentence in range(1, 100)
    }
    moved = _moved(old, ids)
    items = _moved(bank["items"], ids)
    bank["items"] = [item for item in items if "" not in _sentences_of(item)][:1]
    names = [item["id"] for item in bank["items"]]
    bank["sets"] = {"all": {"title": {"en": "All"}, "items": names}}
    bank["aims"] = {item["aim"]: bank["aims"][item["aim"]] for item in bank["items"]}
    return {
        "article.txt": text.encode(),
        "article.yml": dump(article),
        "annotation.yml": dump(_pruned(moved)),
        "estimates.csv": b"\n".join(files["estimates.csv"].split(b"\n")[:5]) + b"\n",
        "coverage.csv": b"\n".join(files["coverage.csv"].split(b"\n")[:3]) + b"\n",
        "counts.yml": files["counts.yml"],
        "pictures.yml": dump(_PICTURES),
        "quizzes/numbers.yml": dump(bank),
    }


_PICTURES = {
    "wordings": [
        {
            "id": "how-many",
            "claim": "how many are in Russia",
            "title": {"en": "x"},
            "start": "w01",
            "parts": [
                {"id": "all", "name": {"en": "x"}, "words": {"de": "Insgesamt"}},
                {"id": "count", "name": {"en": "x"}, "words": {"de": "12.000", "en": "12,000"}},
            ],
            "others": [
                {"sentence": "p2s1", "kept": {"count": {"de": "12.000"}}, "lacks": ["all"]},
            ],
        }
    ],
    "copies": [
        {
            "id": "page",
            "name": {"en": "x"},
            "url": "https://www.news.at/schlagzeilen/selenskyj-befurchtet-einsatz-von-nordkoreanern-in-kurze",
            "sentences": ["p1s1", "p2s3"],
            "added": {"p2s3": "w01"},
            "rest": "not_read",
        }
    ],
    "answers": [
        {
            "id": "spokesman",
            "position": "denies",
            "who": {"en": "x"},
            "about": {"en": "x"},
            "estimate": "e01",
            "words": {"en": "fake news"},
            "own": "yes",
        }
    ],
}
"""What pictures show of paragraphs 2 and 7."""


def _sentences_of(item: dict[str, Any]) -> list[str]:
    return list(item.get("passage", {}).get("sentences", []))


def _moved(data: Any, ids: Mapping[str, str]) -> Any:
    """The data with the new ids of sentences; empty where a sentence was left out."""
    if isinstance(data, dict):
        return {key: _moved(value, ids) for key, value in data.items()}
    if isinstance(data, list):
        return [_moved(value, ids) for value in data]
    is_id = isinstance(data, str) and re.fullmatch(r"p\d+s\d+", data)
    return ids.get(data, "") if is_id else data


def _pruned(data: dict[str, Any]) -> dict[str, Any]:
    """Without the entries whose sentences are gone, and without what names those."""

    def keep(part: str, test: Callable[[dict[str, Any]], bool]) -> set[str]:
        data[part] = [entry for entry in data[part] if test(entry)]
        return {entry["id"] for entry in data[part]}

    keep("sentences", lambda entry: entry["id"] != "")
    keep("framing", lambda entry: entry["sentence"] != "")
    uttering = keep("attributions", lambda entry: entry["sentence"] != "")
    uttering |= keep("author_voice", lambda entry: entry["sentence"] != "")
    for entry in data["attributions"]:
        for field in ("parent", "continues"):
            if entry.get(field) not in uttering:
                entry.pop(field, None)
    sources = {entry["source"] for entry in data["attributions"]} | {"author"}
    for claim in data["claims"]:
        claim["uttered_by"] = [name for name in claim["uttered_by"] if name in uttering]
        claim["factuality"] = [f for f in claim["factuality"] if f["holder"] in sources]
    claims = keep("claims", lambda claim: bool(claim["uttered_by"]))
    keep("relations", lambda entry: {entry["from_claim"], entry["to_claim"]} <= claims)
    keep("sources", lambda source: source["id"] in sources)
    return data


# --- ways to damage ---------------------------------------------------------------------------

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
_ODD = [
    "\ufeff", "\0", "\x07", "\x85", "\u2028", "\u200b", "\u0301", "🙂",
    "\t", "\r", "\r\n", "\u00a0",
    "&a ", "*a ", "!!python/object:os.system ", "!!int ", "---\n", "...\n", "%YAML 9.9\n", "<<: ",
    "? ", "{", "}", "[", "]", ",", ":", ": ", "#", " #", "|", ">-", "'", '"', "\\", "~", "null",
    "x" * 70_000, "9" * 5_000, "[" * 300, "{a: " * 300, "- " * 300, "1e999", "nan", "-0",
    "1_000", "0", "-1", "12.000", "0x10", "yes", "2024-13-45", "1970-01-01T00:00:00",
    "p0s0", "p1s1", " ", "",
]  # fmt: skip


def _token(text: str, rng: random.Random) -> tuple[str, int, int]:
    places = [match.span() for match in _TOKEN.finditer(text)] or [(0, 0)]
    start, end = rng.choice(places)
    return text[start:end], start, end


def replace_token(text: str, rng: random.Random) -> str:
    other, _, _ = _token(text, rng)
    _, start, end = _token(text, rng)
    return text[:start] + other + text[end:]


def odd_token(text: str, rng: random.Random) -> str:
    _, start, end = _token(text, rng)
    return text[:start] + rng.choice(_ODD) + text[rng.choice((start, end)) :]


def change_number(text: str, rng: random.Random) -> str:
    places = [match.span() for match in re.finditer(r"\d+", text)] or [(0, 0)]
    start, end = rng.choice(places)
    number = rng.choice(("0", "1", "2", "3", "-1", "999", "1.5", "", str(rng.randrange(10**6))))
    return text[:start] + number + text[end:]


def damage_quotes(text: str, rng: random.Random) -> str:
    places = [match.start() for match in re.finditer(r"[\"'„“{}\[\],:-]", text)] or [0]
    at = rng.choice(places)
    return text[:at] + rng.choice(("", '"', "'", "''", "„")) + text[at + 1 :]


def lines(text: str, rng: random.Random) -> str:
    rows = text.splitlines(keepends=True) or [""]
    one, other = rng.randrange(len(rows)), rng.randrange(len(rows))
    way = rng.randrange(6)
    if way == 0:
        del rows[one]
    elif way == 1:
        rows.insert(other, rows[one])
    elif way == 2:
        rows[one], rows[other] = rows[other], rows[one]
    elif way == 3:
        rows[one] = " " * rng.randrange(1, 5) + rows[one]
    elif way == 4:
        rows[one] = rows[one].removeprefix("  ")
    else:
        del rows[min(one, other) : max(one, other)]
    return "".join(rows)


def endings(text: str, rng: random.Random) -> str:
    return text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", "\u2028")))


def truncate(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _inside(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping or list in the data with each of its keys."""
    keys = list(data) if isinstance(data, dict) else range(len(data))
    for key in keys:
        yield data, key
        if isinstance(data[key], (dict, list)):
            yield from _inside(data[key])


@lru_cache(maxsize=32)
def _as_json(text: str) -> str:
    return json.dumps(parse_yaml(text, "").data)


def tree(text: str, rng: random.Random) -> str:
    """Damage to the entries and not to their writing: well-formed and wrong."""
    data = json.loads(_as_json(text))
    places = list(_inside(data))
    holder, key = rng.choice(places)
    other, other_key = rng.choice(places)
    value = copy.deepcopy(holder[key])
    way = rng.randrange(6)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[str(rng.choice([other_key, f"{key}_", "id"]))] = holder.pop(key)
    elif way == 2:
        holder[key] = rng.choice([[], {}, None, "", [value], {"en": value}])
    elif way == 3:
        same = [(h, k) for h, k in places if k == key]
        other, other_key = rng.choice(same)
        holder[key] = copy.deepcopy(other[other_key])
    elif way == 4 and isinstance(holder, list):
        holder.insert(rng.randrange(len(holder) + 1), value)
    else:
        holder[key] = rng.choice([copy.deepcopy(other[other_key]), rng.choice(_ODD)])
    return (dump if rng.random() < 0.2 else dump_fast)(data).decode()


def cells(text: str, rng: random.Random) -> str:
    """Exchange cells of a table, or put one where it does not belong."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    one, other = rng.choice(rows), rng.choice(rows)
    here, there = rng.randrange(len(one)), rng.randrange(len(other))
    if rng.random() < 0.7:
        there = min(here, len(other) - 1)
    one[here], other[there] = rng.choice(
        [
            (other[there], one[here]),
            (other[there], other[there]),
            (rng.choice(_ODD[:-20]), one[here]),
        ]
        + [(rng.choice(("0", "1_0", "1e3", " 7 ", "inf", "2024-1-1", "x")), other[there])] * 2
    )
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


Damage = Callable[[str, random.Random], str]
ANY: list[Damage] = [
    replace_token, odd_token, change_number, damage_quotes, lines, endings, truncate,
]  # fmt: skip


def damage(name: str, data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.06:
        at = rng.randrange(len(data))
        return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
    ways = list(ANY)
    if name.endswith(".yml"):
        ways += [tree] * 5
    elif name.endswith(".csv"):
        ways += [cells] * 5
    text = rng.choice(ways)(data.decode(), rng)
    return text.encode("utf-8", "replace")


def damaged(files: Files, number: int) -> Files:
    """The files that damage changes; a changed article mostly gets its new sha256."""
    rng = random.Random(number)  # noqa: S311 (nothing secret)
    names = sorted(files)
    name = rng.choices(names, [6 if n == "annotation.yml" else 1 for n in names])[0]
    changed = {name: damage(name, files[name], rng)}
    if name == "article.txt" and rng.random() < 0.9:
        old, new = (hashlib.sha256(d).hexdigest() for d in (files[name], changed[name]))
        changed["article.yml"] = files["article.yml"].replace(old.encode(), new.encode())
    return changed


# --- what a case that was read must be --------------------------------------------------------


def check_sentences(case: Case) -> None:
    at, paragraph, number = len(case.article.preamble), 1, 0
    for name, sentence in case.sentences.items():
        gap = case.text[at : sentence.span.start]
        assert gap.strip() == ""
        if number and BLANK_LINE.search(gap):
            paragraph, number = paragraph + 1, 0
        number += 1
        assert name == sentence.id == f"p{paragraph}s{number}"
        assert sentence.text == sentence.span.text(case.text) == sentence.text.strip() != ""
        assert not BLANK_LINE.search(sentence.text)
        at = sentence.span.end
        assert not case.text[at - 1 : at + 1].isalnum() or at == len(case.text)
    assert case.text[at:].strip() == ""


def quotes_of(case: Case) -> Iterator[tuple[str, str, list[str], list[Quote]]]:
    for a in case.annotation.attributions:
        for field in ("mention", "cue", "content"):
            yield a.id, field, a.sentence, getattr(a, field) or []
        yield a.id, "said_on", a.sentence, [a.said_on.words] if a.said_on else []
    for v in [*case.annotation.author_voice, *case.annotation.framing]:
        yield v.id, "quote", v.sentence, v.quote
    for c in case.annotation.claims:
        if c.quantity:
            yield c.id, "quantity", [c.quantity.sentence], [c.quantity.words]
    for r in case.annotation.relations:
        if r.marker:
            yield r.id, "marker", [r.marker.sentence], r.marker.quote


def check_spans(case: Case) -> None:
    for entry, field, names, quotes in quotes_of(case):
        spans = case.spans.get((entry, field), ())
        assert [s.text(case.text).split() for s in spans] == [q.quote.split() for q in quotes]
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
        for span in spans:
            touched = [
                s.id
                for s in case.sentences.values()
                if s.span.start < span.end and span.start < s.span.end
            ]
            assert touched
            assert set(touched) <= set(names), f"{entry}.{field} leaves its sentences"


def check_names(case: Case) -> None:
    a = case.annotation
    uttering = {*case.attributions, *(v.id for v in a.author_voice)}
    for attribution in a.attributions:
        assert {attribution.source, *case.chain(attribution)} <= set(case.sources)
        assert {attribution.parent, attribution.continues} - {None} <= set(case.attributions)
    for claim in a.claims:
        assert set(claim.uttered_by) <= uttering
        assert {stance.holder for stance in claim.factuality} <= set(case.sources)
    for relation in a.relations:
        assert {relation.from_claim, relation.to_claim} <= set(case.claims)
    assert {word.whose for word in a.framing} <= set(case.sources)


@lru_cache(maxsize=32)
def scalars(name: str, data: bytes) -> frozenset[str]:
    """Everything that a YAML file or table says, as written."""
    text = data.decode().removeprefix("\ufeff")
    if name.endswith(".yml"):
        return frozenset(str(holder[key]) for holder, key in _inside(parse_yaml(text, "").data))
    if name.endswith(".csv"):
        rows = csv.reader(io.StringIO(text, newline=""))
        return frozenset(cell for row in rows for cell in row)
    return frozenset()


def check_values(case: Case, files: Mapping[str, bytes]) -> None:
    """A number or date is one that a file states, and all models hold what they allow."""
    said = frozenset[str]().union(*(scalars(name, data) for name, data in files.items()))
    numbers = {float(text) for text in said if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[0-9]+)?", text)}

    def stated(value: Any) -> None:
        if isinstance(value, dict):
            for part in value.values():
                stated(part)
        elif isinstance(value, (list, tuple)):
            for part in value:
                stated(part)
        elif isinstance(value, float):
            assert value in numbers
        elif hasattr(value, "isoformat"):
            assert value.isoformat() in said

    records: list[BaseModel] = [case.annotation, case.article, *case.estimates, *case.coverage]
    records += [case.counting] if case.counting else []
    for record in [*records, *case.quizzes.values()]:
        stated(record.model_dump())
        assert type(record).model_validate(record.model_dump(mode="json")) == record


def table(rows: Sequence[OutsideRow], model: type[OutsideRow]) -> bytes:
    """A table as its author would write it, a column for each language of a translation."""
    languages = sorted({lang for row in rows for lang in row.translation})
    out = io.StringIO(newline="")
    names = [*model.columns(), *(f"translation_{lang}" for lang in languages)]
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for row in rows:
        cells = row.model_dump(mode="json", exclude={"translation"})
        writer.writerow(
            cells | {f"translation_{lang}": text for lang, text in row.translation.items()}
        )
    return out.getvalue().encode()


PARTS = (
    "article",
    "annotation",
    "sentences",
    "spans",
    "translated",
    "estimates",
    "coverage",
    "counting",
    "quizzes",
)


def differ(case: Case, other: Case) -> bool:
    return any(getattr(case, part) != getattr(other, part) for part in PARTS)


def check_round_trip(case: Case, folder: Path) -> None:
    """What is read, written out and read again is the same."""
    files = {
        "article.txt": case.text.encode(),
        "article.yml": dump_fast(case.article.model_dump(mode="json", exclude_none=True)),
        "annotation.yml": dump_fast(case.annotation.model_dump(mode="json", exclude_none=True)),
        "estimates.csv": table(case.estimates, Estimate),
        "coverage.csv": table(case.coverage, CoverageRow),
    }
    (folder / "counts.yml").unlink(missing_ok=True)
    if case.counting is not None:
        counting = case.counting.model_dump(mode="json", exclude_none=True)
        files["counts.yml"] = dump_fast(counting)
    for path in (folder / "quizzes").glob("*.yml"):
        path.unlink(missing_ok=True)
    banks = {
        f"quizzes/{bank.id}.yml": dump_fast(bank.model_dump(mode="json", exclude_none=True))
        for bank in case.quizzes.values()
    }
    write(folder, {**files, **banks})
    again = read_case(folder)
    assert not differ(again, case)


def check_messages(error: CaseError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.file
        assert problem.problem.endswith(".")
        assert problem.remedy.endswith((".", "…"))
        assert len(str(problem)) < 2_000
        assert "\n" not in str(problem)


def run(files: Files, numbers: range, tmp_path: Path) -> tuple[int, int]:
    """Read the damaged copies; how many were read and how many refused.

    All files but one or two of a copy are as they were: what stands in them is parsed once.
    """
    with patch.object(reading, "parse_yaml", lru_cache(maxsize=64)(parse_yaml)):
        return _run(files, numbers, tmp_path)


def _run(files: Files, numbers: range, tmp_path: Path) -> tuple[int, int]:
    folder, again = tmp_path / "case", tmp_path / "again"
    write(folder, files)
    whole = read_case(folder)
    check_round_trip(whole, again)
    counts = {"read": 0, "refused": 0}
    for number in numbers:
        changed = damaged(files, number)
        write(folder, changed)
        try:
            case = read_case(folder)
        except CaseError as error:
            check_messages(error)
            counts["refused"] += 1
        except BaseException as error:
            raise AssertionError(f"number {number}: {error!r}") from error
        else:
            counts["read"] += 1
            try:
                check_sentences(case)
                check_spans(case)
                check_names(case)
                if differ(case, whole):
                    check_values(case, {**files, **changed})
                    check_round_trip(case, again)
            except (AssertionError, CaseError) as error:
                raise AssertionError(f"number {number}: {error}") from error
        write(folder, {name: files[name] for name in changed})
    return counts["read"], counts["refused"]


def small_case() -> Files:
    """Two paragraphs of the real case, small enough to damage thousands of times."""
    return cut(files_of(KURSK), (2, 7))
