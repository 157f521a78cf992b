"""Who answers for a published copy: the sentence on "About", the pages Imprint and Privacy notice.

What the pages say stands in ``words/publisher.yml``; who it is, in ``_config.yml``. Where nobody is
named there, there are no such pages.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from markupsafe import Markup
from pydantic import Field, ValidationError
from sphinx.errors import ConfigError

from whosays.case.records import Record
from whosays.site.text_pages import Section, TextPage, link, with_german
from whosays.words.packaged import FOLDER, read_packaged
from whosays.words.said import Text, gaps, inline, said

FIELD = "whosays_publisher"


class Publisher(Record):
    """Who publishes a copy, as ``_config.yml`` has it (sphinx: config: whosays_publisher)."""

    name: Text
    address: Annotated[tuple[Text, ...], Field(min_length=1)]
    email: Text
    phone: Text | None = None
    represented_by: Text | None = None
    responsible: Text | None = None  # for the content; with an address where it is another one
    supervised_by: Text | None = None
    public_body: bool = False  # a school or an office of the state: another legal basis
    data_protection: Text | None = None  # the officer, and how to reach them
    host: Text | None = None  # whose server delivers the pages
    log_days: Annotated[int, Field(ge=0)] | None = None  # after which its records are deleted
    authority: Text | None = None  # for complaints about data protection
    accessibility_body: Text | None = None  # whom to turn to where the publisher does not help


def publisher_from(value: Any) -> Publisher | None:
    """The publisher of a configuration; None where none is named.

    Raises ConfigError, with the fields and what to do, for what is no publisher.
    """
    if not value:
        return None
    try:
        return Publisher.model_validate(value)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or FIELD}: {each['msg']}" for each in error.errors()
        )
        known = ", ".join(Publisher.model_fields)
        raise ConfigError(
            f"_config.yml, field {FIELD}: {wrong}. Remedy: name, address (a list of lines) and "
            f"email are needed; the fields are {known}."
        ) from None


def sentence(publisher: Publisher | None, nobody: str) -> str:
    """Who answers for the copy, for the page "About"; ``nobody`` where none is named."""
    if publisher is None:
        return nobody
    return ", ".join((publisher.name, *publisher.address, publisher.email))


def pages(publisher: Publisher, lang: str, authors: str) -> dict[str, TextPage]:
    """The pages by name, each in the book's language and, where that is another, in German."""
    words = read_packaged(FOLDER / "publisher.yml")
    return {
        name: with_german(
            words[name]["title"], lang, partial(write, publisher, words[name], authors)
        )
        for name, write in (("imprint", _imprint), ("privacy", _privacy))
    }


class _Lines:
    """Paragraphs in one language; a line whose name is not given is left out."""

    def __init__(self, words: dict[str, dict[str, str]], lang: str, **known: Any) -> None:
        self.words, self.lang = words, lang
        self.known = {name: value for name, value in known.items() if value is not None}

    def __call__(self, *names: str) -> tuple[Markup, ...]:
        """The paragraphs of these names."""
        return tuple(
            inline(text).format(**self.known)
            for text in (said(self.words[name], self.lang) for name in names)
            if all(name in self.known for name in gaps(text))
        )

    def title(self, name: str) -> str:
        return said(self.words[name], self.lang)


def _who(publisher: Publisher) -> Markup:
    return Markup("<br>").join((publisher.name, *publisher.address))


def _imprint(
    publisher: Publisher, words: dict[str, dict[str, str]], authors: str, lang: str
) -> tuple[Section, ...]:
    lines = _Lines(words, lang, authors=authors, **publisher.model_dump())
    contact = lines("represented_by", "phone", "email", "responsible", "supervised_by")
    return (Section(lines.title("provider"), (_who(publisher), *contact, *lines("authors")), lang),)


def _privacy(
    publisher: Publisher, words: dict[str, dict[str, str]], _authors: str, lang: str
) -> tuple[Section, ...]:
    lines = _Lines(
        words,
        lang,
        **publisher.model_dump(),
        about=link("about.html", said(words["about_page"], lang)),
        results=link("results.html", said(words["results_page"], lang)),
    )
    basis = "basis_public" if publisher.public_body else "basis_private"
    return (
        Section(
            lines.title("who"),
            (_who(publisher), Markup.escape(publisher.email), *lines("officer")),
            lang,
        ),
        Section(
            lines.title("server"), lines("server_what", "server_host", "server_days", basis), lang
        ),
        Section(lines.title("device"), lines("device_what"), lang),
        Section(lines.title("rights"), lines("rights_what", "rights_authority"), lang),
    )
