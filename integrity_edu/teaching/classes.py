"""Classes: a teacher makes one, students join it with its code and their own student number."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from integrity_edu import ids
from integrity_edu.errors import EduError, NotAllowedError, NotFoundError
from integrity_edu.ids import ClassId
from integrity_edu.people.keys import data_key
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import seal, unseal
from integrity_edu.teaching import store
from integrity_edu.teaching.claims import claim_of, code_hash, new_code, shown_code
from integrity_edu.teaching.store import ClassRow
from integrity_edu.workspace import Workspace

LONGEST_TITLE = 40


class ClassTitleError(EduError):
    """A title that cannot be used."""

    code = "class_title"


class ClosedClassError(EduError):
    """The class is over."""

    code = "class_closed"

    def __init__(self) -> None:
        super().__init__("这个班已经结束了。", "要接着用，请老师重新打开它。")


class JoinError(EduError):
    """Code and student number do not lead to a free place in a class."""

    code = "join"


class ClassLine(Struct, frozen=True):
    """One of my classes; `joined` of `size` students have tied an account to their row."""

    id: ClassId
    title: str
    code: str
    size: int
    joined: int
    open_assignments: int
    closed: bool


class JoinedClass(Struct, frozen=True):
    """The class just joined."""

    id: ClassId
    title: str


class Membership(Struct, frozen=True):
    """A class I belong to; `teacher` is the nickname."""

    id: ClassId
    title: str
    teacher: str
    closed: bool


def make_class(ws: Workspace, title: str) -> ClassId:
    """Make a class with a random code. Raises ClassTitleError and NotAllowedError."""
    require(ws, Action.MAKE_CLASS)
    class_id, code = ClassId(ids.new("c")), new_code()
    row = ClassRow(
        id=class_id,
        teacher=ws.actor.person,
        title=_title(title),
        created_at=ws.stamp(),
        code_hash=code_hash(code),
        sealed=seal(data_key(ws), code.encode(), _purpose(class_id)),
        closed_at=None,
    )
    with ws.change("teaching") as db:
        store.add_class(db, row)
    return class_id


def my_classes(ws: Workspace) -> list[ClassLine]:
    """The classes I teach, those still running first."""
    require(ws, Action.SEE_CLASS)
    found = []
    for row in store.classes_of(ws.conn, ws.actor.person):
        counts = store.class_counts(ws.conn, row.id, ws.today().isoformat())
        line = ClassLine(
            id=ClassId(row.id),
            title=row.title,
            code=shown_code(code_of(ws, row)),
            size=counts.size,
            joined=counts.joined,
            open_assignments=counts.open_assignments,
            closed=row.closed_at is not None,
        )
        found.append(line)
    return found


def rename_class(ws: Workspace, class_id: str, title: str) -> None:
    """Give one of my classes another title."""
    own_class(ws, class_id, Action.MAKE_CLASS)
    wanted = _title(title)
    with ws.change("teaching") as db:
        store.set_class_title(db, class_id, wanted)


def close_class(ws: Workspace, class_id: str) -> None:
    """End one of my classes: nobody joins, its assignments leave the students' pages."""
    own_class(ws, class_id, Action.MAKE_CLASS)
    with ws.change("teaching") as db:
        store.set_class_closed(db, class_id, ws.stamp())


def reopen_class(ws: Workspace, class_id: str) -> None:
    """Undo `close_class`."""
    own_class(ws, class_id, Action.MAKE_CLASS)
    with ws.change("teaching") as db:
        store.set_class_closed(db, class_id, None)


def join_class(ws: Workspace, code: str, student_no: str) -> JoinedClass:
    """Take my own row of the class with this code.

    Doing it twice changes nothing. Raises JoinError for a code nobody gave out, a number that is
    not on the list, one that somebody else has taken, or when I am in the class under another
    number; ClosedClassError, NotAllowedError.
    """
    require(ws, Action.JOIN_CLASS)
    me = ws.actor.person
    with ws.change("teaching") as db:  # looked up inside: two windows may ask for the same row
        found = store.class_by_hash(ws.conn, code_hash(code))
        if found is None:
            raise JoinError("没有这个班级码。", "对照老师给的班级码再输一遍，一共 12 位。")
        if found.closed_at is not None:
            raise ClosedClassError
        row = store.row_by_claim(ws.conn, found.id, claim_of(code, student_no))
        if row is None:
            raise JoinError("班级名单上没有这个学号。", "照老师名单上的写法输入，前面的 0 也要写。")
        if row.person not in (None, me):
            raise JoinError("这个学号已经有人用了。", "请老师在名单上核对一下。")
        mine = store.row_of_person(ws.conn, found.id, me)
        if mine is not None and mine.id != row.id:
            raise JoinError("你已经用另一个学号加入了这个班。", "先退出这个班，再用这个学号加入。")
        store.set_person(db, row.id, me)
    return JoinedClass(ClassId(found.id), found.title)


def leave_class(ws: Workspace, class_id: str) -> None:
    """Give my row of a class free again; joining anew brings it back."""
    require(ws, Action.JOIN_CLASS)
    row = store.row_of_person(ws.conn, class_id, ws.actor.person)
    if row is None:
        raise NotFoundError("你不在这个班里。", "刷新一下班级列表。")
    with ws.change("teaching") as db:
        store.set_person(db, row.id, None)


def my_memberships(ws: Workspace) -> list[Membership]:
    """The classes I joined, oldest first."""
    require(ws, Action.JOIN_CLASS)
    return [
        Membership(ClassId(ref), title, teacher, closed)
        for ref, title, teacher, closed in store.memberships(ws.conn, ws.actor.person)
    ]


def own_class(ws: Workspace, class_id: str, action: Action) -> ClassRow:
    """A class that is mine to do `action` with; NotAllowedError for another teacher's."""
    require(ws, action)
    row = store.class_row(ws.conn, class_id)
    if row is None:
        raise NotFoundError("没有这个班级。", "回到班级列表重新选一个。")
    if row.teacher != ws.actor.person:
        raise NotAllowedError("这是别的老师的班级。", "只有这个班的老师能看到和改动它。")
    return row


def own_running_class(ws: Workspace, class_id: str, action: Action) -> ClassRow:
    """As `own_class`; ClosedClassError once the class is over."""
    row = own_class(ws, class_id, action)
    if row.closed_at is not None:
        raise ClosedClassError
    return row


def code_of(ws: Workspace, row: ClassRow) -> str:
    """The levelled code of one of my classes."""
    return unseal(data_key(ws), row.sealed, _purpose(row.id)).decode()


def _title(text: str) -> str:
    title = unicodedata.normalize("NFC", text).strip()
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise ClassTitleError("班级名称要 1 到 40 个字。", "写一个学生认得出的名称。")
    return title


def _purpose(class_id: str) -> str:
    return f"class:{class_id}"
