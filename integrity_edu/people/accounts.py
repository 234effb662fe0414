"""Accounts of this computer: make one, sign in, change the lock, keep the profile."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from sqlite3 import Connection

from integrity_edu import ids
from integrity_edu.errors import EduError, NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.people import ages, locks, settings, store
from integrity_edu.people.keys import data_key, key_purpose
from integrity_edu.people.locks import Locksmith, usual_locksmith
from integrity_edu.people.permissions import Action, may, require
from integrity_edu.people.sealing import (
    SealError,
    box_public,
    new_key,
    seal,
    seal_for,
    sign_public,
    unseal,
)
from integrity_edu.workspace import Actor, Role, Workspace

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_NICKNAME = 20
LONGEST_NAME = 50
_STORE_KINDS = ("keystore", "file")


class BadNameError(EduError):
    """A nickname or name that cannot be used."""

    code = "name"


class WrongPasswordError(EduError):
    """Neither the password nor the recovery code fits."""

    code = "wrong_password"


class PasswordNeededError(EduError):
    """The account has a password and none was given."""

    code = "password_needed"


class WaitError(EduError):
    """Too many wrong passwords; `until` says from when on another is taken."""

    code = "wait"

    def __init__(self, until: datetime, now: datetime) -> None:
        seconds = int((until - now).total_seconds())
        super().__init__(
            "口令连着错了几次，请等 {seconds} 秒再试。",
            "忘了口令可以用恢复码登录，不用等。",
            seconds=seconds,
        )
        self.until = until


class BirthFixedError(EduError):
    """The birth date stays as it is once an archive exists."""

    code = "birth_fixed"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What somebody enters at the first start.

    `real_name` may be empty until an archive is opened; `password` is None for an account the
    computer itself unlocks.
    """

    nickname: str
    real_name: str = field(repr=False)
    birth: date = field(repr=False)
    role: Role
    password: str | None = field(default=None, repr=False)
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Registered:
    """The new account; `lock_kind` is "password", "keystore" or "file".

    `recovery_code` is shown once and stored nowhere; None without a password.
    """

    person: PersonId
    recovery_code: str | None = field(repr=False)
    lock_kind: str


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One account as the sign-in page shows it."""

    person: PersonId
    nickname: str
    role: Role
    has_password: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """What whoever is acting told about himself; `is_adult` is as of today."""

    real_name: str = field(repr=False)
    birth: date = field(repr=False)
    nickname: str
    role: Role
    adult_from: date = field(repr=False)
    is_adult: bool


def register(ws: Workspace, new: NewAccount, *, locksmith: Locksmith | None = None) -> Registered:
    """Make an account; it is not signed in yet.

    Without a password the account's key goes to the system's key store, else into a file only
    its owner may read. Raises BirthDateError, BadNameError, WeakPasswordError, NoKeyStoreError.
    """
    ages.check_birth(new.birth, ws.today())
    nickname = _nickname(ws.conn, new.nickname)
    profile = profile_bytes(_real_name(new.real_name), new.birth)
    smith = locksmith or _smith(ws)
    person, secret, key = PersonId(ids.new("p")), new_key(), new_key()
    made, code = _first_locks(person, secret, new.password, smith)
    row = store.PersonRow(
        id=person,
        nickname=nickname,
        role=new.role,
        adult_from=ages.adult_from(new.birth),
        created_at=ws.stamp(),
        box_key=box_public(secret),
        sign_key=sign_public(secret),
        profile=seal(key, profile, profile_purpose(person)),
    )
    wrapped = seal_for(row.box_key, key, key_purpose(person))
    with ws.change("people") as db:
        store.add_person(db, row)
        store.put_wrapped_key(db, person, wrapped, ws.stamp())
        for lock in made:
            store.put_lock(db, person, lock)
        settings.start(db, person, language=new.language)
    return Registered(person, code, made[0].kind)


def list_accounts(conn: Connection) -> list[AccountCard]:
    """Every account that somebody has signed in to, or can without a letter, oldest first."""
    return [AccountCard(*row) for row in store.accounts(conn)]


def sign_in(
    ws: Workspace,
    person: PersonId,
    password: str | None = None,
    *,
    locksmith: Locksmith | None = None,
) -> Actor:
    """Unlock an account and act as it from now on.

    After five wrong passwords in a row each further one costs a growing wait (30 s, 1 min, …,
    1 h). Raises WrongPasswordError, WaitError, PasswordNeededError, NoKeyStoreError,
    OpenKeyFileError, NotFoundError.
    """
    store.person_row(ws.conn, person)
    have = store.locks(ws.conn, person)
    if "password" in have:
        if password is None:
            raise PasswordNeededError("这个账户设了口令。", "请输入口令。")
        return _act(ws, person, _guarded(ws, person, password))
    smith = locksmith or _smith(ws)
    for kind in _STORE_KINDS:
        if kind in have:
            return _act(ws, person, locks.open_store(person, have[kind], smith.stores))
    raise SealError


def sign_in_with_recovery(ws: Workspace, person: PersonId, code: str) -> Actor:
    """Unlock an account with its recovery code; WrongPasswordError when it does not fit.

    A forgotten password is then replaced by `set_password(ws, code, new)`. No waiting here: 118
    random bits are not guessed.
    """
    lock = store.locks(ws.conn, person).get("recovery")
    try:
        if lock is None:
            raise SealError
        secret = locks.open_recovery(person, lock, code)
    except SealError as error:
        raise WrongPasswordError("恢复码不对。", "对照当时抄下的 24 个字符再输一遍。") from error
    with ws.change("people") as db:
        store.clear_guard(db, person)
    return _act(ws, person, secret)


def sign_out(ws: Workspace) -> None:
    """Forget who is signed in together with the unlocked key."""
    ws.act_as(None)


def set_password(
    ws: Workspace, old: str | None, new: str, *, locksmith: Locksmith | None = None
) -> str | None:
    """Set or change the password of whoever is acting.

    `old` is the present password or the recovery code; None where there is no password yet.
    Returns a recovery code to be shown once when the account had none. Raises
    WrongPasswordError, WaitError, PasswordNeededError, WeakPasswordError.
    """
    require(ws, Action.EDIT_PROFILE)
    actor = ws.actor
    have = store.locks(ws.conn, actor.person)
    _prove(ws, have, old)
    smith = locksmith or _smith(ws)
    made, code = [locks.password_lock(actor.person, actor.secret, new, smith.kdf)], None
    if "recovery" not in have:
        code, recovery = locks.recovery_lock(actor.person, actor.secret)
        made.append(recovery)
    with ws.change("people") as db:
        for lock in made:
            store.put_lock(db, actor.person, lock)
        for kind in _STORE_KINDS:
            store.remove_lock(db, actor.person, kind)
    for keys in smith.stores:
        if keys.kind in have:
            keys.remove(actor.person)
    return code


def remove_password(ws: Workspace, old: str, *, locksmith: Locksmith | None = None) -> str:
    """Let this computer unlock the account instead; returns the kind of lock now in use.

    The recovery code stays good. Raises as `set_password`, and NoKeyStoreError.
    """
    require(ws, Action.EDIT_PROFILE)
    actor = ws.actor
    _prove(ws, store.locks(ws.conn, actor.person), old)
    smith = locksmith or _smith(ws)
    lock = locks.store_lock(actor.person, actor.secret, smith.stores)
    with ws.change("people") as db:
        store.put_lock(db, actor.person, lock)
        store.remove_lock(db, actor.person, "password")
    return lock.kind


def renew_recovery_code(ws: Workspace, old: str | None) -> str:
    """A new recovery code, shown once; the one before stops working. `old` as `set_password`."""
    require(ws, Action.EDIT_PROFILE)
    actor = ws.actor
    _prove(ws, store.locks(ws.conn, actor.person), old)
    code, lock = locks.recovery_lock(actor.person, actor.secret)
    with ws.change("people") as db:
        store.put_lock(db, actor.person, lock)
    return code


def my_profile(ws: Workspace) -> Profile:
    """The profile of whoever is acting, unsealed."""
    row = store.person_row(ws.conn, ws.actor.person)
    plain = json.loads(unseal(data_key(ws), row.profile, profile_purpose(row.id)))
    return Profile(
        real_name=plain["name"],
        birth=date.fromisoformat(plain["birth"]),
        nickname=row.nickname,
        role=row.role,
        adult_from=row.adult_from,
        is_adult=ages.is_adult(row.adult_from, ws.today()),
    )


def update_profile(ws: Workspace, real_name: str, birth: date) -> None:
    """Correct name and birth date; BirthFixedError once an archive exists (law 2)."""
    require(ws, Action.EDIT_PROFILE)
    person = ws.actor.person
    ages.check_birth(birth, ws.today())
    changed = birth != my_profile(ws).birth
    if changed and store.has_archive(ws.conn, person):
        raise BirthFixedError("开了档案以后，出生日期不能再改。", "姓名和称呼还可以改。")
    plain = profile_bytes(_real_name(real_name), birth)
    sealed = seal(data_key(ws), plain, profile_purpose(person))
    with ws.change("people") as db:
        store.set_profile(db, person, sealed)
        if changed:
            store.set_adult_from(db, person, ages.adult_from(birth))


def rename(ws: Workspace, nickname: str) -> None:
    """Change the nickname shown on the sign-in page."""
    require(ws, Action.EDIT_PROFILE)
    person = ws.actor.person
    wanted = _nickname(ws.conn, nickname, keeping=person)
    with ws.change("people") as db:
        store.set_nickname(db, person, wanted)


def _smith(ws: Workspace) -> Locksmith:
    return usual_locksmith(store.data_folder(ws.conn))


def _first_locks(
    person: PersonId, secret: bytes, password: str | None, smith: Locksmith
) -> tuple[list[locks.Lock], str | None]:
    """The locks of a new account, the everyday one first, and the recovery code."""
    if password is None:
        return [locks.store_lock(person, secret, smith.stores)], None
    everyday = locks.password_lock(person, secret, password, smith.kdf)
    code, recovery = locks.recovery_lock(person, secret)
    return [everyday, recovery], code


def _act(ws: Workspace, person: PersonId, secret: bytes) -> Actor:
    actor = Actor(person, store.person_row(ws.conn, person).role, secret)
    if not may(actor.role, Action.SIGN_IN):
        raise NotAllowedError("这个账户不能登录。", "换一个账户登录。")
    ws.act_as(actor)
    return actor


def _guarded(ws: Workspace, person: PersonId, password: str) -> bytes:
    """The secret behind the password lock, counting wrong passwords in a row."""
    failures, until = store.guard(ws.conn, person)
    now = ws.now()
    if until is not None and now < until <= now + LONGEST_WAIT:  # later still: the clock was off
        raise WaitError(until, now)
    try:
        secret = locks.open_password(person, store.locks(ws.conn, person)["password"], password)
    except SealError as error:
        _count_failure(ws, person)
        raise WrongPasswordError("口令不对。", "看看大小写和输入法，再试一次。") from error
    if failures:
        with ws.change("people") as db:
            store.clear_guard(db, person)
    return secret


def _count_failure(ws: Workspace, person: PersonId) -> None:
    with ws.change("people") as db:
        failures = store.guard(ws.conn, person)[0] + 1
        until = None
        if failures >= FREE_TRIES:
            doublings = min(failures - FREE_TRIES, 10)
            until = ws.now() + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        store.set_guard(db, person, failures, until)


def _prove(ws: Workspace, have: dict[str, locks.Lock], old: str | None) -> None:
    """Whoever sits at an open window must still know the password to change the lock."""
    if "password" not in have:
        return
    if old is None:
        raise PasswordNeededError("这个账户设了口令。", "先输入现在的口令。")
    person = ws.actor.person
    if "recovery" in have:
        try:
            locks.open_recovery(person, have["recovery"], old)
        except SealError:
            pass
        else:
            return
    _guarded(ws, person, old)


def _nickname(conn: Connection, text: str, keeping: PersonId | None = None) -> str:
    name = text.strip()
    if not name or len(name) > LONGEST_NICKNAME or not name.isprintable():
        raise BadNameError("称呼要 1 到 20 个字。", "写一个同学们认得出的称呼。")
    if store.person_called(conn, name) not in (None, keeping):
        raise BadNameError("这台电脑上已经有人用这个称呼。", "换一个称呼，登录时才分得清。")
    return name


def _real_name(text: str) -> str:
    name = text.strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadNameError("姓名最多 50 个字。", "照证件上的写法写。")
    return name


def profile_bytes(name: str, birth: date) -> bytes:
    """What is sealed of a profile."""
    return json.dumps({"name": name, "birth": birth.isoformat()}, ensure_ascii=False).encode()


def profile_purpose(person: PersonId) -> str:
    """What a sealed profile is bound to."""
    return f"profile:{person}"
