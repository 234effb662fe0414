"""The calculator of measure 21: three years in a row without a negative record, and why or why not.

方案第 21 项 names the condition and nothing else; how it is counted here is this program's choice
and is said with every answer. A record under objection leaves it open; what was withdrawn, repaired
or has expired does not count; who has less than three years of archive is told that it does not
apply yet. The calculator tells; a person decides (个人信息保护法 art. 24).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from integrity_edu.archive import store
from integrity_edu.archive.record_flow import Record, RecordState
from integrity_edu.archive.records import records_of
from integrity_edu.archive.years import years_after
from integrity_edu.ids import PersonId
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

YEARS = 3

Answer = Literal["met", "not_met", "open", "not_yet"]


class Reckoning(Struct, frozen=True):
    """The answer and what it rests on.

    `since` is where the three years begin; `records` are the numbers of what stands against it or
    leaves it open; `from_day` is the day from which the answer could be "met" if nothing happens.
    """

    answer: Answer
    since: date
    records: tuple[int, ...] = ()
    from_day: date | None = None


def three_years(records: Iterable[Record], opened: date, today: date) -> Reckoning:
    """Whether no negative record in force falls into the three years up to `today`.

    An act counts on the day on which it ended.
    """
    since = years_after(today, -YEARS)
    against = [one for one in records if one.negative and one.conduct.ended > since]
    standing = [one for one in against if one.state is RecordState.IN_FORCE]
    disputed = [one for one in against if one.state is RecordState.OBJECTED]
    if standing:
        free = max(years_after(one.conduct.ended, YEARS) for one in standing)
        return Reckoning("not_met", since, tuple(one.n for one in standing), free)
    if disputed:
        return Reckoning("open", since, tuple(one.n for one in disputed))
    if opened > since:
        return Reckoning("not_yet", since, from_day=years_after(opened, YEARS))
    return Reckoning("met", since)


def reckon_all(ws: Workspace, people: Iterable[PersonId]) -> dict[PersonId, Reckoning]:
    """The answer for each of many people whose archives the office keeps.

    Only archives with records of conduct are opened. Raises NotAllowedError without a duty.
    """
    require(ws, Action.SEE_OFFICE)
    today = ws.today()
    opened, with_conduct = store.opened_days(ws.conn), store.with_conduct(ws.conn)
    found = {}
    for person in people:
        if person not in opened:
            continue
        records = records_of(ws, person) if person in with_conduct else []
        found[person] = three_years(records, date.fromisoformat(opened[person]), today)
    return found
