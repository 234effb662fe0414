"""Who may do what: one table, default deny."""

from __future__ import annotations

from enum import StrEnum

from integrity_edu.errors import EduError, NotAllowedError
from integrity_edu.people import store
from integrity_edu.people.ages import is_adult
from integrity_edu.workspace import Role, Workspace


class Action(StrEnum):
    """Everything a use case may ask leave for."""

    SIGN_IN = "sign_in"
    EDIT_PROFILE = "edit_profile"
    CHANGE_SETTINGS = "change_settings"
    READ_LESSON = "read_lesson"
    TAKE_QUIZ = "take_quiz"
    SEE_OWN_PROGRESS = "see_own_progress"
    OPEN_ARCHIVE = "open_archive"
    SEE_OWN_ARCHIVE = "see_own_archive"
    EXPORT_ARCHIVE = "export_archive"
    GIVE_ACCESS = "give_access"
    OBJECT = "object"
    LOOK_AT_ARCHIVE = "look_at_archive"
    OPEN_OFFICE = "open_office"
    KEEP_OFFICE = "keep_office"
    RECORD_CONDUCT = "record_conduct"
    DECIDE = "decide"
    SEE_OFFICE = "see_office"
    JOIN_CLASS = "join_class"
    SEE_ASSIGNMENTS = "see_assignments"
    MAKE_CLASS = "make_class"
    SEE_CLASS = "see_class"
    ASSIGN = "assign"
    EXPORT_GRADES = "export_grades"
    EDIT_QUESTIONS = "edit_questions"
    PRINT_PAPER = "print_paper"
    MAKE_PAPER = "make_paper"
    MARK = "mark"
    REGRADE = "regrade"
    GIVE_TIME = "give_time"
    CREDIT_HOURS = "credit_hours"
    SET_CALENDAR = "set_calendar"
    BACK_UP = "back_up"
    RESTORE = "restore"


_EVERYBODY = frozenset(
    {
        Action.SIGN_IN,
        Action.EDIT_PROFILE,
        Action.CHANGE_SETTINGS,
        Action.READ_LESSON,
        Action.TAKE_QUIZ,
        Action.SEE_OWN_PROGRESS,
        Action.OPEN_ARCHIVE,
        Action.SEE_OWN_ARCHIVE,
        Action.EXPORT_ARCHIVE,
        Action.GIVE_ACCESS,
        Action.OBJECT,
        Action.BACK_UP,
        Action.RESTORE,
    }
)

_ALLOWED: dict[Role, frozenset[Action]] = {
    Role.STUDENT: _EVERYBODY | {Action.JOIN_CLASS, Action.SEE_ASSIGNMENTS},
    Role.TRAINEE: _EVERYBODY
    | {
        Action.JOIN_CLASS,
        Action.SEE_ASSIGNMENTS,
        Action.CREDIT_HOURS,
        Action.SET_CALENDAR,
    },
    Role.TEACHER: _EVERYBODY
    | {
        Action.LOOK_AT_ARCHIVE,
        Action.OPEN_OFFICE,
        Action.KEEP_OFFICE,
        Action.RECORD_CONDUCT,
        Action.DECIDE,
        Action.SEE_OFFICE,
        Action.MAKE_CLASS,
        Action.SEE_CLASS,
        Action.ASSIGN,
        Action.EXPORT_GRADES,
        Action.EDIT_QUESTIONS,
        Action.PRINT_PAPER,
        Action.MAKE_PAPER,
        Action.MARK,
        Action.REGRADE,
        Action.GIVE_TIME,
        Action.SET_CALENDAR,
    },
}

FOR_ADULTS = frozenset(
    {
        Action.OPEN_ARCHIVE,
        Action.SEE_OWN_ARCHIVE,
        Action.EXPORT_ARCHIVE,
        Action.GIVE_ACCESS,
        Action.OBJECT,
        Action.LOOK_AT_ARCHIVE,
        Action.OPEN_OFFICE,
        Action.KEEP_OFFICE,
        Action.RECORD_CONDUCT,
        Action.DECIDE,
        Action.SEE_OFFICE,
    }
)
"""Everything round the archive, which exists from 18 on (law 2 of the house)."""


class Duty(StrEnum):
    """What a teacher does in the archive office; one may have several, or none."""

    CUSTODIAN = "custodian"
    RECORDER = "recorder"
    DECIDER = "decider"


NEEDED_DUTIES: dict[Action, frozenset[Duty]] = {
    Action.KEEP_OFFICE: frozenset({Duty.CUSTODIAN}),
    Action.RECORD_CONDUCT: frozenset({Duty.RECORDER}),
    Action.DECIDE: frozenset({Duty.DECIDER}),
    Action.SEE_OFFICE: frozenset(Duty),
    Action.LOOK_AT_ARCHIVE: frozenset(Duty),
}
"""Beside the role, these ask for one of the duties named."""


class NoDutyError(NotAllowedError):
    """The role would permit this, but whoever is acting was not given the duty."""

    code = "no_duty"

    def __init__(self) -> None:
        super().__init__(
            "这件事要有档案室的相应职责。", "请档案室的保管员在“档案室”里把职责加给你。"
        )


class TooYoungError(EduError):
    """Whoever is acting is not yet 18, and this belongs to the archive."""

    code = "too_young"

    def __init__(self) -> None:
        super().__init__("18 岁以后才有档案，学习和测验照常。", "课程、案例和测验现在都可以用。")


def may(role: Role, action: Action) -> bool:
    """Whether this role permits this action; what the table does not name is denied."""
    return action in _ALLOWED.get(role, frozenset())


def require(ws: Workspace, action: Action) -> None:
    """Raise NotAllowedError unless whoever is acting may do this.

    What is in `FOR_ADULTS` raises TooYoungError for a minor, what is in `NEEDED_DUTIES`
    NoDutyError without one of the duties.
    """
    if not may(ws.actor.role, action):
        raise NotAllowedError("你的身份不包含这件事。", "需要的话，用另一种身份的账户登录。")
    if action in FOR_ADULTS:
        require_adult(ws)
    needed = NEEDED_DUTIES.get(action)
    if needed and not needed & duties(ws):
        raise NoDutyError


def duties(ws: Workspace) -> frozenset[Duty]:
    """The duties that whoever is acting has now."""
    return frozenset(map(Duty, store.duties(ws.conn, ws.actor.person)))


def require_adult(ws: Workspace) -> None:
    """Raise TooYoungError unless whoever is acting counts as an adult today."""
    if not is_adult(store.adult_from(ws.conn, ws.actor.person), ws.today()):
        raise TooYoungError
