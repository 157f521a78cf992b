"""A reader who goes through a page with the keyboard alone and uses everything there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.pages import settle

HELP = (Path(__file__).parent / "walk.js").read_text(encoding="utf-8")
MOST_STOPS = 1500
MOST_ROUNDS = 6
LONG_ROW = 60
MOMENTS = 5

STOPS_BACK = 40

PRESSES = {
    "button": ("Enter",),
    "summary": ("Enter",),
    "checkbox": ("Space",),
    "select": ("ArrowDown", "ArrowUp"),  # the last option may be chosen already
    "text": ("1",),
    "number": ("1",),
    "range": ("ArrowLeft", "ArrowRight"),
    "textarea": ("x",),
}
"""What uses a control. Links would leave the page, and a file dialog is the browser's own."""


@dataclass
class Walk:
    """What was reached and used, by the controls' keys, and what was wrong on the way."""

    page: Page
    reached: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def whole(self) -> None:
        """Round after round, until a round leaves nothing unused or finds nothing new."""
        self.page.evaluate(HELP)
        for _ in range(MOST_ROUNDS):
            before = len(self.used)
            self._round()
            left = set(self.page.evaluate("walk.controls()")) - self.reached
            if not left or len(self.used) == before:
                break
        self.problems += [f"never reached: {key}" for key in sorted(left)]
        self._back()

    def _round(self) -> None:
        """From the top of the page to its end, using what was not used before."""
        for _ in range(MOST_STOPS):
            here = self._press("Tab")
            if here is None:
                return
            if here["inside"]:
                self._use(here)
        self.problems.append(f"the page does not end after {MOST_STOPS} stops")

    def _back(self) -> None:
        """Backwards from the end, each time to another control."""
        for _ in range(STOPS_BACK):
            here = self._press("Shift+Tab")
            if here is None:
                return
            if here["same"]:
                self.problems.append(f"there is no way back from here: {here['html']}")

    def _press(self, key: str) -> dict[str, Any] | None:
        """Press a key, and look at what has the focus then."""
        self.page.keyboard.press(key)
        here: dict[str, Any] | None = self.page.evaluate("walk.here()")
        # What is around the widgets has its own tests.
        if here is None or not here["inside"] or here["key"] in self.reached:
            return here
        self.reached.add(here["key"])
        for _ in range(MOMENTS):
            if here["uncovered"]:
                break
            # What is laid out only when it comes into view moves a moment later.
            settle(self.page)
            here |= self.page.evaluate("walk.here()") | {"changed": here["changed"]}
        if not here["ring"]:
            self.problems.append(f"the focus cannot be seen: {here['html']}")
        if not here["uncovered"]:
            self.problems.append(f"has the focus and is out of sight: {here['html']}")
        return here

    def _use(self, here: dict[str, Any]) -> None:
        if here["roves"]:
            self._go_along(here)
        elif here["key"] not in self.used:
            self.used.add(here["key"])
            if here["kind"] == "radio":
                self._choose_each(here)
            elif here["kind"] in PRESSES:
                self._try(here, *PRESSES[here["kind"]])
            if here["kind"] == "summary":
                # Filled when it opens, a moment later; nobody is on the next control by then.
                self.page.evaluate("walk.settled()")

    def _try(self, used: dict[str, Any], *keys: str) -> dict[str, Any] | None:
        """Press keys until something happens; the focus has to stay somewhere."""
        here: dict[str, Any] | None = used
        for key in keys:
            here = self._press(key)
            if here is None:
                self.problems.append(f"the focus is lost after {key}: {used['html']}")
            if here is None or here["changed"]:
                return here
        self.problems.append(f"{' '.join(keys)} does nothing: {used['html']}")
        return here

    def _choose_each(self, first: dict[str, Any]) -> None:
        """Arrows choose among radio buttons, and come round to where they began."""
        for _ in range(first["group"] if first["group"] > 1 else 0):
            here = self._try(first, "ArrowDown")
            if here is None:
                return
            self.used.add(here["key"])

    def _go_along(self, here: dict[str, Any]) -> None:
        """Controls that share one stop are reached by arrows; Enter uses each of them."""
        here = self._press("Home") or here
        for _ in range(LONG_ROW):
            if here["key"] not in self.used:
                self.used.add(here["key"])
                there = self._try(here, "Enter")
                if there and there["key"] != here["key"]:
                    self._press("Escape")  # out of what has opened
            there = self._press("ArrowRight")
            if there is None or not there["roves"] or there["key"] == here["key"]:
                return
            here = there
