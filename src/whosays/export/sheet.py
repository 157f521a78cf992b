"""Sheets of at most two sides to print, in two versions, as PDF (:mod:`whosays.export.paper`)."""

from __future__ import annotations

from whosays.export.paper import sheets_as_pdf

SUFFIX = ".sheet.pdf"

LAID_OUT = ("two_sides",)

LOSSES = {
    "confidence": ("sure",),
    "signal": ("telling_apart",),
}

write = sheets_as_pdf
