"""GB 11643: a well-formed number is read, a wrong one says what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.people.id_numbers import (
    IdNumberError,
    check_character,
    masked,
    masked_name,
    read_id_number,
)

TODAY = date(2026, 11, 24)
# region 000000 is nobody's: no fixture can be a real person's number
births = st.dates(date(1900, 1, 1), TODAY)
sequences = st.integers(0, 999)


def number(birth: date, sequence: int = 1) -> str:
    first = f"000000{birth:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


@given(births, sequences)
def test_every_well_formed_number_is_read_with_its_birth_date(birth: date, sequence: int) -> None:
    found = read_id_number(number(birth, sequence), TODAY)
    assert found.birth == birth
    assert found.text == number(birth, sequence)


@given(births, sequences, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(birth: date, seq: int, at: int, by: int) -> None:
    right = number(birth, seq)
    wrong = right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :]
    with pytest.raises(IdNumberError):
        read_id_number(wrong, TODAY)


@given(births, sequences, st.integers(0, 15))
def test_two_digits_changed_about_are_always_noticed(birth: date, seq: int, at: int) -> None:
    right = number(birth, seq)
    swapped = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
    if swapped != right:
        with pytest.raises(IdNumberError):
            read_id_number(swapped, TODAY)


def test_the_example_of_the_standard_is_right() -> None:
    # GB 11643-1999, appendix: 11010519491231002X
    assert check_character("11010519491231002") == "X"


def test_full_width_spaces_and_a_small_x_are_folded() -> None:
    text = next(
        number(date(2005, 3, 14), n) for n in range(999) if number(date(2005, 3, 14), n)[-1] == "X"
    )
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text[:6]) + " " + text[6:17] + "x"
    assert read_id_number(wide, TODAY).text == text


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "0 位"),
        ("123", "3 位"),
        ("1" * 15, "15 位的旧号码"),
        ("00000A200503140016", "数字"),
        ("0000002005031400Ⅷ6", "位"),
        ("000000200502300011", "不存在"),
        ("000000209901010011", "今天之后"),
        (number(date(2005, 3, 14))[:17] + "Z", "数字或 X"),
    ],
)
def test_the_reason_is_said_and_the_number_is_not(written: str, says: str) -> None:
    with pytest.raises(IdNumberError) as caught:
        read_id_number(written, TODAY)
    assert says in str(caught.value)
    assert not written or len(written) < 4 or written not in str(caught.value)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(written: str) -> None:
    try:
        said = read_id_number(written, TODAY).text
    except IdNumberError as error:
        said = error.hint
    assert said


def test_masks_keep_the_last_four_and_the_family_name() -> None:
    assert masked(number(date(2005, 3, 14))).startswith("•" * 14)
    assert masked("123") == "•••"
    assert masked_name("林晓雨") == "林＊＊"
    assert masked_name("林") == "＊"
    assert masked_name("") == ""
