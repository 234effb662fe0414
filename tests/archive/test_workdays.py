"""Clocks in working days, with holidays and weekends worked instead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.archive.workdays import YearTable, workdays

YEAR = YearTable(
    year=2026,
    source="通知",
    as_of=date(2026, 1, 1),
    final=True,
    off=tuple(date(2026, 10, day) for day in range(1, 8)),
    worked=(date(2026, 9, 20), date(2026, 10, 10)),
)
TABLE = workdays([YEAR])


def test_the_day_of_receipt_does_not_count() -> None:
    assert TABLE.after(date(2026, 11, 23), 3) == date(2026, 11, 26)


def test_a_weekend_is_passed_over() -> None:
    assert TABLE.after(date(2026, 11, 26), 3) == date(2026, 12, 1)


def test_holidays_are_passed_over_and_a_worked_saturday_counts() -> None:
    # 30 September; off 1–7 October; then Thursday 8, Friday 9, Saturday 10 is worked
    assert TABLE.after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_a_year_without_its_notice_is_not_sure() -> None:
    assert TABLE.is_sure(date(2026, 12, 30), date(2026, 12, 31))
    assert not TABLE.is_sure(date(2026, 12, 30), date(2027, 1, 5))


def test_no_clock_of_no_days() -> None:
    with pytest.raises(ValueError, match="0"):
        TABLE.after(date(2026, 1, 1), 0)


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(1, 40))
def test_as_many_working_days_lie_between_as_asked_for(received: date, days: int) -> None:
    due = TABLE.after(received, days)
    between = [received + timedelta(days=n) for n in range(1, (due - received).days + 1)]
    assert sum(map(TABLE.is_workday, between)) == days
    assert TABLE.is_workday(due)
