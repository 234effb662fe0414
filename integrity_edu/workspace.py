"""What every use case is handed: the open database, the clock, and who is acting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from sqlite3 import Connection
from typing import TYPE_CHECKING

from integrity_edu.clock import Clock
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.storage.database import translate_sqlite_errors

if TYPE_CHECKING:
    from sqlite_utils import Database


class Role(StrEnum):
    """What somebody came to do. One account has one role."""

    STUDENT = "student"
    TEACHER = "teacher"
    TRAINEE = "trainee"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in. `secret` is the unlocked account key (32 bytes), kept in memory only."""

    person: PersonId
    role: Role
    secret: bytes

    def __repr__(self) -> str:
        """Never show the secret: a repr may reach a log."""
        return f"Actor({self.person}, {self.role})"


Listener = Callable[[frozenset[str]], None]


class Workspace:
    """One open database file with a clock; use cases take it first.

    It belongs to the thread that opened the connection (sqlite3 enforces that).
    """

    def __init__(self, conn: Connection, clock: Clock) -> None:
        self.conn = conn
        self.clock = clock
        self.listeners: list[Listener] = []
        self._actor: Actor | None = None
        self._db: Database | None = None
        self._touched: set[str] = set()
        self._afterwards: list[Callable[[], None]] = []

    @property
    def db(self) -> Database:
        """The same connection through sqlite-utils, which is imported at the first write."""
        if self._db is None:
            from integrity_edu.storage.database import adopt

            self._db = adopt(self.conn)
        return self._db

    def now(self) -> datetime:
        """Local time, aware, to the second."""
        return self.clock()

    def today(self) -> date:
        """Local date."""
        return self.clock().date()

    def stamp(self) -> str:
        """Now as ISO 8601 text, the form in which times are stored."""
        return self.clock().isoformat()

    @property
    def actor(self) -> Actor:
        """Who is signed in; NotAllowedError when nobody is."""
        if self._actor is None:
            raise NotAllowedError("还没有登录。", "先选一个账户登录，再做这件事。")
        return self._actor

    @property
    def signed_in(self) -> bool:
        """Whether anybody is signed in."""
        return self._actor is not None

    def act_as(self, actor: Actor | None) -> None:
        """Sign somebody in, or out with None; the secret is forgotten with the actor."""
        self._actor = actor

    @contextmanager
    def change(self, *areas: str) -> Iterator[Database]:
        """One transaction and one announcement of the areas it touched.

        The outermost block takes the write lock at once (BEGIN IMMEDIATE) and is durable when it
        ends (WAL, synchronous=FULL); inner blocks join it. Listeners hear once, after the commit;
        an exception rolls everything back and nobody hears. Raises StorageError for a full or
        read-only disk or a database another window keeps locked.
        """
        if self.conn.in_transaction:
            self._touched.update(areas)
            yield self.db
            return
        db = self.db
        self._touched, self._afterwards = set(areas), []
        with translate_sqlite_errors():
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.conn.in_transaction:
                    db.execute("ROLLBACK")
                raise
        touched = frozenset(self._touched)  # a listener may make a change of its own
        for job in self._afterwards:
            job()
        for tell in self.listeners:
            tell(touched)

    def after_commit(self, job: Callable[[], None]) -> None:
        """Run `job` once the change block that is open has been committed, or not at all."""
        self._afterwards.append(job)
