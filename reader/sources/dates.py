"""Dates as newspapers write them, turned into ISO 8601."""

from __future__ import annotations

import re
from datetime import date, time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_CLOCK = re.compile(
    r"(?:,|\s|T|at|\||·|-|–|—)*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z\b|GMT|UTC|(?:GMT|UTC)?[+-]\d\d:?\d\d\b)?",
    re.IGNORECASE,
)
_FORMS = (
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
)
# What may stand beside the date in a line that is a date and nothing else.
_BESIDE = re.compile(
    r"(?:first\s+)?(?:published|posted|updated|last|modified|created|date|on|at|edt|est|cet|cest|bst|pdt|pst|et|gmt|utc"
    r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|[\W_])*",
    re.IGNORECASE,
)


def is_date_line(line: str) -> bool:
    """Tell whether ``line`` is a date, perhaps with weekday, time and "Published:", and nothing else."""
    found = _find(line)
    if found is None:
        return False
    match, end = found
    return bool(_BESIDE.fullmatch(line[: match.start()]) and _BESIDE.fullmatch(line[end:]))


def iso(text: str) -> str:
    """Return the first full date in ``text`` as ISO 8601, with its time if one follows; "" without a date.

    A time keeps its offset when it is given as a number, GMT or UTC; by a name of a zone alone it is local.
    """
    found = _find(text)
    if found is None:
        return ""
    match, _ = found
    day = _day(match)
    clock = _CLOCK.match(text, match.end())
    return f"{day}T{_time(clock)}" if clock and _time(clock) else day


def _find(text: str) -> tuple[re.Match[str], int] | None:
    """Return the match of the first real date, and where its time ends."""
    for form in _FORMS:
        for match in form.finditer(text):
            if _day(match):
                clock = _CLOCK.match(text, match.end())
                return match, clock.end() if clock and _time(clock) else match.end()
    return None


def _day(match: re.Match[str]) -> str:
    month = match["month"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return ""


def _time(clock: re.Match[str]) -> str:
    hour = int(clock["hour"])
    if clock["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    try:
        found = time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return ""
    return found.isoformat("seconds" if clock["second"] else "minutes") + _zone(clock["zone"])


def _zone(name: str | None) -> str:
    if not name:
        return ""
    digits = name.upper().removeprefix("GMT").removeprefix("UTC").removeprefix("Z").replace(":", "")
    return f"{digits[:3]}:{digits[3:]}" if digits else "Z"
