"""Locks: ways to get at an account's secret.

Every lock of an account wraps the same 32-byte secret with a key of its own: stretched from a
password (argon2id, RFC 9106), made from a recovery code, or kept by a key store. Changing a
password rewraps 32 bytes; nothing sealed has to be touched.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from integrity_edu import folders, ids
from integrity_edu.errors import EduError
from integrity_edu.people.sealing import KEY_BYTES, SealError, derive, new_key, seal, unseal

SHORTEST_PASSWORD = 8
RECOVERY_CHARACTERS = 24
_SERVICE = "integrity-edu"


class WeakPasswordError(EduError):
    """The password is too short to keep anything."""

    code = "weak_password"


class NoKeyStoreError(EduError):
    """No key store of this computer would take or give a key."""

    code = "no_key_store"


class OpenKeyFileError(EduError):
    """A key file that other users of the computer may read."""

    code = "open_key_file"


@dataclass(frozen=True, slots=True)
class Kdf:
    """The cost of argon2id: passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int


STRONG = Kdf(passes=3, memory=64 * 1024, lanes=4)
"""RFC 9106 section 4, second recommended option; about 0.2 s on a school computer."""

_MOST = Kdf(passes=16, memory=1024 * 1024, lanes=16)  # a data file must not ask for the world


@dataclass(frozen=True, slots=True)
class Lock:
    """One row of `account_lock`: `params` is JSON, `wrapped` the sealed secret."""

    kind: str
    params: str
    wrapped: bytes


class KeyStore(Protocol):
    """Something that keeps a 32-byte key per account; NoKeyStoreError when it cannot."""

    @property
    def kind(self) -> str:
        """The kind of lock, "keystore" or "file"."""

    def put(self, account: str, key: bytes) -> None:
        """Keep `key`, replacing an older one."""

    def get(self, account: str) -> bytes:
        """The kept key."""

    def remove(self, account: str) -> None:
        """Forget the key; no error when there is none."""


@dataclass(frozen=True, slots=True)
class Locksmith:
    """What locks are made of here: key stores in order of preference, cost of passwords."""

    stores: tuple[KeyStore, ...]
    kdf: Kdf = STRONG


def password_lock(person: str, secret: bytes, password: str, kdf: Kdf) -> Lock:
    """Lock `secret` with a password; WeakPasswordError for fewer than 8 characters."""
    if len(_normal(password)) < SHORTEST_PASSWORD:
        raise WeakPasswordError("口令至少要 8 个字符。", "用一句自己记得住的话最好。")
    salt = secrets.token_bytes(16)
    params = {"t": kdf.passes, "m": kdf.memory, "p": kdf.lanes, "salt": salt.hex()}
    key = _stretch(password, salt, kdf)
    return Lock("password", json.dumps(params), seal(key, secret, _purpose("password", person)))


def open_password(person: str, lock: Lock, password: str) -> bytes:
    """The secret behind a password lock, or SealError."""
    try:
        params = json.loads(lock.params)
        kdf = Kdf(int(params["t"]), int(params["m"]), int(params["p"]))
        salt = bytes.fromhex(params["salt"])
    except (ValueError, KeyError, TypeError) as error:
        raise SealError from error
    if kdf.passes > _MOST.passes or kdf.memory > _MOST.memory or kdf.lanes > _MOST.lanes:
        raise SealError
    return unseal(_stretch(password, salt, kdf), lock.wrapped, _purpose("password", person))


def recovery_lock(person: str, secret: bytes) -> tuple[str, Lock]:
    """A fresh recovery code (24 characters in groups of four, 118 bits) and its lock."""
    code = ids.readable_code(RECOVERY_CHARACTERS)
    key = derive(code.encode(), "recovery:" + person)
    shown = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    return shown, Lock("recovery", "{}", seal(key, secret, _purpose("recovery", person)))


def open_recovery(person: str, lock: Lock, code: str) -> bytes:
    """The secret behind a recovery lock, or SealError; case, spaces and dashes do not matter."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())
    key = derive(plain.encode(), "recovery:" + person)
    return unseal(key, lock.wrapped, _purpose("recovery", person))


def store_lock(person: str, secret: bytes, stores: Sequence[KeyStore]) -> Lock:
    """Lock `secret` with a fresh key kept by the first store that takes it.

    Raises NoKeyStoreError when none does.
    """
    key = new_key()
    for store in stores:
        try:
            store.put(person, key)
        except NoKeyStoreError:
            continue
        return Lock(store.kind, "{}", seal(key, secret, _purpose(store.kind, person)))
    raise _no_store()


def open_store(person: str, lock: Lock, stores: Sequence[KeyStore]) -> bytes:
    """The secret behind a store's lock; NoKeyStoreError when its store is not here."""
    for store in stores:
        if store.kind == lock.kind:
            return unseal(store.get(person), lock.wrapped, _purpose(lock.kind, person))
    raise _no_store()


class SystemKeyStore:
    """The key store of the operating system through `keyring`."""

    kind = "keystore"

    def put(self, account: str, key: bytes) -> None:
        """Keep the key and read it back.

        keyring's null and empty chained backends take everything and keep nothing.
        """
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(_SERVICE, account, key.hex())
            kept = keyring.get_password(_SERVICE, account)
        except (KeyringError, OSError) as error:
            raise _no_store() from error
        if kept != key.hex():
            raise _no_store()

    def get(self, account: str) -> bytes:
        """The kept key; NoKeyStoreError when it is not there or the store stays shut."""
        import keyring
        from keyring.errors import KeyringError

        try:
            return _key_of(keyring.get_password(_SERVICE, account) or "")
        except (KeyringError, OSError) as error:
            raise _no_store() from error

    def remove(self, account: str) -> None:
        """Forget the key."""
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError, OSError):
            keyring.delete_password(_SERVICE, account)


class FileKeyStore:
    """One file per account, for its owner's eyes only (mode 0600).

    Windows has no such mode: there `folder` must lie in the user's profile, which other
    accounts may not read.
    """

    kind = "file"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, account: str, key: bytes) -> None:
        """Write the key file, never through a link and never readable by others on the way."""
        path = self._path(account)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="ascii") as file:
                file.write(key.hex())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _no_store() from error

    def get(self, account: str) -> bytes:
        """Read the key file; OpenKeyFileError when others may read it, too."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
        try:
            with os.fdopen(os.open(self._path(account), flags), encoding="ascii") as file:
                mode = os.fstat(file.fileno()).st_mode
                if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                    raise OpenKeyFileError(
                        "钥匙文件别人也能读，没有使用它。",
                        "把数据文件夹里 keys 下的文件改成只有自己可读（chmod 600），再登录；"
                        "登录后最好设一个口令。",
                    )
                return _key_of(file.read(2 * KEY_BYTES + 1))
        except (OSError, UnicodeDecodeError) as error:
            raise _no_store() from error

    def remove(self, account: str) -> None:
        """Delete the key file."""
        self._path(account).unlink(missing_ok=True)

    def _path(self, account: str) -> Path:
        if not account.replace("_", "").isalnum():  # ids come from a file that may be hostile
            raise _no_store()
        return self.folder / f"{account}.key"


def usual_locksmith(data_folder: Path | None) -> Locksmith:
    """The system's key store first, then key files beside the data (Windows: in the profile)."""
    if sys.platform == "win32":
        data_folder = folders.data_folder()
    if data_folder is None:
        return Locksmith((SystemKeyStore(),))
    return Locksmith((SystemKeyStore(), FileKeyStore(data_folder / "keys")))


def _normal(password: str) -> str:
    """The same letters typed on another keyboard are the same password (NFC)."""
    return unicodedata.normalize("NFC", password)


def _stretch(password: str, salt: bytes, kdf: Kdf) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            _normal(password).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=kdf.passes,
            memory_cost=kdf.memory,
            parallelism=kdf.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except (HashingError, OverflowError) as error:
        raise SealError from error


def _purpose(kind: str, person: str) -> str:
    return f"lock:{kind}:{person}"


def _key_of(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise _no_store()
    return key


def _no_store() -> NoKeyStoreError:
    return NoKeyStoreError(
        "这台电脑上没有拿到这个账户的钥匙。",
        "有恢复码的话用恢复码登录；新账户请设一个口令。",
    )
