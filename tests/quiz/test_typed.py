"""What was typed is read as it was meant, and nothing typed breaks anything."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.quiz.typed import level_text, read_day, read_number

HOSTILE = st.text() | st.text(
    "０１２345.,+-－−%％ 　万亿千百十〇零两一二三年月日号/\t\n²½٣Ⅳ", max_size=20
)
DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """The usual Chinese numeral of 0 to 9999."""
    said, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + unit
        gap = not digit
    return (said.removeprefix("一") if 10 <= number < 20 else said) or "零"


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("15", "", 15),
        ("１，０００ 元", "元", 1000),
        ("1,000", "元", 1000),
        ("12.5%", "%", 12.5),
        ("１２．５％", "%", 12.5),
        ("-3", "", -3),
        ("－3", "", -3),
        ("−3", "", -3),
        (".5", "", 0.5),
        ("十", "年", 10),
        ("十五个工作日", "个工作日", 15),
        ("15 工作日", "个工作日", 15),
        ("3个月", "月", 3),
        ("20天", "日", 20),
        ("一百零二", "", 102),
        ("一百二", "", 120),
        ("两千三", "", 2300),
        ("二〇二六", "", 2026),
        ("50万元", "元", 500_000),
        ("50 万元", "万元", 50),
        ("50 万", "万元", 50),
        ("五十万", "万元", 50),
        ("500,000 元", "万元", 50),
        ("五千万元", "万元", 5000),
        ("50", "万元", 50),
        ("3 亿", "亿", 3),
        ("五千万", "元", 50_000_000),
        ("1.2亿", "元", 120_000_000),
    ],
)
def test_a_number_is_read(typed: str, unit: str, number: float) -> None:
    assert read_number(typed, unit) == pytest.approx(number)


@pytest.mark.parametrize(
    "typed", ["", " ", "个工作日", "五六天左右", "十十", "三十千", "千", "万", "1.2.3", "1e5", "inf",
              "nan", "0x10", "1_000", "15小时", "٣"],
)  # fmt: skip
def test_what_is_no_number_of_this_unit_is_none(typed: str) -> None:
    assert read_number(typed, "个工作日") is None


@given(st.integers(0, 9999))
def test_every_chinese_numeral_is_read(number: int) -> None:
    assert read_number(in_words(number)) == number
    assert read_number(in_words(number) + "元", "元") == number


@given(st.decimals(-99_999, 99_999, places=2))
def test_full_width_digits_are_digits(number: object) -> None:
    wide = str(number).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))

    assert read_number(wide) == float(str(number))


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "2026年11月23日",
        "2026 年 11 月 23 日",
        "2026年11月23号",
        "20261123",
        "２０２６－１１－２３",
        "二〇二六年十一月二十三日",
        "二零二六年十一月二十三日",
    ],
)
def test_a_day_is_read(typed: str) -> None:
    assert read_day(typed) == date(2026, 11, 23)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.year}年{day.month}月{day.day}日") == day
    assert read_day(f"{day:%Y%m%d}") == day


@pytest.mark.parametrize(
    "typed", ["", "2026-02-30", "2026-13-01", "2026-11", "11-23", "明天", "0000-01-01", "2026111"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@given(HOSTILE, HOSTILE)
def test_no_text_breaks_the_reading(text: str, unit: str) -> None:
    number = read_number(text, unit)
    day = read_day(text)

    assert number is None or isinstance(number, float | int)
    assert day is None or isinstance(day, date)
    assert isinstance(level_text(text), str)


@pytest.mark.parametrize("text", ["9" * 5000, "千" * 5000, "九" * 5000, "9" * 400 + "亿", "\ud800"])
def test_long_and_broken_text_is_read_or_refused(text: str) -> None:
    assert read_number(text) is None or float(read_number(text) or 0) > 0
    assert read_day(text) is None
