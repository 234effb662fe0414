"""The first form, before anything is made of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.ui.registration import Draft, read_birth

DAY = date(2007, 9, 12)


def draft(**changed: str) -> Draft:
    filled = {
        "role": "student",
        "nickname": "小林",
        "real_name": "",
        "birth": "2007-09-12",
        "password": "",
        "again": "",
    }
    return Draft(**{**filled, **changed})


@pytest.mark.parametrize(
    "text",
    [
        "2007-09-12",
        "20070912",
        "2007/9/12",
        "2007.9.12",
        "2007年9月12日",
        "2007 年 9 月 12 日",
        " ２００７－０９－１２ ",
    ],
)
def test_a_date_is_understood_however_it_is_written(text: str) -> None:
    assert read_birth(text) == DAY


@pytest.mark.parametrize("text", ["", "2007", "07-09-12", "2007-13-01", "2007-02-30", "9/12/2007"])
def test_what_is_no_date_is_no_date(text: str) -> None:
    assert read_birth(text) is None


@given(st.dates(date(1900, 1, 1), date(2026, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    assert read_birth(day.isoformat()) == day
    assert read_birth(f"{day:%Y%m%d}") == day
    assert read_birth(f"{day.year}/{day.month}/{day.day}") == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert read_birth(text) is None or isinstance(read_birth(text), date)


def test_a_filled_form_has_no_problems() -> None:
    assert draft().problems() == {}
    assert draft().account().password is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nickname": "  "}, "nickname"),
        ({"birth": ""}, "birth"),
        ({"birth": "去年"}, "birth"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "long enough", "again": "long  enough"}, "again"),
        ({"again": "only here"}, "again"),
    ],
)
def test_a_problem_stands_at_its_field(changed: dict[str, str], field: str) -> None:
    assert list(draft(**changed).problems()) == [field]


def test_no_secret_shows_in_a_repr() -> None:
    shown = repr(draft(real_name="林晓雨", password="correct horse", again="correct horse"))
    assert "林晓雨" not in shown
    assert "horse" not in shown
    assert "2007" not in shown
