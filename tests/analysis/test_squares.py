"""The squares by which towns are near each other, as the gazetteer's towns have them."""

from __future__ import annotations

from reader.analysis.gazetteer import PlaceKind, load_gazetteer
from reader.analysis.squares import NOWHERE, WIDTH, around, number_of, square_at


def town(name: str, code: str, state: str) -> int:
    readings = load_gazetteer().readings(name)
    squares = [each for r in readings if r.code == code and r.kind is PlaceKind.CITY for each in r.squares]
    return next(number for found, number in squares if found == state)


def test_a_square_is_written_in_three_characters_and_read_again() -> None:
    squares = [square_at(lat, lon) for lat, lon in [(89.9, -180), (-89.9, 179.9), (0, 0), (51.5, -0.1)]]

    assert {len(square) for square in squares} == {WIDTH}
    assert len({number_of(square) for square in [*squares, NOWHERE]}) == 5


def test_neighbours_are_the_nine_squares_around() -> None:
    middle = number_of(square_at(40.3, -76.4))

    assert len(set(around(middle))) == 9
    assert number_of(square_at(40.7, -76.9)) in set(around(middle))
    assert number_of(square_at(41.7, -76.4)) not in set(around(middle))


def test_towns_near_each_other_are_neighbours_in_the_gazetteer() -> None:
    lebanon = set(around(town("Lebanon", "US", "PA")))

    assert town("Palmyra", "US", "PA") in lebanon
    assert town("Lebanon County", "US", "PA") in lebanon
    assert town("Lebanon", "US", "OH") not in lebanon
    assert town("Lincoln", "GB", "EN") in set(around(town("Boston", "GB", "EN")))


def test_a_reading_within_a_state_keeps_what_lies_there() -> None:
    towns = next(r for r in load_gazetteer().readings("Lebanon") if r.code == "US")
    here = towns.within(frozenset({"PA"}))

    assert here.states == {"PA"}
    assert [state for state, _ in here.squares] == ["PA"]
    assert towns.within(frozenset({"ZZ"})) == towns
