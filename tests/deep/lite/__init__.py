"""Python in the reader's browser, as it is built (make lite)."""
