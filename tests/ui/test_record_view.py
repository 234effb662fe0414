"""How a record is laid out: its steps, the days of its clock, and what its person can do."""

from __future__ import annotations

from datetime import date, timedelta

from integrity_edu.archive.record_entries import Objected, Stated
from integrity_edu.archive.record_flow import Happened, Record, step
from integrity_edu.archive.workdays import Workdays
from integrity_edu.ui.record_view import RecordView, acts_open, record_view
from tests.archive.test_record_flow import DAY, STUDENT, decided, in_force, told

WORKDAYS = Workdays(off=frozenset(), worked=frozenset(), final_years=frozenset({2026}))
RECORDED = {1: "2026-09-01T08:00:00+00:00"}


def view(record: Record, today: date = DAY, workdays: Workdays = WORKDAYS) -> RecordView:
    return record_view(record, RECORDED, workdays, today)


def objected(due: date) -> Record:
    """Received on a Friday."""
    return step(in_force(), Happened(4, STUDENT, Objected(1, "wrong", "不是我的", FRIDAY, due)))


FRIDAY = date(2026, 9, 4)
WEDNESDAY = date(2026, 9, 9)


def test_only_one_step_is_now() -> None:
    for record in (told(), objected(WEDNESDAY)):
        assert [one.status for one in view(record).steps].count("now") == 1
    for record in (in_force(), decided()):
        assert {one.status for one in view(record).steps} == {"done"}


def test_the_clock_counts_working_days_and_not_the_day_of_receipt() -> None:
    days = view(objected(WEDNESDAY), FRIDAY + timedelta(days=3)).days
    assert [one.tone for one in days] == [
        "received",
        "skipped",
        "skipped",
        "today",
        "left",
        "due",
    ]
    assert [one.note for one in days] == ["收到", "不计", "不计", "第 1 日", "第 2 日", "到期"]


def test_a_clock_that_reaches_an_unpublished_year_says_so() -> None:
    unsure = Workdays(off=frozenset(), worked=frozenset(), final_years=frozenset())
    assert "可能会变" in view(objected(WEDNESDAY), workdays=unsure).days_note
    assert "可能会变" not in view(objected(WEDNESDAY)).days_note


def test_while_an_objection_runs_only_a_statement_is_open() -> None:
    assert acts_open(objected(WEDNESDAY)) == ("state",)
    assert acts_open(in_force()) == ("state", "repair", "object")
    assert acts_open(decided()) == ("state", "review", "repair", "object")
    assert acts_open(decided("withdrawn")) == ("state",)


def test_both_sides_stand_in_the_same_card() -> None:
    record = step(decided(), Happened(6, STUDENT, Stated("我的说明", 1)))
    shown = view(record)
    assert [one.text for one in shown.mine] == ["我的说明", "不是我的纸条"]
    assert shown.school[0].text == record.conduct.what
    assert "两边都证明不了" in shown.school[1].text
