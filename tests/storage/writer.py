"""A second process that writes to the data file; run by test_database.py.

Arguments: data file, what to do (`open`, `add` or `hang`), name of the writer, number of rows.
"""

from __future__ import annotations

import sys
from pathlib import Path

from integrity_edu.clock import system_clock
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Workspace


def add(ws: Workspace, name: str, count: int) -> None:
    """One transaction a row, each said aloud when it is durable."""
    for number in range(count):
        with ws.change("meta") as db:
            db.execute("INSERT INTO meta VALUES (?, ?)", (f"{name}-{number}", name))
        say(f"{name}-{number}")


def hang(ws: Workspace, name: str, count: int) -> None:
    """Write rows in one transaction that never ends."""
    with ws.change("meta") as db:
        for number in range(count):
            db.execute("INSERT INTO meta VALUES (?, ?)", (f"{name}-{number}", "x" * 5000))
        say("hanging")
        sys.stdin.read()


def say(line: str) -> None:
    """What the parent has read can have been promised."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    path, act, writer, rows = sys.argv[1:]
    say("ready")
    sys.stdin.readline()
    workspace = Workspace(open_database(Path(path)), system_clock)
    match act:
        case "add":
            add(workspace, writer, int(rows))
        case "hang":
            hang(workspace, writer, int(rows))
    close(workspace.conn)
