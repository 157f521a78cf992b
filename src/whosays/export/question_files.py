"""The questions of a case to take away: a zip a lesson, one for all, and their list on a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.export.collection import Collection, collection
from whosays.export.downloads import FOLDER, archive, size
from whosays.export.lessons import lessons
from whosays.export.platforms import PLATFORMS, files, losses
from whosays.tables.html import scrolling, table_html

BELOW = "questions"
"""The folder of the zips, below that of the case."""


def archives(case: Case) -> dict[str, bytes]:
    """Every zip by its path below the folder of the case: all lessons first."""
    return {path: packed for path, (_, packed) in _packed(case).items()}


def _packed(case: Case) -> dict[str, tuple[Collection, bytes]]:
    found = lessons(case)
    chosen = [collection(case, found, name) for name in (None, *found.by_name)]
    return {
        f"{BELOW}/{each.name}.zip": (each, archive(files(each)))
        for each in chosen
        if each.questions
    }


@dataclass(frozen=True)
class QuestionFiles:
    """Links to the zips, with what each format does not carry; shows itself in a notebook.

    ``up`` leads from the page to the root of the site; a lesson stands two folders below it.
    """

    case: Case
    up: str = "../../"

    def __post_init__(self) -> None:
        need_case(self.case)

    def __repr__(self) -> str:
        return f"<questions of {self.case.id}: {len(self._files)} files to download>"

    def _repr_html_(self) -> str:
        t, number = self.case.words.of("platforms"), self.case.words.number
        rows: list[list[Markup | str]] = []
        for path, (chosen, packed) in self._files.items():
            link = self._link(path, chosen.title if rows else t["all_lessons"])
            rows.append([link, number(len(chosen.questions)), size(len(packed), number)])
        header = [t[name] for name in ("column_lesson", "questions", "size")]
        listed = scrolling(t["region"], table_html(t["caption"], header, rows, {1, 2}))
        return str(listed + self._formats())

    @cached_property
    def _files(self) -> dict[str, tuple[Collection, bytes]]:
        return _packed(self.case)

    def _link(self, path: str, title: str) -> Markup:
        return Markup('<a href="{}{}/{}/{}" download>{}</a>').format(
            self.up, FOLDER, self.case.id, path, title
        )

    def _formats(self) -> Markup:
        """What the files in a zip are for, and what each does not hold."""
        t = self.case.words.of("platforms")
        whole = next(iter(self._files.values()))[0]
        format_ = Markup("<dt>{} <code>{}</code></dt><dd>{} {}<ul>{}</ul></dd>")
        lost = Markup("<li>{} ({})</li>")
        formats = Markup("").join(
            format_.format(
                t[f"name_{name}"],
                PLATFORMS[name].SUFFIX,
                t[f"how_{name}"],
                t["lost"],
                Markup("").join(
                    lost.format(loss.words, t["lost_of"].format(len(loss.questions)))
                    for loss in losses(name, whole)
                ),
            )
            for name in PLATFORMS
        )
        return Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(
            t["in_each"], formats
        )
