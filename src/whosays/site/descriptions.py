"""A page in one or two sentences: the aim that its first line states, or what it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from bs4.element import Tag

from whosays.site.book_data import LONGEST, SHORTEST

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

AIM = "lesson-aim"  # id of the paragraph that states it
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”“»]))\s+(?=[^a-z])")


class FirstLine(NamedTuple):
    """The line under a lesson's heading: its minutes, questions included, and its aim."""

    minutes: int | None
    aim: str


def sentences(text: str) -> list[str]:
    """A text, sentence by sentence; spaces and line breaks are single spaces."""
    return _SENTENCE.split(" ".join(text.split()))


def first_line_of(body: BeautifulSoup) -> Tag | None:
    """The paragraph under the heading, if all of it is emphasised."""
    # A search by selector would go through the whole page, and the page is long.
    heading = body.find("h1")
    paragraph = heading.find_next_sibling("p") if heading else None
    emphasised = paragraph.find("em", recursive=False) if isinstance(paragraph, Tag) else None
    if not isinstance(paragraph, Tag) or emphasised is None:
        return None
    return paragraph if paragraph.get_text().strip() == emphasised.get_text().strip() else None


def first_line(body: BeautifulSoup) -> FirstLine | None:
    """What the first line states. Its first sentence is about time where it has a number."""
    paragraph = first_line_of(body)
    if paragraph is None:
        return None
    first, *rest = sentences(paragraph.get_text())
    numbers = [int(number) for number in re.findall(r"\d+", first)]
    if numbers:
        return FirstLine(sum(numbers), " ".join(rest))
    return FirstLine(None, " ".join([first, *rest]))


def mark_aim(body: BeautifulSoup) -> None:
    """Give the line that states the aim an id, by which a catalogue can name what is learned."""
    paragraph = first_line_of(body)
    if paragraph is not None and not paragraph.get("id"):
        paragraph["id"] = AIM


def computed(
    body: BeautifulSoup, line: FirstLine | None, words: dict[str, str], *, is_lesson: bool
) -> str:
    """A description from the page itself: its aim, or else its first sentences."""
    aim = line.aim if line else ""
    minutes = words["about_minutes"].format(n=line.minutes) if line and line.minutes else ""
    for text in ([f"{minutes} {aim}"] if is_lesson and aim else []) + [aim]:
        if SHORTEST <= len(text) <= LONGEST:
            return text
    return shortened(prose(body))


def prose(body: BeautifulSoup) -> Iterator[str]:
    """Sentences of the page's own paragraphs, its first line left out."""
    skipped = first_line_of(body)
    for paragraph in body.select("section > p"):
        if paragraph is not skipped and paragraph.get_text().strip():
            yield from sentences(paragraph.get_text())


def shortened(text: Iterator[str]) -> str:
    """As many sentences as a description has room for; a first one that is too long is cut."""
    found = next(text, "")
    if len(found) > LONGEST:
        return found[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    for sentence in text:
        if len(found) >= SHORTEST or len(found) + 1 + len(sentence) > LONGEST:
            break
        found += f" {sentence}"
    return found
