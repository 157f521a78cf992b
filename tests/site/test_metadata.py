"""What is told of a page outside of it, and the files whose names others have fixed."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from bs4 import BeautifulSoup
from referencing import Registry, Resource

from tests.conftest import ROOT
from tests.site.builds import BuiltBook
from whosays.errors import CaseError
from whosays.site.book_data import LONGEST, PictureFile, read_book_data
from whosays.site.descriptions import FirstLine, computed, first_line, sentences
from whosays.site.metadata import carried, paper_colours, site_address, window_title
from whosays.site.root_files import ICONS, from_anywhere
from whosays.words.interface import interface

Built = Callable[[str], BuiltBook]
ADDRESS = "https://example.org/some/folder/"
SCHEMAS = ROOT / "tests" / "standards" / "amb-20231019"
LESSONS = ["book/second", "book/first"]


def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def metas(text: str) -> dict[str, str]:
    found = BeautifulSoup(text, "html.parser").select("head meta[content], meta[content]")
    return {str(each.get("name") or each.get("property")): str(each["content"]) for each in found}


def lesson(line: str, rest: str = "<p>Prose.</p>") -> BeautifulSoup:
    return page(f"<section><h1>A lesson</h1><p><em>{line}</em></p>{rest}</section>")


# --- Descriptions -------------------------------------------------------------------------------


def test_a_first_line_states_minutes_and_an_aim() -> None:
    line = (
        "About 4 minutes to read, 5 for the questions, more to try the board. Afterwards you can."
    )
    assert first_line(lesson(line)) == FirstLine(9, "Afterwards you can.")


def test_a_first_line_without_a_number_is_all_about_the_page() -> None:
    assert first_line(lesson("For whoever wants to count. Or not.")) == FirstLine(
        None, "For whoever wants to count. Or not."
    )


def test_a_paragraph_that_is_emphasised_in_part_is_no_first_line() -> None:
    assert first_line(page("<h1>A</h1><p><em>Ten minutes</em> are enough.</p>")) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two?\n Three!", ["One.", "Two?", "Three!"]),
        ("He said “no.” And left.", ["He said “no.”", "And left."]),
        ("Seven of 7.1 and 7.3 in all.", ["Seven of 7.1 and 7.3 in all."]),
        ("Etwa 4 Minuten. Über alles.", ["Etwa 4 Minuten.", "Über alles."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def described(html: BeautifulSoup, *, is_lesson: bool = True) -> str:
    return computed(html, first_line(html), interface("site", "en"), is_lesson=is_lesson)


def test_a_lesson_is_described_by_its_minutes_and_aim() -> None:
    aim = "Afterwards you can say of most sentences in this text whose words they are."
    line = f"About 6 minutes to read, 5 for the questions. {aim}"
    assert described(lesson(line)) == f"About 11 minutes. {aim}"
    assert described(lesson(line), is_lesson=False) == aim


def test_minutes_give_way_to_a_long_aim() -> None:
    aim = "Afterwards you can " + "say it, " * 17 + "all."
    assert len(aim) <= LONGEST < len(aim) + len("About 2 minutes. ")
    assert described(lesson(f"About 1 minute to read, 1 for the questions. {aim}")) == aim


def test_a_page_without_an_aim_is_described_by_what_it_begins_with() -> None:
    long = "It goes on for longer than a description may be, " * 4
    html = page(
        f"<section><h1>A</h1><p>Short.</p><p>A <b>second</b> one.</p><p>{long}.</p></section>"
    )
    assert described(html) == "Short. A second one."
    cut = described(page(f"<section><h1>A</h1><p>{long}</p></section>"))
    assert len(cut) <= LONGEST
    assert cut.endswith(" …")


def test_a_window_has_the_name_of_the_book_where_there_is_room() -> None:
    assert window_title("Claims", "Who Says So?") == "Claims — Who Says So?"
    long = "Where sources disagree, and where they only seem to"
    assert window_title(long, "Who Says So?") == long
    assert window_title("Who Says So?", "") == "Who Says So?"


# --- The book's own data ------------------------------------------------------------------------


def written(folder: Path, text: str) -> Path:
    (folder / "book").mkdir()
    (folder / "book/metadata.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("subtitel: {en: a}", ["subtitel", "not known"]),
        ("pages: {book/a: Too short to say anything.}", ["pages.book/a", "at least 70"]),
        ("description: {en: 'Too short.'}", ["description.en", "at least 70"]),
        (
            "picture: {file: {de: a.png}, alt: {en: A}}",
            ["picture.file", "English (en:) is missing"],
        ),
    ],
)
def test_a_mistake_in_the_books_data_is_named(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(CaseError) as error:
        read_book_data(written(tmp_path, text))
    for words in ("book/metadata.yml", *said):
        assert words in str(error.value)


def test_a_book_needs_no_data_of_its_own(tmp_path: Path) -> None:
    assert read_book_data(tmp_path).pages == {}


@pytest.mark.parametrize("content", [None, b"GIF89a and no PNG at all"])
def test_a_picture_that_is_none_is_named(tmp_path: Path, content: bytes | None) -> None:
    book = read_book_data(written(tmp_path, "picture: {file: {en: a.png}, alt: {en: A}}"))
    assert book.picture
    if content:
        (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(CaseError, match=r"metadata\.yml.*picture\.file\.en"):
        PictureFile(book.picture, tmp_path, "de")


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("", ""),
        ("example.org/a", ""),
        ("ftp://example.org/", ""),
        ("https://example.org/?a=b", ""),
    ],
)
def test_the_address_of_the_site_is_whole_or_not_there(given: str, address: str) -> None:
    assert site_address(SimpleNamespace(html_baseurl=given)) == address


def test_the_colours_are_those_of_the_page() -> None:
    light, dark = paper_colours()
    assert int(light[1:3], 16) > 0xE0
    assert int(dark[1:3], 16) < 0x40


# --- A published book ---------------------------------------------------------------------------


@pytest.fixture
def published(built_book: Built) -> BuiltBook:
    return built_book("published")


@pytest.mark.parametrize("name", ["book/index", *LESSONS, "book/terms", "book/more", "search"])
def test_a_page_names_its_address_once_and_absolute(published: BuiltBook, name: str) -> None:
    text = published.page(name)
    canonical = BeautifulSoup(text, "html.parser").select("link[rel=canonical]")
    assert [each["href"] for each in canonical] == [f"{ADDRESS}{name}.html"]
    assert metas(text)["og:url"] == f"{ADDRESS}{name}.html"


def test_a_chat_window_gets_a_picture_with_size_and_words(published: BuiltBook) -> None:
    found = metas(published.page("book/first"))
    assert found["og:image"] == f"{ADDRESS}small.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("40", "20")
    assert found["og:image:alt"] == 'A "small" picture'
    assert found["twitter:card"] == "summary_large_image"
    assert (published.html / "small.png").is_file()


def test_descriptions_come_from_the_aim_the_data_or_the_text(published: BuiltBook) -> None:
    said = {name: metas(published.page(name))["description"] for name in published_pages()}
    assert said["book/second"].startswith(
        "About 15 minutes. Afterwards you can take a sentence apart"
    )
    assert said["book/terms"].startswith("Every term of the fixture")
    assert said["book/index"].startswith("A book that is built by the tests alone")
    assert said["book/more"].startswith("This page states no aim, so")
    assert said["book/more"].endswith("A second sentence comes along where there is room.")
    for name, text in said.items():
        assert metas(published.page(name))["og:description"] == text


def published_pages() -> list[str]:
    return ["book/index", *LESSONS, "book/terms", "book/more"]


def test_titles_have_no_number_and_the_first_page_has_the_subtitle(published: BuiltBook) -> None:
    titles = {
        name: page(published.page(name)).title.get_text()  # type: ignore[union-attr]
        for name in (*published_pages(), "search")
    }
    assert titles["book/index"] == "A published fixture? One fixture among others"
    assert titles["book/second"] == "What is “claimed” & by whom — A published fixture?"
    assert titles["search"] == "Search — A published fixture?"
    assert metas(published.page("book/first"))["og:title"] == "A lesson"


def test_a_description_of_a_page_that_is_gone_is_reported(published: BuiltBook) -> None:
    assert len(published.warnings) == 1
    assert "book/metadata.yml describes book/gone" in published.warnings[0]
    assert "Remedy: " in published.warnings[0]


# --- Records for catalogues ---------------------------------------------------------------------


def record(book: BuiltBook, name: str) -> dict[str, Any]:
    scripts = page(book.page(name)).select("head script[type='application/ld+json']")
    assert len(scripts) == 1
    found: dict[str, Any] = json.loads(str(scripts[0].string))
    return found


@pytest.fixture(scope="module")
def profile() -> jsonschema.Draft202012Validator:
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    whole = next(each for each in schemas if each["$id"].endswith("/schema.json"))
    return jsonschema.Draft202012Validator(
        whole,
        registry=registry,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.mark.parametrize("name", ["book/index", *LESSONS])
def test_the_book_and_each_lesson_are_valid_in_the_profile(
    published: BuiltBook, profile: jsonschema.Draft202012Validator, name: str
) -> None:
    found = record(published, name)
    assert [error.json_path for error in profile.iter_errors(found)] == []
    of_schema_org = {"timeRequired", "educationalAlignment"}
    assert set(found) - set(profile.schema["properties"]) <= of_schema_org
    assert found["id"] == f"{ADDRESS}{name}.html"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None),
        ("type", ["Chapter"]),
        ("inLanguage", ["english"]),
        ("about", [{"id": "https://example.org/media"}]),
        ("educationalLevel", [{"id": "https://example.org/level_3"}]),
        ("license", {"id": "https://example.org/licence"}),
        ("teaches", [{"prefLabel": {"en": "An aim without an id"}}]),
        ("interactivityType", {"id": "http://purl.org/dcx/lrmi-vocabs/interactivityType/some"}),
        ("audience", [{"id": "a", "prefLabel": "not by language"}]),
    ],
)
def test_the_profile_refuses_what_does_not_fit(
    published: BuiltBook, profile: jsonschema.Draft202012Validator, field: str, value: Any
) -> None:
    damaged = {**record(published, "book/first"), field: value}
    assert [error.path[0] for error in profile.iter_errors(damaged)][:1] == [field]


def test_a_lesson_names_the_book_and_the_book_its_lessons_in_order(published: BuiltBook) -> None:
    book = record(published, "book/index")
    assert [part["id"] for part in book["hasPart"]] == [f"{ADDRESS}{name}.html" for name in LESSONS]
    for part in book["hasPart"]:
        one = record(published, part["id"].removeprefix(ADDRESS).removesuffix(".html"))
        assert one["name"] == part["name"]
        assert [whole["id"] for whole in one["isPartOf"]] == [book["id"]]
    assert "teaches" not in book


def test_what_a_lesson_teaches_is_at_its_place_on_the_page(published: BuiltBook) -> None:
    found = record(published, "book/first")
    (aim,) = found["teaches"]
    address, _, place = aim["id"].partition("#")
    assert address == found["id"]
    shown = page(published.page("book/first")).find(id=place)
    assert shown
    assert shown.get_text().endswith(aim["prefLabel"]["en"])
    assert found["timeRequired"] == "PT11M"


def test_a_record_cannot_end_its_script(published: BuiltBook) -> None:
    assert (
        "</script> from a “quoted” word & another" in record(published, "book/first")["description"]
    )


# --- Curricula ----------------------------------------------------------------------------------


def test_the_book_says_which_frameworks_it_works_at(published: BuiltBook) -> None:
    (found,) = record(published, "book/index")["educationalAlignment"]
    assert found == {
        "type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": "A <b>ministry</b>: Rahmen | der Klasse",
        "targetName": "1.2 Prüfen",
        "targetDescription": "to ask, with eigenen Worten",
        "targetUrl": "https://example.org/framework",
    }
    assert "educationalAlignment" not in record(published, "book/first")


def test_a_page_shows_the_same_frameworks_as_a_table(published: BuiltBook) -> None:
    (table,) = page(published.page("book/terms")).select("article table")
    cells = [cell.get_text() for cell in table.select("tbody td")]
    assert cells == [
        "Rahmen | der Klasse, 1.2 Prüfen (A <b>ministry</b>)",
        "to ask, with eigenen Worten",
        "A lesson",
    ]
    quoted = [str(each.string) for each in table.select("[lang=de]")]
    assert quoted == ["Rahmen | der Klasse", "Prüfen", "eigenen Worten"]
    assert table.select_one("a")["href"] == "first.html"  # type: ignore[index]


def test_the_books_own_frameworks_are_those_that_are_asked_for() -> None:
    book = read_book_data(ROOT)
    numbers = {(next(iter(each.framework.values())), each.number) for each in book.curricula}
    assert numbers >= {
        *(("Bildung in der digitalen Welt", number) for number in ("1.2", "6.1", "6.2.5")),
        *(("Medienkompetenzrahmen NRW", number) for number in ("2.2", "2.3", "5.1", "5.2")),
        ("DigComp 3.0", "1.2"),
    }
    assert sum("Beutelsbacher Konsens" in each.framework.values() for each in book.curricula) == 3


# --- Files at the root --------------------------------------------------------------------------


def test_the_sitemap_has_every_page_and_robots_name_it(published: BuiltBook) -> None:
    found = ET.parse(published.html / "sitemap.xml").iter()  # noqa: S314 (our own)
    listed = [each.text for each in found if each.tag.endswith("}loc")]
    assert sorted(listed, key=str) == sorted(f"{ADDRESS}{name}.html" for name in published_pages())
    robots = (published.html / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"


def test_the_page_for_missing_ones_works_at_any_address(published: BuiltBook) -> None:
    text = published.page("404")
    attributes = re.findall(r'\b(?:href|src|action|data-content_root)="([^"#]+)"', text)
    assert len(attributes) > 10
    for address in attributes:
        assert address.startswith("/some/folder/"), address
        path = published.html / urlsplit(address).path.removeprefix("/some/folder/")
        assert path.exists(), address
    assert 'action="/some/folder/search.html"' in text
    assert "canonical" not in text
    assert "og:url" not in text


def test_a_page_made_to_work_anywhere_keeps_what_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "404.html"
    file.write_text(
        '<a href="#a"><a href="https://b/"><a href="mailto:c"><a href="/d"><a href="./e">'
        '<a href="f">'
    )
    from_anywhere(file, "/x/")
    assert re.findall('href="(.*?)"', file.read_text()) == [
        "#a", "https://b/", "mailto:c", "/d", "/x/e", "/x/f"
    ]  # fmt: skip


def size_of(png: bytes) -> str:
    width, height = struct.unpack(">II", png[16:24])
    return f"{width}x{height}"


def test_the_manifest_is_true(published: BuiltBook) -> None:
    manifest = json.loads((published.html / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == "A published fixture? One fixture among others"
    assert manifest["lang"] == "en"
    assert (published.html / manifest["start_url"]).is_file()
    assert manifest["scope"] == "./"
    for icon in manifest["icons"]:
        content = (published.html / icon["src"]).read_bytes()
        assert icon["sizes"] in ("any", size_of(content))
    assert {icon.get("purpose") for icon in manifest["icons"]} == {None, "any", "maskable"}


def test_a_book_without_an_address_names_none(built_book: Built) -> None:
    book = built_book("core_widget")
    names = ["index", "search", "404"]
    for text in map(book.page, names):
        assert not re.search(r'rel="canonical"|og:url|ld\+json|og:image"', text)
        assert metas(text)["description"]
    assert not (book.html / "sitemap.xml").exists()
    assert "Sitemap" not in (book.html / "robots.txt").read_text(encoding="utf-8")
    assert (book.html / ".nojekyll").is_file()


def test_every_icon_that_a_page_names_is_there(published: BuiltBook) -> None:
    for name in ("index", "book/first"):
        soup = page(published.page(name))
        links = soup.select("link[rel=icon], link[rel=apple-touch-icon]")
        assert len(links) == 3
        for link in links:
            assert (published.html / name).parent.joinpath(str(link["href"])).is_file()


def test_the_icons_have_the_sizes_that_devices_ask_for() -> None:
    assert size_of((ICONS / "apple-touch-icon.png").read_bytes()) == "180x180"
    kind, count = struct.unpack("<2xHH", (ICONS / "favicon.ico").read_bytes()[:6])
    assert (kind, count) == (1, 3)
    drawing = (ICONS / "icon.svg").read_text(encoding="utf-8")
    assert not re.search(r"<style|<script|href|style=", drawing), "a strict server refuses it"


# --- The front door -----------------------------------------------------------------------------


def test_the_address_of_the_site_shows_what_the_first_page_does(published: BuiltBook) -> None:
    door, first = published.page("index"), published.page("book/index")
    assert page(door).title == page(first).title
    for name in ("description", "og:title", "og:description", "og:image", "og:image:alt", "og:url"):
        assert metas(door)[name] == metas(first)[name]
    assert [each["href"] for each in page(door).select("link[rel=canonical]")] == [
        f"{ADDRESS}book/index.html"
    ]


def test_what_is_carried_to_the_root_leads_to_the_same_files() -> None:
    head = (
        '<link rel="icon" href="../../icon.svg" />'
        '<meta property="og:image" content="../../a.png" />'
        '<meta name="description" content="../ is text here" /><link rel="next" href="b.html" />'
        '</head><meta name="description" content="not in the head" />'
    )
    assert carried(head, "book/en").splitlines() == [
        '<link rel="icon" href="icon.svg" />',
        '<meta property="og:image" content="a.png" />',
        '<meta name="description" content="../ is text here" />',
    ]
