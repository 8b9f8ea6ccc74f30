"""How the words of a made text are set: as they are, or anew."""

from __future__ import annotations

import random
import re

from benchmarks.anchoring.cases import GAP


class Setting:
    """How words are set: as they are, or anew."""

    def __init__(self, rng: random.Random, *, anew: bool) -> None:
        self._rng = rng
        self._quotes = rng.choice(["straight", "curly", "same"]) if anew else "same"
        self._dash = rng.choice(["--", "–", "—", None]) if anew else None
        self._dots = rng.choice(["...", "…", None]) if anew else None
        self._measure = rng.choice([40, 72, 0]) if anew else 0
        self._double = rng.choice([0.0, 0.1]) if anew else 0.0
        self.between = rng.choice([GAP, "\n", "\n\n\n"]) if anew else GAP
        self._column = 0

    def word(self, text: str) -> str:
        """Return a word as it is set."""
        if self._quotes == "straight":
            text = re.sub("[“”]", '"', re.sub("[‘’]", "'", text))
        elif self._quotes == "curly":
            text = re.sub(r'"(?=\w)', "“", text).replace('"', "”").replace("'", "’")
        if self._dash:
            text = re.sub("--|[–—]", self._dash, text)
        if self._dots:
            text = re.sub(r"\.\.\.|…", self._dots, text)
        self._column += len(text) + 1
        return text

    def gap(self) -> str:
        """Return what stands between two words."""
        if self._measure and self._column > self._measure:
            self._column = 0
            return "\n"
        return "  " if self._rng.random() < self._double else " "
