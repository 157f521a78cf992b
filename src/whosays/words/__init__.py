"""Words: a text in a language, the interface, numbers and days, and what columns are called."""

from whosays.words.language import Words

__all__ = ["Words"]
