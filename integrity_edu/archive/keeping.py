"""Giving one's archive into the keeping of the school's office, and taking it back.

Told first, then chosen, like opening it; without this the office can neither read nor write there.
"""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.archive import ledger, store
from integrity_edu.archive.entries import Basic, Section
from integrity_edu.archive.grant_entries import KeepingEnded, Kept
from integrity_edu.archive.keys import archive_key
from integrity_edu.archive.opening import NOTICE_VERSION as ARCHIVE_NOTICE
from integrity_edu.archive.opening import Notice
from integrity_edu.archive.record_flow import LIVE
from integrity_edu.archive.records import records_of
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.office import directory
from integrity_edu.office.directory import Method, Student
from integrity_edu.office.opening import office
from integrity_edu.people import store as people_store
from integrity_edu.people.accounts import my_profile
from integrity_edu.people.ages import is_adult
from integrity_edu.people.permissions import Action, require
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

NOTICE_VERSION = "2026-11"
SHORTEST_PAPER = 4


class KeepingError(EduError):
    """The archive cannot be given or taken back as things are."""

    code = "keeping"


class Keeping(Struct, frozen=True):
    """Whether an office keeps the archive: its name and since when (ISO 8601)."""

    office: str
    since: str


def keeping_notice(ws: Workspace) -> Notice:
    """What somebody is told before giving the archive into keeping, in the language that is on."""
    found = office(ws)
    name = found.name if found else ""
    return Notice(
        NOTICE_VERSION,
        (
            tr(
                "交不交由你决定。不交，档案仍然归你自己，只是学校不能在里面登记，也不能替你出具。",
            ),
            tr(
                "交给谁：{office}。登记、核查、保管三种职责的老师，按职责看，每看一次都写用途。",
                office=name,
            ),
            tr(
                "会多出什么：学校依据文书登记的行为记录。不良的只有四类，登记前先告知你，"
                "过了陈述期、由另一位老师确认，才算数。"
            ),
            tr("你随时可以：看全部内容；在任何一条上写说明、提异议；答复不满意，申请复核。"),
            tr(
                "想收回就收回；正在告知、生效或者有异议的不良记录了结以前，先不能收回，"
                "到期、撤销或者修复以后就可以。"
            ),
            tr("看不到什么：你的账户口令、学习笔记、错题本，档案室都打不开。"),
        ),
    )


def keeping(ws: Workspace, person: PersonId) -> Keeping | None:
    """Whether and by whom the archive of `person` is kept, as its entries say."""
    found = None
    for entry in ledger.entries(ws, person, Section.GRANT):
        if isinstance(entry.content, Kept):
            found = Keeping(entry.content.office, entry.recorded_at)
        elif isinstance(entry.content, KeepingEnded):
            found = None
    return found


def give_into_keeping(ws: Workspace, notice_version: str, number: str = "", unit: str = "") -> None:
    """Give the archive of whoever is acting to the office of this file.

    `number` and `unit` are what the school knows the person by. Raises TooYoungError,
    NotOpenedError, KeepingError for another notice, no office or an archive already given.
    """
    require(ws, Action.GIVE_ACCESS)
    person, found = ws.actor.person, office(ws)
    if found is None:
        raise KeepingError("这里还没有建档案室。", "等学校的老师建好档案室再交。")
    if notice_version != NOTICE_VERSION:
        raise KeepingError("告知的内容更新过了。", "请重新读一遍，再决定交不交。")
    if keeping(ws, person) is not None:
        raise KeepingError("档案已经交给档案室了。", "刷新以后再看。")
    profile = my_profile(ws)
    student = Student(
        name=profile.real_name, birth=profile.birth, number=number.strip(), unit=unit.strip()
    )
    with ws.change("archive"):
        kept = Kept(found.name, notice_version)
        ledger.append(ws, person, Section.GRANT, kept, ws.today())
        directory.hand_oneself_in(ws, student, archive_key(ws, person))


def open_on_paper(ws: Workspace, person: PersonId, paper: str) -> None:
    """Open the archive of a student in the directory who signed both notices on paper.

    `paper` names the signed form and where it is kept. Raises NotAllowedError, NotFoundError,
    KeepingError without `paper`, for a minor, or when there is an archive already.
    """
    require(ws, Action.KEEP_OFFICE)
    known, found = directory.listed(ws, person), office(ws)
    assert found is not None  # the directory is the office's
    if len(paper.strip()) < SHORTEST_PAPER:
        raise KeepingError(
            "还没有写签字的告知书存在哪里。", "比如：纸质告知书，学工处 2026 第 1 盒。"
        )
    if not is_adult(people_store.adult_from(ws.conn, person), ws.today()):
        raise KeepingError("这位学生还不满 18 岁，不能开档案。", "满 18 岁以后由本人决定。")
    if store.archive_row(ws.conn, person) is not None:
        raise KeepingError("档案已经开过了。", "本人登录以后可以交给档案室。")
    student = known.student
    with ws.change("archive"):
        directory.set_archive_key(ws, person, ledger.start(ws, person, ARCHIVE_NOTICE))
        basic = Basic(student.name, "", method_words(student.verified.method))
        ledger.append(ws, person, Section.BASIC, basic)
        kept = Kept(found.name, NOTICE_VERSION, "on_paper", paper.strip())
        ledger.append(ws, person, Section.GRANT, kept, ws.today())


def method_words(method: Method) -> str:
    """How an identity was verified, as the archive says it; never 实名认证."""
    return {"none": "未核验", "document": "现场核验证件", "register": "核对学籍表"}[method]


def take_back(ws: Workspace) -> None:
    """End the keeping of the archive of whoever is acting.

    Raises KeepingError when it is not kept, or while a negative record is not done with.
    """
    require(ws, Action.GIVE_ACCESS)
    person = ws.actor.person
    if keeping(ws, person) is None:
        raise KeepingError("档案没有交给档案室。", "刷新以后再看。")
    if any(one.negative and one.base in LIVE for one in records_of(ws, person)):
        raise KeepingError(
            "有一条不良记录还没有了结，先不能收回。", "到期、撤销或者修复以后就可以收回。"
        )
    with ws.change("archive"):
        ledger.append(ws, person, Section.GRANT, KeepingEnded("taken_back"), ws.today())
        directory.leave(ws, person)
