"""The wrong-book from every side, and what a learner keeps in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from integrity_edu.review import notes
from integrity_edu.review.notes import Note
from integrity_edu.review.wrong_book import Filter, wrong_book
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.review.history import mark, sat, sleep


def shown(ws: Workspace, wanted: Filter) -> list[str]:
    """The questions of a page."""
    return [row.question.id for row in wrong_book(ws, wanted).rows]


@pytest.fixture
def worked(stocked: Workspace) -> Workspace:
    """q000 wrong in practice, q001 wrong for certain, q002 wrong in a mock and right since."""
    sat(stocked, {"q000": 0.0, "q010": 1.0})
    sleep(stocked, 1)
    sat(stocked, {"q001": 0.0}, mode="certainty", certainty=3)
    sleep(stocked, 1)
    sat(stocked, {"q002": 0.5}, mode="mock")
    for _ in range(3):
        sleep(stocked, 1)
        sat(stocked, {"q002": 1.0, "q012": 1.0, "q013": 1.0}, mode="review")
    return stocked


def test_the_newest_error_comes_first_and_tells_its_story(worked: Workspace) -> None:
    first, second, third = wrong_book(worked).rows
    assert [first.question.id, second.question.id, third.question.id] == ["q002", "q001", "q000"]
    assert (first.wrong, first.answered, first.level, first.certain) == (1, 4, "mastered", False)
    assert (third.wrong, third.answered, third.level) == (1, 1, "tried")
    assert first.last_at == worked.stamp()
    assert first.measures == (8,)
    assert third.due == worked.today() - timedelta(days=4)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(measure=1), ["q000"]),
        (Filter(kind="single"), ["q002", "q001", "q000"]),
        (Filter(kind="judge"), []),
        (Filter(mode="mock"), ["q002"]),
        (Filter(mode="review"), []),
        (Filter(due=True), ["q001", "q000"]),
        (Filter(certain=True), ["q001"]),
        (Filter(mastered=True), ["q002"]),
        (Filter(mastered=False), ["q001", "q000"]),
        (Filter(measure=1, certain=True), []),
    ],
)
def test_filters(worked: Workspace, wanted: Filter, expected: list[str]) -> None:
    assert shown(worked, wanted) == expected


def test_counts_say_what_each_filter_alone_would_show(worked: Workspace) -> None:
    notes.set_note(worked, "q000", Note(cause="slip"))
    counts = wrong_book(worked).counts
    assert (counts.total, counts.due, counts.certain, counts.mastered) == (3, 2, 1, 1)
    assert counts.measures == {1: 1, 2: 1, 8: 1}
    assert counts.kinds == {"single": 3}
    assert counts.modes == {"practice": 1, "certainty": 1, "mock": 1}
    assert counts.causes == {"slip": 1}
    assert shown(worked, Filter(cause="slip")) == ["q000"]


def test_pages(worked: Workspace) -> None:
    page = wrong_book(worked, limit=2, offset=2)
    assert [row.question.id for row in page.rows] == ["q000"]
    assert page.found == 3


def test_favourites_hold_questions_that_never_went_wrong_too(worked: Workspace) -> None:
    notes.set_note(worked, "q010", Note(favourite=True))
    notes.set_note(worked, "q001", Note(favourite=True))
    assert set(shown(worked, Filter(favourite=True))) == {"q001", "q010"}
    assert wrong_book(worked).found == 3
    assert wrong_book(worked).counts.favourite == 2


def test_a_regraded_error_leaves_the_book(stocked: Workspace) -> None:
    ref = sat(stocked, {"q000": 0.0})
    assert shown(stocked, Filter()) == ["q000"]
    mark(stocked, ref, 0, "q000", 1.0, why="regrade")
    assert shown(stocked, Filter()) == []


def test_an_exam_still_open_does_not_show_its_keys_here(stocked: Workspace) -> None:
    closes = (stocked.now() + timedelta(hours=2)).isoformat()
    sat(stocked, {"q000": 0.0}, mode="exam", terms=f'{{"closes_at": "{closes}"}}')
    assert wrong_book(stocked).counts.total == 0
    sleep(stocked, 1)
    assert shown(stocked, Filter()) == ["q000"]


def test_a_note_is_kept_and_can_be_undone(stocked: Workspace) -> None:
    first = Note(favourite=True, cause="misread", text="看清“不”字")
    assert notes.set_note(stocked, "q000", first) == Note()
    assert notes.note(stocked, "q000") == first
    before = notes.set_note(stocked, "q000", Note(text="改了"))
    notes.set_note(stocked, "q000", before)
    assert notes.note(stocked, "q000") == first


def test_an_empty_note_leaves_no_row(stocked: Workspace) -> None:
    before = notes.set_note(stocked, "q000", Note(favourite=True))
    notes.set_note(stocked, "q000", before)
    assert stocked.conn.execute("SELECT count(*) FROM question_note").fetchone() == (0,)


def test_the_words_of_a_note_are_not_readable_in_the_file(stocked: Workspace) -> None:
    notes.set_note(stocked, "q000", Note(text="看清题干"))
    (sealed,) = stocked.conn.execute("SELECT note FROM question_note").fetchone()
    assert "看清题干".encode() not in sealed


def test_an_unknown_cause_is_refused(stocked: Workspace) -> None:
    with pytest.raises(ValueError, match="cause"):
        notes.set_note(stocked, "q000", Note(cause="lazy"))


def test_everybody_has_a_book_of_his_own(
    worked: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    notes.set_note(worked, "q000", Note(favourite=True, text="我的"))
    sign_in_as(make_person(Role.TRAINEE))
    assert wrong_book(worked).found == 0
    assert notes.note(worked, "q000") == Note()
