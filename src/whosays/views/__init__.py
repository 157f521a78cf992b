"""What widgets, exports and print show of a case, as plain data in one language."""
