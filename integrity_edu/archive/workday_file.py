"""Read the shipped tables of working days, `content/workdays.toml`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from integrity_edu.archive.workdays import YearTable, faults
from integrity_edu.authored import AuthoredError, Problem, parse_toml, read_source

NAME = "workdays.toml"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    year: tuple[YearTable, ...]


def read_workdays(content: Path) -> tuple[list[YearTable], list[Problem]]:
    """The tables under `content`, by year, and what is wrong with them; none without the file."""
    path = content / NAME
    if not path.is_file():
        return [], []
    source = read_source(path, content.parent)
    try:
        file = parse_toml(source, _File)
    except AuthoredError as error:
        return [], [error.problem]
    problems = [
        source.problem(source.line_of_table("year", index), "workdays", f"{table.year} 年：{fault}")
        for index, table in enumerate(file.year)
        for fault in faults(table)
    ]
    years = [table.year for table in file.year]
    if len(set(years)) != len(years) or years != sorted(years):
        problems.append(source.problem(1, "workdays", "一年一张表，从早到晚排"))
    return list(file.year), problems
