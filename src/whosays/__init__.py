"""Read one news article claim by claim: who says it, in what words, and where sources differ."""

from whosays.case import Case
from whosays.errors import CaseError, Problem
from whosays.passages import passage
from whosays.read import read_case

__version__ = "0.1.0"
__all__ = ["Case", "CaseError", "Problem", "passage", "read_case"]
