"""What developers run: browsers, benchmark, the README's picture, measures of prose and questions."""
