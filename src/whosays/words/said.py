"""A text in a language: what a map by language is, how it is read, and its markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from markupsafe import Markup, escape
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo

FALLBACK = "en"
"""The language that every reader-facing text has, unless a case is for readers of another."""

READERS = "readers"
"""Name, in the context of a validation, of the language that all texts have to be in."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _by_language(value: Any) -> Any:
    """Say what is wrong with a text that is no map by language, before a schema would."""
    if isinstance(value, str):
        # A ValueError, not a TypeError: pydantic reports only the former with its place.
        raise ValueError("a text is a map by language; write {en: …} instead of the bare text")  # noqa: TRY004
    if not isinstance(value, Mapping):
        return value
    for key, text in value.items():
        # In `{en: one, two}` YAML takes "two" for a key.
        if text is None and not (isinstance(key, str) and re.fullmatch("[a-z]{2,3}", key)):
            raise ValueError(f"'{key}' follows a comma; put the whole text in quotation marks")
        if isinstance(text, str) and not text.strip():
            raise ValueError(f"the text under {key}: is empty; write it or leave {key}: out")
    return value


def _for_its_readers(words: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    needed = (info.context or {}).get(READERS, FALLBACK)
    if needed not in words:
        named = "English" if needed == FALLBACK else "the readers' language"
        raise ValueError(f"{named} ({needed}:) is missing; write at least {needed}: …")
    return words


Localized = Annotated[
    dict[Language, Text],
    BeforeValidator(_by_language),
    AfterValidator(_for_its_readers),
    Field(json_schema_extra={"minProperties": 1, "additionalProperties": False}),
]
"""A reader-facing text by language: in English at least, or in that of a case's readers."""


Translations = Annotated[dict[Language, Text], BeforeValidator(_by_language)]
"""The same text in other languages; none of them is needed."""


def said(text: Mapping[str, str] | None, lang: str) -> str:
    """A text in one language, else in English, else as it was written; empty where there is none.

    >>> said({"de": "Ja."}, "en")
    'Ja.'
    """
    return text[language_of(text, lang)] if text else ""


def language_of(text: Mapping[str, str], lang: str) -> str:
    """The language in which a reader of ``lang`` gets a text by language that is not empty."""
    return next(each for each in (lang, FALLBACK, *text) if each in text)


def is_by_language(value: object) -> bool:
    """Whether a value of an entry is a text by language, and no mapping of several."""
    return isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values())


_GAP = re.compile(r"\{(\w+)\}")


def gaps(text: str) -> list[str]:
    """The names in braces in a text, in order."""
    return _GAP.findall(text)


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with what is known put in for names in braces; other names stay as they are."""
    return _GAP.sub(lambda found: known.get(found[1], found[0]), text)


_INLINE = re.compile(
    r"\[(?P<text>[^\[\]]+)\]\{(?P<lang>[a-z]{2,3})\}"
    r"|\*(?P<em>[^* \t\r\n](?:[^*]*[^* \t\r\n])?)\*"
)


def inline(text: str) -> Markup:
    """HTML of an item text: ``[Worte]{de}`` and ``*emphasis*``; everything else is plain text.

    The front end has the same rules (``inline`` in ``_common.js``); one table of cases tests both.
    """
    html: list[Markup] = []
    at = 0
    for match in _INLINE.finditer(text):
        html.append(escape(text[at : match.start()]))
        at = match.end()
        if match["em"] is not None:
            html.append(Markup("<em>{}</em>").format(inline(match["em"])))
        else:
            words = inline(match["text"])
            html.append(Markup('<span lang="{}">{}</span>').format(match["lang"], words))
    html.append(escape(text[at:]))
    return Markup("").join(html)
