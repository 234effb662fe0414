"""Lists of students: what is read, what is refused in words, and who can sign in afterwards."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from integrity_edu.archive.keeping import KeepingError, open_on_paper
from integrity_edu.archive.key_return import return_keys
from integrity_edu.archive.reading import my_archive
from integrity_edu.archive.records import records_of
from integrity_edu.errors import NotAllowedError
from integrity_edu.office import directory
from integrity_edu.office.directory import Student
from integrity_edu.office.entering import (
    STEP,
    EnteringError,
    enter_students,
    find_doubles,
    verify_identity,
)
from integrity_edu.office.student_file import StudentFileError, read_students
from integrity_edu.people.accounts import (
    WrongPasswordError,
    list_accounts,
    my_profile,
    set_password,
    sign_in,
    sign_in_with_recovery,
)
from integrity_edu.people.id_numbers import check_character
from integrity_edu.people.locks import Locksmith
from integrity_edu.people.permissions import NoDutyError
from integrity_edu.workspace import Workspace
from tests.conftest import SignInAs, Staff

TODAY = date(2026, 11, 23)
BIRTH = date(2005, 3, 14)
STUDENT = Student("林晓雨", BIRTH, "20230001", "计算机 1 班")
FIRST17 = "00000020050314001"
IDENTITY = FIRST17 + check_character(FIRST17)


def sheet(*rows: tuple[object, ...]) -> bytes:
    """An XLSX file as a spreadsheet program writes it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                page.write_datetime(at, column, cell)
            else:
                page.write(at, column, cell)
    book.close()
    return file.getvalue()


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


HEAD = ("学号", "姓名", "出生日期", "班级", "身份证号")


def test_a_spreadsheet_is_read_with_its_dates_and_numbers() -> None:
    data = sheet(
        HEAD,
        (20230001.0, "林晓雨", datetime(2005, 3, 14), "计算机 1 班", IDENTITY),
        (),
        ("2023-02", "王 敏", "2005年3月4日", "", ""),
        ("2023003", "赵六", "20050314", "", ""),
    )
    found = read_students(data, TODAY)
    assert found.problems == ()
    assert [(row.line, row.student) for row in found.rows] == [
        (2, structs.replace(STUDENT, id_number=IDENTITY)),
        (4, Student("王 敏", date(2005, 3, 4), "2023-02")),
        (5, Student("赵六", BIRTH, "2023003")),
    ]


def test_a_list_in_text_is_read_in_either_encoding() -> None:
    text = "学号,姓名,出生日期\n1,林晓雨,2005-03-14\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        (row,) = read_students(text.encode(encoding), TODAY).rows
        assert row.student.name == "林晓雨"


def test_the_birth_date_may_come_from_the_identity_number() -> None:
    (row,) = read_students(lines("学号,姓名,身份证号", f"1,林晓雨,{IDENTITY}"), TODAY).rows
    assert row.student.birth == BIRTH


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1,,2005-03-14,", "没有姓名"),
        (",林晓雨,2005-03-14,", "没有学号"),
        ("1,=1+1,2005-03-14,", "公式"),
        ("1,林晓雨,,", "出生日期"),
        ("1,林晓雨,2005-02-30,", "出生日期"),
        ("1,林晓雨,2031-01-01,", "今天之后"),
        ("1,林晓雨,1890-01-01,", "120 年"),
        ("1,林晓雨,2005-03-14,123", "18 位"),
        (f"1,林晓雨,2005-03-15,{IDENTITY}", "不一样"),
        (f"1,林晓雨,2005-03-14,{IDENTITY[:-1]}Z", "数字或 X"),
        ("1,林\u202e晓雨,2005-03-14,", "控制字符"),
    ],
)
def test_a_row_that_will_not_do_is_named_with_its_line_and_reason(row: str, says: str) -> None:
    data = lines("学号,姓名,出生日期,身份证号", "7,好的,2005-01-01,", row)
    found = read_students(data, TODAY)
    assert [one.line for one in found.rows] == [2]
    assert [one.line for one in found.problems] == [3]
    assert says in found.problems[0].reason
    assert IDENTITY[:12] not in found.problems[0].reason


def test_doubles_within_a_list_are_named_with_the_first_line() -> None:
    head = "学号,姓名,身份证号"
    found = read_students(
        lines(head, f"1,林晓雨,{IDENTITY}", "１,王敏,", f"2,林小雨,{IDENTITY}"), TODAY
    )
    assert [one.line for one in found.rows] == [2]
    assert "第 2 行" in found.problems[1].reason


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (lines("甲,乙", "1,2"), "表头"),
        (lines("学号,姓名", "1,林"), "表头"),
        (b"PK\x03\x04garbage", "读不出来"),
        (b"\x00\x01\x02", "不是表格"),
        (lines("学号,姓名,出生日期", '1,"林,2005-01-01'), "引号"),
        (b"x" * (50 * 1024 * 1024 + 1), "50 MB"),
    ],
)
def test_a_file_that_will_not_do_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(StudentFileError, match=says):
        read_students(data, TODAY)


def test_a_file_that_unpacks_to_far_more_than_it_is_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        for n in range(6):
            parts.writestr(f"xl/{n}", bytes(100 * 1024 * 1024))
    with pytest.raises(StudentFileError, match="太大"):
        read_students(file.getvalue(), TODAY)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=12)] * 4), max_size=8))
def test_rows_and_problems_together_are_all_rows(rows: list[tuple[str, ...]]) -> None:
    data = sheet(HEAD[:4], *rows)
    found = read_students(data, TODAY)
    full = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(found.rows) + len(found.problems) == len(full)
    assert all(one.reason for one in found.problems)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    for prefix in (b"", b"PK\x03\x04"):
        try:
            said = "read" if read_students(prefix + data, TODAY) else ""
        except StudentFileError as error:
            said = error.hint
        assert said


def test_students_come_in_with_letters_that_open_their_accounts(
    ws: Workspace, staff: Staff, locksmith: Locksmith
) -> None:
    before = list_accounts(ws.conn)
    (letter,) = enter_students(ws, [STUDENT])
    assert list_accounts(ws.conn) == before  # not listed until it was opened
    sign_in_with_recovery(ws, letter.person, letter.code.lower())
    assert my_profile(ws).real_name == "林晓雨"
    set_password(ws, letter.code, "correct horse", locksmith=locksmith)
    assert [card.person for card in list_accounts(ws.conn)][-1] == letter.person
    sign_in(ws, letter.person, "correct horse", locksmith=locksmith)


def test_a_list_with_somebody_known_is_not_entered_at_all(ws: Workspace, staff: Staff) -> None:
    known = structs.replace(STUDENT, id_number=IDENTITY)
    enter_students(ws, [known])
    other = structs.replace(known, number="2")
    doubles = find_doubles(ws, [Student("新", BIRTH, "3"), other])
    assert [at for at, _ in doubles.identities] == [1]
    assert doubles.numbers == ()
    with pytest.raises(EnteringError, match="1 人"):
        enter_students(ws, [Student("新", BIRTH, "3"), other])
    assert len(directory.listing(ws)) == 1


def test_an_import_that_is_stopped_enters_nobody(ws: Workspace, staff: Staff) -> None:
    many = [Student("新", BIRTH, str(n)) for n in range(STEP + 1)]
    with pytest.raises(EnteringError, match="停下来"):
        enter_students(ws, many, lambda *_: False)
    assert directory.listing(ws) == []


def test_only_the_custodian_enters_students(
    ws: Workspace, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(staff.recorder)
    with pytest.raises(NoDutyError):
        enter_students(ws, [STUDENT])


def test_no_name_number_or_identity_stands_in_the_file(ws: Workspace, staff: Staff) -> None:
    enter_students(ws, [structs.replace(STUDENT, id_number=IDENTITY)])
    data = ws.conn.serialize()
    for text in ("林晓雨", "20230001", IDENTITY, "计算机 1 班"):
        assert text.encode() not in data


def test_how_an_identity_was_verified_is_noted_with_who_and_when(
    ws: Workspace, staff: Staff
) -> None:
    (letter,) = enter_students(ws, [STUDENT])
    verify_identity(ws, letter.person, "document", TODAY)
    verified = directory.listed(ws, letter.person).student.verified
    assert (verified.method, verified.by, verified.on) == ("document", staff.custodian, TODAY)
    with pytest.raises(EnteringError, match="今天之后"):
        verify_identity(ws, letter.person, "document", date(2026, 11, 24))


def test_an_archive_is_opened_on_paper_and_its_subject_reads_it(
    ws: Workspace, staff: Staff
) -> None:
    (letter,) = enter_students(ws, [STUDENT])
    with pytest.raises(KeepingError, match="告知书"):
        open_on_paper(ws, letter.person, " ")
    open_on_paper(ws, letter.person, "纸质告知书，第 1 盒")
    with pytest.raises(KeepingError, match="开过了"):
        open_on_paper(ws, letter.person, "纸质告知书，第 1 盒")
    assert records_of(ws, letter.person) == []
    sign_in_with_recovery(ws, letter.person, letter.code)
    view = my_archive(ws)
    assert view.broken is None
    assert [len(part.entries) for part in view.sections] == [1, 0, 0, 0, 1, 0]


def test_no_archive_of_a_minor_is_opened_on_paper(ws: Workspace, staff: Staff) -> None:
    (letter,) = enter_students(ws, [structs.replace(STUDENT, birth=date(2010, 6, 1))])
    with pytest.raises(KeepingError, match="18 岁"):
        open_on_paper(ws, letter.person, "纸质告知书，第 1 盒")


def test_who_lost_password_and_code_gets_the_archive_back(
    ws: Workspace, staff: Staff, locksmith: Locksmith, sign_in_as: SignInAs
) -> None:
    (letter,) = enter_students(ws, [STUDENT])
    open_on_paper(ws, letter.person, "纸质告知书，第 1 盒")
    sign_in_with_recovery(ws, letter.person, letter.code)
    set_password(ws, letter.code, "correct horse", locksmith=locksmith)
    sign_in_as(staff.custodian)
    with pytest.raises(EnteringError, match="怎么核对"):
        return_keys(ws, letter.person, "")
    again = return_keys(ws, letter.person, "当面核对学生证")
    assert again.handle == letter.handle
    with pytest.raises(WrongPasswordError):
        sign_in_with_recovery(ws, letter.person, letter.code)
    sign_in_with_recovery(ws, letter.person, again.code)
    assert my_profile(ws).real_name == "林晓雨"
    view = my_archive(ws)
    assert view.broken is None
    assert view.sections[-1].entries  # the person sees that new keys were given


def test_keys_are_returned_by_the_custodian_only(
    ws: Workspace, staff: Staff, sign_in_as: SignInAs
) -> None:
    (letter,) = enter_students(ws, [STUDENT])
    sign_in_as(staff.decider)
    with pytest.raises(NotAllowedError):
        return_keys(ws, letter.person, "当面核对学生证")
