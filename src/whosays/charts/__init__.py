"""Charts of differing estimates: what they say, and matplotlib figures that show it."""
