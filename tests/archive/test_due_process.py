"""A record from the decision to its end, by the people who may take each step."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from msgspec import structs

from integrity_edu.archive import ledger, objections
from integrity_edu.archive.catalogue import NEGATIVE, ArrearsCondition, RecordKind
from integrity_edu.archive.conduct import (
    Weighing,
    confirm,
    drop,
    note_revocation,
    record,
    tell,
    withdraw,
)
from integrity_edu.archive.conduct_rules import ConductError, EventDateError, latest_end
from integrity_edu.archive.entries import Destroyed, Section
from integrity_edu.archive.expiry import ClockAheadError, expire_due, expire_mine, gone
from integrity_edu.archive.keeping import (
    NOTICE_VERSION,
    KeepingError,
    give_into_keeping,
    take_back,
)
from integrity_edu.archive.ledger import EntryState
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.archive.record_flow import RecordState, StepError
from integrity_edu.archive.records import record_of, records_of
from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda
from integrity_edu.people.permissions import NoDutyError
from integrity_edu.workspace import Role, Workspace
from tests.archive.record_facts import conduct, decision
from tests.conftest import MakePerson, SignInAs, Staff

NEEDED = Weighing(slight_and_put_right=False, settled_on_the_spot=False, why="不轻微")


def what_is_due(ws: Workspace) -> list[tuple[str, str]]:
    return [(one.task.what, one.due.isoformat()) for one in agenda.due_by(ws)]


@pytest.fixture
def recorded(ws: Workspace, student: PersonId) -> int:
    """The number of a negative record that the student was not told of yet."""
    return record(ws, student, conduct(), NEEDED)


@pytest.fixture
def in_force(
    ws: Workspace,
    student: PersonId,
    recorded: int,
    staff: Staff,
    clock: ManualClock,
    sign_in_as: SignInAs,
) -> int:
    """The number of a negative record in force; the decider is signed in, it is 1 December."""
    tell(ws, student, recorded, "in_person", ws.today())
    clock.forward(days=8)
    sign_in_as(staff.decider)
    confirm(ws, student, recorded)
    return recorded


def test_a_record_waits_to_be_told(ws: Workspace, student: PersonId, recorded: int) -> None:
    assert record_of(ws, student, recorded).state is RecordState.TO_TELL
    assert what_is_due(ws) == [("tell", "2026-11-26"), ("expire", "2027-06-12")]


def test_the_time_to_answer_is_five_working_days(
    ws: Workspace, student: PersonId, recorded: int
) -> None:
    after = tell(ws, student, recorded, "in_person", date(2026, 11, 23))
    assert after.told is not None
    assert after.told.answer_by == date(2026, 11, 30)
    assert what_is_due(ws)[0] == ("confirm", "2026-12-01")


def test_nothing_is_in_force_before_the_notice(
    ws: Workspace, student: PersonId, recorded: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(staff.decider)
    with pytest.raises(StepError, match="还没有告知"):
        confirm(ws, student, recorded)


def test_in_force_after_the_time_to_answer(ws: Workspace, student: PersonId, in_force: int) -> None:
    assert record_of(ws, student, in_force).state is RecordState.IN_FORCE
    assert what_is_due(ws) == [("expire", "2027-06-12")]


def test_no_confirmation_within_the_time_to_answer(
    ws: Workspace,
    student: PersonId,
    recorded: int,
    staff: Staff,
    clock: ManualClock,
    sign_in_as: SignInAs,
) -> None:
    tell(ws, student, recorded, "in_person", ws.today())
    clock.forward(days=7)
    sign_in_as(staff.decider)
    with pytest.raises(StepError, match="陈述期"):
        confirm(ws, student, recorded)
    sign_in_as(student)
    objections.make_statement(ws, "当时太紧张，认。", recorded, final=True)
    sign_in_as(staff.decider)
    assert confirm(ws, student, recorded).state is RecordState.IN_FORCE


def test_each_duty_takes_its_own_steps_only(
    ws: Workspace, student: PersonId, recorded: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    with pytest.raises(NoDutyError):
        confirm(ws, student, recorded)
    sign_in_as(staff.decider)
    with pytest.raises(NoDutyError):
        record(ws, student, conduct(), NEEDED)
    with pytest.raises(NoDutyError):
        tell(ws, student, recorded, "in_person", ws.today())
    sign_in_as(student)
    with pytest.raises(NotAllowedError):
        record(ws, student, conduct(RecordKind.HONOUR), None)


def test_what_is_slight_and_put_right_is_not_recorded(ws: Workspace, student: PersonId) -> None:
    for weighing in (
        structs.replace(NEEDED, slight_and_put_right=True),
        structs.replace(NEEDED, settled_on_the_spot=True),
    ):
        with pytest.raises(ConductError, match="不登记"):
            record(ws, student, conduct(), weighing)
    assert records_of(ws, student) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"what": " "}, "什么行为"),
        ({"evidence": ""}, "什么证据"),
        ({"what": "字" * 501}, "最多写"),
        ({"what": "因为疾病没有参加考试"}, "疾病"),
        ({"weighed": ""}, "为什么要登记"),
        ({"until": None}, "保存期限"),
        ({"until": date(2031, 6, 13)}, "2031-06-12"),
        ({"until": date(2026, 6, 12)}, "保存期限"),
        ({"decision": structs.replace(decision(), number="")}, "文号"),
        ({"decision": decision(date(2026, 6, 11))}, "文书日期"),
        ({"decision": decision(date(2026, 11, 24))}, "文书日期"),
        ({"catalogue": "2020-01"}, "信息目录"),
        ({"arrears": conduct(RecordKind.LOAN_DEFAULT).arrears}, "欠费"),
    ],
)
def test_a_record_that_lacks_something_is_refused_in_words(
    ws: Workspace, student: PersonId, change: dict[str, object], says: str
) -> None:
    with pytest.raises(ConductError, match=says):
        record(ws, student, structs.replace(conduct(), **change), NEEDED)
    assert records_of(ws, student) == []


@pytest.mark.parametrize(
    "change",
    [
        {"ended": date(2026, 11, 24)},
        {"began": date(2026, 6, 13)},
        {"began": date(2023, 3, 14)},
    ],
)
def test_a_day_that_cannot_be_is_refused(
    ws: Workspace, student: PersonId, change: dict[str, object]
) -> None:
    with pytest.raises(EventDateError):
        record(ws, student, structs.replace(conduct(), **change), NEEDED)


@pytest.mark.parametrize("missing", list(ArrearsCondition))
def test_arrears_are_malicious_only_with_all_three_conditions_shown(
    ws: Workspace, student: PersonId, missing: ArrearsCondition
) -> None:
    whole = conduct(RecordKind.LOAN_DEFAULT)
    some = tuple(one for one in whole.arrears if one.condition is not missing)
    blank = tuple(
        structs.replace(one, evidence=" ") if one.condition is missing else one
        for one in whole.arrears
    )
    for arrears in (some, blank, (*whole.arrears, whole.arrears[0])):
        with pytest.raises(ConductError, match="三个条件"):
            record(ws, student, structs.replace(whole, arrears=arrears), NEEDED)
    record(ws, student, whole, NEEDED)


def test_good_conduct_counts_at_once_and_needs_no_notice(ws: Workspace, student: PersonId) -> None:
    n = record(ws, student, conduct(RecordKind.VOLUNTEERING), None)
    assert record_of(ws, student, n).state is RecordState.IN_FORCE
    assert what_is_due(ws) == []


def test_the_negative_kinds_are_exactly_the_four() -> None:
    assert {kind.value for kind in NEGATIVE} == {
        "exam_fraud", "academic_fraud", "loan_default", "false_materials"
    }  # fmt: skip


def test_nobody_records_about_himself(ws: Workspace, student: PersonId, staff: Staff) -> None:
    with pytest.raises(StepError, match="自己"):
        record(ws, staff.recorder, conduct(), NEEDED)


def test_no_record_without_an_archive_in_keeping(
    ws: Workspace, staff: Staff, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    stranger = make_person()
    sign_in_as(staff.recorder)
    with pytest.raises(NotFoundError):
        record(ws, stranger, conduct(), NEEDED)


def test_a_record_given_up_leaves_no_content(
    ws: Workspace, student: PersonId, recorded: int
) -> None:
    drop(ws, student, recorded, "证据不足")
    assert records_of(ws, student) == []
    assert what_is_due(ws) == []
    states = {entry.n: entry.state for entry in ledger.entries(ws, student)}
    assert states[recorded] is EntryState.DESTROYED
    assert ledger.first_broken(ws, student) is None


def test_an_objection_marks_the_record_and_starts_the_clock(
    ws: Workspace, student: PersonId, in_force: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(student)
    after = objections.object_to(ws, in_force, "not_me", "那天考试我请假了。")
    assert after.state is RecordState.OBJECTED
    assert after.objection is not None
    assert after.objection.due == date(2026, 12, 4)
    with pytest.raises(StepError, match="已经有一个异议"):
        objections.object_to(ws, in_force, "basis", "依据也不对。")
    sign_in_as(staff.decider)
    assert ("object", "2026-12-04") in what_is_due(ws)
    later = objections.extend(ws, student, in_force, "教务处")
    assert later.objection is not None
    assert later.objection.due == date(2026, 12, 10)
    assert ("object", "2026-12-10") in what_is_due(ws)


def test_an_objection_on_paper_counts_from_the_day_it_came_in(
    ws: Workspace, student: PersonId, in_force: int
) -> None:
    after = objections.take_objection(ws, student, in_force, "不是我。", date(2026, 11, 27))
    assert after.objection is not None
    assert after.objection.due == date(2026, 12, 2)


@pytest.fixture
def objected(
    ws: Workspace, student: PersonId, in_force: int, staff: Staff, sign_in_as: SignInAs
) -> int:
    sign_in_as(student)
    objections.object_to(ws, in_force, "not_me", "那天考试我请假了。")
    sign_in_as(staff.decider)
    return in_force


def test_both_views_stay_when_neither_is_proved(
    ws: Workspace, student: PersonId, objected: int
) -> None:
    after = objections.decide(ws, student, objected, "unproven", "监控没有保存，请假条也没有找到。")
    assert after.state is RecordState.IN_FORCE
    (kept,) = after.objections
    assert kept.made.text
    assert kept.decided is not None
    assert ("object", "2026-12-04") not in what_is_due(ws)


def test_a_corrected_record_says_the_new_words(
    ws: Workspace, student: PersonId, objected: int
) -> None:
    shorter = structs.replace(conduct(), what="把手机带进了考场", until=date(2027, 1, 12))
    after = objections.decide(ws, student, objected, "corrected", "记录里写重了。", shorter)
    assert after.conduct == shorter
    assert after.corrected
    assert ("expire", "2027-01-12") in what_is_due(ws)
    assert ("expire", "2027-06-12") not in what_is_due(ws)


def test_a_record_found_wrong_is_gone_and_its_answer_stays(
    ws: Workspace, student: PersonId, objected: int
) -> None:
    objections.decide(ws, student, objected, "withdrawn", "那天确实请了假。")
    assert records_of(ws, student) == []
    last = ledger.entries(ws, student)
    assert [gone_one.numbers[0] for gone_one in gone(last)] == [objected]
    assert what_is_due(ws) == []
    assert ledger.first_broken(ws, student) is None


def test_the_second_look_is_somebody_elses(
    ws: Workspace, student: PersonId, objected: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    objections.decide(ws, student, objected, "upheld", "考场记录写的就是你。")
    sign_in_as(student)
    asked = objections.ask_review(ws, objected, "请假条在学工办。")
    assert asked.state is RecordState.OBJECTED
    sign_in_as(staff.decider)
    assert ("review", "2026-12-15") in what_is_due(ws)
    with pytest.raises(StepError, match="答复过的人"):
        objections.decide(ws, student, objected, "upheld", "再看也一样。")
    sign_in_as(staff.reviewer)
    objections.decide(ws, student, objected, "withdrawn", "找到了请假条。")
    assert records_of(ws, student) == []
    assert what_is_due(ws) == []


def test_repair_takes_a_record_out_of_sight(
    ws: Workspace, student: PersonId, in_force: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(student)
    asked = objections.ask_repair(ws, in_force, "补考通过，写了检讨。", "补考成绩单")
    assert asked.repair is not None
    sign_in_as(staff.decider)
    assert ("repair", "2026-12-10") in what_is_due(ws)
    after = objections.decide_repair(ws, student, in_force, "改正属实。", granted=True)
    assert after.state is RecordState.REPAIRED
    assert [what for what, _ in what_is_due(ws)] == ["expire"]


def test_a_revoked_decision_takes_the_record_within_three_working_days(
    ws: Workspace, student: PersonId, in_force: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(staff.recorder)
    assert note_revocation(ws, student, in_force, ws.today()) == date(2026, 12, 4)
    sign_in_as(staff.decider)
    withdraw(ws, student, in_force, "认定决定已经撤销。", decision(ws.today()))
    assert records_of(ws, student) == []
    assert what_is_due(ws) == []
    statements = ledger.entries(ws, student, Section.CONDUCT)
    assert isinstance(statements[-1].content, Destroyed)


def test_content_goes_on_its_day_and_the_chain_still_verifies(
    ws: Workspace, student: PersonId, in_force: int, clock: ManualClock
) -> None:
    clock.time = clock.time.replace(year=2027, month=6, day=11)
    assert expire_due(ws) == 0
    clock.forward(days=1)
    assert expire_due(ws) == 1
    assert records_of(ws, student) == []
    assert ledger.first_broken(ws, student) is None
    found = ledger.entries(ws, student)
    (proof,) = gone(found)
    assert proof.reason == "保存期满"
    assert all(found[n - 1].content is None for n in proof.numbers)
    assert expire_due(ws) == 0


def test_the_owner_alone_sees_to_it_too(
    ws: Workspace, student: PersonId, in_force: int, clock: ManualClock, sign_in_as: SignInAs
) -> None:
    clock.time = clock.time.replace(year=2027, month=6, day=12)
    sign_in_as(student)
    assert expire_mine(ws) == 1
    assert expire_mine(ws) == 0


def test_a_clock_set_years_ahead_destroys_nothing(
    ws: Workspace, student: PersonId, in_force: int, clock: ManualClock
) -> None:
    clock.time = clock.time.replace(year=2033)
    with pytest.raises(ClockAheadError):
        expire_due(ws)
    assert len(records_of(ws, student)) == 1
    assert expire_due(ws, sure_of_date=True) == 1


def test_the_archive_is_not_taken_back_while_a_record_is_not_done_with(
    ws: Workspace, student: PersonId, in_force: int, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(student)
    with pytest.raises(KeepingError, match="没有了结"):
        take_back(ws)
    sign_in_as(staff.decider)
    withdraw(ws, student, in_force, "不成立", None)
    sign_in_as(student)
    take_back(ws)
    with pytest.raises(KeepingError, match="没有交给"):
        take_back(ws)
    sign_in_as(staff.recorder)
    with pytest.raises(NotAllowedError):
        records_of(ws, student)


def test_a_teacher_without_a_duty_reads_nothing(
    ws: Workspace, student: PersonId, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(role=Role.TEACHER))
    with pytest.raises(NotAllowedError):
        records_of(ws, student)


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2026, 6, 12), date(2031, 6, 12)),
        (date(2024, 2, 29), date(2029, 2, 28)),
    ],
)
def test_five_years_are_five_years(ended: date, last: date) -> None:
    assert latest_end(ended, 5) == last


STORY_6 = """
I cannot record a 17-year-old's act | birth 2008-05-02: event 2026-05-01 and 05-02 → refused with a
sentence, 05-03 → allowed; birth 2008-02-29: 2026-02-28 refused, 03-01 allowed; entry date
irrelevant; direct SQL insert hits a CHECK/trigger
"""


@pytest.mark.parametrize(
    ("birth", "refused", "allowed"),
    [
        (date(2008, 5, 2), (date(2026, 5, 1), date(2026, 5, 2)), date(2026, 5, 3)),
        (date(2008, 2, 29), (date(2026, 2, 28),), date(2026, 3, 1)),
    ],
)
def test_story_6_a_17_year_olds_act_is_never_recorded(
    ws: Workspace,
    staff: Staff,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    birth: date,
    refused: tuple[date, ...],
    allowed: date,
) -> None:
    student = make_person(birth=birth)
    sign_in_as(student)
    open_archive(ws, notice().version)
    give_into_keeping(ws, NOTICE_VERSION)
    sign_in_as(staff.recorder)
    for day in refused:
        with pytest.raises(EventDateError) as caught:
            record(ws, student, conduct(day=day), NEEDED)
        assert str(caught.value) == "18 岁以前的行为不入档案。"
        with pytest.raises(sqlite3.IntegrityError, match="before 18"):
            ws.conn.execute(
                "INSERT INTO ledger VALUES (?, 3, 'conduct', ?, '', '', x'', x'', x'')",
                (student, day.isoformat()),
            )
    record(ws, student, conduct(day=allowed), NEEDED)
