"""The questions of a case to take away: a zip a lesson, one for all, and their list on a page.

In each are the sheets to print as well; the article to mark has a zip of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.export.collection import MARKING, Collection, collection, path_of
from whosays.export.downloads import archive
from whosays.export.platforms import PLATFORMS, Loss, files, losses
from whosays.tables.html import scrolling, table_html
from whosays.views.lessons import lessons
from whosays.views.templates import templates

_TEMPLATES = templates("export")


def archives(case: Case) -> dict[str, bytes]:
    """Every zip by its path below the folder of the case: all lessons first.

    MissingExtraError where what makes one of the formats is not installed.
    """
    return {path: archive(files(each)) for path, each in collections(case).items()}


def collections(case: Case) -> dict[str, Collection]:
    """What is in each zip, by its path: all lessons, each by itself, and the article to mark."""
    found = lessons(case)
    names = (None, *found.by_name, MARKING)
    made = {path_of(case, name): collection(case, found, name) for name in names}
    return {path: each for path, each in made.items() if each.questions or each.markings}


@dataclass(frozen=True)
class QuestionFiles:
    """The zips, with what each format does not carry; shows itself in a notebook.

    The built site has them, and makes their names links (:mod:`whosays.site.downloads`). Here none
    is made, which takes longer than a page may. Raises TypeError where no case was given.

    >>> QuestionFiles(case)
    <questions of kursk-2024: ... files>
    """

    case: Case

    def __post_init__(self) -> None:
        need_case(self.case)

    def __repr__(self) -> str:
        return f"<questions of {self.case.id}: {len(self._chosen)} files>"

    def _repr_html_(self) -> str:
        t, number = self.case.words.of("platforms"), self.case.words.number
        rows: list[list[Markup | str]] = []
        for path, chosen in self._chosen.items():
            name = self._name(path, chosen.title if rows else t["all_lessons"])
            count = number(len(chosen.questions)) if chosen.questions else "\N{EN DASH}"
            rows.append([name, count])
        header = [t["column_lesson"], t["questions"]]
        region = f"{t['region']}: {self.case.id}"
        listed = scrolling(region, table_html(t["caption"], header, rows, {1}))
        call = Markup("<code>whosays export {} --format moodle --to FOLDER</code>")
        how = Markup("<p data-ws-live>{}</p>").format(
            escape(t["live"]).format(call.format(self.case.id))
        )
        return str(how + listed) + self._formats()

    @cached_property
    def _chosen(self) -> dict[str, Collection]:
        return collections(self.case)

    def _name(self, path: str, title: str) -> Markup:
        """The name of a lesson, of which the site makes a link to its zip."""
        return Markup('<span data-ws-file="{}/{}">{}</span>').format(self.case.id, path, title)

    def _formats(self) -> str:
        """What the files in a zip are for, and what each does not hold."""
        whole = next(iter(self._chosen.values()))
        lost = {name: losses(name, whole, laid_out=False) for name in PLATFORMS}
        return _TEMPLATES.get_template("question_files.html").render(
            t=self.case.words.of("platforms"),
            formats=[
                (name, PLATFORMS[name].suffix, map(self._lost, each)) for name, each in lost.items()
            ],
        )

    def _lost(self, loss: Loss) -> str:
        """A loss, with how many questions it is about where that is known."""
        if not loss.questions:
            return loss.words
        counted = self.case.words.of("platforms")["lost_of"].format(len(loss.questions))
        return f"{loss.words} ({counted})"
