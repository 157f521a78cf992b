"""The DataFrame that a case's tables are: pandas's own, which answers a misspelt column."""

from __future__ import annotations

from typing import Any

import pandas as pd

from whosays.errors import unknown


class CaseTable(pd.DataFrame):
    """A DataFrame that says which columns it has when it is asked for one that it has not.

    What pandas makes of it by cutting and filtering is one as well. The error is a KeyError, as
    pandas raises it, with the remedy and without the way through pandas.
    """

    @property
    def _constructor(self) -> type[CaseTable]:
        return CaseTable

    def __getitem__(self, key: Any) -> Any:
        """Columns or rows, as of any DataFrame; KeyError, with what there is, for a column."""
        try:
            return super().__getitem__(key)
        except KeyError:
            names = key if isinstance(key, list) else [key]
            for name in names:
                if isinstance(name, str) and name not in self.columns:
                    raise unknown("column", name, self.columns) from None
            raise
