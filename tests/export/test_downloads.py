"""What a page offers for download is there, with the size it says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import html

from whosays import Case
from whosays.export.downloads import FOLDER, Downloads, archive, size, write_downloads
from whosays.export.files import render


def test_every_file_that_is_named_has_the_size_it_says(kursk: Case, tmp_path: Path) -> None:
    write_downloads(kursk, tmp_path)
    page = html.fromstring(Downloads(kursk)._repr_html_())
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len(render(kursk)) + 1
    for row in rows:
        file = tmp_path / FOLDER / row.xpath(".//@data-ws-file")[0]
        assert row.xpath("td[2]")[0].text_content() == size(file.stat().st_size, kursk.words.number)


def test_without_the_site_no_link_is_dead_and_the_files_are_a_call_away(
    kursk: Case, tmp_path: Path
) -> None:
    shown = Downloads(kursk)._repr_html_()
    assert "href" not in shown
    assert 'Downloads(case).save("kursk-2024")' in shown
    place = Downloads(kursk).save(str(tmp_path / "mine"))
    assert place == tmp_path / "mine"
    written = {file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file()}
    assert written == set(render(kursk))


def test_the_archive_holds_all_files_and_is_always_the_same(kursk: Case) -> None:
    files = render(kursk)
    packed = archive(files)
    assert packed == archive(render(kursk))
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files
