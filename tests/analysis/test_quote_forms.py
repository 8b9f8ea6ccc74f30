"""Roles for names, transcripts, British marks, long quotes, and what can't speak. All texts are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis, QuoteKind

Read = Callable[[str], Analysis]
Told = tuple[str, str | None]
"""Words that were told, and the person's name or else the phrase that names the speaker."""


def quoted(text: str, found: Analysis) -> list[Told]:
    names = {person.id: person.name for person in found.people}
    return [
        (p.of(text), names.get(q.speaker or "") or (q.speaker_span.of(text) if q.speaker_span else None))
        for q in found.quotes
        for p in q.pieces
    ]


ROLES: dict[str, tuple[str, list[Told]]] = {
    "the minister": (
        "Lena Holm, the finance minister, came late. She took no questions from the floor.\n\n"
        "“We have saved enough,” the minister said.",
        [("We have saved enough,", "Lena Holm")],
    ),
    "the mayor among others": (
        "Mayor Piet Bakker met the fire chief, Ruud Smit, on Monday.\n\n"
        "“The bridge stays shut,” said the mayor. “It is not safe,” the chief said.",
        [("The bridge stays shut,", "Piet Bakker"), ("It is not safe,", "Ruud Smit")],
    ),
    "somebody's lawyer, by name, behind the verb": (
        "Anna Berg stayed away. “She is ill,” said Berg’s lawyer, Tom Price.",
        [("She is ill,", "Tom Price")],
    ),
    "a country's minister, with words between": (
        "“We shall see,” said Kenya’s long-serving foreign minister Paul Otieno.",
        [("We shall see,", "Paul Otieno")],
    ),
    "somebody's office": (
        "Anna Berg stayed away. “She is ill,” said Berg’s office.",
        [("She is ill,", "Berg’s office")],
    ),
    "a colon behind a sentence without a verb of saying": (
        "“It smelled of summer,” said Nina Keller, who led the dig. Her colleague Tom Price, a chemist, was careful: "
        "“Honey does not spoil. But it changes.”",
        [("It smelled of summer,", "Nina Keller"), ("Honey does not spoil. But it changes.", "Tom Price")],
    ),
    "a spokeswoman for somebody": (
        "“We do not discuss it,” a spokeswoman for Prime Minister Anna Berg said.",
        [("We do not discuss it,", "a spokeswoman for Prime Minister Anna Berg")],
    ),
    "a label before names says nothing": (
        "Kenya won late.\n\nKenya: Okoth; Njoroge, Wanyama; Owino.\nReferee: Anders Holm (Denmark).",
        [],
    ),
    "a short title in full": (
        "Gov. Denise Harlow came late. “It is not a drill,” the governor said.",
        [("It is not a drill,", "Denise Harlow")],
    ),
    "what a name is said to be": (
        "The baker is called Thibault Garance. «There is no recipe,» the baker said.",
        [("There is no recipe,", "Thibault Garance")],
    ),
    "an age before the name": (
        "Police spoke to 58-year-old Anna Berg. “I want to know who did it,” the 58-year-old said.",
        [("I want to know who did it,", "Anna Berg")],
    ),
    "nobody's description, one person spoken of": (
        "Ruud Smit came on late for Oslo.\n\n“They were all looking at their boots,” said the striker.",
        [("They were all looking at their boots,", "Ruud Smit")],
    ),
    "nobody's description, two people spoken of": (
        "Ruud Smit came on for Tom Price.\n\n“They were all looking at their boots,” said the striker.",
        [("They were all looking at their boots,", "the striker")],
    ),
    "an office is nobody's description": (
        "Ruud Smit came late.\n\n“They were all looking at their boots,” said the minister.",
        [("They were all looking at their boots,", "the minister")],
    ),
    "the senator, of two": (
        "Sen. Ann Lee met Sen. Tom Price. “It was a good talk,” the senator said.",
        [("It was a good talk,", "the senator")],
    ),
    "the actor, an apposition with more": (
        "Kurt Maier, a German actor who lives in Wales, opened the fair.\n\n“I love sheep,” the actor said.",
        [("I love sheep,", "Kurt Maier")],
    ),
    "the former president": (
        "Former President Maria Duarte spoke for an hour. “I was wrong,” the former president said.",
        [("I was wrong,", "Maria Duarte")],
    ),
    "the 34-year-old": (
        "Striker Omar Haddad, 34, scored twice. “My legs are old,” the 34-year-old said.",
        [("My legs are old,", "Omar Haddad")],
    ),
    "a spokesman is nobody named": (
        "The finance minister, Lena Holm, was away. “She is ill,” a spokesman for the minister said.",
        [("She is ill,", "a spokesman for the minister")],
    ),
    "her lawyer": (
        "Lena Holm was arrested on Friday. “She will be free soon,” her lawyer, Tom Price, said.",
        [("She will be free soon,", "Tom Price")],
    ),
}

TRANSCRIPTS: dict[str, tuple[str, list[Told]]] = {
    "capitals and colons": (
        "Anna Berg met Tom Price in Oslo.\n\nANNA BERG: “Is it true that you are leaving?”\n\nTOM PRICE: “It is.”",
        [("Is it true that you are leaving?", "Anna Berg"), ("It is.", "Tom Price")],
    ),
    "a name, a colon and a quote in a line of prose": (
        "Then Tom Price: “I never said that.” And Anna Berg: “You did, on Monday.”",
        [("I never said that.", "Tom Price"), ("You did, on Monday.", "Anna Berg")],
    ),
    "a colon after a verb": (
        "Asked about the road, Tom Price answered: “It will open in May.”",
        [("It will open in May.", "Tom Price")],
    ),
}

SINGLE: dict[str, tuple[str, list[Told]]] = {
    "single marks, a double inside": (
        "‘He called it “a mess” and left,’ Anna Berg said.",
        [("He called it “a mess” and left,", "Anna Berg")],
    ),
    "single marks that close with double ones": (
        "‘I asked them, “Is this a joke?”’ Anna Berg said. ‘One of them said, “It's a plan.”’",
        [("I asked them, “Is this a joke?”", "Anna Berg"), ("One of them said, “It's a plan.”", "Anna Berg")],
    ),
    "low marks": (
        "„We have no flour left“, Anna Berg said. „It is a shame“, she added, „that they called it ‚a mess‘.“",
        [
            ("We have no flour left", "Anna Berg"),
            ("It is a shame", "Anna Berg"),
            ("that they called it ‚a mess‘.", "Anna Berg"),
        ],
    ),
    "straight single marks with contractions": (
        "'It's late and we don't know why,' said Tom Price. 'We'll wait.'",
        [("It's late and we don't know why,", "Tom Price"), ("We'll wait.", "Tom Price")],
    ),
    "a plural's apostrophe before the close": (
        "‘It was the farmers’ own idea,’ Tom Price said.",
        [("It was the farmers’ own idea,", "Tom Price")],
    ),
    "interrupted, single": (
        "‘We will go,’ said Anna Berg, ‘but not alone.’",
        [("We will go,", "Anna Berg"), ("but not alone.", "Anna Berg")],
    ),
    "single over two paragraphs": (
        "‘We will go,’ said Anna Berg. ‘It began in May.\n\n‘It ended in June.’",
        [("We will go,", "Anna Berg"), ("It began in May.", "Anna Berg"), ("It ended in June.", "Anna Berg")],
    ),
    "possessives are no marks": ("The boys' coats and the dogs' leads lay in the ministers' hall.", []),
    "years and clippings are no marks": ("In the '60s and '70s rock 'n' roll was king in '68.", []),
}

LONG: dict[str, tuple[str, list[Told]]] = {
    "three paragraphs, the speaker in the first": (
        "“It began in May,” Anna Berg said. “We had no boat.\n\n“We waited for help.\n\n“Nobody came.”",
        [
            ("It began in May,", "Anna Berg"),
            ("We had no boat.", "Anna Berg"),
            ("We waited for help.", "Anna Berg"),
            ("Nobody came.", "Anna Berg"),
        ],
    ),
    "the speaker at the end of the first paragraph": (
        "“It began in May and we had no boat,” said Anna Berg, a fisher.\n\n“Then we waited.”\n\n“Nobody came.”",
        [
            ("It began in May and we had no boat,", "Anna Berg"),
            ("Then we waited.", "Anna Berg"),
            ("Nobody came.", "Anna Berg"),
        ],
    ),
    "a statement of several paragraphs": (
        "Anna Berg said in a letter:\n\n“The road is bad.\n\n“It must be closed at once.”",
        [("The road is bad.", "Anna Berg"), ("It must be closed at once.", "Anna Berg")],
    ),
}

NO_SPEAKERS: dict[str, tuple[str, list[Told]]] = {
    "a meeting": (
        "Tom Price spoke after Tuesday's meeting in Oslo, calling it “a long and useful talk” with friends.",
        [("a long and useful talk", "Tom Price")],
    ),
    "a summit that is the subject": (
        "The summit ended in calm, Anna Berg said, and was “the best in ten years” of work.",
        [("the best in ten years", "Anna Berg")],
    ),
    "an accusation's aim": (
        "Tom Price attacked the ministry on Friday, blaming it for “years of neglect” on the coast.",
        [("years of neglect", "Tom Price")],
    ),
    "a day": (
        "On Monday Anna Berg told the court she had seen “a red car with no lights” near the bridge.",
        [("a red car with no lights", "Anna Berg")],
    ),
    "a means of speaking": (
        "“We heard it at night,” Anna Berg, 54, said by telephone.",
        [("We heard it at night,", "Anna Berg")],
    ),
    "a report can": (
        "The report said the bridge was “not fit for use by lorries” and should be closed.",
        [("not fit for use by lorries", "The report")],
    ),
}

CASES = {**ROLES, **TRANSCRIPTS, **SINGLE, **LONG, **NO_SPEAKERS}


@pytest.mark.parametrize("name", CASES)
def test_quoted_words_and_their_speaker(read: Read, name: str) -> None:
    text, expected = CASES[name]

    assert quoted(text, read(text)) == expected


TALKS: dict[str, tuple[str, list[Told]]] = {
    "a transcript without marks": (
        "Anna Berg met Tom Price in Oslo.\n\nBERG: Is it true that you are leaving the ministry?\n\n"
        "PRICE: It is. I have been here too long.",
        [
            ("Is it true that you are leaving the ministry?", "Anna Berg"),
            ("It is. I have been here too long.", "Tom Price"),
        ],
    ),
    "a paper's label and a line that goes on": (
        "Anna Berg stopped running in Porto.\n\nGazette: Why?\n\nBerg: It was a nice bench.\n\n"
        "I had passed it many times.\n\nGazette: Will you run again?\n\nShe laughs.\n\nBerg: I ran this morning.",
        [
            ("Why?", "Gazette"),
            ("It was a nice bench.", "Anna Berg"),
            ("I had passed it many times.", "Anna Berg"),
            ("Will you run again?", "Gazette"),
            ("I ran this morning.", "Anna Berg"),
        ],
    ),
    "a line of the paper's between two turns": (
        "Anna Berg mends lamps.\n\nQ: Why?\n\nA: I like it.\n\nTom Price likes it less. “I told you so,” he said."
        "\n\nQ: Are you tired?\n\nA: Never.",
        [
            ("Why?", "Q"),
            ("I like it.", "Anna Berg"),
            ("I told you so,", "Tom Price"),
            ("Are you tired?", "Q"),
            ("Never.", "Anna Berg"),
        ],
    ),
    "a list of facts is none": ("When: Friday at noon.\n\nWhere: the harbour hall.\n\nCost: two pounds a head.", []),
    "Q and A": (
        "Anna Berg keeps bees. We met her in Oslo.\n\nQ: Why bees?\n\nA: They were there, in the garden.",
        [("Why bees?", "Q"), ("They were there, in the garden.", "Anna Berg")],
    ),
}


@pytest.mark.parametrize("name", TALKS)
def test_talks_without_marks(read: Read, name: str) -> None:
    text, expected = TALKS[name]
    found = read(text)
    names = {person.id: person.name for person in found.people}
    told = [
        (q.span.of(text), names.get(q.speaker or "") or (q.speaker_span.of(text) if q.speaker_span else None))
        for q in found.quotes
    ]

    assert told == expected


def test_who_is_told_does_not_speak(read: Read) -> None:
    text = "Anna Berg was told to be out by six. It was announced that the shop would close."

    assert [(q.span.of(text), q.speaker, q.speaker_span) for q in read(text).quotes] == [
        ("to be out by six", None, None),
        ("that the shop would close", None, None),
    ]


def test_who_is_said_to_have_done_something_does_not_speak(read: Read) -> None:
    text = "Anna Berg was said to have left by the back door. Tom Price is believed to be abroad."

    assert {quote.speaker for quote in read(text).quotes} == {None}


def test_a_place_before_a_colon_does_not_speak(read: Read) -> None:
    text = "COLOMBO: The harbour was closed on Monday after a storm.\n\nAnna Berg said it would open again."
    found = read(text)

    assert [quote.span.of(text) for quote in found.quotes] == ["it would open again"]
    assert [(country.code, [span.of(text) for span in country.via]) for country in found.countries] == [
        ("LK", ["COLOMBO"])
    ]


def test_who_is_no_person_is_named_with_what_it_is_of(read: Read) -> None:
    text = "The Ministry of Works said the road was shut. The University of Bergen in May said it was safe."
    found = read(text).quotes

    assert [quote.speaker_span.of(text) for quote in found if quote.speaker_span] == [
        "The Ministry of Works",
        "The University of Bergen",
    ]


def test_who_interrupts_a_clause_is_not_its_subject(read: Read) -> None:
    text = "The judge, Mary Okello, was stern. Ann Pratt, she said, had “shown no remorse at all”."

    assert quoted(text, read(text)) == [("shown no remorse at all", "Mary Okello")]


INDIRECT: dict[str, tuple[str, list[str]]] = {
    "and that goes on": (
        "Anna Berg said the bridge was old and that it had to be closed.",
        ["the bridge was old and that it had to be closed"],
    ),
    "an aside in the middle": (
        "The council, the mayor said, had never seen the road.",
        ["The council, the mayor said, had never seen the road"],
    ),
    "a day at the end": (
        "The council will meet again in June, Anna Berg said on Friday.",
        ["The council will meet again in June"],
    ),
    "a day between the cue and the clause": (
        "The miners said on Tuesday they would leave the town. She said in 1999 prices had doubled.",
        ["they would leave the town", "prices had doubled"],
    ),
    "a speaker who goes on with another cue": (
        "Gov. Anna Berg told reporters that the state had called up 400 soldiers and urged residents to leave.",
        ["that the state had called up 400 soldiers", "residents to leave"],
    ),
    "no answer": (
        "The ministry did not respond to a request for comment. Haddad replied that it was late.",
        ["that it was late"],
    ),
    "whom somebody tells": (
        "Anna Berg told the inquiry she had locked the gate. Tom Price told the board it was late.",
        ["she had locked the gate", "it was late"],
    ),
    "who is told in the middle": (
        "The tunnel, Anna Berg told the council, had never been dry.",
        ["The tunnel, Anna Berg told the council, had never been dry"],
    ),
    "a description of the speaker at the end": (
        "The engine was to blame, said his mechanic, Anna Berg.",
        ["The engine was to blame"],
    ),
    "a cue that the clause can't hold": (
        "Anna Berg denied that it would close the school and vowed to hire six teachers.",
        ["that it would close the school", "to hire six teachers"],
    ),
    "nothing": ("Asked about the money, Anna Berg said nothing, and her lawyer left.", []),
    "called off": ("Anna Berg called off a vote on the harbour after the council split.", []),
    "a book": ("Anna Berg writes novels about the sea.", []),
    "a day and that": (
        "The bank said last week that rates would fall.",
        ["that rates would fall"],
    ),
}


@pytest.mark.parametrize("name", INDIRECT)
def test_borders_of_reported_clauses(read: Read, name: str) -> None:
    text, expected = INDIRECT[name]
    found = read(text)

    assert [q.span.of(text) for q in found.quotes if q.kind is QuoteKind.INDIRECT] == expected


STAND_FOR: dict[str, tuple[str, list[str]]] = {
    "it": ("The ferry workers' union said the boats were old. It said they would sink.", ["The ferry workers' union"]),
    "they": ("Police said nobody was hurt. They said the road was shut.", ["Police"]),
    "she": ("A young woman said she had hidden. “I heard him go past,” she said.", ["A young woman"]),
    "a short form": (
        "The energy ministry said power would be back. “We work day and night,” the ministry wrote.",
        ["The energy ministry"],
    ),
    "it is nobody who is a person": ("A young woman said she had hidden. It said so in the paper.", []),
    "she is no ministry": ("The ministry said it was late. “Nobody came,” she said.", []),
    "she may be the person who spoke since": (
        "A young woman said she had hidden. Ruud Smit and Anna Berg said no. Tom Price said yes. “So,” she said.",
        [],
    ),
}


@pytest.mark.parametrize("name", STAND_FOR)
def test_who_is_no_person_is_named_in_full(read: Read, name: str) -> None:
    text, expected = STAND_FOR[name]
    found = read(text).quotes

    assert [quote.named_span.of(text) for quote in found if quote.named_span] == expected
