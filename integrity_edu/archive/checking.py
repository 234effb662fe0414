"""Do office and archives tell the same story: what the agenda waits for must stand in the archive.

An old copy of one archive put into a newer file has a whole chain of its own; the agenda, which
lies elsewhere, still knows of what came later.
"""

from __future__ import annotations

from integrity_edu.archive import ledger
from integrity_edu.archive.ledger import NotOpenedError
from integrity_edu.archive.record_entries import Objected, Recorded, RepairAsked
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda
from integrity_edu.office.agenda import Task
from integrity_edu.office.check import faults
from integrity_edu.people.sealing import SealError
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

_STARTS = {
    "tell": Recorded,
    "confirm": Recorded,
    "withdraw": Recorded,
    "expire": Recorded,
    "object": Objected,
    "review": Objected,
    "repair": RepairAsked,
}
"""With which entry a task starts."""


def office_faults(ws: Workspace) -> list[str]:
    """What is not as it was written in the office and in the archives its agenda names.

    Raises NotAllowedError without a duty.
    """
    found = faults(ws)
    by_person: dict[PersonId, list[Task]] = {}
    for due in agenda.due_by(ws):
        by_person.setdefault(due.task.person, []).append(due.task)
    for person, tasks in by_person.items():
        found += _faults_of(ws, person, tasks)
    return found


def _faults_of(ws: Workspace, person: PersonId, tasks: list[Task]) -> list[str]:
    try:
        entries = {entry.n: entry for entry in ledger.entries(ws, person)}
        broken = ledger.first_broken(ws, person)
    except (NotAllowedError, NotOpenedError):
        return []  # taken back by its owner
    except SealError:
        return [tr("有一份档案的钥匙打不开，被改过或者换过。")]
    found = [tr("有一份档案和写下时不一样：{why}", why=broken.reason)] if broken else []
    for task in tasks:
        entry, kind = entries.get(task.n), _STARTS.get(task.what)
        if kind and not (entry and isinstance(entry.content, kind)):
            found.append(tr("待办里有一件事在档案里找不到：档案可能被换成了旧的。"))
    return found
