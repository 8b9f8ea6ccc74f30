"""Build the names of countries and capitals in other languages that ``reader/analysis/languages`` reads.

    pip install babel          # in the environment that Dateline is installed in; not needed at run time
    python scripts/build_country_names.py

What goes in, and under which licence: names of territories and of the cities that stand for time zones, from the
Unicode CLDR as ``babel`` carries it (Unicode License v3); which of those cities are capitals, from our own
``gazetteer.tsv``; ``country_names.tsv`` beside it: other names that news uses ("USA", "Birmanie"), our own.

What comes out: ``reader/analysis/data/countries/<language>.tsv``, a name a line with n (a country's name) or k (its
capital) and the country's code, for each language that Dateline can tell from others and for which CLDR names at least
``_ENOUGH`` countries. Names that two countries share are left out. The result depends on babel's version only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from reader.analysis.models import base_language

DATA = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data"
_ENOUGH = 150
_NO_COUNTRIES = frozenset(
    {"AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "IO", "QO", "TA", "TF", "UM", "UN"}
)
# Scripts of one language that have names of their own.
_TWINS = {"zh": ("zh_Hans", "zh_Hant"), "sr": ("sr_Cyrl", "sr_Latn"), "uz": ("uz_Latn", "uz_Cyrl"), "no": ("nb", "nn")}
_NOTES = re.compile(r"\s*[(（\[]([^)）\]]*)[)）\]]")
# What CLDR adds to Hong Kong's and Macau's names; the short name stands beside it in country_names.tsv where known.
_ADMINISTRATIVE = frozenset({"HK", "MO"})


def main() -> None:
    """Write a file a language."""
    folder = DATA / "countries"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.tsv"):
        old.unlink()
    capitals = _capitals()
    extra = _extra()
    known = LanguageIdentifier.from_model_file(MODEL_FILE).nb_classes
    for language in sorted({base_language(each) for each in known} - {"en", "pcm", "zxx"}):
        names: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for kind, code, name in _names(language, capitals):
            names[name].add((kind, code))
        if sum(kind == "n" for readings in names.values() for kind, _ in readings) < _ENOUGH:
            continue
        latin = sum(name[:1] < "ɐ" for name in names) * 2 > len(names)
        for kind, code, name in (*extra.get(language, ()), *(extra["*"] if latin else ())):
            if kind == "-":
                names.pop(name, None)
            else:
                names[name].add((kind, code))
        lines = sorted(f"{name}\t{kind}\t{code}" for name, readings in names.items() for kind, code in _one(readings))
        (folder / f"{language}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _one(readings: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the one reading of a name: a country before the capital of its own name; none for two countries."""
    named = sorted(reading for reading in readings if reading[0] == "n") or sorted(readings)
    return named if len(named) == 1 else []


def _names(language: str, capitals: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for each in _TWINS.get(language, (language,)):
        try:
            locale: Any = Locale.parse(each)
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in locale.territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES and code not in _ADMINISTRATIVE:
                for form in _forms(name):
                    yield "n", code, form
        for zone, code in capitals.items():
            city = locale.time_zones.get(zone, {}).get("city") or (_city(zone) if _is_latin(locale) else "")
            if city:
                yield "k", code, _plain(city)


def _forms(name: str) -> Iterator[str]:
    """Yield "Myanmar" and "Birmanie" of "Myanmar (Birmanie)"; "Congo-Kinshasa" of "Congo - Kinshasa"."""
    name = _plain(name)
    yield re.sub(r"\s+[-–]\s+", "-", _NOTES.sub("", name)).strip()
    for inside in _NOTES.findall(name):
        if inside[:1].isupper() and len(inside) > 3:
            yield inside.strip()


def _plain(name: str) -> str:
    """Return a name without soft hyphens, composed."""
    return unicodedata.normalize("NFC", name.replace("\N{SOFT HYPHEN}", ""))


def _capitals() -> dict[str, str]:
    """Return the time zones that are named after a capital, each with its country."""
    lines = (DATA / "gazetteer.tsv").read_text("utf-8").splitlines()
    known = {name: {r[1:3] for r in readings.split(" ") if r[0] == "k"} for name, readings in map(_split, lines)}
    zones = get_global("zone_territories")
    return {zone: code for zone, code in zones.items() if code in known.get(_city(zone), ())}


def _split(line: str) -> tuple[str, str]:
    name, _, readings = line.partition("\t")
    return name, readings


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _is_latin(locale: Any) -> bool:  # noqa: ANN401  babel has no types
    return str(locale.territories.get("FR", "я"))[0] < "ɐ"


def _extra() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in (DATA / "country_names.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, kind, code, names = line.split("\t")
            found[language].extend((kind, code, name) for name in names.split(";"))
    return found


if __name__ == "__main__":
    main()
