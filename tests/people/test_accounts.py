"""Making an account, signing in, changing the lock, keeping the profile."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.people import accounts
from integrity_edu.people.accounts import (
    AccountCard,
    BadNameError,
    BirthFixedError,
    NewAccount,
    PasswordNeededError,
    WaitError,
    WrongPasswordError,
)
from integrity_edu.people.ages import BirthDateError
from integrity_edu.people.keys import data_key
from integrity_edu.people.locks import FileKeyStore, Locksmith, NoKeyStoreError, WeakPasswordError
from integrity_edu.people.sealing import SealError
from integrity_edu.people.settings import Preferences, preferences, save_preferences
from integrity_edu.workspace import Actor, Role, Workspace

MakePerson = Callable[..., PersonId]
SignInAs = Callable[..., Actor]
BIRTH = date(2005, 3, 14)
PASSWORD = "言必信行必果 2026"


def new_account(password: str | None = None, nickname: str = "小林") -> NewAccount:
    return NewAccount(nickname, "林晓雨", BIRTH, Role.STUDENT, password)


def test_a_new_account_is_listed_and_not_signed_in(ws: Workspace, locksmith: Locksmith) -> None:
    made = accounts.register(ws, new_account(), locksmith=locksmith)
    assert accounts.list_accounts(ws.conn) == [
        AccountCard(made.person, "小林", Role.STUDENT, has_password=False)
    ]
    assert not ws.signed_in


def test_without_key_store_an_account_is_locked_by_a_file(
    ws: Workspace, locksmith: Locksmith, tmp_path: Path
) -> None:
    made = accounts.register(ws, new_account(), locksmith=locksmith)
    assert (made.lock_kind, made.recovery_code) == ("file", None)
    key = tmp_path / "data" / "keys" / f"{made.person}.key"
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert accounts.sign_in(ws, made.person, locksmith=locksmith).person == made.person


@pytest.mark.skipif(sys.platform == "win32", reason="there the keys lie in the user's profile")
def test_the_usual_locksmith_falls_back_to_a_file_beside_the_data(
    ws: Workspace, tmp_path: Path
) -> None:
    made = accounts.register(ws, new_account())
    assert made.lock_kind == "file"
    assert (tmp_path / "data" / "keys" / f"{made.person}.key").exists()
    assert accounts.sign_in(ws, made.person).person == made.person


def test_without_its_key_file_an_account_stays_shut(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, tmp_path: Path
) -> None:
    person = make_person()
    (tmp_path / "data" / "keys" / f"{person}.key").unlink()
    with pytest.raises(NoKeyStoreError):
        sign_in_as(person)
    assert not ws.signed_in


@pytest.mark.parametrize("nickname", ["", "   ", "很" * 21, "小\n林"])
def test_a_nickname_nobody_could_show_is_refused(
    ws: Workspace, locksmith: Locksmith, nickname: str
) -> None:
    with pytest.raises(BadNameError):
        accounts.register(ws, new_account(nickname=nickname), locksmith=locksmith)


def test_two_accounts_cannot_share_a_nickname(ws: Workspace, locksmith: Locksmith) -> None:
    accounts.register(ws, new_account(), locksmith=locksmith)
    with pytest.raises(BadNameError):
        accounts.register(ws, new_account(nickname=" 小林 "), locksmith=locksmith)


def test_a_birth_in_the_future_makes_no_account(ws: Workspace, locksmith: Locksmith) -> None:
    new = NewAccount("小林", "", date(2030, 1, 1), Role.STUDENT)
    with pytest.raises(BirthDateError):
        accounts.register(ws, new, locksmith=locksmith)
    assert accounts.list_accounts(ws.conn) == []


def test_a_short_password_makes_no_account(ws: Workspace, locksmith: Locksmith) -> None:
    with pytest.raises(WeakPasswordError):
        accounts.register(ws, new_account("1234567"), locksmith=locksmith)
    assert accounts.list_accounts(ws.conn) == []


def test_a_password_signs_in_its_own_account_only(
    make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    me, other = make_person(password=PASSWORD), make_person(password="another password")
    assert sign_in_as(me, PASSWORD).person == me
    with pytest.raises(WrongPasswordError):
        sign_in_as(other, PASSWORD)


def test_an_account_with_a_password_asks_for_it(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    person = make_person(password=PASSWORD)
    with pytest.raises(PasswordNeededError):
        sign_in_as(person)
    assert not ws.signed_in


def test_an_unknown_account_is_not_found(sign_in_as: SignInAs) -> None:
    with pytest.raises(NotFoundError):
        sign_in_as(PersonId("p_nobody"))


def test_signing_out_forgets_the_secret(ws: Workspace, person: PersonId) -> None:
    accounts.sign_out(ws)
    with pytest.raises(NotAllowedError):
        data_key(ws)


def fail_times(sign_in_as: SignInAs, person: PersonId, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPasswordError):
            sign_in_as(person, "wrong password")


def test_five_wrong_passwords_cost_a_wait(
    clock: ManualClock, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    person = make_person(password=PASSWORD)
    fail_times(sign_in_as, person, 5)
    with pytest.raises(WaitError) as refused:
        sign_in_as(person, PASSWORD)
    assert refused.value.until == clock() + timedelta(seconds=30)
    assert "30" in str(refused.value)
    clock.forward(seconds=30)
    assert sign_in_as(person, PASSWORD).person == person


def test_the_wait_grows_with_every_further_wrong_password_up_to_an_hour(
    clock: ManualClock, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    person = make_person(password=PASSWORD)
    fail_times(sign_in_as, person, 4)
    waits = []
    for _ in range(9):
        fail_times(sign_in_as, person, 1)
        with pytest.raises(WaitError) as refused:
            sign_in_as(person, PASSWORD)
        waits.append((refused.value.until - clock()).total_seconds())
        clock.time = refused.value.until
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_the_right_password_forgets_the_wrong_ones(
    make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    person = make_person(password=PASSWORD)
    fail_times(sign_in_as, person, 4)
    sign_in_as(person, PASSWORD)
    fail_times(sign_in_as, person, 4)
    assert sign_in_as(person, PASSWORD).person == person


def test_a_clock_that_was_years_ahead_locks_nobody_out(
    clock: ManualClock, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    person = make_person(password=PASSWORD)
    clock.forward(days=3650)
    fail_times(sign_in_as, person, 5)
    clock.forward(days=-3650)
    assert sign_in_as(person, PASSWORD).person == person


def test_a_recovery_code_signs_in_and_sets_a_new_password(
    ws: Workspace, locksmith: Locksmith, sign_in_as: SignInAs
) -> None:
    made = accounts.register(ws, new_account(PASSWORD), locksmith=locksmith)
    assert made.lock_kind == "password"
    assert made.recovery_code is not None
    fail_times(sign_in_as, made.person, 5)
    accounts.sign_in_with_recovery(ws, made.person, made.recovery_code.lower())
    accounts.set_password(ws, made.recovery_code, "a new password", locksmith=locksmith)
    assert sign_in_as(made.person, "a new password").person == made.person
    with pytest.raises(WrongPasswordError):
        sign_in_as(made.person, PASSWORD)


def test_a_wrong_recovery_code_is_refused(ws: Workspace, make_person: MakePerson) -> None:
    with_code, without = make_person(password=PASSWORD), make_person()
    for person in (with_code, without):
        with pytest.raises(WrongPasswordError):
            accounts.sign_in_with_recovery(ws, person, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")


def test_a_renewed_recovery_code_replaces_the_old_one(ws: Workspace, locksmith: Locksmith) -> None:
    made = accounts.register(ws, new_account(PASSWORD), locksmith=locksmith)
    accounts.sign_in(ws, made.person, PASSWORD)
    with pytest.raises(PasswordNeededError):
        accounts.renew_recovery_code(ws, None)
    fresh = accounts.renew_recovery_code(ws, PASSWORD)
    with pytest.raises(WrongPasswordError):
        accounts.sign_in_with_recovery(ws, made.person, made.recovery_code or "")
    assert accounts.sign_in_with_recovery(ws, made.person, fresh).person == made.person


def test_setting_a_password_removes_the_key_file(
    ws: Workspace, person: PersonId, locksmith: Locksmith, sign_in_as: SignInAs, tmp_path: Path
) -> None:
    code = accounts.set_password(ws, None, PASSWORD, locksmith=locksmith)
    assert code is not None
    assert not (tmp_path / "data" / "keys" / f"{person}.key").exists()
    with pytest.raises(PasswordNeededError):
        sign_in_as(person)
    assert sign_in_as(person, PASSWORD).person == person


def test_a_password_is_changed_only_by_who_knows_it(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, locksmith: Locksmith
) -> None:
    person = make_person(password=PASSWORD)
    sign_in_as(person, PASSWORD)
    with pytest.raises(PasswordNeededError):
        accounts.set_password(ws, None, "a new password", locksmith=locksmith)
    with pytest.raises(WrongPasswordError):
        accounts.set_password(ws, "a wild guess", "a new password", locksmith=locksmith)
    assert accounts.set_password(ws, PASSWORD, "a new password", locksmith=locksmith) is None
    assert sign_in_as(person, "a new password").person == person


def test_removing_the_password_leaves_the_account_to_this_computer(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, locksmith: Locksmith
) -> None:
    person = make_person(password=PASSWORD)
    sign_in_as(person, PASSWORD)
    assert accounts.remove_password(ws, PASSWORD, locksmith=locksmith) == "file"
    assert sign_in_as(person).person == person


def test_removing_the_password_without_a_place_for_the_key_changes_nothing(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, tmp_path: Path
) -> None:
    person = make_person(password=PASSWORD)
    sign_in_as(person, PASSWORD)
    (tmp_path / "a file").write_text("")
    nowhere = Locksmith((FileKeyStore(tmp_path / "a file" / "keys"),))
    with pytest.raises(NoKeyStoreError):
        accounts.remove_password(ws, PASSWORD, locksmith=nowhere)
    assert sign_in_as(person, PASSWORD).person == person


def test_the_profile_opens_for_its_owner(ws: Workspace, person: PersonId) -> None:
    profile = accounts.my_profile(ws)
    assert (profile.real_name, profile.birth) == ("林晓雨", BIRTH)
    assert (profile.adult_from, profile.is_adult) == (date(2023, 3, 15), True)


def test_name_and_birth_can_be_corrected_before_an_archive_exists(
    ws: Workspace, person: PersonId
) -> None:
    accounts.update_profile(ws, "林小雨", date(2010, 6, 1))
    profile = accounts.my_profile(ws)
    assert (profile.real_name, profile.birth) == ("林小雨", date(2010, 6, 1))
    assert (profile.adult_from, profile.is_adult) == (date(2028, 6, 2), False)


def test_the_birth_date_is_fixed_once_an_archive_exists(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    with pytest.raises(BirthFixedError):
        accounts.update_profile(ws, "林晓雨", date(2005, 3, 13))
    accounts.update_profile(ws, "林小雨", BIRTH)
    assert accounts.my_profile(ws).real_name == "林小雨"


def test_a_birth_with_the_same_adult_day_is_fixed_too(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(birth=date(2004, 2, 29)))
    open_archive(ws, notice().version)
    with pytest.raises(BirthFixedError):
        accounts.update_profile(ws, "林晓雨", date(2004, 2, 28))


def test_a_nickname_can_be_changed_but_not_to_anothers(
    ws: Workspace, make_person: MakePerson, person: PersonId
) -> None:
    make_person()
    accounts.rename(ws, "大林")
    accounts.rename(ws, "大林")
    with pytest.raises(BadNameError):
        accounts.rename(ws, "学员2")
    assert accounts.list_accounts(ws.conn)[0].nickname == "大林"


def test_a_data_key_opens_for_its_owner_only(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    me, stranger = make_person(), make_person()
    sign_in_as(me)
    mine = data_key(ws)
    sign_in_as(stranger)
    assert data_key(ws) != mine
    ws.conn.execute(
        "UPDATE person_key SET wrapped = (SELECT wrapped FROM person_key WHERE person = ?)"
        " WHERE person = ?",
        (me, stranger),
    )
    with pytest.raises(SealError):
        data_key(ws)


def test_preferences_are_kept_per_person(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    me, other = make_person(), make_person()
    sign_in_as(me)
    wanted = Preferences(language="en", theme="dark", text_size=130, reduced_motion=True)
    save_preferences(ws, wanted)
    assert preferences(ws.conn, me) == wanted
    assert preferences(ws.conn, other) == Preferences()


def test_a_stored_preference_that_is_no_choice_is_the_default(
    ws: Workspace, person: PersonId
) -> None:
    with ws.change("settings") as db:
        for name, value in [("theme", '"pink"'), ("text_size", "x"), ("reduced_motion", "1")]:
            db.execute("INSERT INTO setting VALUES (?, ?, ?)", (person, name, value))
    assert preferences(ws.conn, person) == Preferences()


def on_disk(folder: Path, needle: str) -> bool:
    """Whether any file below `folder` holds the text in UTF-8 or UTF-16."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(needle.encode(code) in data for data in files for code in ("utf-8", "utf-16-le"))


@pytest.mark.parametrize("folded", [False, True], ids=["in the WAL", "in the file"])
def test_nothing_on_disk_shows_name_or_birth_date(
    ws: Workspace, locksmith: Locksmith, tmp_path: Path, folded: bool
) -> None:
    new = NewAccount("小林", "欧阳明哲", date(1999, 8, 7), Role.STUDENT, PASSWORD)
    made = accounts.register(ws, new, locksmith=locksmith)
    accounts.sign_in(ws, made.person, PASSWORD)
    open_archive(ws, notice().version)
    accounts.update_profile(ws, "欧阳明喆", date(1999, 8, 7))
    if folded:
        ws.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert on_disk(tmp_path / "data", "小林")
    for private in ("欧阳明", "1999-08-07", "19990807", PASSWORD, made.recovery_code or ""):
        assert not on_disk(tmp_path / "data", private)


def test_no_repr_shows_what_is_private(ws: Workspace, person: PersonId) -> None:
    shown = repr(accounts.my_profile(ws)) + repr(new_account(PASSWORD)) + repr(ws.actor)
    assert "林晓雨" not in shown
    assert "2005" not in shown
    assert PASSWORD not in shown
    assert repr(ws.actor.secret) not in shown
