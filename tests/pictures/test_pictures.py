"""Pictures on a page: whole without styles, in the reader's language, and with text as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import BAC, KURSK, case_in
from whosays import Case, pictures, widgets
from whosays.pictures import Picture
from whosays.site.assets import STATIC
from whosays.words.interface import table

MAKE: dict[str, Callable[[Case], Picture]] = {
    "voices": pictures.voices,
    "chains": pictures.chains,
    "wordings": lambda case: pictures.wordings(case, "the US figure"),
    "direction": lambda case: pictures.wordings(case, "who proposed and who withdrew"),
    "copies": pictures.copies,
    "answers": pictures.answers,
}
EVERY = pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)


def page(picture: Picture) -> html.HtmlElement:
    return html.fromstring(picture._repr_html_())


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@EVERY
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_picture_says_what_it_shows(make: Callable[[Case], Picture], lang: str) -> None:
    picture = make(case_in(KURSK, lang=lang))
    shown = page(picture)
    assert shown.tag == "figure"
    assert picture.title in text_of(shown)
    assert picture.summary in text_of(shown)
    assert text_of(shown.find("figcaption")) == picture.note
    assert picture.summary in repr(picture)
    assert not re.search(r"[{}]|undefined|None", text_of(shown))


@EVERY
def test_a_picture_has_no_script_and_asks_for_nothing(make: Callable[[Case], Picture]) -> None:
    shown = page(make(case_in(KURSK)))
    assert shown.xpath("//script | //img | //*[@src]") == []


@EVERY
def test_text_stays_text(kursk: Case, make: Callable[[Case], Picture]) -> None:
    def hostile(text: str) -> str:
        return text.replace("a", '<b onclick="x">')

    sources = [
        source.model_copy(update={"name": {"en": hostile(source.name["en"])}})
        for source in kursk.annotation.sources
    ]
    answers = [
        answer.model_copy(update={"about": {"en": "<script>"}}) for answer in kursk.pictured.answers
    ]
    copies = [
        copy.model_copy(update={"name": {"en": "<script>"}}) for copy in kursk.pictured.copies
    ]
    coverage = tuple(
        row.model_copy(update={"outlet": hostile(row.outlet)}) for row in kursk.coverage
    )
    bad = replace(
        kursk,
        annotation=kursk.annotation.model_copy(update={"sources": sources}),
        coverage=coverage,
        pictured=kursk.pictured.model_copy(update={"answers": answers, "copies": copies}),
    )
    shown = page(make(bad))
    assert shown.xpath("//script | //*[@onclick]") == []
    assert "<" in text_of(shown)


def test_bars_are_as_long_as_their_words(kursk: Case) -> None:
    shown = page(pictures.voices(kursk))
    counts = [int(text_of(each).split()[0]) for each in shown.xpath("//li/span[1]")]
    parts = [float(each.rstrip("%")) for each in shown.xpath("//li/svg/@width")]
    assert len(counts) == len(parts) > 10
    assert parts == pytest.approx([100 * count / max(counts) for count in counts], abs=0.05)


def test_the_summary_of_voices_adds_up(kursk: Case) -> None:
    assert pictures.voices(kursk).summary.startswith("The article has 509 words. The author's own")
    counted = page(pictures.voices(kursk)).xpath("//li/span[1]")
    assert sum(int(text_of(each).split()[0]) for each in counted) == 509


def test_a_tree_is_a_list_in_a_list(kursk: Case) -> None:
    shown = page(pictures.chains(kursk, "2.3"))
    levels = [text_of(each) for each in shown.xpath("//li/b")]
    assert levels == ["The author", "Russian state media", "Putin"]
    (inner,) = shown.xpath("//li[b='Putin']")
    assert len(inner.xpath("ancestor::ul")) == 3
    assert pictures.chains(kursk, "p2s3").summary == (
        "Chains here: 1. The longest: The author › Russian state media › Putin."  # noqa: RUF001
    )


def test_what_fell_away_is_said_in_words_too(kursk: Case) -> None:
    article = page(MAKE["wordings"](kursk)).xpath("//ol/li")[-1]
    assert [text_of(cell) for cell in article.xpath("ul/li")] == [
        "How sure: We assess changed to: → had findings hätten Erkenntnisse",
        "What happened: left out: moved",
        "How many: at least 3,000 changed to: → 3,000 3.000",
        "When: left out: between early- to mid-October",
        "Where to: into eastern Russia changed to: → in Russia in Russland",
    ]


def test_the_summary_says_how_many_parts_are_left(kursk: Case) -> None:
    assert MAKE["wordings"](kursk).summary.startswith(
        "Of the 5 parts of the wording at the top, the others keep:"
        " Kurier 5, Jang (after CNN) 2, AP"
    )
    assert "AiF (quoting Putin) 2 of 3 that are quoted" in MAKE["direction"](kursk).summary


def test_copies_are_a_table_with_a_row_for_each_paragraph(kursk: Case) -> None:
    shown = page(pictures.copies(kursk))
    rows = shown.xpath("//tbody/tr")
    assert [text_of(row.find("th")) for row in rows][:2] == [
        "Paragraph 1 362 characters",
        "Paragraph 2 387 characters",
    ]
    columns = len(shown.xpath("//thead//th"))
    cells = sum(int(cell.get("rowspan", "1")) for cell in shown.xpath("//tbody//td"))
    assert cells == len(rows) * (columns - 1)


def test_numbers_of_copies_are_those_of_the_findings(kursk: Case) -> None:
    findings = " ".join(finding.statement["en"] for finding in kursk.article.known)
    summary = pictures.copies(kursk).summary
    for number in re.findall(r"\d,\d{3}", summary):
        assert number in findings
    assert "A (news.at) begins with the same 1,886 characters." in summary


def test_answers_name_what_they_are_about(kursk: Case) -> None:
    shown = page(pictures.answers(kursk, until="2024-12-31"))
    stations = shown.xpath("//ol/li")
    assert [text_of(each.find("p")) for each in stations] == [
        "Denies",
        "Does not confirm",
        "Neither yes nor no",
        "Does not deny",
        "Confirms",
    ]
    for answer in shown.xpath("//ol/li/ul/li"):
        assert "About: " in text_of(answer)
        assert answer.xpath(".//q")
    assert "Confirms: 2" in pictures.answers(kursk, until="2024-12-31").summary


def test_a_position_that_nobody_takes_says_so(kursk: Case) -> None:
    first = page(pictures.answers(kursk, until="2024-10-01")).xpath("//ol/li")[0]
    assert text_of(first) == "Denies Nobody here."


# --- other cases ------------------------------------------------------------------------------


def test_what_the_annotation_has_is_drawn_of_every_case() -> None:
    bac = case_in(BAC)
    assert "Garnier" in text_of(page(pictures.voices(bac)))
    assert "The author › The town" in pictures.chains(bac, "1.1").summary  # noqa: RUF001


@pytest.mark.parametrize("name", [name for name in MAKE if name != "voices"])
def test_what_a_case_lacks_is_said_in_one_line(name: str) -> None:
    with pytest.raises(KeyError) as error:
        MAKE[name](case_in(BAC))
    assert "\n" not in str(error.value)
    assert "bac-2025" in str(error.value)


def test_a_sentence_that_is_not_there_is_named(kursk: Case) -> None:
    with pytest.raises(KeyError, match=r"no sentence '9\.9'"):
        pictures.chains(kursk, "9.9")


@pytest.mark.parametrize("name", ["voices", "chains", "copies", "answers"])
def test_a_picture_without_its_case_says_what_to_write(name: str) -> None:
    with pytest.raises(TypeError, match="give the case first"):
        getattr(pictures, name)("kursk-2024")


# --- words and styles -------------------------------------------------------------------------


def test_every_word_is_there_in_both_languages() -> None:
    assert {lang for words in table()["pictures"].values() for lang in words} == {"en", "de"}
    assert all(set(words) == {"en", "de"} for words in table()["pictures"].values())


def test_every_class_of_the_style_sheet_stands_in_a_picture(kursk: Case) -> None:
    styles = (STATIC / "pictures.css").read_text(encoding="utf-8")
    styled = set(re.findall(r"\.((?:ws|site)-[a-z-]+)", styles))  # of numbered ones the stem
    drawn = " ".join(make(kursk)._repr_html_() for make in MAKE.values())
    # The site puts a table into a box that scrolls.
    classes = " ".join(re.findall(r'class="([^"]*)"', drawn)).split()
    there = {name.rstrip("0123456789") for name in classes}
    assert styled <= there | {"site-scroll"}


def test_two_pictures_of_one_kind_on_a_page_have_two_ids(kursk: Case) -> None:
    """A lesson shows all chains, and again the one that its reader has chosen."""
    made = [
        pictures.chains(kursk),
        pictures.chains(kursk, "2.4"),
        pictures.answers(kursk),
        pictures.answers(kursk, "2024-10-24"),
    ]
    assert [page(picture).get("id") for picture in made] == [
        "picture-chains",
        "picture-chains-p2s4",
        "picture-answers",
        "picture-answers-2024-10-24",
    ]


@EVERY
def test_how_a_picture_looks_is_said_in_the_style_sheet_alone(
    kursk: Case, make: Callable[[Case], Picture]
) -> None:
    assert page(make(kursk)).xpath("//@style | //style") == []


def test_no_rule_for_a_widget_reaches_a_picture(kursk: Case) -> None:
    """On a page, and in the whole book for paper, the styles of both are there."""
    drawn = " ".join(make(kursk)._repr_html_() for make in MAKE.values())
    names = {name for value in re.findall(r'class="([^"]*)"', drawn) for name in value.split()}
    for sheet in sorted(Path(widgets.__file__).parent.glob("*.css")):
        plain = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        while "(" in plain:
            plain = re.sub(r"\([^()]*\)", "", plain)
        first = re.findall(r"(?:^|[{},])\s*\.(ws-[\w-]+)(?=[^{};]*\{)", plain)
        assert set(first) & names == set(), sheet.name


def test_every_class_with_a_number_has_its_rule(kursk: Case) -> None:
    styles = (STATIC / "pictures.css").read_text(encoding="utf-8")
    drawn = " ".join(make(kursk)._repr_html_() for make in MAKE.values())
    numbered = set(re.findall(r"\b(ws-(?:s|columns-)\d+)\b", drawn))
    assert len(numbered) > 5
    # Five columns are what wordings have without a class.
    assert {name for name in numbered if f".{name} " not in styles} <= {"ws-columns-5"}


@EVERY
def test_without_styles_a_drawing_takes_no_room(
    kursk: Case, make: Callable[[Case], Picture]
) -> None:
    """In a notebook there is no style sheet, and an empty drawing would be a gap."""
    drawings = page(make(kursk)).xpath("//svg")
    assert all(each.get("display") == "none" for each in drawings)
