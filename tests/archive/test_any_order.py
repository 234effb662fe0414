"""Whatever staff and student try in whatever order, on real archives: the laws hold, the chain verifies."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from integrity_edu.archive import conduct, objections
from integrity_edu.archive.catalogue import NEGATIVE, RecordKind
from integrity_edu.archive.checking import office_faults
from integrity_edu.archive.expiry import expire_due
from integrity_edu.archive.extracts import school_extract
from integrity_edu.archive.grant_entries import Granted, Shared
from integrity_edu.archive.grants import grant, revoke
from integrity_edu.archive.keeping import NOTICE_VERSION, give_into_keeping
from integrity_edu.archive.key_turning import turn_archive_keys
from integrity_edu.archive.ledger import entries, first_broken
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.archive.record_flow import COUNTING, RecordState
from integrity_edu.archive.records import records_of
from integrity_edu.clock import ManualClock
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.office.members import give_duty, turn_secret
from integrity_edu.office.opening import open_office
from integrity_edu.people.accounts import NewAccount, register, sign_in
from integrity_edu.people.locks import FileKeyStore, Locksmith
from integrity_edu.people.permissions import Duty
from integrity_edu.storage import database
from integrity_edu.workspace import Role, Workspace
from tests.archive.record_facts import conduct as some_conduct
from tests.archive.test_due_process import NEEDED
from tests.conftest import ADULT_BIRTH, CHEAP

START = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
people = st.sampled_from(["student", "recorder", "decider", "reviewer", "custodian"])


class DueProcess(RuleBasedStateMachine):
    """Every step may be tried by everybody at any time; most are refused, in words."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="integrity-edu-test-")
        self.clock = ManualClock(START)
        path = Path(self.folder.name) / "data" / "integrity-edu.sqlite"
        self.ws = Workspace(database.open_database(path), self.clock)
        self.smith = Locksmith((FileKeyStore(path.parent / "keys"),), CHEAP)
        self.people = {
            name: self._person(n, name)
            for n, name in enumerate(("student", "custodian", "recorder", "decider", "reviewer"))
        }
        self.gone: set[int] = set()
        self.enter("custodian")
        open_office(self.ws, "某学院")
        give_duty(self.ws, self.people["recorder"], Duty.RECORDER)
        for name in ("decider", "reviewer"):
            give_duty(self.ws, self.people[name], Duty.DECIDER)
        self.enter("student")
        open_archive(self.ws, notice().version)
        give_into_keeping(self.ws, NOTICE_VERSION)

    def _person(self, n: int, name: str) -> PersonId:
        role = Role.STUDENT if name == "student" else Role.TEACHER
        account = NewAccount(f"学员{n}", "林晓雨", ADULT_BIRTH, role)
        return register(self.ws, account, locksmith=self.smith).person

    def enter(self, name: str) -> None:
        sign_in(self.ws, self.people[name], locksmith=self.smith)

    @property
    def student(self) -> PersonId:
        return self.people["student"]

    def attempt(self, who: str, step: object) -> None:
        """Try a step; what is refused is refused in words and changes nothing."""
        self.enter(who)
        before = self.ws.conn.execute("SELECT count(*) FROM ledger").fetchone()
        refused = None
        try:
            step()  # type: ignore[operator]
        except EduError as error:
            refused = error
        if refused:
            assert refused.hint
            assert self.ws.conn.execute("SELECT count(*) FROM ledger").fetchone() == before

    # ---- steps -----------------------------------------------------------------------------

    @rule(target=records, who=people, kind=st.sampled_from(RecordKind))
    def record(self, who: str, kind: RecordKind) -> int:
        made: list[int] = []
        self.attempt(
            who,
            lambda: made.append(conduct.record(self.ws, self.student, some_conduct(kind), NEEDED)),
        )
        return made[0] if made else 2

    @rule(who=people, n=records)
    def tell(self, who: str, n: int) -> None:
        today = self.ws.today()
        self.attempt(who, lambda: conduct.tell(self.ws, self.student, n, "in_person", today))

    @rule(who=people, n=records)
    def confirm(self, who: str, n: int) -> None:
        self.attempt(who, lambda: conduct.confirm(self.ws, self.student, n))

    @rule(who=people, n=records)
    def drop(self, who: str, n: int) -> None:
        self.attempt(who, lambda: conduct.drop(self.ws, self.student, n, "证据不足"))

    @rule(who=people, n=records)
    def withdraw(self, who: str, n: int) -> None:
        self.attempt(who, lambda: conduct.withdraw(self.ws, self.student, n, "不成立", None))

    @rule(n=records, final=st.booleans())
    def state(self, n: int, final: bool) -> None:
        step = lambda: objections.make_statement(self.ws, "我的说明", n, final=final)  # noqa: E731
        self.attempt("student", step)

    @rule(n=records)
    def object_to(self, n: int) -> None:
        self.attempt("student", lambda: objections.object_to(self.ws, n, "wrong", "不是这样"))

    @rule(who=people, n=records)
    def extend(self, who: str, n: int) -> None:
        self.attempt(who, lambda: objections.extend(self.ws, self.student, n, "教务处"))

    @rule(who=people, n=records, outcome=st.sampled_from(["withdrawn", "upheld", "unproven"]))
    def decide(self, who: str, n: int, outcome: str) -> None:
        self.attempt(
            who,
            lambda: objections.decide(self.ws, self.student, n, outcome, "查过了"),  # type: ignore[arg-type]
        )

    @rule(n=records)
    def ask_review(self, n: int) -> None:
        self.attempt("student", lambda: objections.ask_review(self.ws, n, "请再看看"))

    @rule(n=records)
    def ask_repair(self, n: int) -> None:
        self.attempt("student", lambda: objections.ask_repair(self.ws, n, "改了", "补考成绩单"))

    @rule(who=people, n=records, granted=st.booleans())
    def decide_repair(self, who: str, n: int, granted: bool) -> None:
        self.attempt(
            who,
            lambda: objections.decide_repair(self.ws, self.student, n, "核对过", granted=granted),
        )

    @rule(days=st.sampled_from([1, 8, 40, 200]))
    def wait(self, days: int) -> None:
        self.clock.forward(days=days)

    @rule(who=people)
    def expire(self, who: str) -> None:
        self.attempt(who, lambda: expire_due(self.ws))

    @rule()
    def turn(self) -> None:
        self.enter("custodian")
        turn_secret(self.ws)
        turn_archive_keys(self.ws, lambda *_: True)

    @rule(take_back=st.booleans())
    def extract(self, take_back: bool) -> None:
        self.enter("student")
        today = self.ws.today()
        n = grant(
            self.ws, Granted("某单位", "核对在校表现", (Shared.NEGATIVE, Shared.GOOD), today, today)
        )
        if take_back:
            revoke(self.ws, n)
        self.attempt("decider", lambda: school_extract(self.ws, self.student, n, "json"))

    # ---- laws ------------------------------------------------------------------------------

    @invariant()
    def nothing_counts_before_notice_and_confirmation(self) -> None:
        self.enter("student")
        for one in records_of(self.ws, self.student):
            if one.conduct.kind in NEGATIVE and one.state in COUNTING:
                base_in_force = one.base is RecordState.IN_FORCE
                assert not base_in_force or (one.told and one.confirmed)
                assert not one.confirmed or one.recorder != one.subject

    @invariant()
    def the_chain_verifies_and_what_is_gone_stays_gone(self) -> None:
        self.enter("student")
        assert first_broken(self.ws, self.student) is None
        found = entries(self.ws, self.student)
        gone = {entry.n for entry in found if entry.content is None}
        assert self.gone <= gone
        self.gone = gone

    @invariant()
    def office_and_archive_tell_the_same_story(self) -> None:
        self.enter("custodian")
        assert office_faults(self.ws) == []

    def teardown(self) -> None:
        database.close(self.ws.conn)
        self.folder.cleanup()


TestDueProcess = DueProcess.TestCase
TestDueProcess.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
