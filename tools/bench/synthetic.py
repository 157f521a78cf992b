"""Cases of any length, made by repeating a real one."""

from __future__ import annotations

import hashlib
import itertools
import math
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from whosays.case.yaml_source import parse_yaml

_SENTENCE_ID = re.compile(r"p(\d+)s(\d+)")
_SHARED = ("sources",)  # parts that all repetitions refer to


def grown_case(original: Path, folder: Path, sentences: int) -> Path:
    """Write a case of at least so many sentences into ``folder``; returns the folder.

    The article is the original's text, as often as needed; each repetition has the original's
    annotation with ids of its own. Figures from elsewhere and quizzes stay as they are; the
    dispute board is left out, and so are the plans, which ask about it.
    """
    # These name entries by their ids, which each repetition has anew.
    naming = shutil.ignore_patterns(
        *("disputes.yml", "examples.yml", "pictures.yml", "plans.yml"),
        *("readings.csv", "settled.yml"),
    )
    shutil.copytree(original, folder, ignore=naming)
    article = _load(folder / "article.yml")
    annotation = _load(folder / "annotation.yml")
    times = math.ceil(sentences / len(annotation["sentences"]))

    text = (folder / "article.txt").read_bytes().decode("utf-8")
    body = text.removeprefix(article["preamble"]).strip()
    grown = article["preamble"] + "\n\n".join(itertools.repeat(body, times))
    (folder / "article.txt").write_bytes(grown.encode("utf-8"))

    article["sha256"] = hashlib.sha256(grown.encode("utf-8")).hexdigest()
    _dump(article, folder / "article.yml")
    _dump(_repeated(annotation, times), folder / "annotation.yml")
    return folder


def _repeated(annotation: dict[str, Any], times: int) -> dict[str, Any]:
    paragraphs = max(
        int(re.findall(r"\d+", sentence["id"])[0]) for sentence in annotation["sentences"]
    )
    own = {name: part for name, part in annotation.items() if name not in _SHARED}
    ids = {entry["id"] for part in own.values() for entry in part}
    shared = {name: annotation[name] for name in _SHARED}
    copies = [_renamed(own, ids, number, paragraphs) for number in range(times)]
    return {**shared, **{name: [each for copy in copies for each in copy[name]] for name in own}}


def _renamed(value: Any, ids: set[str], number: int, paragraphs: int) -> Any:
    """The same data with every id that stands in it moved on to repetition ``number``."""
    if isinstance(value, dict):
        return {key: _renamed(each, ids, number, paragraphs) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, ids, number, paragraphs) for each in value]
    if not isinstance(value, str) or value not in ids:
        return value
    if match := _SENTENCE_ID.fullmatch(value):
        return f"p{int(match[1]) + number * paragraphs}s{match[2]}"
    return f"{value}-{number + 1}"


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (PyYAML's signature)
        """Write out what stands twice."""
        return True


def _load(path: Path) -> Any:
    """A file's data as the package takes it: every value is text, so nothing is reworded."""
    return parse_yaml(path.read_text(encoding="utf-8"), path.name).data


def _dump(data: Any, path: Path) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")
