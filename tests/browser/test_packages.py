"""Lessons as packages for learning platforms: what is in them, where links lead, what is kept."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from playwright.sync_api import Browser

from tests.browser.conftest import pages_of
from tests.export.questions import squeezed
from whosays.export.downloads import size
from whosays.export.scorm import VERSIONS
from whosays.site import assets, packages
from whosays.words import Words

ASKS = re.compile(r'<li class="ws-item" id="q-')


class Package:
    """A package, unpacked."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
            self.files = {each: packed.read(each) for each in packed.namelist()}
        self.manifest = etree.fromstring(self.files["imsmanifest.xml"])
        (self.resource,) = self.manifest.iterfind(".//{*}resource")
        self.start = str(self.resource.get("href"))
        self.text = self.files[self.start].decode()
        self.page = BeautifulSoup(self.text, "html.parser")

    def asked_for(self) -> set[str]:
        """Files that the page loads, at once or later, and what its style sheets load."""
        found = re.findall(r"""(?:src|<link[^>]* href)=["']([^"'#]+)""", self.text)
        paths = {self._from(self.start, address) for address in found}
        for path in [each for each in paths if each.endswith(".css")]:
            loads = re.findall(r"""url\(["']?([^"')]+)""", self.files[path].decode())
            paths |= {self._from(path, each) for each in loads if not each.startswith("data:")}
        return paths

    @staticmethod
    def _from(file: str, address: str) -> str:
        assert not urlsplit(address).scheme, address
        path = unquote(urlsplit(address).path)
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))


@pytest.fixture(scope="module")
def made(site_dir: Path) -> dict[str, Package]:
    return {path.name: Package(path) for path in sorted((site_dir / "packages").iterdir())}


def test_every_page_that_asks_is_a_package(site_dir: Path, made: dict[str, Package]) -> None:
    asking = [each for each in pages_of(site_dir) if ASKS.search((site_dir / each).read_text())]
    assert len(asking) > 20
    names = {
        packages.file_name(Path(each).stem, version): each
        for each in asking
        for version in VERSIONS
    }
    assert {name: each.start for name, each in made.items()} == names


def test_versions_differ_in_nothing_but_what_they_call_things(made: dict[str, Package]) -> None:
    for name in {name.rpartition("-")[0] for name in made}:
        first, *others = (made[f"{name}-{version}.zip"].files for version in VERSIONS)
        for files in others:
            differ = {path for path in files if files[path] != first.get(path)}
            assert differ == {"imsmanifest.xml", "lesson.js", "README.txt"}
            assert files.keys() == first.keys()


def test_no_file_is_missing_and_none_is_too_much(made: dict[str, Package]) -> None:
    for name, package in made.items():
        own = {"imsmanifest.xml", "README.txt", package.start}
        assert package.files.keys() == own | package.asked_for(), name
        listed = [str(each.get("href")) for each in package.resource]
        assert sorted(["imsmanifest.xml", *listed]) == sorted(package.files), name


def test_links_lead_to_a_place_on_the_page_or_to_the_web(made: dict[str, Package]) -> None:
    for name, package in made.items():
        ids = [str(each["id"]) for each in package.page.select("[id]")]
        assert len(ids) == len(set(ids)), name
        for link in package.page.select("a[href]"):
            to = str(link["href"])
            assert to.startswith(("https://", "http://")) or to[1:] in ids, to


def test_terms_and_sources_can_be_looked_up(made: dict[str, Package]) -> None:
    pages = [each.page for each in made.values()]
    terms = [each for page in pages for each in page.select("dl.glossary > dt")]
    assert len(terms) > 20
    assert {bool(each.find_next_sibling("dd")) for each in terms} == {True}
    assert sum(len(page.select("div.citation")) for page in pages) > 10
    for page in pages:
        for entry in page.select("[id^='look-up-']"):
            assert page.select(f"a[href='#{entry['id']}']"), entry


def test_nothing_speaks_of_what_is_not_there(made: dict[str, Package]) -> None:
    for name, package in made.items():
        text = BeautifulSoup(package.text, "html.parser")
        for hidden in text.select("[hidden], script"):
            hidden.decompose()
        for words in ("stay in this browser", "For teachers", "Show the code", "Next: "):
            assert words not in text.get_text(), (name, words)
        assert not package.page.select("nav, form[role=search], .site-bar, .site-switch"), name


def test_each_says_whose_it_is(made: dict[str, Package]) -> None:
    for package in made.values():
        rights = package.page.select("footer p")
        readme = package.files["README.txt"].decode()
        assert len(rights) >= 2
        assert all(each.get_text() in readme for each in rights)
        assert "creativecommons.org/licenses/by/4.0" in readme


def test_each_is_offered_to_teachers_with_its_size(
    site_dir: Path,
) -> None:
    page = site_dir / "book/en/teachers.html"
    links = BeautifulSoup(page.read_text(), "html.parser").select("a[data-ws-package]")
    offered = {
        (page.parent / str(link["href"])).resolve(): squeezed(link.get_text()) for link in links
    }
    told = {
        path.resolve(): f"zip, {size(path.stat().st_size, Words('en').number)}"
        for path in (site_dir / "packages").iterdir()
    }
    assert offered == told


# --- What a platform keeps ------------------------------------------------------------------------

# Every question answered three times, at the greatest length; a text of many thousand characters.
KEPT = """(limit) => {
  const { lesson, asText, fromText } = window.whosays;
  const kept = new Map([["whosays:seed", "12345"], ["whosays:large", "x".repeat(5000)]]);
  const choiceFor = ({ fits }) => {
    const { one, some, all, keys, values, words, kind } = fits;
    if (one) return one.at(-1);
    if (some ?? all) return some ?? all;
    if (keys) return Object.fromEntries(keys.map((key) => [key, values.at(-1)]));
    if (words) return [...new Array(words).keys()];
    return kind === "number" ? 123456.5 : "„So“ \\n\\u2028 \\\\ ".repeat(400);
  };
  for (const question of lesson.questions) {
    const choice = choiceFor(question);
    const attempts = [0, 1, 2].map((n) => ({
      at: new Date(Date.UTC(2026, 10, 1 + n, 8, 0, 0)).toISOString(),
      choice, points: question.closed ? 1 / 3 : null, confidence: 100, signal: true, said: true,
      ...(n > 0 && { retry: true }),
    }));
    kept.set(`whosays:answer:${question.id}`, JSON.stringify({ v: 1, attempts }));
  }
  const text = asText(lesson, kept, limit);
  const back = fromText(lesson, text);
  const lost = [...kept.keys()].filter((key) => !back.has(key));
  const changed = lesson.questions.filter((question) => {
    const read = (map) => JSON.parse(map.get(`whosays:answer:${question.id}`)).attempts[0];
    const [before, after] = [read(kept), read(back)];
    const same = question.fits.kind === "text"
      ? before.choice.startsWith(after.choice.replaceAll(" ", "").slice(0, 3))
      : JSON.stringify(before.choice) === JSON.stringify(after.choice);
    return !same || after.at !== before.at || after.signal !== true ||
      Math.abs((before.points ?? 2) - (after.points ?? 2)) > 0.001;
  });
  return [text, lost, changed.map(({ id }) => id)];
}"""


def test_all_answers_of_the_longest_lesson_are_kept(
    browser: Browser, made: dict[str, Package]
) -> None:
    parts = [
        (assets.STATIC / name).read_text("utf-8")
        for name in ("scorm_a_platform.js", "scorm_b_kept.js", "scorm_c_versions.js")
    ]
    page = browser.new_page()
    for name, package in made.items():
        page.evaluate("delete window.whosays")
        for part in (package.files["lesson.js"].decode(), *parts):
            page.evaluate(part)
        room = page.evaluate("whosays.versions[whosays.lesson.scorm].room")
        text, lost, changed = page.evaluate(KEPT, room)
        assert 0 < len(text) <= room, name
        assert "\n" not in text
        assert "\u2028" not in text
        assert (lost, changed) == (["whosays:large"] if room < 5000 else [], []), name
    page.close()


def test_what_another_edition_has_kept_is_left(browser: Browser) -> None:
    page = browser.new_page()
    page.evaluate((assets.STATIC / "scorm_a_platform.js").read_text("utf-8"))
    page.evaluate((assets.STATIC / "scorm_b_kept.js").read_text("utf-8"))
    read = "(text) => whosays.fromText({ edition: 'now', questions: [] }, text).size"
    sizes: list[Any] = [
        page.evaluate(read, text)
        for text in ("", "3", "null", "no JSON", '{"v":"before","k":{"a":"1"}}')
    ]
    assert sizes == [0] * 5
    assert page.evaluate(read, '{"v":"now","k":{"a":"1"}}') == 1
    page.close()
