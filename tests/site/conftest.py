"""Fixtures for the tests of whosays.site."""

from tests.site.builds import built_book

__all__ = ["built_book"]
