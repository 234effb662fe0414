"""Opening an archive: told first, then chosen, never by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from integrity_edu.archive import store
from integrity_edu.archive.entries import Basic, Section
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.people import store as people_store
from integrity_edu.people.accounts import my_profile
from integrity_edu.people.ages import is_adult
from integrity_edu.people.permissions import Action, require
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

NOTICE_VERSION = "2026-11"


class OpeningError(EduError):
    """An archive cannot be opened as things are."""

    code = "archive_opening"


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody is told before opening an archive (个人信息保护法 art. 17)."""

    version: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """How things stand for whoever is acting.

    `opened_at` is ISO 8601; `counts` has every section.
    """

    state: Literal["too_young", "not_opened", "open"]
    adult_from: date
    opened_at: str | None
    counts: dict[Section, int]


def disclaimer() -> str:
    """The sentence that stands on every archive, extract and certificate (law 9)."""
    return tr("教学用途，非公共信用信息，不作为征信依据。")


def notice() -> Notice:
    """The notice in the language that is on; a new wording gets a new version."""
    return Notice(
        NOTICE_VERSION,
        (
            tr("开不开由你决定。不开，课程、案例和测验照常用；开了，这份档案归你。"),
            tr(
                "会记：你填的姓名和称呼（未核验）；课程完成、考核通过、学时，连同所依据的测试，"
                "满 18 岁以后已经通过的在开启时补记；满 18 岁以后、有文书认定并且告知过你的行为记录；"
                "你的异议和说明；谁看过。"
            ),
            tr(
                "不记：18 岁以前的行为，没有通过的测验，平时的练习，信仰、血型、疾病、家庭收入。"
                "没有人的分数、等级和名次。"
            ),
            tr(
                "谁能看：你自己，和你授权的人。别人每看一次都要写用途，你在“查询记录”里看得到。"
                "授权可以随时收回。"
            ),
            tr(
                "写错了怎么办：在那条记录上提出异议。异议、更正和答复都另记一条，"
                "原来的记录旁边会标明。"
            ),
            tr("留多久：行为记录从行为结束起最多 5 年，到期销毁内容，只留编号、原因和日期。"),
            tr(
                "放在哪里：只在这台电脑的数据文件里，用你的钥匙加密，不上传。"
                "以前做的备份里还有旧内容，要由保管备份的人一起删。"
            ),
            disclaimer(),
        ),
    )


def open_archive(ws: Workspace, notice_version: str) -> None:
    """Open the archive of whoever is acting, who read the notice of that version.

    The first entry holds the basic data. Raises NotAllowedError, TooYoungError, and OpeningError
    for another notice, an archive already open or a missing name.
    """
    from integrity_edu.archive import ledger  # its hashing is not needed to ask how things stand

    require(ws, Action.OPEN_ARCHIVE)
    person = ws.actor.person
    if notice_version != NOTICE_VERSION:
        raise OpeningError("告知的内容更新过了。", "请重新读一遍，再决定开不开。")
    if not my_profile(ws).real_name:
        raise OpeningError("开档案要写真实姓名。", "在“设置”里补上姓名，再来开。")
    with ws.change("archive"):
        if store.archive_row(ws.conn, person) is not None:
            raise OpeningError("档案已经开过了。", "直接看就可以。")
        ledger.start(ws, person, notice_version)
        ledger.append(ws, person, Section.BASIC, _basic(ws))


def renew_basic(ws: Workspace) -> bool:
    """Append the present name and nickname if they differ from the archive's newest.

    Whether it was done; nothing happens without an archive.
    """
    from integrity_edu.archive import ledger

    person = ws.actor.person
    if store.archive_row(ws.conn, person) is None:
        return False
    known = [entry.content for entry in ledger.entries(ws, person, Section.BASIC)]
    now = _basic(ws)
    if known and known[-1] == now:
        return False
    ledger.append(ws, person, Section.BASIC, now)
    return True


def status(ws: Workspace) -> ArchiveStatus:
    """Whether whoever is acting is too young, has not opened an archive, or has one."""
    person: PersonId = ws.actor.person
    since = people_store.adult_from(ws.conn, person)
    archive = store.archive_row(ws.conn, person)
    found = store.counts(ws.conn, person)
    counts = {section: found.get(section.value, 0) for section in Section}
    if not is_adult(since, ws.today()):
        return ArchiveStatus("too_young", since, None, counts)
    if archive is None:
        return ArchiveStatus("not_opened", since, None, counts)
    return ArchiveStatus("open", since, archive.opened_at, counts)


def _basic(ws: Workspace) -> Basic:
    profile = my_profile(ws)
    return Basic(name=profile.real_name, nickname=profile.nickname)
