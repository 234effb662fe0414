"""An archive office with its teachers and a student whose archive it keeps, for stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from integrity_edu.archive.conduct import Weighing, confirm, record, tell
from integrity_edu.archive.keeping import NOTICE_VERSION, give_into_keeping
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.ids import PersonId
from integrity_edu.office.members import give_duty
from integrity_edu.office.opening import open_office
from integrity_edu.people.permissions import Duty
from integrity_edu.workspace import Role, Workspace
from tests.archive.record_facts import conduct
from tests.stories.conftest import House

WEIGHED = Weighing(slight_and_put_right=False, settled_on_the_spot=False, why="不属于轻微")


@dataclass(frozen=True)
class Stage:
    """Who is who."""

    custodian: PersonId
    recorder: PersonId
    decider: PersonId
    student: PersonId


def set_stage(house: House) -> Stage:
    """Open an office with three teachers and put a student's archive into its keeping."""
    born = date(1985, 1, 1)
    names = (("王老师", "王敏"), ("周老师", "周宁"), ("孙老师", "孙静"))
    staff = [house.account(nick, Role.TEACHER, born, real_name=name) for nick, name in names]
    student = house.account()
    house.with_ws(lambda ws: _open(ws, staff), staff[0])
    house.with_ws(_hand_in, student)
    custodian, recorder, decider = staff
    return Stage(custodian, recorder, decider, student)


def told_record(house: House, stage: Stage) -> int:
    """A record of exam fraud, told to the student on the day it was entered."""

    def enter(ws: Workspace) -> int:
        n = record(ws, stage.student, conduct(), WEIGHED)
        tell(ws, stage.student, n, "in_person", ws.today())
        return n

    n = house.with_ws(enter, stage.recorder)
    assert isinstance(n, int)
    return n


def confirmed_record(house: House, stage: Stage) -> int:
    """A record in force: the time to answer has passed and another teacher confirmed it."""
    n = told_record(house, stage)
    house.clock.forward(days=14)
    house.with_ws(lambda ws: confirm(ws, stage.student, n), stage.decider)
    return n


def _open(ws: Workspace, staff: list[PersonId]) -> None:
    open_office(ws, "某学院")
    give_duty(ws, staff[1], Duty.RECORDER)
    give_duty(ws, staff[2], Duty.DECIDER)


def _hand_in(ws: Workspace) -> None:
    open_archive(ws, notice().version)
    give_into_keeping(ws, NOTICE_VERSION, "20230001", "计算机 1 班")
