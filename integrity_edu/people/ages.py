"""From which day on somebody is an adult. Pure rules.

民法典 art. 17 makes a person of full 18 years an adult; 最高人民法院, 法释〔2006〕1号 art. 2 counts
a full year of age from the day after the birthday. The archive follows the more cautious count.
"""

from __future__ import annotations

from datetime import date, timedelta

from integrity_edu.errors import EduError

ADULT_AGE = 18
OLDEST_AGE = 120


class BirthDateError(EduError):
    """A birth date that cannot be somebody's alive today."""

    code = "birth_date"


def adult_from(birth: date) -> date:
    """The first day on which whoever was born on `birth` counts as an adult.

    That is the day after the 18th birthday. The 18th year after 29 February never is a leap year,
    so those born then count from 1 March.
    """
    if (birth.month, birth.day) == (2, 29):
        return date(birth.year + ADULT_AGE, 3, 1)
    return birth.replace(year=birth.year + ADULT_AGE) + timedelta(days=1)


def is_adult(since: date, on: date) -> bool:
    """Whether somebody whose `adult_from` is `since` counts as an adult on the day `on`."""
    return on >= since


def check_birth(birth: date, today: date) -> None:
    """Raise BirthDateError for a birth date in the future or more than 120 years ago."""
    if birth > today:
        raise BirthDateError("出生日期在今天之后。", "看看年份有没有写错。")
    if (birth.year + OLDEST_AGE, birth.month, birth.day) < (today.year, today.month, today.day):
        raise BirthDateError("出生日期在 120 年以前。", "看看年份有没有写错。")
