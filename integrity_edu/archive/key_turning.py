"""Giving archives new keys after somebody left the office, one archive at a time.

The office secret is turned at once (`office.members`); then every archive the office keeps gets a
key of its own anew, so that even a key that was copied away opens nothing written later. Each
archive is one transaction: what is interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable

from integrity_edu.archive import ledger, store
from integrity_edu.archive.keys import archive_key, give_key
from integrity_edu.ids import PersonId
from integrity_edu.office import directory
from integrity_edu.office.members import end_duty, turn_secret
from integrity_edu.people.permissions import Action, Duty, require
from integrity_edu.people.sealing import new_key
from integrity_edu.workspace import Workspace

Progress = Callable[[int, int], bool]
"""Told (done, of how many) after each archive; False stops, and the rest waits."""


def dismiss(ws: Workspace, person: PersonId, duty: Duty) -> bool:
    """Take a duty from somebody and, with the last one, turn the office secret.

    Whether archives now wait for new keys (`turn_archive_keys`). Raises as `end_duty`.
    """
    with ws.change("office", "people"):
        last = end_duty(ws, person, duty)
        if last:
            turn_secret(ws)
    return last


def waiting_for_keys(ws: Workspace) -> int:
    """How many archives still have a key from before the last turn."""
    require(ws, Action.KEEP_OFFICE)
    return len(directory.with_older_keys(ws))


def turn_archive_keys(ws: Workspace, progress: Progress) -> int:
    """Give every archive that waits for one a new key; returns how many got it."""
    require(ws, Action.KEEP_OFFICE)
    waiting = directory.with_older_keys(ws)
    for done, person in enumerate(waiting, 1):
        turn_archive_key(ws, person)
        if not progress(done, len(waiting)):
            return done
    return len(waiting)


def turn_archive_key(ws: Workspace, person: PersonId) -> None:
    """Give one archive a new key, for its subject and for the office if it keeps it.

    Raises NotOpenedError, NotAllowedError, SealError when an entry's key does not open.
    """
    old, new = archive_key(ws, person), new_key()
    with ws.change("archive", "office") as db:
        kept = directory.keeps(ws, person)
        ledger.rekey(ws, person, old, new)
        store.remove_wrapped_keys(db, person)
        give_key(ws, person, person, new)
        if kept:
            directory.set_archive_key(ws, person, new)
