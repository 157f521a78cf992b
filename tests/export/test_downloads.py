"""What a page offers for download is there, with the size it says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import html

from whosays import Case
from whosays.export.downloads import Downloads, archive, size, write_downloads
from whosays.export.files import render
from whosays.site.body import finish_body
from whosays.words.interface import interface


def test_every_link_leads_to_a_file_of_the_size_it_says(kursk: Case, tmp_path: Path) -> None:
    write_downloads(kursk, tmp_path)
    body = finish_body(Downloads(kursk)._repr_html_(), "data", interface("site", "en"))
    page = html.fromstring(str(body))
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len(render(kursk)) + 1
    for row in rows:
        file = tmp_path / row.xpath(".//a/@href")[0]
        assert row.xpath("td[2]")[0].text_content() == size(file.stat().st_size, kursk.words.number)


def test_a_notebook_has_no_link_to_what_only_the_site_has(kursk: Case, tmp_path: Path) -> None:
    shown = Downloads(kursk)
    assert "<a " not in shown._repr_html_()
    assert "Downloads(case).save() writes" in shown._repr_html_()
    files = [Path(name) for name in shown.save(tmp_path / "data")]
    assert [file.read_bytes() for file in files] == list(render(kursk).values())
    on_the_site = finish_body(shown._repr_html_(), "book/en/data", interface("site", "en"))
    assert on_the_site.select('a[download][href="../../data/kursk-2024.zip"]')
    assert "save()" not in on_the_site.text


def test_the_archive_holds_all_files_and_is_always_the_same(kursk: Case) -> None:
    files = render(kursk)
    packed = archive(files)
    assert packed == archive(render(kursk))
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files
