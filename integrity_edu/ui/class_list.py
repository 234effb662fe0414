"""A class list before anything of it is stored: each line taken or not, and why (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from integrity_edu.errors import EduError
from integrity_edu.people.names import level_number
from integrity_edu.teaching.roster_import import MOST_BYTES, RosterLine, decode_csv, read_rows
from integrity_edu.words import tr


class UnreadableFileError(EduError):
    """The file chosen cannot be opened."""

    code = "unreadable_file"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line: number and name when it is taken, else what was written and the reason."""

    line: int
    student_no: str
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """`lines` has problems first, each group in the order of the list; `rows` can be stored."""

    lines: tuple[PreviewLine, ...] = ()
    rows: tuple[RosterLine, ...] = ()

    @property
    def problems(self) -> int:
        """How many lines are not taken."""
        return len(self.lines) - len(self.rows)


def read_file(path: Path) -> str:
    """The text of a CSV file; UnreadableFileError, and RosterFileError for what is not text."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(
            "这个文件打不开。", "看看它是不是被移走了，或者正被别的程序占着。"
        ) from error
    return decode_csv(data)


def preview(text: str, in_class: Iterable[str] = ()) -> ListPreview:
    """Look at a list; `in_class` are the numbers the class already has.

    Raises RosterFileError for a list that is too long.
    """
    found, written = read_rows(text), re.split(r"\r\n|\r|\n", text)
    taken = {level_number(number) for number in in_class}
    rows = tuple(row for row in found.rows if level_number(row.student_no) not in taken)
    problems = [
        PreviewLine(one.line, "", written[one.line - 1].strip(), one.reason)
        for one in found.problems
    ]
    problems += [
        PreviewLine(row.line, row.student_no, row.name, tr("班里已经有这个学号。"))
        for row in found.rows
        if level_number(row.student_no) in taken
    ]
    problems.sort(key=lambda one: one.line)
    good = [PreviewLine(row.line, row.student_no, row.name) for row in rows]
    return ListPreview((*problems, *good), rows)
