"""A picture as part of a page: title, what it shows in words, the picture, how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from whosays.views.templates import templates
from whosays.words import Words

_TEMPLATES = templates("pictures")


@dataclass(frozen=True)
class Picture:
    """A picture made of text, lists and tables; shows itself in a notebook.

    ``name`` is that of its template, ``summary`` says what is to be seen, ``note`` how it was made
    and what it does not say; ``shown`` are the template's variables, ``words`` the reader's.
    ``which`` tells pictures of one name on a page apart, for links.
    """

    name: str
    title: str
    summary: str
    note: str
    words: Words
    shown: Mapping[str, Any] = field(repr=False)
    which: str = ""

    def __repr__(self) -> str:
        return f"<picture of {self.name}: {self.summary}>"

    def _repr_html_(self) -> str:
        return _TEMPLATES.get_template(f"{self.name}.html").render(
            picture=self,
            anchor="-".join(filter(None, ("picture", self.name, self.which))),
            t=self.words.of("pictures"),
            number=self.words.number,
            **self.shown,
        )
