"""What the folder holds, and what it weighs."""

from __future__ import annotations

import json
import re
from pathlib import Path

LIMIT = 60_000_000
FIRST = 12_000_000
"""Bytes that a lesson without a table may load, the application included."""


def test_the_folder_is_not_larger_than_agreed(lite_dir: Path) -> None:
    sizes = {path: path.stat().st_size for path in lite_dir.rglob("*") if path.is_file()}
    assert sum(sizes.values()) <= LIMIT, sorted(sizes.items(), key=lambda each: -each[1])[:20]


def test_a_lesson_without_a_table_is_light(lite_dir: Path) -> None:
    groups = json.loads((lite_dir / "about.json").read_text(encoding="utf-8"))["groups"]
    assert groups["app"]
    weight = sum(travels for name in ("app", "python") for _, travels, _ in groups[name])
    assert weight <= FIRST


def test_every_page_may_load_from_its_own_origin_only(lite_dir: Path) -> None:
    pages = list(lite_dir.rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert text.index("Content-Security-Policy") < text.index("<script")
        allowed = {each for part in policy.split(";") for each in part.split()[1:]}
        kinds = {each for each in allowed if not each.startswith("'")}
        assert kinds == {"blob:", "data:"}, page
        assert "default-src 'self'" in policy


def test_the_kernel_asks_no_index_for_packages(lite_dir: Path) -> None:
    built = json.loads((lite_dir / "jupyter-lite.json").read_text(encoding="utf-8"))
    settings = built["jupyter-config-data"]["litePluginSettings"]
    kernel = settings["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["disablePyPIFallback"] is True


def test_nothing_names_the_place_where_it_was_built(lite_dir: Path) -> None:
    here = str(Path(__file__).parents[3]).encode()
    texts = (path for path in lite_dir.rglob("*") if path.suffix in {".json", ".html", ".js"})
    assert [path for path in texts if here in path.read_bytes()] == []


def test_everything_in_it_says_its_licence(lite_dir: Path) -> None:
    lock = json.loads((lite_dir / "static/pyodide/pyodide-lock.json").read_text(encoding="utf-8"))
    about = json.loads((lite_dir / "about.json").read_text(encoding="utf-8"))
    named = {re.sub("[-_.]+", "-", name).lower() for name, _, _ in about["licences"]}
    # What comes with jupyterlite-pyodide-kernel is under its licence.
    kernel = {"ipykernel", "piplite", "pyodide-kernel"}
    assert set(lock["packages"]) - named == {"bundle", "whosays", *kernel}
    assert all(licence for _, _, licence in about["licences"])
    text = (lite_dir / "licences.txt").read_text(encoding="utf-8")
    assert all(
        f"{name} {version}: {licence}" in text for name, version, licence in about["licences"]
    )
