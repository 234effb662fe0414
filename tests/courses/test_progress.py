"""Where a reader stands with a lesson, and which days come next."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.clock import ManualClock
from integrity_edu.courses import library, progress
from integrity_edu.courses.campaigns import coming_days
from integrity_edu.courses.library import status_of
from integrity_edu.courses.store import Progress
from integrity_edu.courses.values import Day
from integrity_edu.errors import NotAllowedError
from integrity_edu.library.compile import compile_library
from integrity_edu.workspace import Workspace


@pytest.mark.parametrize(
    ("passed_at", "excused", "status"),
    [(None, False, "started"), ("2026-01-02", False, "passed"), ("2026-01-02", True, "excused")],
)
def test_the_status_follows_from_progress(
    passed_at: str | None, excused: bool, status: str
) -> None:
    found = Progress("plan-01", "2026-01-01", "2026-01-01", 0.0, passed_at, excused, None)

    assert status_of(found) == status


def test_a_lesson_never_opened_is_new() -> None:
    assert status_of(None) == "new"


@pytest.mark.usefixtures("person")
def test_opening_again_keeps_the_first_time_and_the_place(
    ws: Workspace, clock: ManualClock
) -> None:
    first = progress.open_lesson(ws, "plan-01")
    progress.remember_place(ws, "plan-01", 0.4)
    clock.forward(days=1)

    again = progress.open_lesson(ws, "plan-01")

    assert again.opened_at == first.opened_at
    assert again.seen_at > first.seen_at
    assert again.scroll == 0.4


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("given_place", "kept"), [(-1.0, 0.0), (0.5, 0.5), (7.0, 1.0)])
def test_a_place_lies_between_top_and_bottom(
    ws: Workspace, given_place: float, kept: float
) -> None:
    progress.open_lesson(ws, "plan-01")

    progress.remember_place(ws, "plan-01", given_place)

    assert progress.my_progress(ws)["plan-01"].scroll == kept


@pytest.mark.usefixtures("person")
def test_the_first_pass_is_news_and_stays(ws: Workspace, clock: ManualClock) -> None:
    compile_library(ws)
    assert progress.pass_lesson(ws, "plan-01", "s_1", excused=False)
    first = progress.my_progress(ws)["plan-01"]
    clock.forward(days=3)

    assert not progress.pass_lesson(ws, "plan-01", "s_2", excused=False)

    again = progress.my_progress(ws)["plan-01"]
    assert again.passed_at == first.passed_at
    assert first.revision == library.lesson(ws.conn, "plan-01").digest


@pytest.mark.usefixtures("person")
def test_a_check_replaces_an_excuse_and_not_the_other_way_round(ws: Workspace) -> None:
    progress.pass_lesson(ws, "plan-01", "s_1", excused=True)
    assert status_of(progress.my_progress(ws)["plan-01"]) == "excused"

    progress.pass_lesson(ws, "plan-01", "s_2", excused=False)
    assert status_of(progress.my_progress(ws)["plan-01"]) == "passed"

    progress.pass_lesson(ws, "plan-01", "s_3", excused=True)
    assert status_of(progress.my_progress(ws)["plan-01"]) == "passed"


@pytest.mark.usefixtures("person")
def test_a_lesson_opened_before_can_be_excused(ws: Workspace) -> None:
    progress.open_lesson(ws, "plan-01")

    progress.pass_lesson(ws, "plan-01", "s_1", excused=True)

    assert status_of(progress.my_progress(ws)["plan-01"]) == "excused"


@pytest.mark.usefixtures("person")
def test_a_course_counts_the_lessons_behind_the_reader(ws: Workspace) -> None:
    compile_library(ws)
    progress.open_lesson(ws, "plan-01")
    progress.pass_lesson(ws, "plan-02", "s_1", excused=False)
    progress.pass_lesson(ws, "plan-03", "s_2", excused=True)

    course = library.my_courses(ws, "student")[0]

    assert [line.status for line in course.lessons[:4]] == ["started", "passed", "excused", "new"]
    assert course.done == 2


def test_progress_asks_who_is_reading(ws: Workspace) -> None:
    with pytest.raises(NotAllowedError):
        progress.open_lesson(ws, "plan-01")


def with_days(ws: Workspace, *dates: tuple[int, int]) -> None:
    with ws.change() as db:
        for position, (month, day) in enumerate(dates):
            ref = f"day-{position}"
            body = Day(ref, ref, month, day, "", (2,), date(2026, 11, 23))
            text = msgspec.json.encode(body).decode()
            db.execute(
                "INSERT INTO document VALUES ('day', ?, ?, ?, ?, '')", (ref, position, ref, text)
            )


def dates(ws: Workspace, today: date, limit: int = 4) -> list[date]:
    return [when for when, _ in coming_days(ws.conn, today, limit)]


def test_a_day_counts_on_the_day_itself_and_then_next_year(ws: Workspace) -> None:
    with_days(ws, (3, 15))

    assert dates(ws, date(2026, 3, 15)) == [date(2026, 3, 15)]
    assert dates(ws, date(2026, 3, 16)) == [date(2027, 3, 15)]


def test_days_are_sorted_across_the_end_of_the_year(ws: Workspace) -> None:
    with_days(ws, (3, 15), (12, 4), (1, 1))

    assert dates(ws, date(2026, 12, 31)) == [date(2027, 1, 1), date(2027, 3, 15), date(2027, 12, 4)]


def test_days_without_a_date_do_not_come(ws: Workspace) -> None:
    with_days(ws, (0, 0), (9, 0), (6, 14))

    assert dates(ws, date(2026, 1, 1)) == [date(2026, 6, 14)]


def test_no_more_days_than_asked_for(ws: Workspace) -> None:
    with_days(ws, (1, 1), (2, 2), (3, 3))

    assert dates(ws, date(2026, 1, 1), limit=2) == [date(2026, 1, 1), date(2026, 2, 2)]


@pytest.mark.parametrize(
    ("today", "coming"),
    [
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_29_february_falls_on_the_28th_in_other_years(
    ws: Workspace, today: date, coming: date
) -> None:
    with_days(ws, (2, 29))

    assert dates(ws, today) == [coming]


@pytest.fixture
def awkward_days(ws: Workspace) -> Workspace:
    with_days(ws, (2, 29), (12, 31), (1, 1))
    return ws


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(today=st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_a_coming_day_is_never_past_and_at_most_a_year_away(
    awkward_days: Workspace, today: date
) -> None:
    found = dates(awkward_days, today)

    assert all(0 <= (when - today).days <= 366 for when in found)
    assert found == sorted(found)


def test_the_saying_changes_from_day_to_day_and_not_within_one(ws: Workspace) -> None:
    compile_library(ws)
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)

    assert library.saying_of(ws.conn, monday) == library.saying_of(ws.conn, monday)
    assert library.saying_of(ws.conn, monday) != library.saying_of(ws.conn, tuesday)
