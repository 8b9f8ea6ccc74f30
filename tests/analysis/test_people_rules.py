"""People by rule: for each rule several short texts of our own and the people in them, with all their mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis

Read = Callable[[str], Analysis]

FAMILIES = {
    "a surname that stands once": (
        "Gerald and Betty Okafor moved to Ohio. Betty Okafor is a nurse.",
        {"Gerald Okafor": ["Gerald"], "Betty Okafor": ["Betty Okafor", "Betty Okafor"]},
    ),
    "a couple whose other name stands elsewhere": (
        "Peter and Anna Lindqvist bought the farm. Peter Lindqvist said it was old.",
        {"Peter Lindqvist": ["Peter", "Peter Lindqvist"], "Anna Lindqvist": ["Anna Lindqvist"]},
    ),
    "a family is nobody": (
        "Mark Fletcher sold the house. The Fletchers moved away.",
        {"Mark Fletcher": ["Mark Fletcher"]},
    ),
    "relatives told apart by title": (
        "Carl Hansen and his wife, Ruth Hansen, run the shop. Mrs. Hansen keeps the books. Mr. Hansen bakes.",
        {"Carl Hansen": ["Carl Hansen", "Hansen"], "Ruth Hansen": ["Ruth Hansen", "Hansen"]},
    ),
    "relatives told apart by first name": (
        "Laura Becker and Simon Becker disagreed. Laura left early. Simon stayed.",
        {"Laura Becker": ["Laura Becker", "Laura"], "Simon Becker": ["Simon Becker", "Simon"]},
    ),
    "two of one name with other initials": (
        "James H.R. Miller was the father of James T. Miller.",
        {"James H.R. Miller": ["James H.R. Miller"], "James T. Miller": ["James T. Miller"]},
    ),
    "a son, a father and neither": (
        "Carl Weston Jr. met Peter Hale. Carl Weston Sr. stayed at home. Peter Hale Jr. is twelve.",
        {
            "Carl Weston Jr.": ["Carl Weston Jr."],
            "Peter Hale": ["Peter Hale"],
            "Carl Weston Sr.": ["Carl Weston Sr."],
            "Peter Hale Jr.": ["Peter Hale Jr."],
        },
    ),
    "a relative who is introduced is not the one of the bare last name": (
        "Helen Brandt runs the mill. Her father, Otto Brandt, built it. Brandt says it will close.",
        {"Helen Brandt": ["Helen Brandt", "Brandt"], "Otto Brandt": ["Otto Brandt"]},
    ),
    "a last name before a relative's full name": (
        "Minister Lindqvist refused to sell. Lindqvist showed a picture of Elsa Lindqvist, his mother.",
        {"Lindqvist": ["Lindqvist", "Lindqvist"], "Elsa Lindqvist": ["Elsa Lindqvist"]},
    ),
    "whoever goes by the first name here is not the one of the last name": (
        "Rosa Keller wrote to Simon Keller. Rosa had no answer, Keller said.",
        {"Rosa Keller": ["Rosa Keller", "Rosa"], "Simon Keller": ["Simon Keller", "Keller"]},
    ),
    "a surname without the particle of somebody else's": (
        "President Paulo da Moreira listened to Clara Moreira. In the evening President da Moreira left.\n\n"
        "Moreira had planted rubber trees.",
        {"Paulo da Moreira": ["Paulo da Moreira", "da Moreira"], "Clara Moreira": ["Clara Moreira", "Moreira"]},
    ),
    "a name that somebody was born by": (
        "Maria Achterberg-Holm died on Sunday. Born Maria Luise Achterberg in 1935, she sang in Bremen.",
        {"Maria Luise Achterberg": ["Maria Achterberg-Holm", "Maria Luise Achterberg"]},
    ),
    "the firm of somebody whom the article calls Ms": (
        "Lindqvist Foods named Clara Lindqvist its chief. “I am glad,” Ms. Lindqvist said. Lindqvist closed two "
        "bakeries last year. “Nobody told Lindqvist,” a rival said of her.",
        {"Clara Lindqvist": ["Clara Lindqvist", "Lindqvist", "Lindqvist"]},
    ),
    "a surname beside a firm, in an article without Mr and Ms": (
        "Lindqvist Foods named Clara Lindqvist its chief. Lindqvist closed two bakeries last year.",
        {"Clara Lindqvist": ["Clara Lindqvist", "Lindqvist"]},
    ),
}

FORMS = {
    "title and surname": (
        "General Pavel Moravec spoke first. General Moravec was tired.",
        {"Pavel Moravec": ["Pavel Moravec", "Moravec"]},
    ),
    "a surname of two words": (
        "Carmen Vega Salazar won. Vega Salazar thanked her voters.",
        {"Carmen Vega Salazar": ["Carmen Vega Salazar", "Vega Salazar"]},
    ),
    "a particle": (
        "Ursula van der Berg arrived on Monday. Van der Berg said nothing.",
        {"Ursula van der Berg": ["Ursula van der Berg", "Van der Berg"]},
    ),
    "a nickname": (
        "Senator William Hartley voted yes. Bill Hartley had voted no before.",
        {"William Hartley": ["William Hartley", "Bill Hartley"]},
    ),
    "a nickname between marks": (
        "Governor Robert “Buddy” Falk-Hansen spoke. Buddy sings, and Falk-Hansen knows it.",
        {"Robert “Buddy” Falk-Hansen": ["Robert “Buddy” Falk-Hansen", "Buddy", "Falk-Hansen"]},
    ),
    "a nickname of several words, straight marks": (
        'The chief, Olusegun "Iron Fist" Oyelaran, left. Oyelaran said nothing.',
        {'Olusegun "Iron Fist" Oyelaran': ['Olusegun "Iron Fist" Oyelaran', "Oyelaran"]},
    ),
    "the first of two surnames": (
        "Teresa Maldonado Quiroga is a judge. Maldonado signed the order for Clara Weiss-Adler. Weiss agreed.",
        {
            "Teresa Maldonado Quiroga": ["Teresa Maldonado Quiroga", "Maldonado"],
            "Clara Weiss-Adler": ["Clara Weiss-Adler", "Weiss"],
        },
    ),
    "a title of people, whatever the model calls the name": (
        "I asked Aunty Folasade about it. Mevrouw Verhaegen made soup. The Greek Stelios Karras ran.",
        {
            "Folasade": ["Folasade"],
            "Verhaegen": ["Verhaegen"],
            "Stelios Karras": ["Stelios Karras"],
        },
    ),
    "a country behind a name": (
        "The champion, Kerubo Nyaboke of Kenya, won. Nyaboke wept.",
        {"Kerubo Nyaboke": ["Kerubo Nyaboke", "Nyaboke"]},
    ),
    "a line-up": (
        "Norway: Nylund; Ryerstad, Ostgard (Thorsvik 61), Ajerud, Moldeby; Berge, Odegard; Sorlotten, Holand.",
        {
            name: [name]
            for name in (
                *("Nylund", "Ryerstad", "Ostgard", "Thorsvik", "Ajerud"),
                *("Moldeby", "Berge", "Odegard", "Sorlotten", "Holand"),
            )
        },
    ),
    "those who wrote it": (
        "(Reporting by Larissa in Recife; Editing by Mark Heinrichs)",
        {"Larissa": ["Larissa"], "Mark Heinrichs": ["Mark Heinrichs"]},
    ),
    "an initial": (
        "Thomas K. Whitford is a judge. T. Whitford signed the order. Whitford will retire.",
        {"Thomas K. Whitford": ["Thomas K. Whitford", "T. Whitford", "Whitford"]},
    ),
    "a letter that differs": (
        "Mariana Guaidó spoke in Caracas. Supporters of Mariana Guaido cheered.",
        {"Mariana Guaidó": ["Mariana Guaidó", "Mariana Guaido"]},
    ),
    "an apostrophe": (
        "Police arrested Kevin O'Neill on Friday. O'Neill’s lawyer said he was ill.",
        {"Kevin O'Neill": ["Kevin O'Neill", "O'Neill"]},
    ),
    "a hyphen": (
        "Jean-Michel Durand met Anna Adams-Price. Adams-Price said little.",
        {"Jean-Michel Durand": ["Jean-Michel Durand"], "Anna Adams-Price": ["Anna Adams-Price", "Adams-Price"]},
    ),
    "a place, a title and a name run together": (
        "Phoenix Mayor Greg Whitcombe opened the bridge. Whitcombe cut the ribbon.",
        {"Greg Whitcombe": ["Greg Whitcombe", "Whitcombe"]},
    ),
    "surnames that are words for things and titles": (
        "Reporter Kathleen Hall called the banker Paul Singer. Hall asked about the fund; Singer hung up.",
        {"Kathleen Hall": ["Kathleen Hall", "Hall"], "Paul Singer": ["Paul Singer", "Singer"]},
    ),
    "particles": (
        "Paul de la Croix met Ludwig van der Rohe. De la Croix spoke.",
        {"Paul de la Croix": ["Paul de la Croix", "De la Croix"], "Ludwig van der Rohe": ["Ludwig van der Rohe"]},
    ),
    "a surname first and joined words": (
        "Ban Ki-moon met Lee Hsien Loong. Ban had come early.",
        {"Ban Ki-moon": ["Ban Ki-moon", "Ban"], "Lee Hsien Loong": ["Lee Hsien Loong"]},
    ),
    "al- in front or not": (
        "Nouri al-Maliki resigned. Al-Maliki thanked aides. Maliki left Baghdad.",
        {"Nouri al-Maliki": ["Nouri al-Maliki", "Al-Maliki", "Maliki"]},
    ),
    "surnames of two words in the short form": (
        "Andrés Manuel López Herrador won. López Herrador thanked voters.",
        {"Andrés Manuel López Herrador": ["Andrés Manuel López Herrador", "López Herrador"]},
    ),
    "people in a row": (
        "Cruz, Rubio and Kasich debated. Ted Cruz, Marco Rubio and John Kasich want to win.",
        {
            "Ted Cruz": ["Cruz", "Ted Cruz"],
            "Marco Rubio": ["Rubio", "Marco Rubio"],
            "John Kasich": ["Kasich", "John Kasich"],
        },
    ),
    "a paper or a city that owns": (
        "Daily Mirror’s Karen Whitlock asked. Boston’s Walsh answered. Marty Walsh is mayor.",
        {"Karen Whitlock": ["Karen Whitlock"], "Marty Walsh": ["Walsh", "Marty Walsh"]},
    ),
    "surnames that are common words": (
        "George Will wrote a column. David French agreed, and Ian Read of the bank paid.",
        {"George Will": ["George Will"], "David French": ["David French"], "Ian Read": ["Ian Read"]},
    ),
    "names known without a given name": (
        "Lula won in Brazil, and Lula said so. Madonna sang, Picasso painted and Einstein thought.",
        {"Lula": ["Lula", "Lula"], "Madonna": ["Madonna"], "Picasso": ["Picasso"], "Einstein": ["Einstein"]},
    ),
    "a headline in capitals": (
        "MINISTER HOLLOWAY SAYS PRICES WILL FALL\n\nPrices will fall, Finance Minister Ruth Holloway said on Monday.",
        {"Ruth Holloway": ["HOLLOWAY", "Ruth Holloway"]},
    ),
    "a headline of big words": (
        "Senator Daniel Whitcombe Says Budget Will Pass in March\n\nDaniel Whitcombe said the budget will pass.",
        {"Daniel Whitcombe": ["Daniel Whitcombe", "Daniel Whitcombe"]},
    ),
}

NO_PEOPLE = {
    "towers, laws, prizes and companies": (
        "Trump Tower was closed. The Dodd-Frank Act was changed. The Nobel Prize was given. Ford Motor sold cars.",
        {},
    ),
    "a dateline": ("GRAFTON, W.Va. (AP) — The mine was closed on Monday.", {}),
    "cities that speak": ("Brussels said no. Nairobi agreed.", {}),
    "firms that read like people": ("Wells Fargo and Morgan Stanley cut jobs. Glass-Steagall was a law.", {}),
    "works and ships": ("The novel Emma sold well. The yacht Eleanor sank.", {}),
    "peoples": ("Shi'ite leaders met in Basra. The Shi’ite bloc refused.", {}),
    "storms and ships": ("Hurricane Maria hit the coast. The USS Cole left the port.", {}),
    "what bears a person's name": (
        "Patients left the Ramón Quiroga hospital. The ferry Maria Lindqvist sank near the town of General Hartmann. "
        "The USNS Carl Weston came.",
        {},
    ),
    "a storm without its title": (
        "Storm Walter came ashore on Monday. Nobody had warned them about Walter. Since Walter, the road is closed.",
        {},
    ),
    "where somebody is from": (
        "Clara Weiss, of Hull, was there. They went to Nova Gorica.",
        {"Clara Weiss": ["Clara Weiss"]},
    ),
    "what has shareholders and strikers": (
        "Kestrell’s shareholders meet on Monday. An analyst at Holmvik called the offer low. "
        "Brask beat Odense, and the Brask striker scored twice.",
        {},
    ),
    "what is written and ridden": (
        "Kestrell Dawn, ridden by a boy of nineteen, won. The film “Justice Mabel Wept” is being cut.",
        {},
    ),
    "saints' towns": ("A row of houses fell in San Pedro Tlaxiaco, a parish near Santa Rosalía.", {}),
    "ships with titles": ("The Lady Zehma ran aground. Officials boarded the Prince Albert at noon.", {}),
}

SINGLE_RULES = {
    "a name before marriage": (
        "Clara Weiss, née Holmvik, ran the mill. Clara Weiss died in May.",
        {"Clara Weiss": ["Clara Weiss", "Holmvik", "Clara Weiss"]},
    ),
    "a surname with particles that stands once": (
        "Piet and Anna van der Velde run the dairy.",
        {"Piet van der Velde": ["Piet"], "Anna van der Velde": ["Anna van der Velde"]},
    ),
    "a state's utility": ("Georgia Power raised its rates. Critics in Georgia were angry.", {}),
    "partners behind a sign": (
        "Brandt & Söhne makes pumps. Brandt sold 40,000 of them last year. Buyers like Brandt.",
        {},
    ),
    "what always has an article": ("The Bench heard the petition. A Bench of two had sat before.", {}),
    "a nickname before an unknown surname": (
        'Maureen "Mo" Tancred won. Mo danced, and Tancred sang.',
        {'Maureen "Mo" Tancred': ['Maureen "Mo" Tancred', "Mo", "Tancred"]},
    ),
    "half a surname": (
        "Bill and Melinda Harcourt-Reyes gave a field. Mrs. Harcourt-Reyes laughed.",
        {
            "Bill Harcourt-Reyes": ["Bill"],
            "Melinda Harcourt-Reyes": ["Melinda Harcourt-Reyes", "Harcourt-Reyes"],
        },
    ),
    "a particle with a capital": (
        "She met the envoy Jean-Yves Le Guen. Le Guen flies on to Rome.",
        {"Jean-Yves Le Guen": ["Jean-Yves Le Guen", "Le Guen"]},
    ),
    "a councillor": (
        "Cr Rosa Keller voted no. Keller left early.",
        {"Rosa Keller": ["Rosa Keller", "Keller"]},
    ),
}

CASES = {**FAMILIES, **FORMS, **NO_PEOPLE, **SINGLE_RULES}


@pytest.mark.parametrize("name", CASES)
def test_people_of_a_text(read: Read, name: str) -> None:
    text, expected = CASES[name]
    found = {person.name: [span.of(text) for span in person.mentions] for person in read(text).people}

    assert found == expected


@pytest.mark.parametrize("office", ["Secretary of State", "Minister of Defence", "Secretary of Education"])
def test_what_an_office_is_for_is_no_name(read: Read, office: str) -> None:
    text = f"{office} Ruth Holloway met {office} Omar Haddad in Geneva. The bank’s president agreed."
    named = [entity.span.of(text) for entity in read(text).entities]

    assert "Geneva" in named
    assert office.rsplit(maxsplit=1)[-1] not in named
