"""Keys that mean something only together, such as ``g g``: Textual's bindings know single keys only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reader.ui.keymap import Command

Sequences = Mapping[tuple[str, ...], Command]


@dataclass(frozen=True, slots=True)
class Step:
    """What a key did: whether it was taken, what waits for more keys, the command that is complete."""

    taken: bool
    pending: str = ""
    command: Command | None = None


class KeySequence:
    """Collects keys until a sequence is complete or can't be any more; a key that ends a vain attempt is swallowed."""

    def __init__(self) -> None:
        self._keys: tuple[str, ...] = ()

    def press(self, key: str, sequences: Sequences) -> Step:
        """Take a key, as the character it types or else its name."""
        keys = (*self._keys, key)
        waited = bool(self._keys)
        self._keys = ()
        if keys in sequences:
            return Step(True, command=sequences[keys])
        if any(each[: len(keys)] == keys for each in sequences):
            self._keys = keys
            return Step(True, pending=" ".join(keys))
        return Step(waited)
