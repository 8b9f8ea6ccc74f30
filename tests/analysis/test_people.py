"""People: the traps that names set. All texts are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis, Person

Read = Callable[[str], Analysis]


def people(found: Analysis) -> dict[str, Person]:
    return {person.name: person for person in found.people}


def forms(text: str, person: Person) -> list[str]:
    return [span.of(text) for span in person.mentions]


def test_a_last_name_is_the_person_whose_full_name_stands_elsewhere(read: Read) -> None:
    text = "Okafor’s made it clear that the deal is dead. Gerald Okafor spoke in Accra."
    found = people(read(text))

    assert list(found) == ["Gerald Okafor"]
    assert forms(text, found["Gerald Okafor"]) == ["Okafor", "Gerald Okafor"]
    assert found["Gerald Okafor"].aliases == ("Okafor",)


def test_role_from_title_and_from_apposition(read: Read) -> None:
    text = "Prime Minister Anna Keller met Gerald Okafor, the finance minister of Ghana, in Oslo."
    found = people(read(text))

    assert found["Anna Keller"].role == "Prime Minister"
    assert found["Gerald Okafor"].role == "finance minister of Ghana"


ROLES = {
    "before a comma": ("The bank's governor, Elvira Novak, warned of a rise.", "bank's governor"),
    "with of": ("The head of the harbour, Elvira Novak, was late.", "head of the harbour"),
    "with for": ("A lawyer for the family, Elvira Novak, wept.", "lawyer for the family"),
    "its": ("Elvira Novak, its executive director, was there.", "executive director"),
    "a noun in a title": ("U.N. aid chief Elvira Novak went to the town.", "U.N. aid chief"),
    "whom a spokeswoman serves": (
        "A spokeswoman for Norwegian Prime Minister Elvira Novak left.",
        "Norwegian Prime Minister",
    ),
    "an office for a country": (
        "Special Representative for Iran Elvira Novak left.",
        "Special Representative for Iran",
    ),
    "no role in a list": ("The mayor, the driver and Elvira Novak left.", ""),
    "of somebody who speaks for another": ("A spokesman for Elvira Novak declined to comment.", ""),
}


@pytest.mark.parametrize("name", ROLES)
def test_roles_around_a_name(read: Read, name: str) -> None:
    text, role = ROLES[name]

    assert [person.role for person in read(text).people] == [role]


def test_particles_and_variants_of_one_name(read: Read) -> None:
    text = "Shi'ite leaders met Nouri al-Maliki in Baghdad. Maliki promised reforms to the Shi'ite leaders."
    found = people(read(text))

    assert list(found) == ["Nouri al-Maliki"]
    assert len(found["Nouri al-Maliki"].mentions) == 2


def test_surname_first(read: Read) -> None:
    text = "Hau Lung-bin, the mayor, welcomed Xi Jinping. Xi said the city was clean."

    assert set(people(read(text))) == {"Hau Lung-bin", "Xi Jinping"}
    assert forms(text, people(read(text))["Xi Jinping"]) == ["Xi Jinping", "Xi"]


def test_a_name_inside_a_tower_or_a_foundation_is_no_mention(read: Read) -> None:
    text = "Trump Tower was closed. Donald Trump was not there. The Trump Foundation declined to comment."

    assert forms(text, people(read(text))["Donald Trump"]) == ["Donald Trump"]


def test_a_given_name_that_the_model_leaves_to_an_organisation(read: Read) -> None:
    text = "After the leak, CEO of the Refugee Council Enver Solomon told Sky News the process must change."

    assert list(people(read(text))) == ["Enver Solomon"]


@pytest.mark.parametrize("place", ["Sochi", "Kyiv", "Lagos", "Brussels", "Manila"])
def test_a_city_is_no_person(read: Read, place: str) -> None:
    text = f"The talks in {place} went on. {place} was quiet on Monday, and the streets of {place} were empty."

    assert read(text).people == ()


def test_pronouns_by_sex_and_nobody_where_nobody_fits(read: Read) -> None:
    text = (
        "Gerald Okafor, the finance minister, met Betty Lindqvist in Oslo. "
        "Okafor said she had agreed to the plan. He thanked her."
    )
    found = people(read(text))

    assert [span.of(text) for span in found["Gerald Okafor"].pronouns] == ["He"]
    assert [span.of(text) for span in found["Betty Lindqvist"].pronouns] == ["she", "her"]
    assert read("He left. She stayed in the house.").people == ()


@pytest.mark.parametrize(
    "text",
    [
        "North Korean leader Kim Jong Un visited the plant. He said it was good.",
        "Lin Chia-lung will meet fishermen. He flies home on Monday.",
        "Park Jae-sang sang for an hour. He was tired.",
    ],
)
def test_a_surname_that_stands_first_tells_no_sex(read: Read, text: str) -> None:
    (person,) = read(text).people

    assert [span.of(text) for span in person.pronouns] == ["He"]


def test_who_does_something_to_him_is_another(read: Read) -> None:
    text = "Omar Haddad lent a hand. Gerald Okafor said he had thanked him by letter."
    found = people(read(text))

    assert [span.of(text) for span in found["Omar Haddad"].pronouns] == ["him"]
    assert [span.of(text) for span in found["Gerald Okafor"].pronouns] == ["he"]
    assert read("She met a doctor, Betty Lindqvist, and two nurses.").people[0].pronouns == ()


def test_who_reported_before_goes_on(read: Read) -> None:
    text = "Gerald Okafor told the court that Omar Haddad had bought two hotels. He said the bank knew."
    found = people(read(text))

    assert [span.of(text) for span in found["Gerald Okafor"].pronouns] == ["He"]


def test_quoted_words_do_not_part_a_pronoun_from_its_name(read: Read) -> None:
    text = (
        "Gerald Okafor has sold tea in Lagos for years.\n\n“It was hard. The rain came. We lost it all.”\n\n"
        "He pours a cup."
    )

    assert "He" in [span.of(text) for span in people(read(text))["Gerald Okafor"].pronouns]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A spokesman for the governor, Gerald Okafor, said no.", "spokesman for the governor"),
        ("He rang a solicitor, Gerald Okafor, and left.", "solicitor"),
        ("The firm is run by his great-grandson Gerald Okafor.", "great-grandson"),
        ("They called long-time coach Gerald Okafor.", "long-time coach"),
        ("A former permanent secretary, Mr Gerald Okafor, spoke.", "former permanent secretary"),
        ("After meeting Gerald Okafor, a lawyer said it was over.", ""),
        ("She liked Gerald Okafor, as a man of few words.", ""),
        ("SENATOR OKAFOR QUITS\n\nSen. Gerald Okafor left on Monday.", "Sen."),
    ],
)
def test_roles(read: Read, text: str, role: str) -> None:
    assert people(read(text))["Gerald Okafor"].role == role


def test_relatives_of_one_surname_stay_two(read: Read) -> None:
    text = "Gerald Okafor and Betty Okafor were married in 1990. Mr. Okafor is a judge. Mrs. Okafor is a doctor."
    found = people(read(text))

    assert set(found) == {"Gerald Okafor", "Betty Okafor"}
    assert len(found["Gerald Okafor"].mentions) == len(found["Betty Okafor"].mentions) == 2


def test_ids_count_in_the_order_of_first_mention(read: Read) -> None:
    found = read("Anna Keller met Gerald Okafor. Betty Lindqvist watched.").people

    assert [(p.id, p.name) for p in found] == [
        ("p1", "Anna Keller"),
        ("p2", "Gerald Okafor"),
        ("p3", "Betty Lindqvist"),
    ]


def test_i_and_my_in_a_persons_own_words_are_the_persons(read: Read) -> None:
    text = "“I sold my house,” Anna Keller said. “My wife told me to wait,” said Gerald Okafor. I was there."
    found = people(read(text))

    assert [span.of(text) for span in found["Anna Keller"].pronouns] == ["I", "my"]
    assert [span.of(text) for span in found["Gerald Okafor"].pronouns] == ["My", "me"]


def test_nobody_calls_himself_he_in_his_own_words(read: Read) -> None:
    text = "Gerald Okafor met Peter Lindqvist in Oslo. “I like him,” Okafor said. “He is honest,” Okafor added."
    found = people(read(text))

    assert [span.of(text) for span in found["Peter Lindqvist"].pronouns] == ["him", "He"]
    assert [span.of(text) for span in found["Gerald Okafor"].pronouns] == ["I"]


def test_the_talk_passes_to_who_is_named_next(read: Read) -> None:
    text = (
        "The president, Carlos Ruiz, said he had every hope.\n\n"
        "The coach, Pedro Lima, was more direct. He was angry, he said, and he left."
    )
    found = people(read(text))

    assert [len(found[name].pronouns) for name in ("Carlos Ruiz", "Pedro Lima")] == [1, 3]
