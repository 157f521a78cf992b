"""The beginning of a case: from a text to a folder of files to fill."""
