"""Reading an archive: my own, or another's with a purpose and a trace (law 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from integrity_edu.archive import ledger
from integrity_edu.archive.entries import Look, Section
from integrity_edu.archive.ledger import Broken, Entry
from integrity_edu.errors import EduError
from integrity_edu.ids import PersonId
from integrity_edu.people import store as people_store
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

SHORTEST_PURPOSE = 4


class PurposeError(EduError):
    """A look without a purpose, or at nothing."""

    code = "purpose"


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section and its entries, oldest first."""

    section: Section
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """Sections of an archive in their order; `broken` names the first damaged entry."""

    subject: PersonId
    sections: tuple[SectionView, ...]
    broken: Broken | None

    def section(self, wanted: Section) -> tuple[Entry, ...]:
        """The entries of one section; none when it was not asked for."""
        return next((view.entries for view in self.sections if view.section == wanted), ())


def my_archive(ws: Workspace) -> ArchiveView:
    """The six sections of the archive of whoever is acting.

    Raises TooYoungError, NotOpenedError.
    """
    require(ws, Action.SEE_OWN_ARCHIVE)
    return _view(ws, ws.actor.person, tuple(Section))


def look_at(
    ws: Workspace, subject: PersonId, purpose: str, sections: Iterable[Section]
) -> ArchiveView:
    """Sections of the archive of `subject`, for an account entitled to it.

    The look is appended to the subject's access log in the same transaction: no trace, no look.
    Raises PurposeError for a purpose under 4 characters or no section, NotAllowedError,
    NotOpenedError, BrokenArchiveError.
    """
    require(ws, Action.LOOK_AT_ARCHIVE)
    asked = set(sections)
    wanted = tuple(section for section in Section if section in asked)
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise PurposeError("请写清楚用途，至少 4 个字。", "比如：核对奖学金申请。")
    if not wanted:
        raise PurposeError("还没有选要看哪几项。", "只选用得着的那几项。")
    viewer = people_store.person_row(ws.conn, ws.actor.person).nickname
    with ws.change("archive"):
        look = Look(viewer, purpose.strip(), wanted)
        ledger.append(ws, subject, Section.ACCESS, look, ws.today())
        return _view(ws, subject, wanted)


def _view(ws: Workspace, subject: PersonId, wanted: tuple[Section, ...]) -> ArchiveView:
    found = ledger.entries(ws, subject)
    views = tuple(
        SectionView(section, tuple(entry for entry in found if entry.section == section))
        for section in wanted
    )
    return ArchiveView(subject, views, ledger.first_broken(ws, subject))
