"""What was chosen on the screen: kept, merged between windows, harmless when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.memory import Memory


def test_values_come_back_by_kind(tmp_path: Path) -> None:
    file = tmp_path / "data" / "screen.json"
    memory = Memory(file)
    memory.keep("width", 31)
    memory.keep("hidden", ["people"])
    again = Memory(file)
    assert again.get("width", 28) == 31
    assert again.get("hidden", ["none"]) == ["people"]
    assert again.get("width", "wide") == "wide"
    assert again.get("unknown", True) is True


def test_two_windows_keep_each_others_values(tmp_path: Path) -> None:
    one, other = Memory(tmp_path / "screen.json"), Memory(tmp_path / "screen.json")
    one.keep("width", 31)
    other.keep("theme", "nord")
    assert Memory(tmp_path / "screen.json").get("width", 0) == 31


def test_setting_holds_until_config_says_something_new(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "screen.json")
    assert memory.setting("theme", "night") == "night"
    memory.keep_setting("theme", "paper", "night")
    assert memory.setting("theme", "night") == "paper"
    assert memory.setting("theme", "sepia") == "sepia"


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", '{"theme": 3}', "[" * 100_000])
def test_damaged_file_is_as_if_there_were_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "screen.json"
    file.write_text(content)
    memory = Memory(file)
    assert memory.get("theme", "night") == "night"
    memory.keep("theme", "paper")
    assert Memory(file).get("theme", "night") == "paper"


def test_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    memory = Memory(tmp_path / "data" / "screen.json")
    with pytest.raises(SettingsError, match=r"config\.toml"):
        memory.keep("theme", "paper")
    assert memory.get("theme", "night") == "paper"
