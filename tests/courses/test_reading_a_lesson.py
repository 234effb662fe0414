"""Opening a lesson: its neighbours, and where the reader stands."""

from __future__ import annotations

import pytest

from integrity_edu.courses import progress
from integrity_edu.courses.opening import open_for_reading
from integrity_edu.errors import NotFoundError
from integrity_edu.library.compile import compile_library
from integrity_edu.workspace import Workspace


@pytest.fixture
def library(ws: Workspace, person: str) -> Workspace:
    compile_library(ws)
    return ws


def test_the_first_lesson_has_nothing_before_it(library: Workspace) -> None:
    opened = open_for_reading(library, "plan-01")

    assert opened.before is None
    assert opened.after is not None
    assert opened.after[0] == "plan-02"
    assert (opened.place, opened.count) == (1, 7)


def test_the_last_lesson_has_nothing_after_it(library: Workspace) -> None:
    opened = open_for_reading(library, "plan-07")

    assert opened.after is None
    assert opened.before == ("plan-06", opened.before[1] if opened.before else "")


def test_opening_remembers_where_the_reader_was(library: Workspace) -> None:
    open_for_reading(library, "plan-03")
    progress.remember_place(library, "plan-03", 0.6)

    assert open_for_reading(library, "plan-03").progress.scroll == 0.6


def test_a_lesson_that_is_gone_is_said_so(library: Workspace) -> None:
    with pytest.raises(NotFoundError):
        open_for_reading(library, "plan-99")
