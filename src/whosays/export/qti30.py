"""Questions in QTI 3.0: names in small letters with ``qti-`` before them, HTML as it is."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from whosays.export import qti
from whosays.export.collection import Collection

_HTML = {"blockquote", "br", "div", "em", "li", "ol", "p", "q", "span", "strong", "ul"}
_OF_BLOCKS = {"modalFeedback", "rubricBlock"}
"""What has its HTML in a body of its own."""


def write(collection: Collection) -> bytes:
    """The package."""
    return qti.package(collection, _VERSION)


def _named(item: ET.Element) -> None:
    for element in list(item.iter()):
        if element.tag in _HTML:
            continue
        if element.tag == "rubricBlock":
            element.set("use", "scoring")
        if element.tag in _OF_BLOCKS:
            body = ET.Element("qti-content-body")
            body.extend(list(element))
            element[:] = [body]
        element.tag = f"qti-{_kebab(element.tag)}"
        element.attrib = {
            name if name.startswith("{") else _kebab(name): value
            for name, value in element.attrib.items()
        }


def _kebab(name: str) -> str:
    return re.sub("(?<=[a-z])([A-Z])", r"-\1", name).lower()


_VERSION = qti.Version(
    item="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    manifest="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    resource="imsqti_item_xmlv3p0",
    schema=("QTI Package", "3.0.0"),
    named=_named,
)
