"""One change is one transaction and one announcement."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Actor, Role, Workspace

SECRET = b"thirty-two bytes nobody may see."


@pytest.fixture
def heard(ws: Workspace) -> list[frozenset[str]]:
    """What listeners were told, in order."""
    said: list[frozenset[str]] = []
    ws.listeners.append(said.append)
    return said


def put(ws: Workspace, name: str, *areas: str) -> None:
    with ws.change(*areas) as db:
        db.execute("INSERT INTO meta VALUES (?, 'x')", (name,))


def names(ws: Workspace) -> list[str]:
    return [name for (name,) in ws.conn.execute("SELECT name FROM meta ORDER BY name")]


def test_a_change_is_there_and_told(ws: Workspace, heard: list[frozenset[str]]) -> None:
    put(ws, "a", "quiz", "answer")
    assert names(ws) == ["a"]
    assert heard == [{"quiz", "answer"}]


def test_another_connection_sees_a_change_as_soon_as_it_is_told(
    ws: Workspace, tmp_path: Path
) -> None:
    seen: list[int] = []
    other = open_database(tmp_path / "data" / "integrity-edu.sqlite")
    ws.listeners.append(
        lambda _: seen.append(other.execute("SELECT count(*) FROM meta").fetchone()[0])
    )
    put(ws, "a", "x")
    close(other)
    assert seen == [1]


def test_an_inner_change_joins_and_is_told_once(ws: Workspace, heard: list[frozenset[str]]) -> None:
    with ws.change("outer"):
        put(ws, "a", "inner")
        put(ws, "b", "other")
        assert heard == []
        assert ws.conn.in_transaction
    assert heard == [{"outer", "inner", "other"}]


def test_a_change_that_fails_leaves_nothing_and_is_not_told(
    ws: Workspace, heard: list[frozenset[str]]
) -> None:
    def act() -> None:
        with ws.change("outer"):
            put(ws, "a", "inner")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert names(ws) == []
    assert heard == []
    assert not ws.conn.in_transaction


def test_a_failure_inside_takes_the_outer_change_with_it(
    ws: Workspace, heard: list[frozenset[str]]
) -> None:
    def act() -> None:
        with ws.change("outer"):
            put(ws, "a", "outer")
            with ws.change("inner"):
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert names(ws) == []
    assert heard == []


def test_after_a_failure_the_next_change_tells_only_its_own(
    ws: Workspace, heard: list[frozenset[str]]
) -> None:
    with pytest.raises(ZeroDivisionError), ws.change("lost"):
        raise ZeroDivisionError
    put(ws, "a", "kept")
    assert heard == [{"kept"}]


def test_a_listener_may_make_a_change_of_its_own(ws: Workspace) -> None:
    first: list[frozenset[str]] = []
    second: list[frozenset[str]] = []

    def answer(areas: frozenset[str]) -> None:
        first.append(areas)
        if "own" not in areas:
            put(ws, "b", "own")

    ws.listeners += [answer, second.append]
    put(ws, "a", "asked")
    assert first == [{"asked"}, {"own"}]
    assert second == [{"own"}, {"asked"}]


def test_everything_of_one_change_is_taken_back_by_a_broken_rule(ws: Workspace) -> None:
    def act() -> None:
        with ws.change("x"):
            put(ws, "a", "x")
            put(ws, "a", "x")

    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        act()
    assert names(ws) == []


# who is acting


def test_nobody_is_signed_in_at_first(ws: Workspace) -> None:
    assert not ws.signed_in
    with pytest.raises(NotAllowedError, match="还没有登录"):
        ws.actor  # noqa: B018 - asking is the act


def test_signing_out_forgets_the_actor(ws: Workspace) -> None:
    ws.act_as(Actor(PersonId("p_1"), Role.STUDENT, SECRET))
    assert ws.actor.person == "p_1"
    ws.act_as(None)
    assert not ws.signed_in


@pytest.mark.parametrize("show", [repr, str, "{}".format, "{!r}".format])
def test_no_way_of_showing_an_actor_shows_the_secret(show: object) -> None:
    assert callable(show)
    said = show(Actor(PersonId("p_1"), Role.STUDENT, SECRET))
    assert "p_1" in said
    assert "thirty" not in said


def test_times_come_from_the_clock(ws: Workspace) -> None:
    assert ws.now().isoformat() == ws.stamp() == "2026-11-23T09:00:00+08:00"
    assert ws.today() == date(2026, 11, 23)
