"""Keys that mean something only together, such as ``g g`` and ``5 j``: Textual's bindings know single keys only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.ui.command import Command

Table = Mapping[tuple[str, ...], Command]

_MOST = 9999
_ANY_LETTER = "*"
_NAMES = {" ": "space", ",": "comma"}


class Step(NamedTuple):
    """What a key did.

    ``taken``: it is part of a sequence, so nobody else shall act on it. ``pending``: what waits for more keys.
    ``keys``: those that were typed of it, without the number.
    ``command``: what is complete, with the number typed before it (0 for none) and the letter behind it.
    """

    taken: bool
    pending: str = ""
    command: Command | None = None
    number: int = 0
    letter: str = ""
    keys: tuple[str, ...] = ()


class KeySequence:
    """Collects a number and keys until a command is complete or can't be any more.

    A key that ends a vain attempt is swallowed, one that means nothing is left to others.
    """

    def __init__(self) -> None:
        self._keys: tuple[str, ...] = ()
        self._count = 0

    def press(self, key: str, table: Table) -> Step:
        """Take a key by its name (see ``named``).

        ``counting`` says that digits which are no keys in ``table`` make a number.
        """
        if not self._keys and self._digit(key, table):
            self._count = min(_MOST, self._count * 10 + int(key))
            return Step(True, pending=str(self._count))
        keys, count = (*self._keys, key), self._count
        waited = bool(self._keys or count)
        self._keys, self._count = (), 0
        if waited and key == "escape":
            return Step(True)
        command, letter = _find(keys, table)
        if command is not None:
            return Step(True, "", command, count, letter)
        if any(len(each) > len(keys) and each[: len(keys)] == keys for each in table):
            self._keys, self._count = keys, count
            return Step(True, pending=" ".join((*([str(count)] if count else []), *keys)), keys=keys)
        return Step(waited)

    def _digit(self, key: str, table: Table) -> bool:
        return key in "0123456789" and (self._count > 0 or (key != "0" and (key,) not in table))


def named(key: str, character: str | None) -> str:
    """Return the name under which the table knows a key: the character it types, or else Textual's name."""
    typed = character if character and character.isprintable() else key
    return _NAMES.get(typed, typed)


def _find(keys: tuple[str, ...], table: Table) -> tuple[Command | None, str]:
    if keys in table:
        return table[keys], ""
    last = keys[-1]
    if len(keys) > 1 and len(last) == 1 and last.isalpha():
        return table.get((*keys[:-1], _ANY_LETTER)), last
    return None, ""
