"""The editor for a text of one's own, as a reader uses it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from whosays.cli import main


class Editor:
    """The editor on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def paste(self, text: str, language: str = "") -> None:
        """Brings a text and has it split; ``language`` is one that the editor names."""
        self.page.get_by_label("Paste your text here").fill(text)
        if language:
            self.page.get_by_label("Language of the text").select_option(label=language)
        self.page.get_by_role("button", name="Split into sentences").click()

    def sentence(self, name: str) -> Locator:
        return self.page.locator(f"[data-sentence={name}]")

    def author(self, name: str) -> None:
        self.own_words(name)
        self.sentence(name).get_by_label("What the words do").select_option("background")

    def own_words(self, name: str) -> None:
        """Says that they are the author's, and leaves open what they do."""
        self.sentence(name).get_by_role("button", name="The author's own words").click()

    def begin(self, name: str, **parts: Sequence[str]) -> None:
        """Marks words; of the content the first and the last."""
        sentence = self.sentence(name)
        sentence.get_by_role("button", name="Somebody says it").click()
        for part, words in parts.items():
            sentence.get_by_label(part, exact=True).check()
            for word in words:
                sentence.locator(".ws-word", has_text=word).first.click()

    def new_voice(self, name: str, naming: str) -> None:
        choose = self.page.get_by_label("Who says it", exact=True)
        if not self.page.get_by_label("Who it is").count():
            choose.select_option(label="Somebody new …")
        self.page.get_by_label("Who it is").fill(name)
        self.page.get_by_label("How the text names them").select_option(label=naming)
        self.page.get_by_role("button", name="Add", exact=True).click()

    def voice(self, name: str) -> None:
        self.page.get_by_label("Who says it", exact=True).select_option(label=name)

    def finish(self, form: str, mood: str) -> None:
        self.page.get_by_label("Form", exact=True).select_option(form)
        self.page.get_by_label("Mood of the verb").select_option(mood)
        self.page.get_by_role("button", name="Done").click()

    def accept_all(self) -> None:
        """Reads every proposal, and finds it right; what the author's words do is background."""
        right = self.page.get_by_role("button", name="It is right")
        while right.count():
            right.first.click()
        proposed = self.page.locator(".ws-entries li", has_text="proposed, not read yet")
        while proposed.count():
            proposed.first.get_by_label("What the words do").select_option("background")

    def tell(self, title: str, as_of: str = "Montag", rights: str = "Frei.") -> None:
        """Says what is known of the text."""
        self.page.get_by_text("About the text").click()
        labels = {"Title": title, "Where and when": as_of, "Whose text": rights}
        for label, text in labels.items():
            self.page.get_by_label(label).fill(text)

    def saved_case(self, folder: Path, name: str) -> str:
        """Saves the case, and gives what ``whosays check`` says of it."""
        expect(self.page.locator(".ws-done")).to_have_text("Nothing is open.")
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Save as a case").click()
        with zipfile.ZipFile(waiting.value.path()) as packed:
            assert packed.testzip() is None
            packed.extractall(folder)
        said = CliRunner().invoke(main, ["check", str(folder / name)])
        assert said.exit_code == 0, said.output
        assert "Nothing to mend" in said.output
        return said.output
