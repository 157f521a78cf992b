"""Pictures made from the data of a case: semantic HTML, so that nobody needs another form of them.

``pictures.voices(case)`` and the others give something that shows itself in a notebook. What a
picture shows comes from a module of its name in :mod:`whosays.views`, how it looks from the
template of that name beside this file and from the site's ``pictures.css``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from whosays.case.asked import listed, of_case, some
from whosays.case.case import AUTHOR, Case
from whosays.pictures.drawing import Picture
from whosays.views import answers as _answers
from whosays.views import chains as _chains
from whosays.views import copies as _copies
from whosays.views import voices as _voices
from whosays.views import wordings as _wordings
from whosays.words import Words

_NAMED = 3
"""So many voices are named in words; the picture has all."""


def _picture(
    case: Case, name: str, summary: str, shown: Mapping[str, Any], which: str = "", **own: str
) -> Picture:
    """A picture with the title and the note of its name; ``own`` has those that are its own."""
    t = {**case.words.of("pictures"), **own}
    title, note = t[f"{name}_title"], t[f"{name}_note"]
    return Picture(name, title, summary, note, case.words, shown, which)


@of_case
def voices(case: Case) -> Picture:
    """Whose words the article has, and how many: every word once, for the innermost voice.

    KeyError for a case in which nothing is annotated yet.

    >>> pictures.voices(case)
    <picture of voices: The article has ...>
    """
    t, number = case.words.of("pictures"), case.words.number
    view = _voices.view(case)
    most = [voice for voice in view["voices"] if voice["id"] != AUTHOR][:_NAMED]
    author = sum(voice["words"] for voice in view["voices"] if voice["id"] == AUTHOR)
    summary = t["voices_summary"].format(
        all=number(view["all"]),
        most=case.words.listed(
            [
                t["voice_of"].format(
                    name=voice["name"],
                    words=number(voice["words"]),
                    share=number(100 * voice["share"]),
                )
                for voice in most
            ]
        ),
        author=number(author),
        author_share=number(100 * author / view["all"]),
    )
    note = t["voices_note"].format(language=case.words.language(case.article.language))
    return _picture(case, "voices", summary, {"view": view}, voices_note=note)


@of_case
def chains(case: Case, *sentences: str) -> Picture:
    """Chains of voices as trees: those of the sentences, or all in which a voice passes others on.

    Sentences are ids (``"p2s3"``) or places (``"2.3"``). KeyError names one that is not there, and
    says so where there is no chain to draw.

    >>> pictures.chains(case, "2.4")
    <picture of chains: Chains here: 1. ...>
    """
    names = [case.sentence(name).id for each in sentences for name in listed(each)]
    t, view = case.words.of("pictures"), _chains.view(case, names)
    summary = t["chains_summary"].format(
        count=case.words.number(len(view["links"])),
        longest=t["chains_to"].join(view["longest"]),
    )
    return _picture(case, "chains", summary, {"view": view}, "-".join(names))


@of_case
def wordings(case: Case, claim: str) -> Picture:
    """One claim through its wordings, with what was kept, what was changed and what fell away.

    ``claim`` is named as in coverage.csv. KeyError, with the claims that ``pictures.yml`` has, for
    another.

    >>> pictures.wordings(case, "the US figure")
    <picture of wordings: Of the 5 parts of the wording at the top, ...>
    """
    t, view = case.words.of("pictures"), _wordings.view(case, claim)
    kept = [_kept(row, case.words) for row in view["others"]]
    summary = t["wordings_summary"].format(
        parts=case.words.number(view["start"]["kept"]), kept=case.words.listed(kept)
    )
    title = view["title"]
    return _picture(case, "wordings", summary, {"view": view}, view["id"], wordings_title=title)


def _kept(row: _wordings.Row, words: Words) -> str:
    """How many parts a wording keeps, and of how many where only some of it is quoted."""
    t = words.of("pictures")
    quoted = sum(cell["fate"] != "beyond" for cell in row["cells"])
    form = "wordings_kept" if quoted == len(row["cells"]) else "wordings_kept_of"
    return t[form].format(
        who=row["origin"]["outlet"] or t["wordings_article"],
        count=words.number(row["kept"]),
        quoted=words.number(quoted),
    )


@of_case
def copies(case: Case) -> Picture:
    """Our text beside other pages that share some of it: places and lengths, never their words.

    KeyError for a case whose ``pictures.yml`` has none.

    >>> pictures.copies(case)
    <picture of copies: A (news.at) begins ...>
    """
    view = _copies.view(case)
    summary = " ".join(_said_of(page, case.words) for page in view["pages"])
    return _picture(case, "copies", summary, {"view": view})


def _said_of(page: _copies.Page, words: Words) -> str:
    """In a sentence or two, what a page shares with our text."""
    t = words.of("pictures")
    shared = [block for block in page["blocks"] if block["state"] not in _copies.NOTHING]
    known = {
        "page": t["copies_page"].format(letter=page["letter"], name=page["name"]),
        "count": words.number(page["shared"]),
        "first": words.number(shared[0]["first"]),
        "last": words.number(shared[-1]["last"]),
        "places": words.listed([place for block in shared for place in block["places"]]),
    }
    state = shared[0]["state"]
    kind = state if state in {"partly", "sentences"} else "first"
    said = t[f"copies_summary_{kind}"].format(**known)
    added = [place for block in shared for place in block["added"]]
    if added:
        said += " " + t["copies_summary_added"].format(places=words.listed(added))
    return said


@of_case
def answers(case: Case, until: str | None = None, *, only: Iterable[str] | None = None) -> Picture:
    """How denial, confirmation and what lies between them are worded, in that order.

    ``until`` is a day (``"2024-10-31"``); what was published later is left out. ``only`` names the
    answers to show, by their ids in ``pictures.yml``. KeyError for a case whose file has no
    answers and for an id that it does not have, ValueError for what is no day and where ``only`` is
    empty.

    >>> pictures.answers(case, until="2024-10-24")
    <picture of answers: Answers by position. ...>
    """
    t = case.words.of("pictures")
    view = _answers.view(case, until, None if only is None else some(only, "only"))
    counts = [
        t["answers_count"].format(
            position=t[f"position_{station['position']}"],
            count=case.words.number(len(station["answers"])),
        )
        for station in view
    ]
    summary = t["answers_summary"].format(listed=", ".join(counts))
    return _picture(case, "answers", summary, {"stations": view}, until or "")


__all__ = ["Picture", "answers", "chains", "copies", "voices", "wordings"]


def __dir__() -> list[str]:
    """The pictures alone: a reader who asks for the names gets none of what makes them."""
    return sorted(__all__)
