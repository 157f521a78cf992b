"""For each kind of widget: something a reader does by keyboard, seen again in Python."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.deep.live.lab import LiveWidget


def press(control: Locator, key: str) -> None:
    """Put the keyboard's place on a control and press a key."""
    control.scroll_into_view_if_needed()
    control.focus()
    control.page.keyboard.press(key)


def answer(form: Locator) -> None:
    """Fill in a question, whatever its type: the first of every choice, a number, some words."""
    names = {
        radio.get_attribute("name") for radio in form.locator("input[type=radio]:visible").all()
    }
    for name in sorted(filter(None, names)):
        press(form.locator(f'input[name="{name}"]').first, "Space")
    for box in form.locator("input[type=checkbox], .ws-word").all()[:1]:
        press(box, "Space")
    for field in form.locator("input:not([type=radio]):not([type=checkbox]), textarea").all():
        field.fill("1000")


def use_quiz(quiz: LiveWidget) -> None:
    """Answer the first question that is answered by choosing, and press Check."""
    question = quiz.place.locator(".ws-item")
    dots = quiz.place.locator(".ws-bar .ws-dot")
    for dot in dots.all():
        if question.locator("input, textarea").count():
            break
        press(dot, "Enter")
    item = str(question.get_attribute("data-item"))
    main = question.locator("button[type=submit]")
    answer(question.locator("form"))
    while main.inner_text() == "Next":
        press(main, "Enter")
        answer(question.locator("form"))
    press(main, "Enter")
    if quiz.trait("form"):
        # Nothing reaches Python before a form is handed in.
        assert question.get_attribute("data-item") != item
        return
    stored = quiz.wait_for_trait("answers", lambda answers: item in answers)
    assert stored[item]["attempts"][-1]["choice"] is not None
    # A question whose lines are moved has a status of its own before that of the feedback.
    assert any(each.inner_text().strip() for each in question.get_by_role("status").all())


def use_reader(reader: LiveWidget) -> None:
    """Open the details of the first attribution in sight."""
    label = reader.place.locator("[data-tag]:visible").first
    press(label, "Enter")
    reader.wait_for_trait("selected", lambda selected: selected == label.get_attribute("data-tag"))


def use_board(board: LiveWidget) -> None:
    """Choose two cells of the first question, unless two are chosen, and ask for their relation."""
    boxes = board.place.locator("input[type=checkbox]")
    for box in boxes.all()[: 0 if any(each.is_checked() for each in boxes.all()) else 2]:
        press(box, "Space")
    press(board.place.get_by_role("button", name="Show the relation").first, "Enter")
    board.wait_for_trait("choices", bool)


def use_axis(axis: LiveWidget) -> None:
    """Estimate the ratio of two bars."""
    axis.place.get_by_label("How many times as large").fill("2")
    press(axis.place.get_by_role("button", name="Check"), "Enter")
    axis.wait_for_trait("guess", lambda guess: guess == float("2"))


def use_lab(lab: LiveWidget) -> None:
    """Switch the axis."""
    press(lab.place.locator('input[value="log"]').first, "Space")
    lab.wait_for_trait("axis", lambda axis: axis == "log")


def use_annotator(annotator: LiveWidget) -> None:
    """Mark the source of the first sentence and compare."""
    annotator.place.locator('select[data-layer="source"]').first.select_option(index=1)
    press(annotator.place.get_by_role("button", name="Compare").first, "Enter")
    annotator.wait_for_trait("annotations", bool)


def use_results(results: LiveWidget) -> None:
    """See that the list of results is there; what it keeps is the browser's, not Python's."""
    assert results.place.get_by_role("button").first.is_visible()


def use_wipe(wipe: LiveWidget) -> None:
    """Take the sources away."""
    press(wipe.place.get_by_role("button").first, "Enter")
    wipe.wait_for_trait("away", bool)


def use_card(card: LiveWidget) -> None:
    """See that the card can be copied; nothing of it is for Python."""
    assert card.place.get_by_role("button").first.is_visible()


def use_classroom(classroom: LiveWidget) -> None:
    """See that files can be chosen; what they hold is not for Python."""
    assert classroom.place.get_by_role("button").first.is_visible()


def use_own_text(own_text: LiveWidget) -> None:
    """Split a text; what is made of it is the browser's, not Python's."""
    own_text.place.get_by_role("textbox").fill("Er kam. Sie ging.")
    press(own_text.place.get_by_role("button", name="Split into sentences"), "Enter")
    assert own_text.place.locator(".ws-sentence").count() == 2


INTERACTIONS: dict[str, Callable[[LiveWidget], None]] = {
    "Annotator": use_annotator,
    "AxisExercise": use_axis,
    "Card": use_card,
    "ChartLab": use_lab,
    "Classroom": use_classroom,
    "DisputeBoard": use_board,
    "OwnText": use_own_text,
    "Quiz": use_quiz,
    "Reader": use_reader,
    "Results": use_results,
    "Wipe": use_wipe,
}


def use(widget: LiveWidget, kind: str) -> None:
    """Use a widget as a reader would; fails for a kind that nobody has written that down for."""
    assert kind in INTERACTIONS, f"There is no interaction for the widget {kind}: write one here."
    INTERACTIONS[kind](widget)
