"""Read a class list that was typed, pasted or exported as CSV; nothing in it is trusted (pure).

Every line that is not empty and not the heading ends up either among the rows or among the
problems.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.people.names import check_student, level_number
from integrity_edu.words import tr

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 2_000

_NUMBER_HEADS = frozenset({"学号", "学生学号", "学籍号", "工号", "编号", "studentno", "studentid"})
_NAME_HEADS = frozenset({"姓名", "学生姓名", "名字", "name", "studentname"})
_SPACES = " \t\u3000\xa0"
_EMPTY = _SPACES + '\ufeff,，;；"'
_BETWEEN = re.compile(f"[{_SPACES}]+")
_DELIMITERS = (("\t", "\t"), (",，", ","), (";；", ";"))


class RosterFileError(EduError):
    """The list as a whole cannot be read."""

    code = "roster_file"


class RosterLine(Struct, frozen=True):
    """One student as read; `line` counts from 1."""

    line: int
    student_no: str
    name: str


class RowProblem(Struct, frozen=True):
    """A line that was not taken, and why, in the language that is on."""

    line: int
    reason: str


class Preview(Struct, frozen=True):
    """What a list would bring: `rows` and `problems` together are all its lines."""

    rows: tuple[RosterLine, ...]
    problems: tuple[RowProblem, ...]


class _Columns(Struct, frozen=True):
    """Where the number and the name stand, and how many cells a line may have."""

    number: int = 0
    name: int = 1
    count: int = 2


def decode_csv(data: bytes) -> str:
    """The text of a CSV file in UTF-8, UTF-16 (with its mark) or GB18030.

    Raises RosterFileError for more than 2 MB and for what is not text.
    """
    if len(data) > MOST_BYTES:
        raise _too_big()
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not data.startswith(b"PK\x03\x04"):
            return text
    raise RosterFileError(
        "这个文件不是文本，读不出名单。", "在表格软件里另存为 CSV（UTF-8），再选一次。"
    )


def read_rows(text: str) -> Preview:
    """Read one student a line: number, then name; a heading with 学号 and 姓名 may change that.

    Cells are parted by tab, comma, semicolon (Chinese ones too) or spaces. Raises RosterFileError
    for more than 2,000 rows or 2 MB.
    """
    if len(text) > MOST_BYTES:
        raise _too_big()
    lines = [(n, line) for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    lines = [(n, line) for n, line in lines if line.strip(_EMPTY)]
    columns = _heading(lines[0][1]) if lines else None
    body = lines[1:] if columns else lines
    if len(body) > MOST_ROWS:
        raise RosterFileError("名单超过 2,000 行，没有读入。", "一个班一个班地导入。")
    return _sort_out(body, columns or _Columns())


def natural_key(student_no: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which 2 comes before 10."""
    parts = re.split(r"([0-9]+)", level_number(student_no))
    return tuple(
        (0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part
    )


def _sort_out(lines: Sequence[tuple[int, str]], columns: _Columns) -> Preview:
    rows: list[RosterLine] = []
    problems: list[RowProblem] = []
    seen: dict[str, int] = {}
    for n, line in lines:
        row = _read_line(n, line, columns)
        if isinstance(row, RosterLine):
            first = seen.setdefault(level_number(row.student_no), n)
            if first != n:
                row = RowProblem(n, tr("学号与第 {n} 行相同。", n=first))
        if isinstance(row, RosterLine):
            rows.append(row)
        else:
            problems.append(row)
    return Preview(tuple(rows), tuple(problems))


def _read_line(n: int, line: str, columns: _Columns) -> RosterLine | RowProblem:
    try:
        cells = _cells(line, columns)
    except csv.Error:
        return RowProblem(n, tr("引号不成对，或者一格太长。"))
    if any(cells[columns.count :]):
        return RowProblem(n, tr("格数对不上：一行只写学号和姓名，或者用表头标明每一列。"))
    cells += [""] * (columns.count - len(cells))
    number = unicodedata.normalize("NFKC", cells[columns.number])
    name = unicodedata.normalize("NFC", _BETWEEN.sub(" ", cells[columns.name]))
    reason = check_student(number, name)
    return RowProblem(n, reason) if reason else RosterLine(n, number, name)


def _heading(line: str) -> _Columns | None:
    try:
        cells = [level_number(cell) for cell in _cells(line, None)]
    except csv.Error:
        return None
    numbers = [at for at, cell in enumerate(cells) if cell in _NUMBER_HEADS]
    names = [at for at, cell in enumerate(cells) if cell in _NAME_HEADS]
    if not numbers or not names:
        return None
    return _Columns(numbers[0], names[0], len(cells))


def _cells(line: str, columns: _Columns | None) -> list[str]:
    """The trimmed cells of a line; csv.Error when its quotes do not match."""
    line = line.removeprefix("\ufeff")
    for signs, delimiter in _DELIMITERS:
        if any(sign in line for sign in signs):
            for sign in signs[1:]:
                line = line.replace(sign, delimiter)
            found = next(csv.reader([line], delimiter=delimiter, strict=True), [])
            return [cell.strip(_SPACES) for cell in found]
    parts = [part.strip('"') for part in _BETWEEN.split(line) if part]
    return _join_name(parts, columns) if columns else parts


def _join_name(parts: list[str], columns: _Columns) -> list[str]:
    """Parted by spaces, a name of several words is still one cell."""
    spare = len(parts) - columns.count
    if spare <= 0:
        return parts
    end = columns.name + spare + 1
    return [*parts[: columns.name], " ".join(parts[columns.name : end]), *parts[end:]]


def _too_big() -> RosterFileError:
    return RosterFileError("名单超过 2 MB，没有读入。", "只留学号和姓名两列，再试一次。")
