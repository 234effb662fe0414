"""The tables of working days: shipped with the content, corrected by the office when a notice is out."""

from __future__ import annotations

from sqlite3 import Connection

import msgspec

from integrity_edu.archive import store
from integrity_edu.archive.workdays import Workdays, YearTable, faults, workdays
from integrity_edu.errors import EduError
from integrity_edu.office.log import LogLine, note
from integrity_edu.people.permissions import Action, require
from integrity_edu.storage import documents
from integrity_edu.workspace import Workspace


class WorkdaysError(EduError):
    """A table of working days that contradicts itself."""

    code = "workdays"


def year_tables(conn: Connection) -> list[YearTable]:
    """The table of every year there is one for; what the office set goes before what was shipped."""
    shipped = [
        msgspec.json.decode(text, type=YearTable) for text in documents.bodies(conn, "workdays")
    ]
    own = {
        table.year: table
        for text in store.year_tables(conn)
        for table in [msgspec.json.decode(text, type=YearTable)]
    }
    known = {table.year: table for table in shipped} | own
    return [known[year] for year in sorted(known)]


def workdays_of(conn: Connection) -> Workdays:
    """Which days are worked, by all tables together."""
    return workdays(year_tables(conn))


def set_year(ws: Workspace, table: YearTable) -> None:
    """Put the office's own table of a year in place of the shipped one.

    Raises NotAllowedError, and WorkdaysError for what `faults` finds.
    """
    require(ws, Action.KEEP_OFFICE)
    wrong = faults(table)
    if wrong:
        raise WorkdaysError("{fault}。", "对着当年的通知改好再保存。", fault=wrong[0])
    with ws.change("office") as db:
        store.put_year_table(db, table.year, msgspec.json.encode(table).decode())
        note(ws, LogLine("holidays", count=table.year))
