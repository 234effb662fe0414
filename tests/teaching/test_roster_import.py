"""Class lists from anywhere: what is taken, what is refused, and nothing lost in between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity_edu.teaching.roster_import import (
    MOST_BYTES,
    MOST_ROWS,
    RosterFileError,
    RosterLine,
    decode_csv,
    natural_key,
    read_rows,
)

BLANK = ' \t\u3000\xa0\ufeff,，;；"'
cells = st.one_of(
    st.sampled_from(["01", "2026001", "张三", "=1+1", "+86", "@x", "-2", '"', '""', "a\x00b", "李\u202e四",
                     "", "  ", "三" * 60, "9" * 40, "欧阳 娜娜", "\ud800", "·", "１２"]),
    st.text(max_size=8),
)  # fmt: skip
lines = st.lists(cells, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([",", "\t", ";", "，", "；", " ", "\u3000"]).map(
        lambda sign: sign.join(parts)
    )
)
quick = settings(deadline=None, max_examples=300)


def students(text: str) -> list[tuple[str, str]]:
    return [(row.student_no, row.name) for row in read_rows(text).rows]


def reasons(text: str) -> list[str]:
    return [problem.reason for problem in read_rows(text).problems]


@quick
@given(st.lists(lines, max_size=30), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_is_imported_or_refused(rows: list[str], ending: str) -> None:
    text = ending.join(rows)
    whole = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [n for n, line in enumerate(whole, 1) if line.strip(BLANK)]
    preview = read_rows(text)
    told = [row.line for row in preview.rows] + [problem.line for problem in preview.problems]
    assert sorted(told) == filled


@quick
@given(st.lists(lines, max_size=30))
def test_nothing_imported_is_a_formula_or_hides_a_sign_or_comes_twice(rows: list[str]) -> None:
    taken = read_rows("\n".join(rows)).rows
    for row in taken:
        assert row.student_no[0] not in "=+-@"
        assert row.name[0] not in "=+-@"
        assert all(ord(sign) > 31 for sign in row.student_no + row.name)
    assert len({row.student_no for row in taken}) == len(taken)


@quick
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decode_csv(data)
    except RosterFileError:
        return
    read_rows(text)


@pytest.mark.parametrize("sign", [",", "\t", ";", "，", "；", " ", "  ", "\u3000", "\xa0", " , "])
def test_number_and_name_may_be_parted_in_many_ways(sign: str) -> None:
    assert students(f"01{sign}张三\n02{sign}李四") == [("01", "张三"), ("02", "李四")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert students(decode_csv("学号,姓名\r\n01,张三\r\n".encode(encoding))) == [("01", "张三")]


def test_utf_16_with_the_other_byte_order_is_read() -> None:
    assert decode_csv(b"\xfe\xff" + "01,张三".encode("utf-16-be")) == "01,张三"


@pytest.mark.parametrize("data", [b"PK\x03\x04zip", b"\x00\x01\x02", b"\xff\xfe\x00", b"\x81"])
def test_what_is_not_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(RosterFileError, match="不是文本"):
        decode_csv(data)


def test_a_heading_may_turn_the_columns_round() -> None:
    assert students("姓名,性别,学号\n张三,男,01") == [("01", "张三")]


def test_a_heading_names_the_columns_of_a_list_parted_by_spaces() -> None:
    assert students("序号 学号 姓名\n1 2026001 John Smith") == [("2026001", "John Smith")]


def test_a_heading_is_neither_row_nor_problem() -> None:
    preview = read_rows("\ufeff学号,姓名\n01,张三")
    assert preview.rows == (RosterLine(2, "01", "张三"),)
    assert preview.problems == ()


def test_a_name_of_several_words_needs_no_comma() -> None:
    assert students("01 John  Smith") == [("01", "John Smith")]


def test_full_width_digits_are_levelled() -> None:
    assert students("２０２６，王五") == [("2026", "王五")]


def test_quoted_cells_are_unwrapped() -> None:
    assert students('"01","欧阳,娜"') == [("01", "欧阳,娜")]


def test_lines_of_empty_cells_are_passed_over() -> None:
    assert read_rows("01,张三\n,,,\n\n") == read_rows("01,张三")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("01,", "没有姓名。"),
        (",张三", "没有学号。"),
        ("张三,01", "学号里没有数字，也许学号和姓名写反了。"),
        ("01,02", "姓名里没有字。"),
        ("01,=HYPERLINK(1)", "以 = + - @ 开头，像是公式。"),
        ("01,＝1", "以 = + - @ 开头，像是公式。"),
        ("@01,张三", "以 = + - @ 开头，像是公式。"),
        ("-1,张三", "以 = + - @ 开头，像是公式。"),
        ("+1,张三", "以 = + - @ 开头，像是公式。"),
        ("01,张\x07三", "里面有看不见的控制字符。"),
        ("01,张\u202e三", "里面有看不见的控制字符。"),
        ("0 1,张三", "学号里只能有字母、数字和短横。"),
        ("01,张三,男", "格数对不上：一行只写学号和姓名，或者用表头标明每一列。"),
        ('01,"张三', "引号不成对，或者一格太长。"),
        (f"01,{'三' * 51}", "姓名太长，最多 50 个字。"),
        (f"{'1' * 33},张三", "学号太长，最多 32 个字符。"),
    ],
)
def test_a_refused_line_says_why(line: str, reason: str) -> None:
    assert reasons(line) == [reason]


def test_a_number_that_comes_twice_names_the_first_line() -> None:
    assert reasons("01,张三\nＡ2,李四\na2,王五") == ["学号与第 2 行相同。"]


def test_two_thousand_rows_are_read_and_one_more_is_refused() -> None:
    rows = [f"{n},同学" for n in range(1, MOST_ROWS + 1)]
    assert len(read_rows("\n".join(rows)).rows) == MOST_ROWS
    with pytest.raises(RosterFileError, match="2,000"):
        read_rows("\n".join([*rows, "99999,同学"]))


def test_more_than_two_megabytes_are_refused() -> None:
    with pytest.raises(RosterFileError, match="2 MB"):
        decode_csv(b"1" * (MOST_BYTES + 1))
    with pytest.raises(RosterFileError, match="2 MB"):
        read_rows("1" * (MOST_BYTES + 1))


def test_numbers_sort_as_people_count() -> None:
    numbers = ["10", "2", "B-3", "a-10", "A-9", "01"]
    assert sorted(numbers, key=natural_key) == ["01", "2", "10", "A-9", "a-10", "B-3"]
