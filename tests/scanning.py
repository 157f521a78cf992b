"""QR codes in pictures, read by a decoder that others wrote."""

from __future__ import annotations

import io
from itertools import chain

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator
from pypdfium2 import PdfDocument

SHARP = 150 / 72
"""Pixels to a point of paper, at 150 to an inch, as an office printer and a phone manage."""


def seen_on(place: Locator) -> list[str]:
    """The texts of the QR codes in a part of a page, as it looks."""
    return read(Image.open(io.BytesIO(place.screenshot())))


def printed(pdf: bytes) -> list[str]:
    """The texts of the QR codes on all sheets of a PDF."""
    sheets = [sheet.render(scale=SHARP).to_pil() for sheet in PdfDocument(pdf)]
    return list(chain.from_iterable(map(read, sheets)))


def read(picture: Image.Image) -> list[str]:
    """The texts of the QR codes in a picture; dark on light ones alone, as not all read others."""
    options = {"formats": zxingcpp.BarcodeFormat.QRCode, "try_invert": False}
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"), **options)]
