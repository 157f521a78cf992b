"""The editor for a text of one's own: it splits, marks, undoes, opens, and says what is wrong."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.begin.test_segment import ENGLISH, GERMAN
from tests.editing import Editor
from tests.pages import settle
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case
from whosays.begin.scaffold import new_case
from whosays.begin.segment import sentences
from whosays.widgets import own_text
from whosays.widgets.owntext import OwnText

TEXT = """Die Stadt will das Bad schließen. Das Wort Bad fällt z. B. im Bad oft.

Die Bürgermeisterin sagte, das Bad-Café (am See) sei alt."""
STARTS = """(texts) => texts.map((text) => {
  const stops = Object.entries(harness.state.stops).map(([kind, words]) => [kind, new Set(words)]);
  return harness.module.sentenceStarts(text, Object.fromEntries(stops));
})"""
KEPT = "JSON.parse(localStorage.getItem('whosays:own-text'))"


def started(open_widget: OpenWidget, text: str = TEXT, **how: Any) -> Page:
    page = open_widget(own_text(), **how)
    Editor(page).paste(text)
    return page


def shown(page: Page) -> list[str]:
    return page.locator(".ws-sentence .ws-words").all_inner_texts()


def told(page: Page) -> Any:
    return page.locator(".ws-owntext > .ws-told")


# --- splitting -------------------------------------------------------------------------------


def test_the_plain_rule_splits_nearly_as_the_package_does(
    open_widget: OpenWidget, kursk: Case
) -> None:
    page = open_widget(own_text())
    cases = [*GERMAN.values(), *ENGLISH.values()]
    texts = [" ".join(each) for each in cases] + [kursk.text]
    found = page.evaluate(STARTS, texts)
    wanted = [[span.start for part in sentences(text) for span in part] for text in texts]
    same = [a == b for a, b in zip(found, wanted, strict=True)]
    assert same[-1], "the article of the book"
    # Readers join and split the rest, of texts made to be hard.
    assert sum(same) / len(same) >= 0.9, [t for t, s in zip(texts, same, strict=True) if not s]


def test_a_stop_in_brackets_ends_no_sentence_as_in_the_package(open_widget: OpenWidget) -> None:
    page = open_widget(own_text())
    texts = [" ".join(each) for name, each in GERMAN.items() if "parenthesis" in name]
    texts += ["Er kam [Anm.: Der Zug. Nicht der Bus.] spät."]
    found = page.evaluate(STARTS, texts)
    assert found == [[span.start for part in sentences(text) for span in part] for text in texts]
    # One that nobody has closed keeps nothing together.
    assert page.evaluate(STARTS, ["Er (kam. Sie ging. Dann Stille."]) == [[0, 9, 19]]


def test_a_sentence_is_joined_and_split_again_and_a_step_taken_back(
    open_widget: OpenWidget,
) -> None:
    page = started(open_widget)
    before = shown(page)
    assert len(before) == 3
    page.get_by_text("About the text").click()
    page.get_by_label("Title").fill("Das Bad")
    first = page.locator("[data-sentence=p1s1]")
    first.get_by_text("Wrongly split?").click()
    first.get_by_role("button", name="Join with the next").click()
    assert shown(page) == [f"{before[0]} {before[1]}", before[2]]
    first.get_by_text("Wrongly split?").click()
    assert first.get_by_role("button", name="Join with the next").count() == 0  # a paragraph ends
    first.get_by_label("A new sentence begins at").select_option(label="5. Bad")
    assert shown(page)[0] == "Die Stadt will das"
    expect(page.get_by_label("Title")).to_have_value("Das Bad")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    assert shown(page) == before
    second = page.locator("[data-sentence=p1s2]")
    second.get_by_text("Wrongly split?").click()
    second.get_by_role("button", name="Join with the one before").click()
    assert shown(page) == [f"{before[0]} {before[1]}", before[2]]
    expect(page.locator("[data-key^=open-]:focus")).to_contain_text("1.1")


def test_a_headline_becomes_the_title_and_a_sentence_is_left_out(
    open_widget: OpenWidget, tmp_path: Path
) -> None:
    page = started(open_widget, f"Stadt schließt Bad\n\n{TEXT}\n\nMehr dazu.")
    editor = Editor(page)
    headline = page.get_by_role("button", name="It is the headline: make it the title")
    assert headline.count() == 1
    headline.click()
    expect(told(page)).to_contain_text("It is the title now")
    assert page.evaluate(f"{KEPT}.title") == "Stadt schließt Bad"
    assert shown(page)[0] == "Die Stadt will das Bad schließen."
    editor.begin("p2s1", source=["Die", "Bürgermeisterin"], cue=["sagte"], content=["das", "alt."])
    editor.new_voice("Die Bürgermeisterin", "by role only")
    editor.finish("indirect", "konj1")
    for name in ("p1s2", "p3s1"):
        editor.sentence(name).get_by_text("Not part of the text?").click()
        editor.sentence(name).get_by_role("button", name="Leave it out").click()
    editor.author("p1s1")
    expect(page.locator(".ws-card-title")).to_have_text("One voice, known by role only")
    page.get_by_text("About the text").click()
    page.get_by_label("Where and when").fill("Montag")
    page.get_by_label("Whose text").fill("Frei.")
    said = editor.saved_case(tmp_path, "stadt-schliesst-bad")
    assert "2 sentences, 2 sources, 1 attributions, 1 stretches" in said


# --- marking ---------------------------------------------------------------------------------


def test_words_are_marked_by_keyboard_and_likely_cues_are_shown(open_widget: OpenWidget) -> None:
    page = started(open_widget, width=390)
    assert page.locator(".ws-likely").all_inner_texts() == ["sagte,"]
    sentence = page.locator("[data-sentence=p2s1]")
    sentence.get_by_role("button", name="Somebody says it").focus()
    page.keyboard.press("Enter")
    expect(sentence.get_by_label("source", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    for key in ("Enter", "ArrowRight", "Enter", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(sentence.locator(".ws-word").nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    sentence.get_by_role("button", name="All other words are content").click()
    marks = page.evaluate(f"{KEPT}.said[0]")
    text = page.evaluate(f"{KEPT}.text")
    quoted = {part: [text[a:b] for a, b in marks[part]] for part in ("mention", "cue", "content")}
    assert quoted == {
        "mention": ["Die Bürgermeisterin"],
        "cue": ["sagte"],
        "content": ["das Bad-Café (am See) sei alt"],
    }
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_problems(page) == []


def test_a_voice_that_was_written_is_not_lost_by_what_is_chosen_next(
    open_widget: OpenWidget,
) -> None:
    page = started(open_widget)
    page.locator("[data-sentence=p1s1]").get_by_role("button", name="Somebody says it").click()
    page.get_by_label("Who it is").fill("Die Stadt")
    page.get_by_label("How the text names them").select_option(label="an office")
    page.get_by_label("Form", exact=True).select_option("reported")
    expect(page.get_by_label("Who it is")).to_have_value("Die Stadt")
    page.get_by_role("button", name="Done").click()
    kept = page.evaluate(f"{KEPT}.voices")
    assert [(voice["name"], voice["naming"]) for voice in kept] == [("Die Stadt", "institution")]
    sentence = page.locator("[data-sentence=p1s1]")
    assert sentence.get_attribute("data-state") == "open"
    sentence.get_by_role("button", name="Change").click()
    page.get_by_text("About this voice").click()
    page.get_by_label("Who it is").fill("Die Stadt Bad")
    page.get_by_role("button", name="Done").click()
    expect(sentence.locator(".ws-entries")).to_contain_text("Die Stadt Bad")
    assert page.evaluate(f"{KEPT}.voices[0].naming") == "institution"


def test_a_sentence_that_was_only_opened_is_not_marked(open_widget: OpenWidget) -> None:
    page = started(open_widget)
    progress = page.get_by_text("sentences are marked.")
    sentence = page.locator("[data-sentence=p2s1]")
    sentence.get_by_role("button", name="Somebody says it").click()
    expect(progress).to_have_text("0 of 3 sentences are marked.")
    sentence.locator(".ws-word").nth(1).click()
    expect(progress).to_have_text("1 of 3 sentences are marked.")


def test_a_cue_in_the_next_sentence_is_marked_there(
    open_widget: OpenWidget, tmp_path: Path
) -> None:
    page = started(open_widget, "Das Bad sei alt. Das teilte die Gruppe mit.")
    editor = Editor(page)
    first = editor.sentence("p1s1")
    after = page.get_by_role("button", name="The cue stands in the next sentence")
    editor.begin("p1s2", content=["Das", "mit."])
    assert after.count() == 0  # none stands after the last
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    editor.begin("p1s1", content=["Das", "alt."])
    editor.new_voice("Die Gruppe", "an office")
    editor.finish("indirect_free_indirect", "konj1")
    assert page.locator(".ws-points", has_text="it may stand in the next sentence").count() == 1
    after.click()
    expect(first.get_by_label("cue", exact=True)).to_be_checked()
    for word in ("teilte", "mit."):
        first.locator(".ws-word", has_text=word).click()
    assert after.count() == 0
    first.get_by_role("button", name="Done").click()
    assert page.locator(".ws-sentence[data-state=told]").count() == 2
    editor.tell("Das Bad")
    assert "2 sentences, 2 sources, 1 attributions" in editor.saved_case(tmp_path, "das-bad")


def test_nobody_but_the_reader_says_what_the_authors_words_do(open_widget: OpenWidget) -> None:
    page = started(open_widget)
    Editor(page).own_words("p1s1")
    sentence = page.locator("[data-sentence=p1s1]")
    does = sentence.get_by_label("What the words do")
    expect(does).to_be_focused()
    expect(does.locator("option:checked")).to_have_text("(open)")
    assert sentence.get_attribute("data-state") == "open"
    open_point = page.locator(".ws-points", has_text="1.1: what the author's words do")
    assert open_point.count() == 1
    sentence.get_by_text("What the names mean").click()
    expect(sentence.locator("dl")).to_contain_text("The author judges. No source is given.")
    does.select_option("evaluation")
    assert sentence.get_attribute("data-state") == "told"
    assert open_point.count() == 0
    assert page.evaluate(f"{KEPT}.own[0].function") == "evaluation"


def test_what_the_names_mean_stands_where_they_are_chosen(open_widget: OpenWidget) -> None:
    page = started(open_widget, width=390)
    page.locator("[data-sentence=p2s1]").get_by_role("button", name="Somebody says it").click()
    form, mood = page.locator(".ws-meanings").all()
    for fold, says in ((form, "We learn that something was said"), (mood, "The German form for")):
        fold.locator("summary").click()
        expect(fold.locator("dl")).to_contain_text(says)
    page.get_by_label("Form", exact=True).select_option("reported")
    expect(form.locator("dl")).to_be_visible()  # what was unfolded stays so
    assert "{" not in mood.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_problems(page) == []


def test_home_and_end_go_along_the_words_and_do_not_scroll_the_page_away(
    open_widget: OpenWidget,
) -> None:
    page = started(open_widget)
    page.set_viewport_size({"width": 600, "height": 300})
    sentence = page.locator("[data-sentence=p2s1]")
    sentence.get_by_role("button", name="Somebody says it").click()
    words = sentence.locator(".ws-word")
    words.nth(3).focus()
    top = page.evaluate("scrollY")
    assert top > 0
    for key, n in (("End", -1), ("Home", 0)):
        page.keyboard.press(key)
        expect(words.nth(n)).to_be_focused()
        settle(page)
        expect(words.nth(n)).to_be_in_viewport()


def test_the_text_is_printed_for_a_class_without_marks(open_widget: OpenWidget) -> None:
    page = started(open_widget, text="\n\n".join([TEXT] * 12))
    Editor(page).begin("p2s1", source=["Die"], cue=["sagte"], content=["das", "alt"])
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print for the class, without marks").click()
    page.emulate_media(media="print")
    sheet = page.locator(".ws-class-sheet")
    # In the language of the text's readers, whatever that of the page is.
    expect(sheet.get_by_text("Die Zuschreibungen markieren")).to_be_visible()
    assert sheet.locator(".ws-blanks span").all_inner_texts() == ["Name:", "Klasse:", "Datum:"]
    assert sheet.get_attribute("lang") == "de"
    lines = sheet.locator(".ws-numbered").all_inner_texts()
    assert [each.split()[0] for each in lines] == [str(n) for n in range(1, len(lines) + 1)]
    words = [" ".join(each.split()[1:]) for each in lines]
    assert max(map(len, words)) <= 74
    assert " ".join(" ".join(words).split()) == " ".join(page.evaluate(f"{KEPT}.text").split())
    assert sheet.locator("[class*=ws-is-], .ws-likely").count() == 0
    assert page.locator(".ws-sentences").is_hidden()
    assert page.evaluate("""() => [...document.querySelectorAll(".ws-numbered")].every((line) =>
      line.scrollWidth <= line.clientWidth)""")
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert sheet.count() == 0


def test_what_is_deleted_asks_first_and_is_gone(open_widget: OpenWidget) -> None:
    page = started(open_widget)
    page.get_by_role("button", name="Delete this text").click()
    expect(page.get_by_role("button", name="Keep")).to_be_focused()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_label("Paste your text here")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


# --- files -----------------------------------------------------------------------------------


@pytest.fixture
def proposed(tmp_path: Path) -> Path:
    """A case of the command line with an entry that nobody has read."""
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    case = new_case("bad", tmp_path / "text.txt", tmp_path, readers="de")
    file = case / "annotation.yml"
    data = yaml.safe_load(file.read_text("utf-8"))
    named = {"kind": "authority", "naming": "role", "stake": "unknown", "proposed": True}
    entry = {
        "id": "a01",
        "sentence": "p2s1",
        "source": "sie",
        "mention": "Die Bürgermeisterin",
        "cue": "sagte",
        "content": "das Bad-Café (am See) sei alt",
        "stwr": "indirect",
        "medium": "speech",
        "mood": "konj1",
        "evidential": "quotative",
        "cue_class": "verb",
        "proposed": True,
        "rationale": {"de": "Der Rest."},
    }
    data["sources"] = [
        data["sources"][0],
        {"id": "sie", "name": {"de": "Die Chefin", "en": "She"}, **named},
    ]
    data["attributions"] = [entry]
    lines = "# a comment\n" + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    file.write_text(lines, encoding="utf-8")
    return case


def test_a_proposed_case_is_opened_read_and_saved_with_all_that_it_had(
    open_widget: OpenWidget, proposed: Path, tmp_path: Path
) -> None:
    page = open_widget(own_text())
    page.get_by_label("Open a file").set_input_files([*proposed.iterdir()])
    expect(told(page)).to_have_text("Opened.")
    entry = page.locator("[data-sentence=p2s1] .ws-entries li")
    expect(entry).to_contain_text("Die Chefin · indirect · proposed, not read yet")
    entry.get_by_role("button", name="It is right").click()
    expect(entry).not_to_contain_text("proposed")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a case").click()
    waiting.value.save_as(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as packed:
        saved = json.loads(packed.read("own-text/annotation.yml"))
    assert saved["sources"][1]["name"] == {"en": "She", "de": "Die Chefin"}
    page.get_by_role("button", name="Delete this text").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_label("Open a file").set_input_files(tmp_path / "saved.zip")
    expect(entry).to_contain_text("Die Chefin · indirect")
    assert page.evaluate(f"{KEPT}.said[0].rest") == {"rationale": {"de": "Der Rest."}}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"\xff\xfe\xfa", "Choose a text"),
        ("a.zip", b"no zip", "Choose a text"),
        ("annotation.yml", b"{}", "A case has three files"),
        ("a.txt", b" \n", "There is no text yet"),
        ("a.txt", b"a" * 100_001, "It is too long"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_and_changes_nothing(
    open_widget: OpenWidget, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    page = open_widget(own_text())
    (tmp_path / name).write_bytes(content)
    page.get_by_label("Open a file").set_input_files(tmp_path / name)
    expect(told(page)).to_contain_text(f"It was not opened, and nothing has changed. {says}")
    assert page.evaluate("localStorage.length") == 0


def test_the_strings_that_the_front_end_puts_together_are_there() -> None:
    strings = own_text().strings
    source = OwnText.front_end()
    named = set(re.findall(r'"((?:lacks|bad)_[a-z]+)"', source))
    assert named
    assert named <= {*strings}
