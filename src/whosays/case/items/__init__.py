"""Item banks: what a question may say, checked before anybody has to answer it.

A bank is one YAML file under ``seeds/<case>/quizzes/``. The models refuse what would leave a
reader alone (an option without feedback, a question without an answer). Each type of question
stands in a module of its own here, with its model, its points and what it prints; a module that is
added is found by itself. :mod:`whosays.case.checks.items` looks up what only the article can tell.
"""

from whosays.case.items.bank import Bank, shapes, types
from whosays.case.items.base import Block, Item, Line, Made, Paper, Passage, marked_words

__all__ = [
    "Bank",
    "Block",
    "Item",
    "Line",
    "Made",
    "Paper",
    "Passage",
    "marked_words",
    "shapes",
    "types",
]
