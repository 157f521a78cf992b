"""Questions in QTI 2.1, in whose names items are made."""

from __future__ import annotations

from whosays.export import qti
from whosays.export.collection import Collection


def write(collection: Collection) -> bytes:
    """The package."""
    return qti.package(collection, _VERSION)


_VERSION = qti.Version(
    item="http://www.imsglobal.org/xsd/imsqti_v2p1",
    manifest="http://www.imsglobal.org/xsd/imscp_v1p1",
    resource="imsqti_item_xmlv2p1",
    schema=("QTIv2.1 Package", "1.0.0"),
    named=lambda _: None,
)
