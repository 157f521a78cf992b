"""A bank of items, and the types of items there are."""

from __future__ import annotations

from functools import cache, reduce
from importlib import import_module
from operator import or_
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, Any, get_args

from pydantic import Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema

from whosays.case.items.base import Assign, Choice, Item, unique
from whosays.case.records import Kebab, Record
from whosays.errors import there_are
from whosays.words.said import Localized


@cache
def types() -> dict[str, type[Item]]:
    """Every type of question by its name: what the modules beside this one define."""
    for module in iter_modules([str(Path(__file__).parent)], f"{__package__}."):
        import_module(module.name)
    bases = (Item, Choice, Assign)
    found = [kind for base in bases for kind in base.__subclasses__() if kind not in bases]
    named = {get_args(kind.model_fields["type"].annotation)[0]: kind for kind in found}
    return dict(sorted(named.items()))


def shapes() -> Any:
    """A list of items in plain form, as a type: every shape that an item can have."""
    every: Any = reduce(or_, (kind.shape for kind in types().values()))
    return list[every]


class _AnyType:
    """Lets a field of the type Item take any of its types, told apart by their ``type``."""

    def __get_pydantic_core_schema__(
        self, _source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        every: Any = reduce(or_, types().values())
        return handler.generate_schema(Annotated[every, Field(discriminator="type")])


class QuestionSet(Record):
    """Questions of a bank that a lesson shows together; without a title it has the bank's.

    A ``guess`` is asked before the page tells the answer: on paper what follows is overleaf, and it
    is on no sheet with a question in ``told_by``, which tells the answer, too.
    """

    title: Localized | None = None
    guess: bool = False
    told_by: list[Kebab] = Field([])
    items: list[Kebab] = Field(min_length=1)


class Bank(Record):
    """The questions of one chapter or theme, and what each of them is there for.

    ``aims`` says what a reader can do who answers well, by the id that items name in ``aim``.
    ``sets`` are the parts in which a lesson shows them, in its order; each question is in one.
    The questions of a ``form`` are handed in together, and count for themselves alone. Those that
    are ``generated`` a program has made from the annotation (:mod:`whosays.begin.questions`).
    """

    id: Kebab
    title: Localized
    generated: bool = False
    form: bool = False
    aims: dict[Kebab, Localized] = Field(min_length=1)
    sets: dict[Kebab, QuestionSet] = Field({})
    items: list[Annotated[Item, _AnyType()]] = Field(min_length=1)

    def __repr__(self) -> str:
        return f"<bank {self.id}: {len(self.items)} questions>"

    __str__ = __repr__

    def told_by(self, item: str) -> tuple[str, ...]:
        """Ids of the questions that tell what a guess asks for; none for other questions."""
        return tuple(
            name for part in self.sets.values() if item in part.items for name in part.told_by
        )

    def guesses(self) -> set[str]:
        """Ids of the questions that are asked before a page tells the answer."""
        return {item for part in self.sets.values() if part.guess for item in part.items}

    @model_validator(mode="after")
    def _ids(self) -> Bank:
        unique("item", (item.id for item in self.items))
        return self

    @model_validator(mode="after")
    def _aims(self) -> Bank:
        for item in self.items:
            if item.aim not in self.aims:
                raise ValueError(
                    f"item `{item.id}` has the aim `{item.aim}`, which does not stand in `aims`:"
                    f" add it there, or choose one of {', '.join(self.aims)}"
                )
        if untested := sorted(set(self.aims) - {item.aim for item in self.items}):
            raise ValueError(
                f"no item has the aim {', '.join(untested)}: add an item, or remove the aim"
            )
        return self

    @model_validator(mode="after")
    def _sets(self) -> Bank:
        items = [item.id for item in self.items]
        placed: dict[str, str] = {}
        for name, part in self.sets.items():
            for item in (*part.told_by, *part.items):
                if item not in items:
                    raise ValueError(
                        f"the set `{name}` names `{item}`, which is no item here:"
                        f" {there_are(item, items)}"
                    )
            for item in part.items:
                if item in placed:
                    raise ValueError(
                        f"`{item}` stands in the set `{name}` and in `{placed[item]}`:"
                        " keep it in one of them"
                    )
                placed[item] = name
        if self.sets and (left := [item for item in items if item not in placed]):
            raise ValueError(
                f"no set has {', '.join(left)}: add them to one of {', '.join(self.sets)}"
            )
        return self
