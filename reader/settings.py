"""The user's settings: ``config.toml``, and the three folders that everything lives in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader import disk
from reader.errors import SettingsError, UsageError

MEASURES = range(30, 141)
"""Cells to a line. Beyond these a page is none: a line of 20 cells holds three words, one of 200 can't be followed."""

_LARGEST = 1 << 20
_NUMBERS = {
    "measure": MEASURES,
    "trash_days": range(36_501),
}
_PROFILE = r"[a-z0-9][a-z0-9_-]{0,39}"  # one folder's name on every system
_SWITCHES = ("ascii", "linear", "hyphenate")
PARAGRAPHS = ("spaced", "indented")
"""What tells a paragraph from the one above: a blank row, or the indent of its first line."""

_TABLES = {
    "keys": 'a table of commands and keys, such as highlight = "h,f2"',
    "models": 'a table of languages and models, such as fr = "fr_core_news_sm"',
}
ON_SCREEN = (
    "theme", "measure", "paragraphs", "hyphenate", "model", "export_folder", "trash_days", "ascii", "linear",
)  # fmt: skip
"""The settings that can be chosen on the screen too. Where the notes are, is no choice for a file that may be lost."""


class Folders(NamedTuple):
    """Where Dateline keeps things: settings and notes; articles; what can be computed again."""

    config: Path
    data: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        """The settings, which may not exist."""
        return self.config / "config.toml"

    @property
    def notes(self) -> Path:
        """The folder of the notes, one file each."""
        return self.config / "notes"

    @property
    def drafts(self) -> Path:
        """The folder of the notes that are being written."""
        return self.config / "drafts"

    @property
    def library(self) -> Path:
        """The database of articles."""
        return self.data / "library.sqlite3"

    @property
    def memory(self) -> Path:
        """What was chosen on the screen."""
        return self.data / "screen.json"

    @property
    def exports(self) -> Path:
        """What was exported where, for formats whose files can't tell."""
        return self.data / "exports"

    @property
    def analyses(self) -> Path:
        """The database of cached analyses."""
        return self.cache / "analyses.sqlite3"


def folders(
    config: Path | None = None,
    data: Path | None = None,
    cache: Path | None = None,
    profile: str = "",
    environ: Mapping[str, str] = os.environ,
) -> Folders:
    """Return the folders: those given, else ``DATELINE_*_DIR`` of the environment, else the system's.

    A profile, given or ``DATELINE_PROFILE``, has folders of its own below them: ``profiles/<profile>``.

    Raises:
        UsageError: the profile's name makes no folder, or a folder's name stands for no path.
    """
    import platformdirs  # noqa: PLC0415  only needed here, and not at all when all three are named

    name = profile or environ.get("DATELINE_PROFILE", "")
    if name and not re.fullmatch(_PROFILE, name):
        raise UsageError(f"“{_printable(name)}” is no name for a profile.", "Use small letters, digits and hyphens.")

    def pick(given: Path | None, variable: str, default: str) -> Path:
        named = given or (Path(environ[variable]) if environ.get(variable) else None)
        try:
            folder = (named or Path(default)).expanduser().absolute()
        except (RuntimeError, OSError) as error:  # no such user, or the current folder was removed
            raise UsageError(f"“{_printable(str(named))}” is no folder: {error}.", "Name a whole path.") from error
        return folder / "profiles" / name if name else folder

    return Folders(
        pick(config, "DATELINE_CONFIG_DIR", platformdirs.user_config_dir("dateline", appauthor=False)),
        pick(data, "DATELINE_DATA_DIR", platformdirs.user_data_dir("dateline", appauthor=False)),
        pick(cache, "DATELINE_CACHE_DIR", platformdirs.user_cache_dir("dateline", appauthor=False)),
    )


class Settings(NamedTuple):
    """What ``config.toml`` can say. Every field is a key of that file.

    ``theme``: a theme's name. ``measure``: cells to a line of text. ``paragraphs``: "spaced" (a blank row between
    them) or "indented" (their first line). ``hyphenate``: part words at the ends of lines. ``model``: an installed
    spaCy pipeline; "" is the one that Dateline comes with. ``models``: those for other languages, by ISO 639-1 code.
    ``export_folder``: where the export key writes; "" is "Dateline" in the user's documents. ``notes_folder``: holds
    the folders ``notes``, ``trash`` and ``corrections``; "" is the config folder.
    ``trash_days``: how long deleted notes are kept; 0 is for ever. ``ascii``: no boxes, bars and blocks of Unicode.
    ``linear``: one column from top to bottom, for screen readers. ``keys``: command to key or keys, comma-separated.
    """

    theme: str = "dateline-night"
    measure: int = 72
    paragraphs: str = "spaced"
    hyphenate: bool = False
    model: str = ""
    models: Mapping[str, str] = {}
    export_folder: str = ""
    notes_folder: str = ""
    trash_days: int = 0
    ascii: bool = False
    linear: bool = False
    keys: Mapping[str, str] = {}


def notes_folder(folders: Folders, settings: Settings) -> Path:
    """Return the folder of the notes; a relative one in the settings counts from the config folder.

    Raises:
        SettingsError: the setting names the home of a user who isn't there.
    """
    if not settings.notes_folder:
        return folders.notes
    try:
        return folders.config / Path(settings.notes_folder).expanduser() / "notes"
    except RuntimeError as error:
        raise SettingsError(
            f"“notes_folder” in {folders.settings_file} names no folder: {error}", "Name a whole path there."
        ) from error


def left_behind(folders: Folders, settings: Settings) -> list[Path]:
    """Return the folders with notes or corrections that aren't read any more, since ``notes_folder`` names another."""
    if notes_folder(folders, settings) == folders.notes:
        return []
    kept = (folders.notes.with_name(name) for name in ("notes", "trash", "corrections"))
    return [folder for folder in kept if any(folder.rglob("*.json"))]


class Loaded(NamedTuple):
    """Settings as read, with what was odd about the file in plain sentences."""

    settings: Settings
    warnings: tuple[str, ...] = ()


def load(file: Path) -> Loaded:
    """Read ``config.toml``; a file that isn't there gives the defaults.

    Raises:
        SettingsError: the file can't be read, is no TOML, or a value is of the wrong kind; names file and line.
    """
    try:
        text = disk.read(file.resolve(), _LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings in {file} can't be read ({_reason(error)}).", "Mend or remove that file."
        ) from error
    import tomllib  # noqa: PLC0415  only where there is a file

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            f"The settings in {file} are not valid TOML: {error}.", "Mend that line, or remove the file."
        ) from error
    known = {*Settings._fields}
    warnings = tuple(_unknown(file, key, known) for key in values if key not in known)
    checked = {key: _checked(file, text, key, value) for key, value in values.items() if key in known}
    return Loaded(Settings()._replace(**checked), warnings)


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _unknown(file: Path, key: str, known: set[str]) -> str:
    import difflib  # noqa: PLC0415  only where something is misspelt

    near = difflib.get_close_matches(key, known, n=1)
    hint = f"; did you mean “{near[0]}”?" if near else "; it is ignored."
    return f"{file} has an unknown setting “{_printable(key)}”{hint}"


def _checked(file: Path, text: str, key: str, value: object) -> Any:  # noqa: ANN401  each key has a type of its own
    if not fits(key, value):
        raise _wrong(file, text, key, wanted(key))
    return value


def fits(key: str, value: object) -> bool:
    """Tell whether a setting can have a value."""
    if key in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool) and value in _NUMBERS[key]
    if key in _SWITCHES:
        return isinstance(value, bool)
    if key == "paragraphs":
        return value in PARAGRAPHS
    if key in _TABLES:
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    return isinstance(value, str)


def wanted(key: str) -> str:
    """Return what a setting has to be, as the end of a sentence."""
    if key in _NUMBERS:
        return f"a whole number from {_NUMBERS[key].start} to {_NUMBERS[key].stop - 1}"
    if key in _SWITCHES:
        return "true or false"
    if key == "paragraphs":
        return " or ".join(f'"{form}"' for form in PARAGRAPHS)
    return _TABLES.get(key, "text in quotation marks")


def _wrong(file: Path, text: str, key: str, wanted: str) -> SettingsError:
    line = next((number for number, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[?{key}\b", line)), 1)
    return SettingsError(f"In {file}, line {line}, “{key}” has to be {wanted}.", "Mend that line.")


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
