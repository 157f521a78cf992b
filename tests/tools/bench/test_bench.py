"""What the benchmark measures with: cases of any length, a host, tables, CDN addresses."""

from __future__ import annotations

import builtins
import gzip
import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tools.bench.kernel_probe import Probe
from tools.bench.npm import NpmError, Packages
from tools.bench.pages import OWN_WIDGET, STOCK_WIDGET, widget_selector
from tools.bench.server import serving
from tools.bench.synthetic import grown_case
from tools.bench.tables import kilobytes, table
from tools.bench.workspace import REPOSITORY
from whosays import read_case

ORIGINAL = REPOSITORY / "seeds/kursk-2024"


def test_a_grown_case_reads_and_is_the_original_over_and_over(tmp_path: Path) -> None:
    original = read_case(ORIGINAL)
    grown = read_case(grown_case(ORIGINAL, tmp_path / "grown", 60))
    times = -(-60 // len(original.sentences))
    assert len(grown.sentences) == times * len(original.sentences)
    assert len(grown.attributions) == times * len(original.attributions)
    assert len(grown.claims) == times * len(original.claims)
    assert grown.sources == original.sources
    first = next(iter(original.attributions.values()))
    assert grown.attributions[f"{first.id}-1"].content == first.content


def test_the_host_sends_text_compressed_and_notes_what_it_sent(tmp_path: Path) -> None:
    page = "words " * 1000
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(bytes(1000))
    with serving(tmp_path) as host:
        for name in ("page.html", "picture.png"):
            with urlopen(Request(f"{host.url}/{name}?v=1")) as reply:  # noqa: S310
                body = reply.read()
                compressed = reply.headers["Content-Encoding"] == "gzip"
            assert compressed == (name == "page.html")
        assert host.sent[1] == len(body) == 1000
        assert host.sent[0] == len(gzip.compress(page.encode(), 6, mtime=0))


def test_columns_are_aligned() -> None:
    lines = table(("page", "bytes"), [("a.html", "9"), ("b", "1,000")]).splitlines()
    assert lines == ["  page    bytes", "  ------  -----", "  a.html      9", "  b       1,000"]
    assert kilobytes(84_249) == "84.2 KB"


def test_a_kernel_notes_its_cells_and_what_importing_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe(tmp_path / "notes.json")
    monkeypatch.setattr(builtins, "__import__", probe.timed_import)
    probe.before_cell(None)
    __import__("colorsys")
    probe.after_cell(None)
    monkeypatch.undo()
    notes = json.loads(probe.file.read_text())
    assert 0 < notes["imports"] < notes["cells"]


def test_a_page_says_itself_how_its_first_widget_is_seen() -> None:
    assert widget_selector('<div data-widget-model="1">') == OWN_WIDGET
    assert widget_selector('type="application/vnd.jupyter.widget-view+json"') == STOCK_WIDGET
    assert widget_selector("<p>prose</p>") is None


def test_cdn_addresses_lead_to_files_of_npm_packages(tmp_path: Path) -> None:
    try:
        packages = Packages(tmp_path)
    except NpmError as error:
        pytest.skip(str(error))
    file = tmp_path / "@scope__name@1.0/dist/x.js"
    minified = tmp_path / "requirejs@2.3.4/require.min.js"
    for path in (file, minified):
        path.parent.mkdir(parents=True)
        path.touch()
    assert packages.file("https://cdn.jsdelivr.net/npm/@scope/name@1.0/dist/x.js?v=2") == file
    assert packages.file("https://unpkg.com/@scope/name@1.0/dist/x.js") == file
    assert packages.file("https://cdn.jsdelivr.net/npm/@scope/name@1.0/dist/none.js") is None
    assert (
        packages.file("https://cdnjs.cloudflare.com/ajax/libs/require.js/2.3.4/require.min.js")
        == minified
    )
    assert packages.file("https://example.org/") is None
