"""The shipped tables of working days, and the office's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from integrity_edu.archive.workday_file import read_workdays
from integrity_edu.archive.workday_table import WorkdaysError, set_year, workdays_of, year_tables
from integrity_edu.archive.workdays import YearTable, workdays
from integrity_edu.people.permissions import NoDutyError
from integrity_edu.workspace import Workspace
from tests.conftest import SignInAs, Staff

CONTENT = Path(__file__).parents[2] / "content"
TABLE = YearTable(
    year=2027,
    source="某通知",
    as_of=date(2026, 11, 24),
    final=True,
    off=(date(2027, 2, 8), date(2027, 2, 9)),
    worked=(date(2027, 2, 14),),
)


def test_2026_is_as_the_notice_says_and_2027_is_not_final() -> None:
    tables, problems = read_workdays(CONTENT)
    assert problems == []
    days = workdays(tables)
    assert days.final_years == {2026}
    off = (date(2026, 2, 15), date(2026, 2, 23), date(2026, 10, 7))
    assert not any(map(days.is_workday, off))
    assert all(map(days.is_workday, (date(2026, 2, 28), date(2026, 9, 20), date(2026, 2, 24))))
    # 2027: New Year's Eve by the lunar calendar is 5 February, the Dragon Boat festival 9 June
    assert not days.is_workday(date(2027, 2, 5))
    assert not days.is_workday(date(2027, 6, 9))
    assert days.after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_the_offices_own_table_goes_before_the_shipped_one(
    ws: Workspace, staff: Staff, sign_in_as: SignInAs
) -> None:
    set_year(ws, TABLE)
    assert year_tables(ws.conn) == [TABLE]
    assert workdays_of(ws.conn).after(date(2027, 2, 5), 1) == date(2027, 2, 10)
    sign_in_as(staff.recorder)
    with pytest.raises(NoDutyError):
        set_year(ws, TABLE)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"off": (date(2026, 2, 8),)}, "不是这一年"),
        ({"off": (date(2027, 2, 14),)}, "既放假又上班"),
        ({"worked": (date(2027, 2, 15),)}, "周六或者周日"),
        ({"source": " "}, "哪个通知"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    ws: Workspace, staff: Staff, change: dict[str, object], says: str
) -> None:
    with pytest.raises(WorkdaysError, match=says):
        set_year(ws, structs.replace(TABLE, **change))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[year]]\nyear = 2026", "缺少"),
        ("year = [", "TOML"),
        (
            '[[year]]\nyear = 2026\nsource = "x"\nas_of = 2026-01-01\nfinal = true\n'
            "off = [2025-01-01]",
            "不是这一年",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "workdays.toml").write_text(text, encoding="utf-8")
    _, problems = read_workdays(tmp_path / "content")
    assert says in problems[0].message
    assert problems[0].file == "content/workdays.toml"
