"""The compiled plan and law cards, and when a check counts as old."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.errors import NotFoundError
from integrity_edu.library.compile import compile_library
from integrity_edu.plan import reading
from integrity_edu.plan.values import is_stale
from integrity_edu.workspace import Workspace


def test_a_measure_outside_the_plan_is_not_found(ws: Workspace) -> None:
    with pytest.raises(NotFoundError, match="30"):
        reading.measure(ws.conn, 30)


def test_an_unknown_law_is_not_found(ws: Workspace) -> None:
    with pytest.raises(NotFoundError):
        reading.law(ws.conn, "nolaw")


def test_every_measure_is_served_by_questions_and_a_lesson(ws: Workspace) -> None:
    compile_library(ws)

    for number in range(1, 30):
        served = reading.served(ws.conn, number)
        assert served.questions >= 4
        assert served.lessons


@pytest.mark.parametrize(
    ("checked", "today", "stale"),
    [
        (date(2025, 11, 23), date(2026, 11, 23), False),
        (date(2025, 11, 23), date(2026, 11, 24), True),
        (date(2026, 1, 31), date(2027, 1, 31), False),
        (date(2026, 1, 31), date(2027, 2, 1), True),
        (date(2028, 2, 29), date(2029, 2, 28), False),
        (date(2028, 2, 29), date(2029, 3, 1), True),
    ],
)
def test_a_check_is_old_after_twelve_months(checked: date, today: date, stale: bool) -> None:
    assert is_stale(checked, today) is stale
