"""The keyboard's one table, and what users may change in it."""

from __future__ import annotations

from itertools import combinations

import pytest

from reader.errors import UsageError
from reader.ui.bindings import Keymap
from reader.ui.command import Scope
from reader.ui.keymap import COMMANDS

# Where a list has the focus the article has not, and while a note is written nothing but the editor's keys works.
TOGETHER = ({Scope.READER, Scope.ARTICLE}, {Scope.READER, Scope.LIST}, {Scope.EDITOR})


def test_no_key_of_the_table_means_two_things_in_one_place() -> None:
    keymap = Keymap()
    for scopes in TOGETHER:
        here = [command for command in COMMANDS if command.scope in scopes]
        for one, other in combinations(here, 2):
            if one.scope is not other.scope and Scope.LIST in scopes:
                continue  # a list's own keys go before those that work anywhere
            assert not set(keymap.keys(one)) & set(keymap.keys(other)), (one.id, other.id)


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_a_command_gets_the_keys_of_the_settings() -> None:
    keymap = Keymap({"highlight": "f9, z z"})
    command = next(each for each in COMMANDS if each.id == "highlight")
    assert keymap.keys(command) == ("f9", "z z")
    assert keymap.textual() == {"highlight": "f9"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"higlight": "f9"}, "Did you mean “highlight”"),
        ({"no such thing at all": "f9"}, "dateline config keys"),
        ({"highlight": ""}, "Name a key such as"),
        ({"highlight": "hyper+nonsense"}, "Name a key such as"),
        ({"highlight": "a"}, "would be both"),
    ],
)
def test_a_mistake_in_the_settings_is_told(changes: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        Keymap(changes)
    assert said in f"{raised.value.what} {raised.value.todo}"
