"""Getting articles in: a module a format; ``detect`` picks."""
