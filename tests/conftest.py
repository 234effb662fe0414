"""A workspace on a real file, a clock that stands still, and people to act as."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.ids import PersonId
from integrity_edu.office.members import give_duty
from integrity_edu.office.opening import open_office
from integrity_edu.people.accounts import NewAccount, register, sign_in
from integrity_edu.people.locks import FileKeyStore, Kdf, Locksmith
from integrity_edu.people.permissions import Duty
from integrity_edu.storage import database
from integrity_edu.words import set_language
from integrity_edu.workspace import Actor, Role, Workspace

# the tests never touch the key store of whoever runs them
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # and open no windows on the screen
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

CHEAP = Kdf(passes=1, memory=64, lanes=1)
ADULT_BIRTH = date(2005, 3, 14)
MINOR_BIRTH = date(2010, 6, 1)


MakePerson = Callable[..., PersonId]
SignInAs = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test begins in Chinese, whatever language the one before ended in."""
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture
def clock() -> ManualClock:
    """2026-11-23 09:00 in China."""
    return ManualClock(datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8))))


@pytest.fixture
def ws(tmp_path: Path, clock: ManualClock) -> Iterator[Workspace]:
    """A workspace on a fresh data file `tmp_path/data/integrity-edu.sqlite`, nobody signed in."""
    conn = database.open_database(tmp_path / "data" / "integrity-edu.sqlite")
    yield Workspace(conn, clock)
    database.close(conn)


@pytest.fixture
def locksmith(tmp_path: Path) -> Locksmith:
    """Key files only, and passwords that cost nothing."""
    return Locksmith((FileKeyStore(tmp_path / "data" / "keys"),), CHEAP)


@pytest.fixture
def make_person(ws: Workspace, locksmith: Locksmith) -> MakePerson:
    """Registers 学员1, 学员2, … with the role, birth date and password asked for."""
    made: list[PersonId] = []

    def make(
        role: Role = Role.STUDENT,
        birth: date = ADULT_BIRTH,
        password: str | None = None,
        real_name: str = "林晓雨",
    ) -> PersonId:
        account = NewAccount(f"学员{len(made) + 1}", real_name, birth, role, password)
        made.append(register(ws, account, locksmith=locksmith).person)
        return made[-1]

    return make


@pytest.fixture
def sign_in_as(ws: Workspace, locksmith: Locksmith) -> SignInAs:
    """Signs an account in through its real lock."""

    def act(person: PersonId, password: str | None = None) -> Actor:
        return sign_in(ws, person, password, locksmith=locksmith)

    return act


@pytest.fixture
def person(make_person: MakePerson, sign_in_as: SignInAs) -> PersonId:
    """An adult student, signed in."""
    student = make_person()
    sign_in_as(student)
    return student


@dataclass(frozen=True)
class Staff:
    """Accounts of an archive office: who keeps it, who records, who decides, who else decides."""

    custodian: PersonId
    recorder: PersonId
    decider: PersonId
    reviewer: PersonId


@pytest.fixture
def staff(ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs) -> Staff:
    """The archive office of 某学院, its custodian signed in."""
    people = [make_person(role=Role.TEACHER, real_name="王敏") for _ in range(4)]
    found = Staff(*people)
    sign_in_as(found.custodian)
    open_office(ws, "某学院")
    give_duty(ws, found.recorder, Duty.RECORDER)
    give_duty(ws, found.decider, Duty.DECIDER)
    give_duty(ws, found.reviewer, Duty.DECIDER)
    return found
