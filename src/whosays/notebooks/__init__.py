"""The lessons as notebooks to run: what Jupyter, VS Code and Colab show well.

A lesson is written in MyST, of which they show the source. Here it becomes plain Markdown:

- :mod:`~whosays.notebooks.myst` finds what is to be changed, with the parsers that MyST is made of;
- :mod:`~whosays.notebooks.book` knows what is referred to: pages, places, terms, references;
- :mod:`~whosays.notebooks.plain` says what becomes of each construct, and refuses any other;
- :mod:`~whosays.notebooks.files` makes the notebooks.
"""

from __future__ import annotations

from whosays.errors import MissingExtraError

try:
    from whosays.notebooks.files import Target, notebooks, runnable, write
except ModuleNotFoundError as error:
    raise MissingExtraError("A runnable notebook", error.name, "notebooks") from error

__all__ = ["Target", "notebooks", "runnable", "write"]
