"""For each kind of widget: something a reader does by keyboard, seen again in Python."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.live.lab import LiveWidget


def press(control: Locator, key: str) -> None:
    """Put the keyboard's place on a control and press a key."""
    control.scroll_into_view_if_needed()
    control.focus()
    control.page.keyboard.press(key)


def answer(form: Locator) -> None:
    """Fill in a question, whatever its type: the first of every choice, a number, some words."""
    names = {radio.get_attribute("name") for radio in form.locator("input[type=radio]").all()}
    for name in sorted(filter(None, names)):
        press(form.locator(f'input[name="{name}"]').first, "Space")
    for box in form.locator("input[type=checkbox]").all()[:1]:
        press(box, "Space")
    for choice in form.locator("select").all():
        choice.select_option(index=1)
    for field in form.locator("input:not([type=radio]):not([type=checkbox]), textarea").all():
        field.fill("1000")


def use_quiz(quiz: LiveWidget) -> None:
    """Answer the first question that is answered by choosing, and press Check."""
    question = quiz.place.locator(".ws-item").filter(has=quiz.place.page.locator("input")).first
    item = str(question.get_attribute("data-item"))
    answer(question.locator("form"))
    press(question.locator("button[type=submit]"), "Enter")
    stored = quiz.wait_for_trait("answers", lambda answers: item in answers)
    assert stored[item]["attempts"][-1]["choice"] is not None
    assert question.get_by_role("status").first.inner_text().strip()


def use_reader(reader: LiveWidget) -> None:
    """Open the details of the first attribution in sight."""
    label = reader.place.locator("[data-tag]:visible").first
    press(label, "Enter")
    reader.wait_for_trait("selected", lambda selected: selected == label.get_attribute("data-tag"))


INTERACTIONS: dict[str, Callable[[LiveWidget], None]] = {
    "Quiz": use_quiz,
    "Reader": use_reader,
}


def use(widget: LiveWidget, kind: str) -> None:
    """Use a widget as a reader would; fails for a kind that nobody has written that down for."""
    assert kind in INTERACTIONS, (
        f"There is no interaction for the widget {kind}. Write one in tests/live/interactions.py."
    )
    INTERACTIONS[kind](widget)
