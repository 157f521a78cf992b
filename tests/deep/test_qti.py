"""QTI 3.0 in a player that others wrote, in a browser: shown, answered, scored as in the book.

The items of QTI 2.1 are the same by other names (``tests/export/test_qti.py``).
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.export.questions import as_read, collected, squeezed, whole
from tests.export.test_qti import unpacked
from tests.pages import serving
from tests.samples import ITEMS
from tools.bench.npm import installed
from whosays import Case
from whosays.export import qti30
from whosays.export.collection import Collection
from whosays.views.portable import Question

PLAYER = "@citolab/qti-components@7.27.4"
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Player</title>
<qti-item><item-container></item-container></qti-item><script type="module" src="index.js"></script>
"""
ITEM = "document.querySelector('item-container').shadowRoot?.querySelector('qti-assessment-item')"
SHOW = f"""(xml) => {{
  const left = {ITEM};
  if (left) left.dataset.left = "";
  // The same item once more is shown anew only as another text.
  document.querySelector("item-container").itemXML = `${{xml}}<!-- ${{performance.now()}} -->`;
}}"""
READY = f"{ITEM}?.variables?.length > 2 && !('left' in {ITEM}.dataset)"
ANSWER = f"""(answer) => {{
  const item = {ITEM};
  if (answer !== null) item.updateResponseVariable("RESPONSE", answer);
  item.processResponse();
  const variables = Object.fromEntries(item.variables.map((each) => [each.identifier, each.value]));
  const shown = [...item.querySelectorAll("qti-modal-feedback")]
    .filter((each) => [variables[each.outcomeIdentifier]].flat().includes(each.identifier))
    .map((each) => each.textContent);
  return [Number(variables.SCORE), shown, variables.RESPONSE];
}}"""


@pytest.fixture(scope="module")
def player(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("player")
    package = installed(ROOT / "_build/bench/npm", PLAYER)
    shutil.copy(package / "cdn/index.js", folder)
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    page = browser.new_page()
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    with serving(folder) as address:
        page.goto(f"{address}/page.html")
        page.wait_for_function("Boolean(customElements.get('qti-assessment-item'))")
        yield page
    page.close()
    assert broken == []


class Package:
    """Items of a package by the id of their question."""

    def __init__(self, collection: Collection) -> None:
        self.files = unpacked(qti30, collection)
        self.questions = collection.questions

    def item(self, question: Question) -> bytes:
        return self.files[f"items/{question.id}.xml"]

    def show(self, player: Page, question: Question) -> None:
        player.evaluate(SHOW, self.item(question).decode())
        player.wait_for_function(READY)


@pytest.fixture(scope="module")
def samples() -> Package:
    return Package(collected(ITEMS))


def answers(question: Question) -> Iterator[tuple[Any, Any]]:
    """Choices as the book keeps them, each with the same answer in QTI."""
    made = question.made
    match question.kind:
        case "single":
            yield from ((each["id"], f"choice-{each['id']}") for each in made["options"])
        case "multiple":
            names = [each["id"] for each in made["options"]]
            for count in range(1, len(names) + 1):
                for some in itertools.combinations(names, count):
                    yield list(some), [f"choice-{name}" for name in some]
        case "classify" | "match":
            entries = [each["id"] for each in made.get("statements", made.get("left"))]
            targets = [each["id"] for each in made.get("categories", made.get("right"))]
            for chosen in itertools.product(range(len(targets)), repeat=len(entries)):
                yield (
                    {name: targets[at] for name, at in zip(entries, chosen, strict=True)},
                    [f"entry-{n} answer-{at + 1}" for n, at in enumerate(chosen, 1)],
                )
        case "estimate":
            for number in (made["low"], made["answer"], made["high"], made["low"] - 1, 10**9):
                yield number, str(number)


@pytest.mark.parametrize("name", ["single", "multiple", "classify", "match", "estimate"])
def test_an_answer_scores_as_in_the_book(player: Page, samples: Package, name: str) -> None:
    question = next(each for each in samples.questions if each.kind == name)
    given = list(answers(question))
    assert len(given) > 1
    for choice, answer in given:
        samples.show(player, question)
        score, shown, _ = player.evaluate(ANSWER, answer)
        points = question.model.points(question.made, choice)
        assert score == pytest.approx(points, abs=0.001), answer  # the player rounds
        assert shown


def test_the_reason_to_what_was_chosen_is_shown(player: Page, samples: Package) -> None:
    question = next(each for each in samples.questions if each.id == "sample-classify")
    samples.show(player, question)
    _, shown, _ = player.evaluate(ANSWER, ["entry-1 answer-1", "entry-2 answer-1"])
    assert shown == ["The verb form tells.", "Nobody says it."]


def test_a_choice_is_made_with_the_mouse(player: Page, samples: Package) -> None:
    question = next(each for each in samples.questions if each.id == "sample-single")
    samples.show(player, question)
    player.get_by_text("Option b", exact=True).click()
    score, shown, response = player.evaluate(ANSWER, None)
    assert (score, response) == (1, "choice-b")
    assert [squeezed(each) for each in shown] == ["Feedback to b. Look at laut Amt."]


def right(item: bytes) -> str | list[str] | None:
    """What an item says is right; None where nobody scores it."""
    (declared,) = etree.fromstring(item).iterchildren("{*}qti-response-declaration")
    values = [each.text or "" for each in declared.iterfind("{*}qti-correct-response/{*}qti-value")]
    if not values:
        return None
    return values[0] if declared.get("cardinality") == "single" else values


SEEN = f"""() => {ITEM}.innerText"""


def test_every_question_of_the_book_is_shown_and_its_key_is_right(
    player: Page, kursk: Case
) -> None:
    package = Package(whole(kursk))
    for question in package.questions:
        package.show(player, question)
        seen = squeezed(player.evaluate(SEEN))
        assert as_read(question.made["prompt"]) in seen, question.id
        passage = question.made["passage"]
        for part in passage["text"] if passage else ():
            assert squeezed(part["text"]) in seen or question.kind == "mark", question.id
        score, _, _ = player.evaluate(ANSWER, right(package.item(question)))
        assert score == (1 if question.model.scored else 0), question.id
