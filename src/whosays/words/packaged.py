"""The YAML files of words that come with the package."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

FOLDER: Traversable = files("whosays.words")
# The C parser reads the words of the interface ten times as fast, which every page waits for.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_packaged(file: Traversable) -> Any:
    """What a file of the package holds."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe
