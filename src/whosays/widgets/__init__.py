"""The widgets of the book. Each works on the built page without a kernel."""

from whosays.widgets.quiz import quiz, review
from whosays.widgets.reader import reader

__all__ = ["quiz", "reader", "review"]
