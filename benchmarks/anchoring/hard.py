"""Made cases that are harder than most of life: what anchoring is known to be weak at.

Moved and rewritten at once; the neighbours rewritten as much as the passage; texts of sections that are copies of each
other but for some words, of which one may be gone; letters written in another way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import ClassVar

from benchmarks.anchoring.draft import Paragraph, Word
from benchmarks.anchoring.setting import Setting
from benchmarks.anchoring.synthetic import Editing

_HYPHENATED = 8  # letters from which on a word may hold a soft hyphen


class HardEditing(Editing):
    """One article, one passage, one hard manner of editing."""

    manners: ClassVar[Sequence[str]] = ("moved_rewritten", "all_rewritten", "twins", "twin_left", "spelt")

    def setting(self, kind: str) -> Setting:
        """Return how the new text is set."""
        return _Spelling(self.rng, anew=False) if kind == "spelt" else super().setting(kind)

    def moved_rewritten(self) -> str | None:
        """The paragraph and those beside it stand elsewhere together, and every third word is another."""
        if self.end - self.start < 40 or self.moved_section() is None:
            return None
        self.noise(0.3, spare=False)
        return "moved"

    def all_rewritten(self) -> str | None:
        """The passage and everything around it is rewritten."""
        if self.end - self.start < 40:
            return None
        self.noise(self.rng.choice([0.3, 0.4]), spare=False)
        return "edited"

    def twins(self) -> str | None:
        """Another paragraph is the same but for every tenth word."""
        self._twin()
        self.noise(self.rng.choice([0.04, 0.1]), spare=False)
        self.shift()
        return "twins"

    def twin_left(self) -> str | None:
        """Another paragraph is the same but for every tenth word, and only that one stays."""
        twin = self._twin()
        self.draft = [block for block in self.draft if block is twin or not any(map(self.mine, block))]
        self.noise(0.04, spare=True)
        return "gone" if len(self.draft) > 1 else None

    def spelt(self) -> str | None:
        """The letters are the same, written in another way."""
        self.shift()
        return "spelt"

    def _twin(self) -> Paragraph:
        mine = next(block for block in self.draft if any(map(self.mine, block)))
        twin = [
            [Word(self.rng.choice(self.pool) if self.rng.random() < 0.1 else word.text) for word in sentence]
            for sentence in mine
        ]
        self.insert(twin)
        return twin


class _Spelling(Setting):
    """Accents apart from their letters, ligatures, soft hyphens."""

    def word(self, text: str) -> str:
        """Return a word as it is written now."""
        text = (
            unicodedata.normalize("NFD", text).replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("fl", "\ufb02")
        )
        if len(text) >= _HYPHENATED and text.isalpha():
            text = f"{text[: len(text) // 2]}\u00ad{text[len(text) // 2 :]}"
        return text
