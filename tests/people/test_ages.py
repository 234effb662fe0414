"""From which day on somebody is an adult."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.people.ages import BirthDateError, adult_from, check_birth, is_adult


@pytest.mark.parametrize(
    ("birth", "since"),
    [
        (date(2008, 5, 2), date(2026, 5, 3)),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 2, 28), date(2026, 3, 1)),
        (date(2006, 2, 28), date(2024, 2, 29)),
        (date(2008, 12, 31), date(2027, 1, 1)),
    ],
)
def test_adulthood_begins_the_day_after_the_18th_birthday(birth: date, since: date) -> None:
    assert adult_from(birth) == since


def test_the_18th_birthday_itself_does_not_count_yet() -> None:
    since = adult_from(date(2008, 5, 2))
    assert not is_adult(since, date(2026, 5, 2))
    assert is_adult(since, date(2026, 5, 3))


@given(st.dates(date(1900, 1, 1), date(2026, 11, 23)))
def test_adulthood_begins_18_years_and_a_day_after_every_birth(birth: date) -> None:
    eve = adult_from(birth) - timedelta(days=1)
    assert eve.year - birth.year == 18
    assert (eve.month, eve.day) in {(birth.month, birth.day), (2, 28)}


@pytest.mark.parametrize("birth", [date(2026, 11, 24), date(1906, 11, 22), date(1, 1, 1)])
def test_a_birth_in_the_future_or_over_120_years_ago_is_refused(birth: date) -> None:
    with pytest.raises(BirthDateError):
        check_birth(birth, date(2026, 11, 23))


@pytest.mark.parametrize("birth", [date(2026, 11, 23), date(1906, 11, 23), date(1908, 2, 29)])
def test_a_birth_today_and_one_120_years_ago_are_taken(birth: date) -> None:
    check_birth(birth, date(2026, 11, 23))
