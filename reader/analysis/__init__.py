"""Who, where and who said what. spaCy is imported here and nowhere else, and only inside the worker process."""
