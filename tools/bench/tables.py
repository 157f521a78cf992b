"""Plain tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NONE = "-"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned: the first to the left, figures to the right; a rule below the header."""
    lines = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join(["", first, *rest]).rstrip()


def seconds(value: float) -> str:
    """A time such as ``2.1 s``."""
    return f"{value:.1f} s"


def milliseconds(value: float | None) -> str:
    """A time such as ``130 ms``, from seconds; a dash for none."""
    return NONE if value is None else f"{value * 1000:.0f} ms"


def kilobytes(value: int | None) -> str:
    """A size such as ``84.2 KB`` (1 KB is 1,000 bytes); a dash for none."""
    return NONE if value is None else f"{value / 1000:,.1f} KB"


def megabytes(value: int) -> str:
    """A size such as ``8.4 MB`` (1 MB is 1,000,000 bytes)."""
    return f"{value / 1e6:.1f} MB"


def count(value: int | None) -> str:
    """A number with separators; a dash for none."""
    return NONE if value is None else f"{value:,}"
