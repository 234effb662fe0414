"""Dates in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.ui.dates import (
    dated_text,
    day_text,
    distance_text,
    full_day_text,
    month_name,
    month_text,
    time_text,
    weekday_text,
)
from integrity_edu.words import set_language

TODAY = date(2026, 11, 23)


@pytest.fixture
def english() -> Iterator[None]:
    """English, and Chinese again afterwards."""
    set_language("en")
    yield
    set_language("zh")


def test_a_day_is_month_day_and_weekday() -> None:
    assert day_text(date(2026, 11, 27)) == "11 月 27 日（周五）"


def test_a_whole_date_has_its_year() -> None:
    assert full_day_text(TODAY) == "2026 年 11 月 23 日（周一）"


def test_another_year_is_named() -> None:
    assert dated_text(date(2027, 3, 15), TODAY) == "2027 年 3 月 15 日（周一）"
    assert dated_text(date(2026, 12, 4), TODAY) == "12 月 4 日（周五）"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "今天"), (1, "明天"), (2, "后天"), (11, "还有 11 天"), (-1, "昨天"), (-3, "过了 3 天")],
)
def test_near_days_have_names(days: int, words: str) -> None:
    assert distance_text(TODAY + timedelta(days=days), TODAY) == words


def test_time_and_month_are_short() -> None:
    assert time_text(datetime(2026, 11, 23, 9, 5, tzinfo=UTC)) == "9:05"
    assert month_text(date(2026, 3, 1)) == "2026-03"


@given(st.dates())
def test_weekdays_repeat_every_seven_days(day: date) -> None:
    if day < date.max - timedelta(days=7):
        assert weekday_text(day) == weekday_text(day + timedelta(days=7))


@given(st.dates())
def test_a_chinese_month_is_its_number(day: date) -> None:
    assert month_name(day) == f"{day.month} 月"


def test_an_english_day_stands_before_its_month(english: None) -> None:
    assert day_text(date(2026, 11, 27)) == "27 Nov (Fri)"
    assert full_day_text(date(2026, 3, 2)) == "2 Mar 2026 (Mon)"


def test_twelve_english_months_have_names_of_their_own(english: None) -> None:
    assert len({month_name(date(2026, month, 1)) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "Today"), (1, "Tomorrow"), (2, "In 2 days"), (-1, "Yesterday"), (-3, "3 days ago")],
)
def test_near_days_have_names_in_english(english: None, days: int, words: str) -> None:
    assert distance_text(TODAY + timedelta(days=days), TODAY) == words
