"""The widgets of the book. Each works on the built page without a kernel."""

from whosays.widgets.annotator import annotator
from whosays.widgets.dispute import dispute_board
from whosays.widgets.quiz import quiz, review
from whosays.widgets.reader import reader
from whosays.widgets.results import results

__all__ = ["annotator", "dispute_board", "quiz", "reader", "results", "review"]
