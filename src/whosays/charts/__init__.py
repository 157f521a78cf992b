"""Charts of differing estimates: what they say, and matplotlib figures that show it."""

from whosays.charts.drawing import estimates

__all__ = ["estimates"]
