"""What was chosen on the screen and shall be so the next time: theme, layers, widths of panes.

A small JSON file in the data folder; ``config.toml`` is the user's own and never written. What a setting was
chosen in place of is kept with it: once ``config.toml`` says something else than it did then, that counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from reader import disk
from reader.errors import SettingsError
from reader.settings import ON_SCREEN, Settings, fits

_LARGEST = 1 << 20
V = TypeVar("V", str, int, bool, list[str])


class Memory:
    """The file with what was chosen. One that is missing or damaged is as if nothing had been."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = self._read()

    def get(self, name: str, otherwise: V) -> V:
        """Return what was kept under ``name``, if it is of the kind of ``otherwise``; else that."""
        value = self._values.get(name)
        return value if type(value) is type(otherwise) else otherwise

    def setting(self, name: str, configured: V) -> V:
        """Return what was chosen in place of a setting, as long as ``config.toml`` says what it said then."""
        if self._values.get(f"{name} instead of") != configured:
            return configured
        return self.get(name, configured)

    def in_force(self, configured: Settings) -> Settings:
        """Return the settings with what was chosen in their place."""
        chosen = {name: self.setting(name, getattr(configured, name)) for name in ON_SCREEN}
        return configured._replace(**{name: value for name, value in chosen.items() if fits(name, value)})

    def keep(self, name: str, value: V) -> None:
        """Keep a value; raises ``SettingsError`` when it can't be written."""
        self._write({name: value})

    def keep_setting(self, name: str, value: V, configured: V) -> None:
        """Keep what was chosen in place of a setting; raises ``SettingsError`` when it can't be written."""
        self._write({name: value, f"{name} instead of": configured})

    def _read(self) -> dict[str, object]:
        try:
            values = msgspec.json.decode(disk.read(self._file.resolve(), _LARGEST))
        except (OSError, RuntimeError, msgspec.DecodeError):  # a circle of links, a nest that is too deep
            return {}
        return values if isinstance(values, dict) else {}

    def _write(self, changes: dict[str, object]) -> None:
        """Change the file as it is now: another window may have written since."""
        self._values |= changes
        text = msgspec.json.format(msgspec.json.encode({**self._read(), **changes}))
        try:
            disk.make_folder(self._file.parent)
            disk.replace(self._file, text)
        except OSError as error:
            raise SettingsError(
                f"This choice holds until you quit; {self._file} can't be written: {error.strerror or error}.",
                "Set it in config.toml to keep it.",
            ) from error
