"""The keys of the table as Textual wants them, with the user's own changes, checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from itertools import combinations, product

from textual.binding import Binding

from reader.errors import UsageError
from reader.ui.command import Command, Scope
from reader.ui.keymap import COMMANDS

# What a terminal that reports keys without their text sends for them (Kitty's protocol).
_SHIFTED = {"?": "shift+slash", ":": "shift+semicolon"}
_ANY_LETTER = "a–z"
_NAMED = re.compile(r"‹([a-z-]+)(?: (\w))?›")
_HELD = {"ctrl", "alt", "shift", "meta", "super", "hyper"}


class Keymap:
    """The table with the user's changes: which keys each command has.

    Raises:
        UsageError: a command that doesn't exist, no key, or one key for two commands of one place.
    """

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        self._keys = {command.id: _split(command.keys) for command in COMMANDS}
        self._tables: dict[tuple[Scope, ...], dict[tuple[str, ...], Command]] = {}
        self._changed = frozenset(changes or ())
        for name, keys in (changes or {}).items():
            self._change(name, keys)
        if changes:  # the table's own keys don't clash: a test sees to that
            self._refuse_clashes()

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return a command's keys, sequences with their blanks."""
        return self._keys[command.id]

    def shown(self, command: Command) -> str:
        """Return a command's first key as help shows it."""
        keys = self._keys[command.id]
        return display(keys[0]) if keys else ""

    def named(self, text: str) -> str:
        """Return a text with the first key of each command that it names: ``‹undo›``, ``‹to-mark a›`` with a letter."""

        def key(found: re.Match[str]) -> str:
            keys = self._keys.get(found[1])
            return display(keys[0]).replace(_ANY_LETTER, found[2] or _ANY_LETTER) if keys else found[0]

        return _NAMED.sub(key, text)

    def textual(self) -> dict[str, str]:
        """Return the single keys of the commands that the user changed, for ``App.set_keymap``."""
        return {name: ",".join(_spread(self._keys[name])) for name in self._changed if _singles(self._keys[name])}

    def table(self, scopes: tuple[Scope, ...]) -> Mapping[tuple[str, ...], Command]:
        """Return the keys that work in ``scopes``, each as a sequence of one or more, with their commands.

        Where scopes share a key, or one begins a sequence with it, the later one has it.
        """
        table = self._tables.get(scopes)
        if table is None:
            table = self._tables[scopes] = {}
            for scope in scopes:
                ours = self._of_scope(scope)
                hidden = [
                    key for key in table if any(key == each[: len(key)] or each == key[: len(each)] for each in ours)
                ]
                for key in hidden:
                    del table[key]
                table |= ours
        return table

    def _of_scope(self, scope: Scope) -> dict[tuple[str, ...], Command]:
        return {
            tuple(key.split(" ")): command
            for command in COMMANDS
            if command.scope is scope
            for key in self._keys[command.id]
        }

    def _change(self, name: str, keys: str) -> None:
        if name not in self._keys:
            near = difflib.get_close_matches(name, self._keys, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "“dateline config keys” lists them."
            raise UsageError(f"There is no command “{name}” to give keys to (in [keys] of config.toml).", hint)
        split = _split(keys)
        if not split or not all(_possible(key) for key in split):
            raise UsageError(
                f"“{keys}” is no key for “{name}” (in [keys] of config.toml).",
                "Name a key such as h, f2, ctrl+n or “g e”; part several by commas.",
            )
        self._keys[name] = split

    def _refuse_clashes(self) -> None:
        """Refuse a key that two commands of one place would have, or that would begin another's sequence."""
        for one, other in combinations(COMMANDS, 2):
            if not {one.id, other.id} & self._changed or not _meet(one, other):
                continue
            already = set(product(_split(one.keys), _split(other.keys)))
            for pair in product(self._keys[one.id], self._keys[other.id]):
                if _overlap(*pair) and pair not in already:
                    raise UsageError(
                        f"The key “{min(pair, key=len)}” would be both “{one.id}” and “{other.id}”"
                        " (in [keys] of config.toml).",
                        "Give one of them another key.",
                    )


def bindings(scope: Scope) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Return Textual's bindings for the commands of a scope, with their default keys."""
    return [
        Binding(",".join(_spread(_split(command.keys))), command.action, command.title, id=command.id, show=False)
        for command in COMMANDS
        if command.scope is scope and _singles(_split(command.keys))
    ]


def display(key: str) -> str:
    """Return a key as a person writes it: ``ctrl+s`` as ^s, ``pagedown`` as PgDn."""
    names = {
        "pagedown": "PgDn", "pageup": "PgUp", "down": "↓", "up": "↑", "left": "←", "right": "→", "home": "Home",
        "end": "End", "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "⇧Tab",
        "delete": "Del", "comma": ",", "f1": "F1",
    }  # fmt: skip
    if " " in key:
        return " ".join(_ANY_LETTER if part == "*" else display(part) for part in key.split(" "))
    if key.startswith("ctrl+"):
        return "^" + display(key.removeprefix("ctrl+"))
    return names.get(key, key)


def _split(keys: str) -> tuple[str, ...]:
    return tuple(" ".join(key.split()) for key in keys.split(",") if key.strip())


def _singles(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if " " not in key]


def _spread(keys: Iterable[str]) -> list[str]:
    """Add the names under which some terminals report the same key."""
    spread = []
    for key in _singles(keys):
        spread.append(key)
        if len(key) == 1 and key.isupper():
            spread.append(f"shift+{key.lower()}")
        elif key in _SHIFTED:
            spread.append(_SHIFTED[key])
    return spread


def _possible(key: str) -> bool:
    from textual.keys import Keys  # noqa: PLC0415  only where a user has changed keys

    named = {each.value for each in Keys} | {
        "space",
        "comma",
        "enter",
        "tab",
        "escape",
        "delete",
        "backspace",
    }

    def possible(part: str) -> bool:
        with_it, _, key = part.rpartition("+")
        held = set(with_it.split("+")) if with_it else set()
        return held <= _HELD and (len(key) == 1 or key in named)

    return all(len(part) == 1 or part in named or possible(part) for part in key.split(" "))


def _meet(one: Command, other: Command) -> bool:
    """Tell whether two commands work at once. Of a pane's list and the article behind it, the list goes before."""
    scopes = {one.scope, other.scope}
    if scopes == {Scope.LIST, Scope.NOTEBOOK}:
        return not (one.in_panes_only or other.in_panes_only)
    return one.scope is other.scope or scopes in ({Scope.ARTICLE, Scope.READER}, {Scope.ARTICLE, Scope.CHANGES})


def _overlap(key: str, other: str) -> bool:
    """Tell whether two keys are one, or one begins the sequence that the other is."""
    return all(one == another for one, another in zip(key.split(" "), other.split(" "), strict=False))
