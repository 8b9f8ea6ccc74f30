"""People in results, line-ups and credits: short texts of our own and all whom they name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis

Read = Callable[[str], Analysis]

LISTS = {
    "scorers behind results": (
        "Holmvik 2 (Ferrow 31 penalty, Brandvik 77) Odense 1 (Kestrell 44). Halftime 1-1\n\n"
        "Skagen 0 Aalborg 3 (Tobias Runge 4, 52, Melgard 80)",
        ["Ferrow", "Brandvik", "Kestrell", "Tobias Runge", "Melgard"],
    ),
    "those who helped to score in hockey": (
        "First period - 1, Quebec, Yarrow 24 (Lindmark, Fedoruk), 6:11. 2, Boston, Gretzler 12 (Ostrand), 14:50.",
        ["Lindmark", "Fedoruk", "Ostrand"],
    ),
    "a year in brackets is no minute": ("It stands in Volume 2 (Kestrell, 1979) and was read.", []),
    "a score of cricket": (
        "First innings\n\nM. Taverner c Harish Khatri b Waseem Younus 18\n\nS. Wardle not out 88\n\n"
        "I. Hopley lbw b Younus 4\n\nExtras (lb-6 w-4) 10\n\nTotal 120",
        ["M. Taverner", "Harish Khatri", "Waseem Younus", "S. Wardle", "I. Hopley"],
    ),
    "a country behind each": (
        "Men’s 800 metres: 1. Wilson Kiprotich (Kenya) 1:43.12 2. Erik Kessler (Germany) 1:43.38\n\n"
        "1. Dario Bassi (Italy) Ferrari\n\n2. Mika Lahtinen (Finland) McLaren",
        ["Wilson Kiprotich", "Erik Kessler", "Dario Bassi", "Mika Lahtinen"],
    ),
    "three letters of a country": (
        "133 L. Lindberg (Swe) 68 65\n\n135 Haruki Okubo (Jpn) 67 68\n\n2. Tigist Bekele (ETH) 2:19:30",
        ["L. Lindberg", "Haruki Okubo", "Tigist Bekele"],
    ),
    "shots and points": (
        "QUEBEC (134)\n\nMorrow 6-11 0-0 15, Lavigne 8-21 3-3 22, Okafor-Lund 2-4 0-0 4. Totals 52-103 17-21 134.",
        ["Morrow", "Lavigne", "Okafor-Lund"],
    ),
    "a table of teams": ("1. Holmvik United 12 10 1 1 30 12\n\n2. Skagen Town 12 9 1 2 28 14", []),
    "replacements, and the team before the colon": (
        "Replacements: E Lloyd, R Carrow, A Griffith, F Thomas, T Reffell, K Hardy, J Evans.\n\n"
        "Ravensholm: Smallwood; Cole, Adeyemi, Finch, Lowry; Barlow, Tanner, Holt (Diaz 61); Nyman.",
        [
            *("E Lloyd", "R Carrow", "A Griffith", "F Thomas", "T Reffell", "K Hardy", "J Evans"),
            *("Smallwood", "Cole", "Adeyemi", "Finch", "Lowry", "Barlow", "Tanner", "Holt", "Diaz", "Nyman"),
        ],
    ),
    "a team behind the three letters": (
        "1. Tewolde Gebre (ERI, Groupe Lasalle) 4:31\n\n2. Rodrigo Urrego (COL, Team Andina) 4:32",
        ["Tewolde Gebre", "Rodrigo Urrego"],
    ),
    "all who wrote a report": (
        "(Reporting by Panida Wongcha-em and Chaiyut Setbunsarn; Writing by Martin Pettifer in Hull)",
        ["Panida Wongcha-em", "Chaiyut Setbunsarn", "Martin Pettifer"],
    ),
}

NAMES = {
    "given names of two syllables, whatever the model calls their parts": (
        "The firm is controlled by Choi Byung-hoon. The president then was Moon Jae-sik, and Yoo Chang-ho said so. "
        "Jung-hoon Lee went to the Park-led group.",
        ["Choi Byung-hoon", "Moon Jae-sik", "Yoo Chang-ho", "Jung-hoon Lee"],
    ),
    "initials without full stops": (
        "JK Rowntree was read. A paper by AS Haegler in 1989 said so. AB de Vries spoke to NBC News.",
        ["JK Rowntree", "AS Haegler", "AB de Vries"],
    ),
    "a double surname": ("Editor Siobhan O’Connor-Reyes will stay, she said.", ["Siobhan O’Connor-Reyes"]),
    "several with one role": ("It shows the athletes Vytas Gerulis and Jack Norton.", ["Vytas Gerulis", "Jack Norton"]),
}

NOBODY = {
    "where somebody works": (
        "Neil Redfern of Dean Whitmore raised it. Sara Holm at Smith Barnaby agreed. Lawyers from Baker Whitlock came.",
        ["Neil Redfern", "Sara Holm"],
    ),
    "a firm of several": ("The report by consultants Grant Hadleigh had been withheld.", []),
    "a family that nobody is named of": ("It was brought by the Katanga-Mwai trust and the Kadenge family.", []),
    "a firm’s product": ("There was Campbell’s Soup and Levi’s Jeans.", []),
    "things of several words, schools, and what has people": (
        "The Ion Tirescu Indoor Trophy began. The Miguel Hidalgo primary school closed. They live near Birnin Gwada. "
        "Orders came from the Mura people.",
        [],
    ),
    "where somebody’s years went": ("She spent nine years at Emil Zegler and 33 years with Harrow.", []),
    "shares that move": (
        "Among retailers Woodmore sank 23.5 per cent and Harold Nolan gained 2%. Gerry Woodmore wept.",
        ["Gerry Woodmore"],
    ),
    "pets": ("She was looking for her cat, Stefan.", []),
    "a name that ends in letters": ("In the game Arkwell VR, players fall.", []),
    "a senator’s party and state": ("Sen. Maria Cantrell, D-Wash., pressed the airline.", ["Maria Cantrell"]),
}


@pytest.mark.parametrize(
    ("text", "people"), [*LISTS.values(), *NAMES.values(), *NOBODY.values()], ids=[*LISTS, *NAMES, *NOBODY]
)
def test_who_is_named(read: Read, text: str, people: list[str]) -> None:
    assert [person.name for person in read(text).people] == people


MENTIONS = {
    "a first name that the model takes for a word": (
        "Molly Whitlock, 14, swims. Her father drives. “Molly gets up at five,” he said.",
        {"Molly Whitlock": ["Molly Whitlock", "Molly"]},
    ),
    "last names that the model takes for one organisation": (
        "Staale Nyborg and Zenon Zidek scored. Four were booked, among them Zidek and Nyborg, who will miss a game.",
        {"Staale Nyborg": ["Staale Nyborg", "Nyborg"], "Zenon Zidek": ["Zenon Zidek", "Zidek"]},
    ),
    "what somebody is known as": (
        "Jimmy Chartrand, the gang leader known as Barbecue, laughed. Barbecue said he would fight.",
        {"Jimmy Chartrand": ["Jimmy Chartrand", "Barbecue", "Barbecue"]},
    ),
    "a nickname of several words": (
        'Ramiro "El Zurdo" Castaneda lost. El Zurdo is 30.',
        {'Ramiro "El Zurdo" Castaneda': ['Ramiro "El Zurdo" Castaneda', "El Zurdo"]},
    ),
    "a firm’s shares and chief executive are not the founder’s": (
        "Ann Macarthy founded it. Macarthy shares fell. Macarthy’s chief executive left. Macarthy wept.",
        {"Ann Macarthy": ["Ann Macarthy", "Macarthy"]},
    ),
    "a founder’s firm and shop": (
        "Inger Halvorsen founded it. Halvorsen employs 640 people. Halvorsen’s had 71 shops. Halvorsen Cement grew. "
        "The Halvorsen family wept. Shares in Halvorsen fell. Halvorsen sang.",
        {"Inger Halvorsen": ["Inger Halvorsen", "Halvorsen"]},
    ),
    "initials before the words of each turn": (
        "Jon Mulcaster met Mercy Odhiambo in Iten.\n\nJM: Did you win?\n\nMO: I did.\n\nJM: How?\n\nMO: Fast.",
        {"Jon Mulcaster": ["Jon Mulcaster", "JM", "JM"], "Mercy Odhiambo": ["Mercy Odhiambo", "MO", "MO"]},
    ),
    "a short form of the first name": (
        "Robert Falkner sings in the choir. His neighbour met Bob at noon, and Bob said no.",
        {"Robert Falkner": ["Robert Falkner", "Bob", "Bob"]},
    ),
    "the last two of three names": (
        "Iker Ibarra Solar came. The arrival of Ibarra Solar pleased them.",
        {"Iker Ibarra Solar": ["Iker Ibarra Solar", "Ibarra Solar"]},
    ),
    "a team behind a country in brackets": (
        "Frank Willoughby owns the team.\n\n1. Damon Hilliard (Britain) Willoughby 1:24.2",
        {"Frank Willoughby": ["Frank Willoughby"], "Damon Hilliard": ["Damon Hilliard"]},
    ),
    "an answer’s letter": (
        "Q. Who are you?\n\nA. Kwame Mensah, a baker.\n\nQ. Since when?\n\nA. Kwame Mensah and his father know.",
        {"Kwame Mensah": ["Kwame Mensah", "Kwame Mensah"]},
    ),
}


@pytest.mark.parametrize("name", MENTIONS)
def test_where_somebody_is_mentioned(read: Read, name: str) -> None:
    text, expected = MENTIONS[name]

    assert {person.name: [span.of(text) for span in person.mentions] for person in read(text).people} == expected
