"""Countries by rule: for each rule several short texts of our own and the countries in them, named or by a place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis

Read = Callable[[str], Analysis]

LOCAL_NEWS = {
    "Lebanon by its county": (
        "LEBANON — The school board voted Tuesday to close the elementary school on Maple Street.\n\n"
        "Residents of Lebanon County had asked the commissioners to wait. Lebanon police expect more traffic downtown.",
        {"US": "via"},
    ),
    "Palestine by its state": (
        "PALESTINE, Texas (AP) — The sheriff of Anderson County said deputies found the truck near a highway.\n\n"
        "Palestine has about 18,000 residents.",
        {"US": "via"},
    ),
    "Paris by its state": (
        "The Paris city council met Monday to talk about sewer rates. Mayor Linda Cole said the county would pay.\n\n"
        "Residents from across Tennessee drive to Paris for the fish fry. The Tennessee Department of Transportation "
        "will close the highway to Nashville.",
        {"US": "via"},
    ),
    "Jordan by its school": (
        "Jordan High School beat Belle Plaine on Friday. Coach Dan Meyer said his quarterback was best in Minnesota. "
        "Jordan plays in St. Paul next week.",
        {"US": "via"},
    ),
    "Paris by towns and a county of its state": (
        "Voters in Lamar County will choose a new sheriff. The mayor of Paris said polls open at the courthouse. "
        "Residents of Reno, Blossom and Clarksville vote at the elementary school. Dallas is two hours away.",
        {"US": "via"},
    ),
    "London by spelling, coins and measures": (
        "London city councillors voted on Tuesday to pay $4 million for 3 kilometres of bus lanes on Dundas Street.\n\n"
        "Neighbours of the arena had asked for a bylaw against parking. The mayor said residents of the downtown "
        "would save time.",
        {"CA": "via"},
    ),
    "Cairo by a county near by": (
        "CAIRO — The parade of tractors begins at 10 a.m. Saturday at the Grady County fairgrounds.\n\n"
        "Volunteers of the fire department will serve pancakes. Sheriff Tom Hall said parking is free downtown.",
        {"US": "via"},
    ),
    "Mexico, Mo., and Cuba, Mo.": (
        "Firefighters from Mexico, Mo., and Cuba, Mo., put out a barn fire on Sunday.",
        {"US": "via"},
    ),
    "streets, creeks and food": (
        "A car left Peru Street and came to rest in Turkey Creek. The driver had been to a Chinese restaurant and a "
        "Mexican restaurant in Columbus, Ohio.",
        {"US": "via"},
    ),
    "Georgia by its neighbours": (
        "Storms moved from Alabama into Georgia on Monday. In Atlanta, schools were closed.",
        {"US": "via"},
    ),
    "Athens and Rome by a state": (
        "Athens, Ga., and Rome, Ga., will share a new library van, the county said.",
        {"US": "via"},
    ),
    "a town that is a country's in a list of towns": (
        "The bus line runs from Lebanon, Tenn., to Nashville. Riders in Lebanon pay two dollars.",
        {"US": "via"},
    ),
    "London by its province": (
        "Police in London, Ont., closed a bridge. London is two hours from Toronto.",
        {"CA": "via"},
    ),
}

WORLD_NEWS = {
    "Lebanon, the country": (
        "Israel struck southern Lebanon on Monday. Lebanese officials in Beirut said four people were killed.",
        {"IL": "named", "LB": "named"},
    ),
    "Lebanon among states of the union": (
        "WASHINGTON — A senator from Virginia said troops should leave Lebanon. Syria and Israel agreed. "
        "The senator flew home to Virginia.",
        {"US": "via", "LB": "named", "SY": "named", "IL": "named"},
    ),
    "Paris, the capital": (
        "The president flew from Washington to Paris on Friday. In Texas, his rival spoke to farmers.",
        {"US": "via", "FR": "via"},
    ),
    "dishes that are traded": (
        "The government will stop imports of Italian pasta and put a tariff on Chilean salmon.",
        {"IT": "named", "CL": "named"},
    ),
    "who makes a dish": (
        "The Swiss cheese exporter bought a British biscuit maker. The Polish union Rivet was against it.",
        {"CH": "named", "GB": "named", "PL": "named"},
    ),
    "people of a place that a breed is called by": (
        "A Hereford man won in Wales. The farmers of Guernsey protested.",
        {"GB": "via", "GG": "named"},
    ),
    "a country inside the United Kingdom behind a preposition": ("She was elected in Scotland.", {"GB": "via"}),
    "an adjective as a predicate": ("Nine of the sailors were Filipino.", {"PH": "named"}),
    "Georgia, the country": (
        "Russian tanks crossed into Georgia. In Tbilisi, Georgian ministers met all night.",
        {"RU": "named", "GE": "named"},
    ),
    "a dateline in capitals": (
        "NAIROBI, March 3 - Doctors went on strike on Monday.",
        {"KE": "via"},
    ),
    "a dateline in capitals with an article": ("THE HAGUE (AP) - The court sat on Monday.", {"NL": "via"}),
    "a dateline before a colon": ("KANPUR: The mill was shut on Monday after a fire.", {"IN": "via"}),
    "a dateline of a town that the model knows as nothing": (
        "MONTREAL, Feb 26 - The maker of snow ploughs said its profit fell.",
        {"CA": "via"},
    ),
}

NAMES = {
    "Congo alone is the larger one": ("Congolese troops left the east. Congo asked for help.", {"CD": "named"}),
    "Congo with a town of its own": ("GOMA, Congo (AP) — Rebels came. Congo's army fled.", {"CD": "named"}),
    "Congo with the other's capital": (
        "The president of Congo spoke in Brazzaville. A Congolese choir sang.",
        {"CG": "named"},
    ),
    "the two Congos beside each other": (
        "Congo and DR Congo signed. The Democratic Republic of Congo is larger; Congo has fewer people.",
        {"CG": "named", "CD": "named"},
    ),
    "Northern Irish": ("Northern Irish farmers met Irish ones.", {"GB": "via", "IE": "named"}),
    "islands joined by and": (
        "Antigua and Barbuda voted in May. Trinidad and Tobago did too.",
        {"AG": "named", "TT": "named"},
    ),
    "three Guineas": (
        "Guinea, Equatorial Guinea and Guinea-Bissau sent ministers. Papua New Guinea did not.",
        {"GN": "named", "GQ": "named", "GW": "named", "PG": "named"},
    ),
    "Niger and Nigeria by their people": (
        "A Nigerien soldier and two Nigerian soldiers were wounded.",
        {"NE": "named", "NG": "named"},
    ),
    "Dominica and the Dominican Republic": (
        "The storm passed Dominica and then the Dominican Republic.",
        {"DM": "named", "DO": "named"},
    ),
    "Ireland and Northern Ireland": (
        "Ireland and Northern Ireland share a border. The Irish minister spoke in Belfast.",
        {"IE": "named", "GB": "via"},
    ),
    "England and Scotland": ("England beat Scotland at rugby.", {"GB": "via"}),
    "Gaza and the West Bank": ("Aid reached Gaza. Roads in the West Bank were shut.", {"PS": "named"}),
    "Hong Kong, Taiwan and Kosovo": (
        "Hong Kong, Taiwan and Kosovo took part.",
        {"HK": "named", "TW": "named", "XK": "named"},
    ),
    "Korea alone is neither": ("He fought in Korea. A Korean shop sold him the coat.", {}),
    "Palestinians": ("Palestinian farmers waited at the gate. Palestine has asked to join.", {"PS": "named"}),
    "Georgian is the country's, among states too": (
        "A Georgian wrestler won in Ohio and then in Iowa.",
        {"GE": "named", "US": "via"},
    ),
    "Ulster, Scots and Welshmen": ("A man from Ulster, two Scots and a Welshman shared the cabin.", {"GB": "via"}),
    "territories are themselves": (
        "Ferries left Macau. Voters in Puerto Rico chose a governor.",
        {"MO": "named", "PR": "named"},
    ),
    "regions count by their country": (
        "Monks in Tibet, miners in Crimea and weavers in Kashmir wrote letters.",
        {"CN": "via", "UA": "via", "IN": "via"},
    ),
    "states that are no more": ("He grew up in Yugoslavia and studied in the USSR.", {}),
    "South Sudan is not Sudan": ("South Sudan signed. Fighting went on.", {"SS": "named"}),
    "New Mexico is not Mexico": ("Fires burned in New Mexico.", {"US": "via"}),
    "former names": ("She was born in Burma and grew up in Ceylon.", {"MM": "named", "LK": "named"}),
    "abbreviations": (
        "The U.S. and the UK talked to the UAE and the DRC.",
        {"US": "named", "GB": "named", "AE": "named", "CD": "named"},
    ),
}

NO_COUNTRY: dict[str, tuple[str, dict[str, str]]] = {
    "people": ("Chad Olsen and Jordan Reyes met Paris Whitfield. Olsen said Reyes was late.", {}),
    "languages and peoples without a state": ("He speaks Spanish to Native American and Latin American friends.", {}),
    "seas and continents": ("The Indian Ocean is warmer than the South China Sea; Asia and Africa are dry.", {}),
    "newspapers": ("She writes for the China Daily and the Jakarta Post.", {}),
    "food, dogs and rest": (
        "They had French fries, a Danish pastry and Swiss rolls. The German shepherd got a Swedish massage.",
        {},
    ),
    "breeds": (
        "He keeps Jersey cows, a Hereford and a stray Labrador. Her Welsh corgi chased a Persian cat and two "
        "Hungarian vizslas.",
        {},
    ),
    "plants and dishes": (
        "She planted Bermuda grass, a Japanese maple and Spanish bluebells, and cooked Polish pierogi.",
        {},
    ),
    "languages of schools": (
        "Mr. Reed has taught English and Latin since 1990. There are Italian and Polish lessons on Monday, and a "
        "Spanish dictionary on the shelf.",
        {},
    ),
    "a dog's name": ("The prize went to a dog named Finn.", {}),
    "turkey, the bird": ("Turkey is dear this year. A turkey of nine pounds costs ten dollars.", {}),
    "the first people of America": (
        "The Seneca Nation of Indians closed its casino. The tribe said Indian land is not for sale.",
        {},
    ),
    "relatives and ages": ("He leaves a wife, Georgia; a son, Chad; and a niece. Jordan, 17, wrote the verse.", {}),
    "a word at the head of a sentence": ("Polish your shoes before you go.", {}),
}

CASES = {**LOCAL_NEWS, **WORLD_NEWS, **NAMES, **NO_COUNTRY}


@pytest.mark.parametrize("name", CASES)
def test_countries_of_a_text(read: Read, name: str) -> None:
    text, expected = CASES[name]
    found = {c.code: "named" if c.mentions else "via" for c in read(text).countries}

    assert found == expected
