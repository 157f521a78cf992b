"""Where a chapter can be run: in the browser where that was built, on Binder as the theme has it.

The theme reads the repository's address from ``_config.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from whosays.notebooks.book import PLACEHOLDER
from whosays.site import assets, lite
from whosays.site.body import SWITCH
from whosays.site.packing import megabytes
from whosays.words.language import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import BeautifulSoup
    from sphinx.application import Sphinx

RUN_PAGE = "run"
"""Beside the first page, where a book has it: the ways to run a chapter."""


@dataclass(frozen=True)
class LaunchTargets:
    """Ways to run one chapter."""

    binder: str  # address on Binder, empty where no repository is named
    source: str  # the notebook below _sources/
    lite: lite.Offer | None = None  # in the reader's browser


def launch_box(app: Sphinx, context: dict[str, Any]) -> dict[str, Any]:
    """What the templates of the box and of the switch that shows it need on a page."""
    targets = launch_targets(context)
    lang = app.config.language or "en"
    run_page = str(PurePosixPath(app.config.root_doc).parent / RUN_PAGE)
    return {
        "ws_switch": SWITCH,
        "ws_launch": targets,
        "ws_lite_takes": what_it_takes(targets, Words(lang)),
        "ws_lite_js": assets.with_words("launch.js", lang).path,
        "ws_run_page": run_page if run_page in app.env.found_docs else "",
    }


def launch_targets(context: dict[str, Any]) -> LaunchTargets | None:
    """Ways to run the page, or None for a page that is no notebook.

    The theme has put them into the header's menu by now. They leave it for a box at the end of the
    chapter, where there is room to say what Binder is before anybody goes there.
    """
    groups = [each for each in context["header_buttons"] if each.get("label") == "launch-buttons"]
    source = context.get("ipynb_source") or context.get("sourcename") or ""
    if not source.endswith(".ipynb"):
        return None
    urls = (button["url"] for group in groups for button in group["buttons"] if "url" in button)
    binder = next((url for url in urls if "urlpath=" in url and "/v2/" in url), "")
    if f"/gh/{PLACEHOLDER}/" in binder:
        binder = ""
    # `path_to_book: .` in _config.yml would otherwise open a folder named ".".
    binder = binder.replace("/tree/./", "/tree/")
    return LaunchTargets(binder, source, lite.offer(PurePosixPath(source).name))


def repository_of(options: Mapping[str, Any]) -> str:
    """Address of the repository that a book names to its theme, or an empty string."""
    address = str(options.get("repository_url") or "")
    return "" if PLACEHOLDER in urlsplit(address).path.split("/") else address


def say_where_repository_is(body: BeautifulSoup, address: str) -> None:
    """Leave out what is not so: a page has words for a book with a repository, and for one without.

    An author puts each in a container, ``repository`` or ``no-repository``; ``ADDRESS`` in code of
    the first becomes the address.
    """
    for box in body.select(".no-repository" if address else ".repository"):
        box.decompose()
    for code in body.select(".repository pre"):
        for text in code.find_all(string=re.compile(r"\bADDRESS\b")):
            text.replace_with(str(text).replace("ADDRESS", address))


def what_it_takes(targets: LaunchTargets | None, words: Words) -> str:
    """In words what the reader's browser has to load; empty where it is not offered."""
    if targets is None or targets.lite is None:
        return ""
    t = words.of("site")
    loads = t["lite_loads"].format(size=megabytes(targets.lite.size, words))
    if not targets.lite.seconds:
        return loads
    return f"{loads} {t['lite_seconds'].format(seconds=words.number(targets.lite.seconds))}"
