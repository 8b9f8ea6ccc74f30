"""Squares of half a degree on the globe, by which the gazetteer tells how near two towns are. No spaCy here.

A square is some 55 km high and, where most English news is from, some 40 km wide; it is written in three characters.
"""

from __future__ import annotations

from collections.abc import Iterator

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_A_DEGREE = 2
_COLUMNS = 360 * _A_DEGREE

WIDTH = 3
"""The characters that a square is written in."""

NOWHERE = "___"
"""For a place whose square is not known; no place lies there."""


def square_at(latitude: float, longitude: float) -> str:
    """Return the square of a point."""
    row, column = int((90 - latitude) * _A_DEGREE), int((longitude + 180) * _A_DEGREE) % _COLUMNS
    number = row * _COLUMNS + column
    base = len(_DIGITS)
    return _DIGITS[number // base**2] + _DIGITS[number // base % base] + _DIGITS[number % base]


def number_of(square: str) -> int:
    """Return the number of a square, by which its neighbours are found."""
    number = 0
    for digit in square:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return number


def around(number: int) -> Iterator[int]:
    """Yield the numbers of a square and of those that touch it."""
    for row in (-_COLUMNS, 0, _COLUMNS):
        yield from (number + row - 1, number + row, number + row + 1)
