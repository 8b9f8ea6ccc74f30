"""The library: articles, their versions, cached analyses and reading places, in SQLite."""
