"""The article itself, byte for byte, where its licence lets others have it."""

from __future__ import annotations

from whosays.case.case import Case

FILE = "article.txt"


def files(case: Case) -> dict[str, bytes]:
    """The text of an article with a licence of its own; else nothing."""
    return {FILE: case.text.encode("utf-8")} if case.article.licence else {}
