"""Where a chapter can be run: taken from the theme, which reads it from ``_config.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LaunchTargets:
    """Ways to run one chapter."""

    binder: str  # address on Binder, empty where none is configured
    source: str  # the notebook below _sources/


def launch_targets(context: dict[str, Any]) -> LaunchTargets | None:
    """Ways to run the page, or None for a page that is no notebook.

    The theme has put them into the header's menu by now. They leave it for a box at the end of the
    chapter, where there is room to say what Binder is before anybody goes there.
    """
    groups = [each for each in context["header_buttons"] if each.get("label") == "launch-buttons"]
    source = context.get("ipynb_source") or context.get("sourcename") or ""
    if not groups or not source.endswith(".ipynb"):
        return None
    urls = (button["url"] for group in groups for button in group["buttons"] if "url" in button)
    binder = next((url for url in urls if "urlpath=" in url and "/v2/" in url), "")
    # `path_to_book: .` in _config.yml would otherwise open a folder named ".".
    return LaunchTargets(binder.replace("/tree/./", "/tree/"), source)
