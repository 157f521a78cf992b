"""A case as a lesson in one file, which a class opens in a browser and which asks for nothing."""
