"""A case: models of what its files hold, how they are read, and what must hold in them."""
