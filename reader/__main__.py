"""``python -m reader``."""

from reader.cli import main

# The guard matters: the worker process imports this module again.
if __name__ == "__main__":
    main()
