"""Every lock gives the secret back to the right key only."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import InitError, PasswordDeleteError

from integrity_edu.people import locks
from integrity_edu.people.locks import (
    FileKeyStore,
    Kdf,
    Lock,
    NoKeyStoreError,
    OpenKeyFileError,
    SystemKeyStore,
    WeakPasswordError,
)
from integrity_edu.people.sealing import SealError

SECRET = bytes(range(32))
CHEAP = Kdf(1, 64, 1)
ME, YOU = "p_me", "p_you"
posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")


class FullStore:
    """A key store that takes nothing."""

    kind = "keystore"

    def put(self, account: str, key: bytes) -> None:
        raise NoKeyStoreError("满了。")

    def get(self, account: str) -> bytes:
        raise NoKeyStoreError("没有。")

    def remove(self, account: str) -> None:
        return


def test_a_password_opens_its_lock() -> None:
    lock = locks.password_lock(ME, SECRET, "人而无信不知其可", CHEAP)
    assert locks.open_password(ME, lock, "人而无信不知其可") == SECRET


@settings(deadline=None)
@given(st.text(min_size=8), st.text())
def test_another_password_opens_nothing(password: str, other: str) -> None:
    lock = locks.password_lock(ME, SECRET, password + "aaaaaaaa", CHEAP)
    with pytest.raises(SealError):
        locks.open_password(ME, lock, other)


def test_a_lock_moved_to_another_account_opens_nothing() -> None:
    lock = locks.password_lock(ME, SECRET, "password 1", CHEAP)
    with pytest.raises(SealError):
        locks.open_password(YOU, lock, "password 1")


def test_a_password_typed_as_letter_and_accent_is_the_same_password() -> None:
    lock = locks.password_lock(ME, SECRET, unicodedata.normalize("NFD", "café café"), CHEAP)
    assert locks.open_password(ME, lock, unicodedata.normalize("NFC", "café café")) == SECRET


def test_seven_characters_are_too_few() -> None:
    with pytest.raises(WeakPasswordError):
        locks.password_lock(ME, SECRET, "1234567", CHEAP)


def test_the_usual_cost_is_rfc_9106s_second_option() -> None:
    assert Kdf(passes=3, memory=65536, lanes=4) == locks.STRONG
    params = json.loads(locks.password_lock(ME, SECRET, "12345678", locks.STRONG).params)
    assert (params["t"], params["m"], params["p"]) == (3, 65536, 4)


@pytest.mark.parametrize(
    "params",
    [
        "",
        "[]",
        "{}",
        '{"t": 1, "m": 99999999, "p": 1, "salt": "00"}',
        '{"t": 1, "m": 64, "p": 1, "salt": ""}',
        '{"t": 0, "m": -1, "p": 1, "salt": "0011223344556677"}',
        '{"t": 1, "m": 64, "p": 1, "salt": 5}',
    ],
)
def test_damaged_lock_parameters_are_a_calm_refusal(params: str) -> None:
    lock = locks.password_lock(ME, SECRET, "12345678", CHEAP)
    with pytest.raises(SealError):
        locks.open_password(ME, replace(lock, params=params), "12345678")


def test_a_data_file_cannot_ask_for_endless_work() -> None:
    lock = locks.password_lock(ME, SECRET, "12345678", Kdf(17, 64, 1))
    with pytest.raises(SealError):
        locks.open_password(ME, lock, "12345678")


def test_a_recovery_code_is_six_groups_of_four_and_opens_as_people_type_it() -> None:
    code, lock = locks.recovery_lock(ME, SECRET)
    assert [len(group) for group in code.split("-")] == [4] * 6
    assert locks.open_recovery(ME, lock, code.lower().replace("-", "  ")) == SECRET


def test_a_wrong_recovery_code_opens_nothing() -> None:
    code, lock = locks.recovery_lock(ME, SECRET)
    with pytest.raises(SealError):
        locks.open_recovery(ME, lock, code[:-1])


def test_a_key_file_opens_its_lock(tmp_path: Path) -> None:
    stores = [FileKeyStore(tmp_path / "keys")]
    lock = locks.store_lock(ME, SECRET, stores)
    assert lock.kind == "file"
    assert locks.open_store(ME, lock, stores) == SECRET


@posix
def test_a_key_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        locks.store_lock(ME, SECRET, [FileKeyStore(tmp_path / "keys")])
    finally:
        os.umask(before)
    assert (tmp_path / "keys" / f"{ME}.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    store = FileKeyStore(tmp_path)
    store.put(ME, SECRET)
    (tmp_path / f"{ME}.key").chmod(mode)
    with pytest.raises(OpenKeyFileError):
        store.get(ME)


@posix
def test_a_key_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path)
    store.put(YOU, SECRET)
    (tmp_path / f"{ME}.key").symlink_to(tmp_path / f"{YOU}.key")
    with pytest.raises(NoKeyStoreError):
        store.get(ME)


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33, "好" * 10])
def test_a_damaged_key_file_is_a_calm_refusal(tmp_path: Path, text: str) -> None:
    store = FileKeyStore(tmp_path)
    store.put(ME, SECRET)
    (tmp_path / f"{ME}.key").write_text(text, encoding="utf-8")
    with pytest.raises(NoKeyStoreError):
        store.get(ME)


def test_an_account_id_cannot_lead_out_of_the_key_folder(tmp_path: Path) -> None:
    (tmp_path / "x.key").write_text("mine")
    with pytest.raises(NoKeyStoreError):
        FileKeyStore(tmp_path / "keys").remove("../x")
    assert (tmp_path / "x.key").exists()


def test_without_a_key_store_the_key_goes_to_a_file(tmp_path: Path) -> None:
    lock = locks.store_lock(ME, SECRET, [FullStore(), FileKeyStore(tmp_path)])
    assert lock.kind == "file"


def test_with_no_place_for_a_key_there_is_a_sentence() -> None:
    with pytest.raises(NoKeyStoreError):
        locks.store_lock(ME, SECRET, [FullStore()])
    with pytest.raises(NoKeyStoreError):
        locks.open_store(ME, Lock("keystore", "{}", b""), [])


@pytest.mark.parametrize("backend", ["fail", "null", "chainer"])
def test_backends_of_keyring_that_keep_nothing_count_as_none(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    made: dict[str, Callable[[], KeyringBackend]] = {
        "fail": keyring.backends.fail.Keyring,
        "null": keyring.backends.null.Keyring,
        "chainer": keyring.backends.chainer.ChainerBackend,
    }
    monkeypatch.setattr(keyring.backends.chainer.ChainerBackend, "backends", [])
    before = keyring.get_keyring()
    keyring.set_keyring(made[backend]())
    try:
        with pytest.raises(NoKeyStoreError):
            SystemKeyStore().put(ME, SECRET)
        with pytest.raises(NoKeyStoreError):
            SystemKeyStore().get(ME)
        SystemKeyStore().remove(ME)
    finally:
        keyring.set_keyring(before)


class Memory(KeyringBackend):
    """A key store of the system that works, until it is shut."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.shut = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.shut:
            raise InitError("Prompt dismissed")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, working = keyring.get_keyring(), Memory()
    keyring.set_keyring(working)
    yield working
    keyring.set_keyring(before)


def test_a_working_system_key_store_keeps_the_key(memory: Memory) -> None:
    lock = locks.store_lock(ME, SECRET, [SystemKeyStore()])
    assert lock.kind == "keystore"
    assert locks.open_store(ME, lock, [SystemKeyStore()]) == SECRET


def test_a_system_key_store_that_stays_shut_is_a_sentence(memory: Memory) -> None:
    SystemKeyStore().put(ME, SECRET)
    memory.shut = True
    with pytest.raises(NoKeyStoreError):
        SystemKeyStore().get(ME)
    with pytest.raises(NoKeyStoreError):
        SystemKeyStore().put(ME, SECRET)


def test_a_key_is_forgotten_as_often_as_asked(memory: Memory) -> None:
    SystemKeyStore().put(ME, SECRET)
    SystemKeyStore().remove(ME)
    SystemKeyStore().remove(ME)
    assert memory.kept == {}
