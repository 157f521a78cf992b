"""What learners give to a function: taken as it is meant, or refused with what to do instead.

These checks stand at the edge, where a lesson's cells call the package. What is refused is a
:class:`~whosays.errors.CallError`, which a notebook shows without a traceback.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Parameter, signature
from numbers import Integral
from typing import Any, Concatenate, ParamSpec, TypeVar

from whosays.case.case import Case
from whosays.case.places import PlacedSentence
from whosays.errors import UnknownNameError, WrongTypeError, WrongValueError, shown

Given = ParamSpec("Given")
Result = TypeVar("Result")


def in_one_line(call: Callable[Given, Result]) -> Callable[Given, Result]:
    """``call``, which says in one line what is left out or has a name it does not know.

    It raises WrongTypeError with the first example of its docstring, where Python's own TypeError
    would come with a traceback.
    """
    takes = signature(call)

    @wraps(call)
    def checked(*given: Given.args, **named: Given.kwargs) -> Result:
        try:
            takes.bind(*given, **named)
        except TypeError as error:
            raise WrongTypeError(f"{call.__name__}: {error}; {_instead(call)}") from None
        return call(*given, **named)

    return checked


def of_case(
    call: Callable[Concatenate[Case, Given], Result],
) -> Callable[Concatenate[Case, Given], Result]:
    """As :func:`in_one_line`, for what takes a case first; asks for one where none was given."""
    answered = in_one_line(call)

    @wraps(call)
    def checked(*given: Any, **named: Any) -> Result:
        need_case(given[0] if given else named.get("case"))
        return answered(*given, **named)

    return checked


def _instead(call: Callable[..., object]) -> str:
    """What a call takes, and an example of one."""
    names = [
        f"{'*' * (each.kind is Parameter.VAR_POSITIONAL)}{name}"
        for name, each in signature(call).parameters.items()
        if name != "self"
    ]
    example = re.search(rf"^ *>>> (.*\b{call.__name__}\(.*)$", call.__doc__ or "", re.MULTILINE)
    shown = f", for example {example[1]}" if example else ""
    return f"it takes {', '.join(names)}{shown}"


def need_case(case: object) -> None:
    """Raise WrongTypeError unless ``case`` is a case, for it is often left out or only named."""
    if not hasattr(case, "sentences"):
        raise WrongTypeError(
            f"give the case first, not {shown(case)}: write case = read_case('…') above, with the"
            " name of a folder below seeds/, and then case, without quotation marks"
        )


def listed(given: object) -> list[Any]:
    """A list, a column of a table and the like as a list; a bare value as a list of one."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        return [given]
    return list(given)


def some(given: object, name: str) -> list[Any]:
    """As :func:`listed`; WrongValueError where the argument of this name is an empty list."""
    found = listed(given)
    if not found:
        raise WrongValueError(
            f"{name} is empty: name at least one, or leave {name} out to have all"
        )
    return found


def placed(case: Case, given: Iterable[object], call: str) -> list[PlacedSentence]:
    """Sentences, or all of a paragraph (``"3"``), each once.

    They are named one by one, in lists or in columns of tables. Raises WrongTypeError where there
    are none, for then a filter has found nothing (``call`` is the function whose example it shows),
    UnknownNameError for a paragraph that does not exist, and as :meth:`Case.sentence` does.
    """
    names = [name for each in given for name in listed(each)]
    if not names:
        raise WrongTypeError(
            f"name a sentence, for example {call}(case, '3.2'); if the names come from a table,"
            " its filter has found no rows"
        )
    found: dict[str, PlacedSentence] = {}
    for name in names:
        place = _place(case, name) if isinstance(name, str | Integral) else case.sentence(name).id
        found |= {
            sentence.id: sentence
            for sentence in case.sentences.values()
            if place in {sentence.id, sentence.paragraph}
        }
    return list(found.values())


def places(case: Case, given: object) -> list[int | str] | None:
    """Paragraphs (7) and sentences ("p7s1", "7.1") as a list, sentences by their ids.

    One alone needs no list; None stays None, which is the whole article. Raises UnknownNameError,
    naming what there is, for one that does not exist, and WrongValueError for an empty list.
    """
    return None if given is None else [_place(case, each) for each in some(given, "paragraphs")]


def _place(case: Case, given: object) -> int | str:
    if isinstance(given, str):
        if not given.isdecimal():
            return case.sentence(given).id
        given = int(given)
    paragraphs = dict.fromkeys(sentence.paragraph for sentence in case.sentences.values())
    for paragraph in paragraphs:
        if paragraph == given:
            return paragraph
    raise UnknownNameError(
        f"no paragraph {shown(given)} in {case.id}; there are 1 to {max(paragraphs)},"
        " and sentences such as '3.2' in quotation marks"
    )
