"""How well notes find their places again, on real and made edits. Start with ``run``."""
