"""What learners give to a function: taken as it is meant, or refused with what to do instead.

These checks stand at the edge, where a lesson's cells call the package. What is refused is a
:class:`~whosays.errors.CallError`, which a notebook shows without a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whosays.case.case import Case
from whosays.errors import UnknownNameError, WrongTypeError, WrongValueError, shown


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


def sentence_names(given: Iterable[object], call: str) -> list[str]:
    """Names of sentences that are given one by one, in lists or in columns of tables.

    Raises WrongTypeError where there are none, for then a filter has found nothing; ``call`` is the
    function whose example it shows.
    """
    names = [name for each in given for name in listed(each)]
    if not names:
        raise WrongTypeError(
            f"name a sentence, for example {call}(case, '3.2'); if the names come from a table,"
            " its filter has found no rows"
        )
    return names


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
