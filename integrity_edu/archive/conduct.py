"""Records of conduct start with adulthood (law 2 of the house)."""

from __future__ import annotations

from datetime import date

from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.people import store as people_store
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace


class EventDateError(EduError):
    """The date of an event at which no record of conduct can be made."""

    code = "event_date"


def refuse_before_18(adult_from: date, event_date: date) -> None:
    """Raise EventDateError for an event before `adult_from`, whenever it is typed in.

    国办发〔2016〕98号 asks for archives of students of 18 and above only.
    """
    if event_date < adult_from:
        raise EventDateError("18 岁以前的行为不入档案。", "和本人谈一谈，用教育的办法处理。")


def check_event_date(ws: Workspace, subject: PersonId, event_date: date) -> None:
    """Raise EventDateError when no conduct of `subject` on `event_date` may be recorded.

    That is before the subject was an adult, or after today. Raises NotAllowedError for a role
    that records no conduct.
    """
    require(ws, Action.RECORD_CONDUCT)
    if event_date > ws.today():
        raise EventDateError("行为日期在今天之后。", "看看日期有没有写错。")
    refuse_before_18(people_store.adult_from(ws.conn, subject), event_date)
