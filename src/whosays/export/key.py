"""The keys to the sheets, one side for each version, as PDF (:mod:`whosays.export.paper`)."""

from __future__ import annotations

from whosays.export.paper import keys_as_pdf

SUFFIX = ".key.pdf"

LAID_OUT = ("one_side",)

LOSSES = {
    "confidence": ("sure",),
    "signal": ("telling_apart",),
}

write = keys_as_pdf
