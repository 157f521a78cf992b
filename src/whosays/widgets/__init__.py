"""The widgets of the book. Each works on the built page without a kernel."""

from whosays.widgets.annotator import annotator
from whosays.widgets.axis import axis_exercise
from whosays.widgets.chartlab import chart_lab
from whosays.widgets.dispute import dispute_board
from whosays.widgets.quiz import quiz, review
from whosays.widgets.reader import reader
from whosays.widgets.results import results

__all__ = [
    "annotator",
    "axis_exercise",
    "chart_lab",
    "dispute_board",
    "quiz",
    "reader",
    "results",
    "review",
]
