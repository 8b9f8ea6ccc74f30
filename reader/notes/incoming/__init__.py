"""Notes that come in from elsewhere: a module a format, and ``merging``, which brings them to those that are here."""
