"""Entering students: all of a list or none of it, each with an account only a letter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import structs

from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.office import directory, store
from integrity_edu.office.directory import Method, Student, Verified
from integrity_edu.office.keys import DirectoryKeys, my_directory_keys
from integrity_edu.office.log import LogLine, note
from integrity_edu.people.enrolling import Prepared, prepare_account, store_accounts
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

STEP = 500
Progress = Callable[[int, int], bool]
"""Told (done, of how many) every so often; False stops, and nothing is entered."""


class EnteringError(EduError):
    """The students cannot be entered."""

    code = "entering"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a student needs to sign in for the first time; shown once and stored nowhere."""

    person: PersonId
    name: str = field(repr=False)
    number: str = field(repr=False)
    unit: str
    handle: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Doubles:
    """Whom the directory has already: (place in the list, who) by number and by identity."""

    numbers: tuple[tuple[int, PersonId], ...]
    identities: tuple[tuple[int, PersonId], ...]


def find_doubles(ws: Workspace, students: Sequence[Student]) -> Doubles:
    """Which students of a list the directory has already."""
    require(ws, Action.KEEP_OFFICE)
    directory.take_in(ws)
    keys = my_directory_keys(ws)
    numbers, identities = store.all_hashes(ws.conn)
    by_number, by_identity = [], []
    for at, student in enumerate(students):
        same = numbers.get(directory.number_hash(keys, student.number))
        if same is not None:
            by_number.append((at, PersonId(same)))
        if student.id_number:
            same = identities.get(directory.id_hash(keys, student.id_number))
            if same is not None:
                by_identity.append((at, PersonId(same)))
    return Doubles(tuple(by_number), tuple(by_identity))


def enter_students(
    ws: Workspace, students: Sequence[Student], progress: Progress = lambda *_: True
) -> list[Letter]:
    """Enter students into the directory, each with an account; returns their letters.

    Raises NotAllowedError, EnteringError when the directory has one of them already or when
    `progress` stopped it; nothing is entered then.
    """
    require(ws, Action.KEEP_OFFICE)
    doubles = find_doubles(ws, students)
    if doubles.numbers or doubles.identities:
        raise EnteringError(
            "名单里有 {n} 人名册里已经有了，没有导入。",
            "先去掉这些人，或者到名册里合并。",
            n=len({at for at, _ in (*doubles.numbers, *doubles.identities)}),
        )
    made: list[tuple[Prepared, Student]] = []
    for at, student in enumerate(students, 1):
        made.append((prepare_account(student.name, student.birth, ws.stamp()), student))
        if at % STEP == 0 and not progress(at, len(students)):
            raise EnteringError("导入停下来了，一个人也没有进名册。", "想导入的时候再选一次文件。")
    _store(ws, my_directory_keys(ws), made)
    return [letter(prepared, student) for prepared, student in made]


def verify_identity(ws: Workspace, person: PersonId, method: Method, on: date) -> None:
    """Note how somebody's identity was verified, by whoever is acting, on a day.

    Raises NotAllowedError, NotFoundError, EnteringError for a day after today.
    """
    require(ws, Action.KEEP_OFFICE)
    if on > ws.today():
        raise EnteringError("核验日期在今天之后。", "看看日期有没有写错。")
    known = directory.listed(ws, person)
    verified = Verified(method, ws.actor.person, on) if method != "none" else Verified()
    directory.amend(ws, person, structs.replace(known.student, verified=verified))


def _store(ws: Workspace, keys: DirectoryKeys, made: list[tuple[Prepared, Student]]) -> None:
    handles = [prepared.handle for prepared, _ in made]
    if len(set(handles)) != len(handles):
        raise EnteringError("两个账户碰巧拿到了同一个登录名。", "再导入一次就好。")
    with ws.change("office", "people"):
        store_accounts(ws, [prepared for prepared, _ in made])
        rows = [
            directory.row_for(keys, prepared.row.id, student, None, ws.stamp())
            for prepared, student in made
        ]
        directory.enter(ws, rows)
        note(ws, LogLine("entered", count=len(made)))


def letter(made: Prepared, student: Student) -> Letter:
    """The letter for a prepared account."""
    return Letter(
        person=made.row.id,
        name=student.name,
        number=student.number,
        unit=student.unit,
        handle=made.handle,
        code=made.code,
    )
