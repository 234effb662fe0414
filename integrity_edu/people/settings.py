"""What each person set for himself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from sqlite3 import Connection
from typing import TYPE_CHECKING, Literal

from integrity_edu.ids import PersonId
from integrity_edu.people import store
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database

Theme = Literal["system", "light", "dark"]

_CHOICES: dict[str, tuple[object, ...]] = {
    "language": ("zh", "en"),
    "theme": ("system", "light", "dark"),
    "text_size": (100, 115, 130, 150),
    "reduced_motion": (False, True),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """Settings of one person; `text_size` is a percentage: 100, 115, 130 or 150."""

    language: str = "zh"
    theme: Theme = "system"
    text_size: int = 100
    reduced_motion: bool = False


def preferences(conn: Connection, person: PersonId) -> Preferences:
    """The settings of `person`; what is not stored, or no longer a choice, is the default."""
    known = {}
    for name, text in store.settings(conn, person).items():
        try:
            value = json.loads(text)
        except ValueError:
            continue
        if any(value == choice and type(value) is type(choice) for choice in _options(name)):
            known[name] = value
    return Preferences(**known)


def save_preferences(ws: Workspace, wanted: Preferences) -> None:
    """Store the settings of whoever is acting. Raises ValueError for a value not on offer."""
    require(ws, Action.CHANGE_SETTINGS)
    person = ws.actor.person
    for name, value in asdict(wanted).items():
        if value not in _options(name):
            raise ValueError(f"{name} cannot be {value!r}")
    with ws.change("settings") as db:
        for field in fields(wanted):
            store.put_setting(db, person, field.name, json.dumps(getattr(wanted, field.name)))


def start(db: Database, person: PersonId, *, language: str) -> None:
    """Store the language a new account was made in."""
    if language in _options("language"):
        store.put_setting(db, person, "language", json.dumps(language))


def _options(name: str) -> tuple[object, ...]:
    return _CHOICES.get(name, ())
