"""Read a list of students from a spreadsheet (XLSX) or CSV; nothing in it is trusted (pure).

Every row that is not empty ends up either among the students or among the problems, with its line.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.office.directory import Student
from integrity_edu.people.ages import BirthDateError, check_birth
from integrity_edu.people.id_numbers import IdNumberError, read_id_number
from integrity_edu.people.names import check_student, level_number
from integrity_edu.words import explain, tr

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 500 * 1024 * 1024
MOST_ROWS = 100_000
LONGEST_UNIT = 60

HEADS: dict[str, frozenset[str]] = {
    "name": frozenset({"姓名", "学生姓名", "name"}),
    "number": frozenset({"学号", "学生学号", "学籍号", "studentno", "studentid"}),
    "birth": frozenset({"出生日期", "出生年月日", "生日", "birth", "birthdate"}),
    "unit": frozenset({"院系班级", "院系专业班级", "班级", "院系", "单位", "class", "unit"}),
    "id_number": frozenset({"身份证号", "身份证号码", "公民身份号码", "idnumber"}),
}
_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?(?:\D.*)?|(\d{4})(\d{2})(\d{2})")


class StudentFileError(EduError):
    """The file as a whole cannot be read."""

    code = "student_file"


class RowProblem(Struct, frozen=True):
    """A row that was not taken, and why, in the language that is on; `line` counts from 1."""

    line: int
    reason: str


class StudentRow(Struct, frozen=True):
    """A student as read, and the line he stands on."""

    line: int
    student: Student


class StudentList(Struct, frozen=True):
    """What a file would bring: `rows` and `problems` together are all its rows."""

    rows: tuple[StudentRow, ...]
    problems: tuple[RowProblem, ...]


def read_students(data: bytes, today: date) -> StudentList:
    """The students of a spreadsheet or CSV file with a heading row.

    Raises StudentFileError for more than 50 MB or 100,000 rows, a heading without 姓名, 学号 and
    a birth date or identity number, and for what is neither a spreadsheet nor text.
    """
    if len(data) > MOST_BYTES:
        raise StudentFileError("文件超过 50 MB，没有读入。", "分成几个文件再导入。")
    cells = _sheet(data) if data.startswith(b"PK\x03\x04") else _csv(data)
    lines = [(n, row) for n, row in enumerate(cells, 1) if any(str(cell).strip() for cell in row)]
    if not lines:
        raise StudentFileError("文件是空的。", "第一行写表头，下面一行一个学生。")
    columns = _columns(lines[0][1])
    if len(lines) - 1 > MOST_ROWS:
        raise StudentFileError("名单超过 100,000 行，没有读入。", "分成几个文件再导入。")
    return _sort_out(lines[1:], columns, today)


def _sort_out(
    lines: Sequence[tuple[int, Sequence[object]]], columns: dict[str, int], today: date
) -> StudentList:
    rows: list[StudentRow] = []
    problems: list[RowProblem] = []
    numbers: dict[str, int] = {}
    identities: dict[str, int] = {}
    for n, cells in lines:
        found = _student({name: _cell(cells, at) for name, at in columns.items()}, today)
        reason = found if isinstance(found, str) else None
        if isinstance(found, Student):
            reason = _twin(numbers, level_number(found.number), n, tr("学号"))
            if reason is None and found.id_number:
                reason = _twin(identities, found.id_number, n, tr("身份证号"))
        if isinstance(found, Student) and reason is None:
            rows.append(StudentRow(n, found))
        else:
            problems.append(RowProblem(n, reason or ""))
    return StudentList(tuple(rows), tuple(problems))


def _twin(seen: dict[str, int], value: str, n: int, what: str) -> str | None:
    first = seen.setdefault(value, n)
    return None if first == n else tr("{what}与第 {n} 行相同。", what=what, n=first)


def _student(cells: dict[str, object], today: date) -> Student | str:
    """The student of one row, or why it cannot be taken."""
    text = {name: _text(cell) for name, cell in cells.items()}
    reason = check_student(text["number"], text["name"])
    if reason is None and len(text.get("unit", "")) > LONGEST_UNIT:
        reason = tr("院系班级太长，最多 {n} 个字。", n=LONGEST_UNIT)
    if reason is not None:
        return reason
    try:
        written = text.get("id_number", "")
        identity = read_id_number(written, today) if written else None
        birth = _birth(cells.get("birth"), text.get("birth", ""))
        if birth is None and identity is not None:
            birth = identity.birth
        if birth is None:
            return tr("没有出生日期，或者写法不认识。写成 2005-03-14 这样。")
        check_birth(birth, today)
    except (IdNumberError, BirthDateError) as error:
        return " ".join(explain(error))
    if identity is not None and identity.birth != birth:
        return tr("出生日期和身份证号里的不一样。")
    return Student(
        name=text["name"],
        birth=birth,
        number=unicodedata.normalize("NFKC", text["number"]),
        unit=text.get("unit", ""),
        id_number=identity.text if identity else "",
    )


def _birth(cell: object, text: str) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DATE.fullmatch(text)
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    try:
        return date(*parts)
    except ValueError:
        return None


def _columns(heading: Sequence[object]) -> dict[str, int]:
    names = [level_number(_text(cell)) for cell in heading]
    found = {
        field: at
        for field, heads in HEADS.items()
        for at, name in enumerate(names)
        if name in heads and names.index(name) == at
    }
    if not {"name", "number"} <= found.keys() or not {"birth", "id_number"} & found.keys():
        raise StudentFileError(
            "表头里要有“姓名”“学号”，还要有“出生日期”或者“身份证号”。",
            "照模板改好第一行，再导入。",
        )
    return found


def _cell(cells: Sequence[object], at: int) -> object:
    return cells[at] if at < len(cells) else ""


def _text(cell: object) -> str:
    """What a cell shows: whole numbers without their .0, spaces folded."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).replace("\u3000", " ").split())


def _sheet(data: bytes) -> Iterable[Sequence[object]]:
    """The cells of the first sheet; a file that would unpack to far more than it is, is refused."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise StudentFileError("表格展开以后太大，没有读入。", "只留要用的几列，再试一次。")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise StudentFileError(
            "这个表格读不出来，可能损坏了，或者设了密码。", "在表格软件里另存为 XLSX，再选一次。"
        ) from error


def _csv(data: bytes) -> Iterable[Sequence[object]]:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            break
    else:
        raise StudentFileError("这个文件不是表格，也不是文本。", "另存为 XLSX 或者 CSV，再选一次。")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise StudentFileError(
            "文件里的引号不成对，读不下去。", "在表格软件里另存为 XLSX，再选一次。"
        ) from error
