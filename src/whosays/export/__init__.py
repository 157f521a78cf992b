"""A case as files for others: one module a format, all behind :mod:`whosays.export.files`."""
