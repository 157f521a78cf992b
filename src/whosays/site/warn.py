"""How the build warns: each warning has a kind, by which a configuration can leave it out."""

from __future__ import annotations

from sphinx.util import logging

LOGGER = logging.getLogger(__name__)


def warn(kind: str, text: str, page: str | None = None, *, once: bool = False) -> None:
    """Warn in words that end with a remedy; of a ``page``, where it is one that is meant."""
    LOGGER.warning(text, location=page, type="whosays", subtype=kind, once=once)
