"""What a page offers for download is there, with the size it says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import html

from whosays import Case
from whosays.export.downloads import Downloads, archive, size, write_downloads
from whosays.export.files import render


def test_every_link_leads_to_a_file_of_the_size_it_says(kursk: Case, tmp_path: Path) -> None:
    write_downloads(kursk, tmp_path)
    page = html.fromstring(Downloads(kursk, up="")._repr_html_())
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len(render(kursk)) + 1
    for row in rows:
        file = tmp_path / row.xpath(".//a/@href")[0]
        assert row.xpath("td[2]")[0].text_content() == size(file.stat().st_size, kursk.words.number)


def test_the_archive_holds_all_files_and_is_always_the_same(kursk: Case) -> None:
    files = render(kursk)
    packed = archive(files)
    assert packed == archive(render(kursk))
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files
