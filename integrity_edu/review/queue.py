"""Today's reviews: never more than the cap, however many days were missed."""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.ids import SittingId
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.review import store
from integrity_edu.review.cards import catch_up, reschedule
from integrity_edu.review.settings import ReviewSettings, put_settings, read_settings
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

SECONDS_PER_REVIEW = 40
"""What reading, answering and looking at the explanation of one question takes about."""


class Queue(Struct, frozen=True):
    """What is left to review today, most overdue first.

    `left` counts it and `done` what was reviewed today; together they never exceed `cap` (unless
    more was done than the cap, which was lowered since). `finished` is 今日完成.
    """

    due: tuple[str, ...]
    left: int
    done: int
    cap: int
    minutes: int
    finished: bool


def today(ws: Workspace) -> Queue:
    """My reviews of today; questions out of use, and those of an exam still open, are left out."""
    require(ws, Action.TAKE_QUIZ)
    catch_up(ws)
    cap, done, room = _room(ws)
    due = tuple(_due(ws, room))
    return Queue(
        due=due,
        left=len(due),
        done=done,
        cap=cap,
        minutes=ceil(len(due) * SECONDS_PER_REVIEW / 60),
        finished=done > 0 and not due,
    )


def next_card(ws: Workspace) -> str | None:
    """The question to review now, or None when today is done; costs a few index look-ups."""
    require(ws, Action.TAKE_QUIZ)
    catch_up(ws)
    _, _, room = _room(ws)
    return next(iter(_due(ws, min(room, 1))), None)


def start_review(ws: Workspace, seed: int, audience: str) -> SittingId:
    """Open a sitting on today's reviews; EduError when there is nothing left to review."""
    queue = today(ws)
    if not queue.due:
        raise EduError("今天没有要复习的题。", "可以做一组练习，或者明天再来。")
    request = PaperRequest(
        mode="review", title=tr("今日复习"), audience=audience, seed=seed, questions=queue.due
    )
    return sittings.start(ws, request)


def my_settings(ws: Workspace) -> ReviewSettings:
    """My daily cap and exam date."""
    return read_settings(ws.conn, ws.actor.person)


def save_settings(ws: Workspace, wanted: ReviewSettings) -> ReviewSettings:
    """Store my cap and exam date and move my cards accordingly; returns what was set before.

    Setting that again undoes it. Raises ValueError for a cap outside 5 to 100.
    """
    require(ws, Action.CHANGE_SETTINGS)
    catch_up(ws)
    person = ws.actor.person
    before = read_settings(ws.conn, person)
    with ws.change("settings", "review") as db:
        put_settings(db, person, wanted)
        if wanted.exam != before.exam:
            reschedule(db, person, wanted.exam)
    return before


def _room(ws: Workspace) -> tuple[int, int, int]:
    """The cap, what was reviewed today, and how much more that allows."""
    person = ws.actor.person
    cap = read_settings(ws.conn, person).cap
    done = store.reviewed_on(ws.conn, person, ws.today().isoformat())
    return cap, done, max(0, cap - done)


def _due(ws: Workspace, limit: int) -> list[str]:
    return store.due(ws.conn, ws.actor.person, ws.today().isoformat(), ws.stamp(), limit)
