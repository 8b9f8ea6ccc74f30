"""The keyboard's one table, and what users may change in it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.settings import load
from reader.ui.bindings import Keymap
from reader.ui.command import Scope
from reader.ui.keymap import COMMANDS
from tests.commands import ROOT

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
    keymap = Keymap({"highlight": "f9, g z"})
    command = next(each for each in COMMANDS if each.id == "highlight")
    assert keymap.keys(command) == ("f9", "g z")
    assert keymap.textual() == {"highlight": "f9"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"higlight": "f9"}, "Did you mean “highlight”"),
        ({"no such thing at all": "f9"}, "dateline config keys"),
        ({"highlight": ""}, "Name a key such as"),
        ({"highlight": "hyper+nonsense"}, "Name a key such as"),
        ({"highlight": "ctrl+nonsense+x"}, "Name a key such as"),
        ({"highlight": "a"}, "“a” would be both “note” and “highlight”"),
        ({"highlight": "g"}, "“g” would be both"),
        ({"highlight": "g n x"}, "“g n” would be both"),
        ({"choose-all": "j"}, "“j” would be both “choose-all” and “item-down”"),
        ({"all-tags": "space"}, "would be both “choose-note” and “all-tags”"),
        ({"item-down": "x"}, "would be both “all-delete” and “item-down”"),
    ],
)
def test_a_mistake_in_the_settings_is_told(changes: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        Keymap(changes)
    assert said in f"{raised.value.what} {raised.value.todo}"


@pytest.mark.parametrize("changes", [{"choose-note": "space,f"}, {"choose-all": ">"}, {"list-page-down": "space,f3"}])
def test_keys_that_do_not_meet_may_be_the_same(changes: dict[str, str]) -> None:
    assert Keymap(changes)


def test_the_example_in_the_docs_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text((ROOT / "docs" / "settings.md").read_text("utf-8").split("```")[1].removeprefix("toml"), "utf-8")
    settings, warnings = load(file)
    assert warnings == ()
    assert Keymap(settings.keys).textual() == dict(settings.keys)
