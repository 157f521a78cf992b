"""What the benchmark measures with: cases of any length, a host, tables, CDN addresses."""

from __future__ import annotations

import builtins
import gzip
import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tools.bench.kernel_probe import Probe
from tools.bench.lighthouse import CATEGORIES, missed, scores
from tools.bench.npm import NpmError, Packages
from tools.bench.pages import OWN_WIDGET, STOCK_WIDGET, Visit, times_better, widget_selector
from tools.bench.server import HEADERS, cache_control, serving
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
        heads = (200, 50)  # a head has a few lines: more than 50 bytes, fewer than 200
        assert len(body) == 1000
        assert 1000 + heads[1] < host.sent[1] < 1000 + heads[0]
        packed = len(gzip.compress(page.encode(), 6, mtime=0))
        assert packed + heads[1] < host.sent[0] < packed + heads[0]


@pytest.mark.parametrize(
    ("address", "for_good"),
    [
        ("/_static/whosays/quiz-0123456789.js", True),
        ("/_static/whosays/theme.css?v=0123456789", True),
        ("/book/en/index.html", False),
        ("/book/en/your-turn.html", False),
        ("/sw.js", False),
    ],
)
def test_a_browser_keeps_for_good_what_changes_its_address_with_its_content(
    address: str, *, for_good: bool
) -> None:
    assert ("immutable" in cache_control(address)) == for_good


def test_the_host_sets_the_headers_that_the_book_suggests() -> None:
    page = (REPOSITORY / "book/en/copy.md").read_text(encoding="utf-8")
    for name, value in HEADERS.items():
        assert f"| `{name}` | `{value}` |" in page
    for address in ("quiz-0123456789.js", "index.html"):
        assert f"| `{cache_control(address)}` |" in page


def test_how_many_times_sooner_something_is_there_counts_pages_that_both_have() -> None:
    own = {"a": Visit(1, 1, 1.0, 2.0), "b": Visit(1, 1, 2.0, None), "c": Visit(1, 1, 1.0)}
    stock = {"a": Visit(1, 1, 5.0, 8.0), "b": Visit(1, 1, 8.0, None)}
    assert times_better(own, stock, "painted").startswith("4.0 times sooner at least, 4.5")
    assert times_better(own, stock, "widget").startswith("4.0 times sooner at least")
    assert times_better(own, {}, "widget") == "not measured"


def test_what_cost_points_in_lighthouse_is_named() -> None:
    refs = [{"id": "slow", "weight": 3}, {"id": "good", "weight": 1}, {"id": "hint", "weight": 0}]
    found = {
        "categories": {name: {"score": 0.97, "auditRefs": refs} for name in CATEGORIES},
        "audits": {
            "slow": {"id": "slow", "score": 0.5, "displayValue": "2.1 s"},
            "good": {"id": "good", "score": 1},
            "hint": {"id": "hint", "score": 0},
        },
    }
    assert scores(found) == dict.fromkeys(CATEGORIES, 97)
    assert missed(found) == ["slow 2.1 s"]


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
