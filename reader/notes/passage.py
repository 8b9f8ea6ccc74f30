"""A passage that is looked for, and the text that it is looked for in. Computes what searching needs, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reader.model.annotation import Target
from reader.model.article import text_hash as hash_of
from reader.notes.fold import Folded, fold


@dataclass(frozen=True)
class Quarry:
    """A passage that is looked for: folded, without white space at its ends."""

    target: Target

    @cached_property
    def words(self) -> str:
        """The passage."""
        return fold(self.target.exact).text.strip()

    @cached_property
    def before(self) -> str:
        """What stood before it."""
        return fold(self.target.prefix).text.rstrip()

    @cached_property
    def after(self) -> str:
        """What stood behind it."""
        return fold(self.target.suffix).text.lstrip()


@dataclass(frozen=True)
class Ground:
    """A text that is searched; what is derived from it is computed once, when it is first needed."""

    text: str
    given_hash: str | None = None
    old_text: str | None = None

    @cached_property
    def hash(self) -> str:
        """The text's SHA-256."""
        return self.given_hash or hash_of(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The text, folded."""
        return fold(self.text)

    @cached_property
    def frame(self) -> tuple[int, int]:
        """How many characters at the beginning and at the end the old and the present text share."""
        if self.old_text is None:
            return 0, 0
        start = common_prefix(self.old_text, self.text)
        return start, common_prefix(self.old_text[start:][::-1], self.text[start:][::-1])

    @cached_property
    def old_folded(self) -> str | None:
        """The old text, folded."""
        return None if self.old_text is None else fold(self.old_text).text


def occurrences(words: str, text: str) -> list[int]:
    """Return where ``words`` begin in ``text``, overlapping ones too."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def common_prefix(one: str, other: str) -> int:
    """Return how many characters agree from the start on."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # by halves: comparing slices is many times faster than characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
