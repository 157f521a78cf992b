"""Cases of each level, made from a whole one: what a level does not need is taken away."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from whosays.case.vocabulary import Level
from whosays.words.said import is_by_language

_FILES = {
    Level.CLAIMS: ("disputes.yml", "examples.yml", "counts.yml", "pictures.yml", "settled.yml"),
    Level.FIGURES: ("estimates.csv", "coverage.csv", "disputes.yml", "pictures.yml"),
}
"""What a case that does not reach a level does without."""
_FIELDS = {
    "annotation.yml": ("claims", "relations", "framing"),
    "article.yml": ("known", "unknown"),
}


def reduced(whole: Path, place: Path, level: Level) -> Path:
    """A copy of a case, in ``place``, with what a level needs and nothing of a higher one."""
    folder = Path(shutil.copytree(whole, place / whole.name))
    for higher in Level:
        if not level.has(higher):
            for name in _FILES[higher]:
                (folder / name).unlink(missing_ok=True)
    if level is Level.READING:
        shutil.rmtree(folder / "quizzes", ignore_errors=True)
        for name, fields in _FIELDS.items():
            rewrite(folder / name, _without(fields))
    rewrite(folder / "article.yml", lambda data: {**data, "level": level.value})
    return folder


def for_german_readers(folder: Path) -> Path:
    """A case of a German article, changed to one without a word of English."""
    for name in ("article.yml", "annotation.yml"):
        rewrite(folder / name, _in_german)
    for name in ("lessons.yml", "readings.csv"):
        (folder / name).unlink(missing_ok=True)
    rewrite(folder / "article.yml", lambda data: {**data, "readers": "de"})
    return folder


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    """Change what a file of YAML holds; every value stays the text that it is."""
    data = change(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _without(fields: tuple[str, ...]) -> Callable[[Any], Any]:
    return lambda data: {name: value for name, value in data.items() if name not in fields}


def _in_german(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_german(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and is_by_language(value):
        return {"de": value.get("de", value["en"])}
    names = [name for name in value if name not in {"translation", "translated", "note", "bare"}]
    return {name: _in_german(value[name]) for name in names}
