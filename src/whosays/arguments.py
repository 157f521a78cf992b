"""What learners give to a function: taken as it is meant, or refused with what to do instead.

These checks stand at the edge, where a chapter's cells call the package. What is refused is a
:class:`~whosays.errors.CallError`, which a notebook shows without a traceback.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from whosays.errors import UnknownNameError, WrongTypeError, WrongValueError
from whosays.quiz import CaseLike, Language

if TYPE_CHECKING:  # case.py itself needs these checks
    from whosays.case import Case

LANGUAGES: tuple[str, ...] = get_args(Language)
"""Languages of the interface."""

_TELLING = 6
"""An id shorter than this (e09, p3s2) is a number: what looks like it is not what was meant."""


def need_case(case: object) -> None:
    """Raise WrongTypeError unless ``case`` is a case, for it is often left out or only named."""
    if not hasattr(case, "sentences"):
        raise WrongTypeError(
            f"give the case first, not {_shown(case)}: write case = read_case('kursk-2024') above,"
            " and then case, without quotation marks"
        )


def need_language(lang: str, case: CaseLike) -> None:
    """Raise WrongValueError, with those there are, for a language without any words."""
    there = dict.fromkeys(LANGUAGES)
    for sentence in case.sentences.values():
        there |= dict.fromkeys(sentence.translation)
    one_language(lang, there)


def one_language(lang: str, there: Iterable[str]) -> None:
    """Raise WrongValueError, with those that are ``there``, for another language."""
    known = list(there)
    if lang not in known:
        raise WrongValueError(f"no language {lang!r}; there are: {', '.join(known)}")


def listed(given: object) -> list[Any]:
    """A list, a column of a table and the like as a list; a bare value as a list of one."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        return [given]
    return list(given)


def there_are(name: object, known: Collection[object]) -> str:
    """What to do about a name that is not among those known: the nearest, or all there are."""
    names = [str(each) for each in known]
    near = get_close_matches(str(name), names, n=1) if len(str(name)) >= _TELLING else []
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names) or 'none'}"


def unknown(what: str, name: object, known: Collection[object]) -> UnknownNameError:
    """The error for a name that is not among those known, for example ``no claim 'c99'``."""
    return UnknownNameError(f"no {what} {_shown(name)}; {there_are(name, known)}")


def sentence_id(name: object) -> str:
    """The id of a sentence: ``p3s2``, or the place that readers see, ``"3.2"``.

    What is no text stays no id: WrongTypeError, because 3.10 as a number would be 3.1.
    """
    if not isinstance(name, str):
        raise WrongTypeError(
            f"name a sentence in quotation marks, such as '3.2' or 'p3s2', not {_shown(name)}"
        )
    return re.sub(r"^\s*([0-9]+)\.([0-9]+)\s*$", r"p\1s\2", name)


def sentence_names(given: Iterable[object]) -> list[str]:
    """Names of sentences that are given one by one, in lists or in columns of tables.

    Raises WrongTypeError where there are none, for then a filter has found nothing.
    """
    names = [name for each in given for name in listed(each)]
    if not names:
        raise WrongTypeError(
            "name a sentence, for example passage(case, '3.2'); if the names come from a table,"
            " its filter has found no rows"
        )
    return names


def places(case: Case, given: object) -> list[int | str] | None:
    """Paragraphs (7) and sentences ("p7s1", "7.1") as a list, sentences by their ids.

    One alone needs no list; None stays None, which is the whole article. Raises UnknownNameError,
    naming what there is, for one that does not exist.
    """
    return None if given is None else [_place(case, each) for each in listed(given)]


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
        f"no paragraph {_shown(given)} in {case.id}; there are 1 to {max(paragraphs)},"
        " and sentences such as '3.2' in quotation marks"
    )


def _shown(given: object) -> str:
    """A value in a message: a name as it was typed, of anything else what it is."""
    if isinstance(given, str | int | float):
        return repr(given)[:80]
    return f"a {type(given).__name__}"
