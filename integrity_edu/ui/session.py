"""Who may come in: decides between the sign-in page and the frame (no widgets of its own)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from integrity_edu.ui.page import Me

if TYPE_CHECKING:
    from integrity_edu.people.accounts import AccountCard
    from integrity_edu.people.settings import Preferences
    from integrity_edu.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the start found: the accounts of this computer, and me when I am already in."""

    accounts: tuple[AccountCard, ...]
    me: Me | None
    preferences: Preferences | None
    content_is_current: bool


def arrive(ws: Workspace, last: str) -> Arrival:
    """Look around at the start; an account without a password that was in last comes in by itself."""
    from integrity_edu.library.compile import is_current
    from integrity_edu.people.accounts import list_accounts, sign_in

    accounts = tuple(list_accounts(ws.conn))
    current = is_current(ws.conn)
    mine = next((card for card in accounts if card.person == last), None)
    if mine is None or mine.has_password or not current:
        return Arrival(accounts, None, None, current)
    sign_in(ws, mine.person, None)
    me, preferences = who_am_i(ws)
    return Arrival(accounts, me, preferences, current)


def who_am_i(ws: Workspace) -> tuple[Me, Preferences]:
    """Whoever is signed in, as pages may know them, with their settings."""
    from integrity_edu.people.settings import preferences
    from integrity_edu.people.store import person_row
    from integrity_edu.teaching.audience import audience_of

    row = person_row(ws.conn, ws.actor.person)
    me = Me(row.id, row.nickname, str(row.role), audience_of(ws))
    return me, preferences(ws.conn, ws.actor.person)


def keep_theme(ws: Workspace, mode: Literal["system", "light", "dark"]) -> Preferences:
    """Store a theme chosen with the header's switch."""
    from dataclasses import replace

    from integrity_edu.people.settings import preferences, save_preferences

    wanted = replace(preferences(ws.conn, ws.actor.person), theme=mode)
    save_preferences(ws, wanted)
    return wanted
