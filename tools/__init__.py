"""What developers run: browsers, benchmark, the README's picture, prose, questions."""
