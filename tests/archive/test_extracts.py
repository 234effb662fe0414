"""Grants and extracts: what is named and nothing else, as long as it is granted."""

from __future__ import annotations

import base64
import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from integrity_edu.archive import objections
from integrity_edu.archive.catalogue import RecordKind
from integrity_edu.archive.conduct import confirm, record, tell
from integrity_edu.archive.credentials import (
    CONTEXTS,
    Credential,
    CredentialError,
    Issuer,
    did_key,
    public_of,
    read_credential,
    sign_credential,
)
from integrity_edu.archive.entries import Look, Section
from integrity_edu.archive.extracts import (
    Checked,
    check_extract,
    judge,
    my_extract,
    pin_issuer,
    school_extract,
)
from integrity_edu.archive.grant_entries import Granted, Shared
from integrity_edu.archive.grants import GrantError, grant, grant_of, revoke
from integrity_edu.archive.reading import my_archive
from integrity_edu.clock import ManualClock
from integrity_edu.ids import PersonId
from integrity_edu.people.sealing import fingerprint, is_signed, new_key, sign_private, sign_public
from integrity_edu.workspace import Workspace
from tests.archive.record_facts import conduct
from tests.archive.test_due_process import NEEDED
from tests.conftest import SignInAs, Staff

TODAY = date(2026, 11, 23)
WANTED = Granted(
    recipient="某单位人力资源部",
    purpose="应聘时核对在校表现",
    fields=(Shared.NAME, Shared.GOOD),
    start=TODAY,
    until=TODAY + timedelta(days=7),
)
CREDENTIAL = Credential(
    CONTEXTS, "urn:x", ("VerifiableCredential",), Issuer(""), "2026-11-23", "2026-11-30", {"a": 1}
)
reuse = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def signed(credential: Credential = CREDENTIAL) -> tuple[str, bytes]:
    secret = new_key()
    public = sign_public(secret)
    issuer = Issuer(did_key(public))
    text = sign_credential(structs.replace(credential, issuer=issuer), sign_private(secret))
    return text, public


@given(st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_did(public: bytes) -> None:
    assert public_of(did_key(public)) == public


def test_the_did_of_the_did_key_specification() -> None:
    # did:key method, test vector of Ed25519
    did = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
    assert did_key(public_of(did)) == did


@given(st.text(max_size=60))
def test_any_other_did_is_refused(text: str) -> None:
    with pytest.raises(CredentialError):
        public_of("did:key:z" + text[:20] + "0OIl")


def test_another_program_verifies_the_signature_by_the_standard() -> None:
    text, public = signed()
    head, body, signature = text.split(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    assert is_signed(public, f"{head}.{body}".encode(), raw)
    assert json.loads(base64.urlsafe_b64decode(head + "==")) == {
        "alg": "EdDSA",
        "typ": "vc+jwt",
        "kid": did_key(public),
    }


@reuse
@given(st.data())
def test_one_changed_character_is_noticed(data: st.DataObject) -> None:
    text, _ = signed()
    at = data.draw(st.integers(0, len(text) - 1))
    by = data.draw(st.sampled_from("abcABC012.-_"))
    changed = text[:at] + by + text[at + 1 :]
    if changed != text and not _same_bits(changed, text):
        with pytest.raises(CredentialError):
            read_credential(changed.encode())


def _same_bits(one: str, other: str) -> bool:
    """The last character of a Base64 part may carry bits that mean nothing."""

    def parts(text: str) -> list[bytes]:
        return [base64.urlsafe_b64decode(part + "==") for part in text.split(".")]

    return one.count(".") == 2 and parts(one) == parts(other)


@reuse
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_calmly(data: bytes) -> None:
    with pytest.raises(CredentialError):
        read_credential(data)


@pytest.mark.parametrize("alg", ["none", "HS256", "ES256"])
def test_another_algorithm_is_refused(alg: str) -> None:
    text, public = signed()
    _, body, signature = text.split(".")
    head = json.dumps({"alg": alg, "typ": "vc+jwt", "kid": did_key(public)}).encode()
    forged = base64.urlsafe_b64encode(head).rstrip(b"=").decode()
    for end in (signature, ""):
        with pytest.raises(CredentialError):
            read_credential(f"{forged}.{body}.{end}".encode())


def test_a_key_in_the_header_is_not_believed() -> None:
    """Signed by a stranger who puts his own key into the header and another issuer into the text."""
    _, public = signed()
    stranger = new_key()
    forged = structs.replace(CREDENTIAL, issuer=Issuer(did_key(public)))
    with pytest.raises(CredentialError, match="签名对不上"):
        read_credential(sign_credential(forged, sign_private(stranger)).encode())


STORY_21 = """
I can hand over an extract, and stop it | grant (recipient, purpose, 2 fields, 7 days) → PDF has only
these + expiry; revoke → next export refused; day 8 refused
"""


def test_story_21_an_extract_shows_what_was_granted_and_can_be_stopped(
    ws: Workspace, student: PersonId, clock: ManualClock, sign_in_as: SignInAs
) -> None:
    record(ws, student, conduct(RecordKind.VOLUNTEERING), None)
    record(ws, student, conduct(), NEEDED)
    sign_in_as(student)
    n = grant(ws, WANTED)
    shows = my_extract(ws, n, "json").shows
    assert (shows.name, len(shows.good or ())) == ("林晓雨", 1)
    assert (shows.training, shows.negative, shows.statements) == (None, None, None)
    assert (shows.recipient, shows.purpose, shows.until) == (
        WANTED.recipient,
        WANTED.purpose,
        "2026-11-30",
    )
    assert "不作为征信依据" in shows.disclaimer
    clock.forward(days=7)
    my_extract(ws, n, "pdf")
    clock.forward(days=1)
    with pytest.raises(GrantError, match="到期"):
        my_extract(ws, n, "json")
    again = grant(ws, structs.replace(WANTED, start=ws.today(), until=ws.today()))
    given_out = my_extract(ws, again, "json")
    revoke(ws, again)
    with pytest.raises(GrantError, match="收回"):
        my_extract(ws, again, "json")
    assert check_extract(ws, given_out.text.encode()).standing == "revoked"
    with pytest.raises(GrantError, match="已经收回"):
        revoke(ws, again)


def test_without_a_grant_there_is_no_extract(
    ws: Workspace, student: PersonId, sign_in_as: SignInAs, staff: Staff
) -> None:
    with pytest.raises(GrantError, match="没有这份授权"):
        school_extract(ws, student, 1, "json")
    sign_in_as(student)
    with pytest.raises(GrantError, match="没有这份授权"):
        my_extract(ws, 99, "json")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"recipient": " "}, "给谁"),
        ({"purpose": "看看"}, "用途"),
        ({"fields": ()}, "哪几项"),
        ({"fields": (Shared.NAME,)}, "哪几项"),
        ({"until": TODAY - timedelta(days=1)}, "日期"),
        ({"start": TODAY - timedelta(days=1)}, "日期"),
        ({"until": TODAY + timedelta(days=400)}, "一年"),
    ],
)
def test_a_grant_that_will_not_do_is_refused_in_words(
    ws: Workspace, student: PersonId, sign_in_as: SignInAs, change: dict[str, object], says: str
) -> None:
    sign_in_as(student)
    with pytest.raises(GrantError, match=says):
        grant(ws, structs.replace(WANTED, **change))


def test_a_grant_for_later_does_not_count_yet(
    ws: Workspace, student: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(student)
    later = structs.replace(WANTED, start=TODAY + timedelta(days=2))
    n = grant(ws, later)
    with pytest.raises(GrantError, match="还没有开始"):
        my_extract(ws, n, "json")


def test_the_mark_of_an_objection_travels_with_the_record(
    ws: Workspace, student: PersonId, staff: Staff, clock: ManualClock, sign_in_as: SignInAs
) -> None:
    n = record(ws, student, conduct(), NEEDED)
    tell(ws, student, n, "in_person", ws.today())
    wanted = structs.replace(WANTED, fields=(Shared.NEGATIVE,), until=date(2026, 12, 20))
    sign_in_as(student)
    granted = grant(ws, wanted)
    assert my_extract(ws, granted, "json").shows.negative == ()
    clock.forward(days=8)
    sign_in_as(staff.decider)
    confirm(ws, student, n)
    sign_in_as(student)
    objections.object_to(ws, n, "not_me", "那天考试我请假了。")
    (line,) = my_extract(ws, granted, "json").shows.negative or ()
    assert line.objected
    assert line.said == ("那天考试我请假了。",)
    sign_in_as(staff.decider)
    objections.decide(ws, student, n, "unproven", "两边都证明不了。")
    (line,) = school_extract(ws, student, granted, "json").shows.negative or ()
    assert not line.objected
    assert line.said == ("那天考试我请假了。",)


def test_the_school_signs_and_whoever_pinned_it_knows(
    ws: Workspace, student: PersonId, staff: Staff, sign_in_as: SignInAs, clock: ManualClock
) -> None:
    sign_in_as(student)
    n = grant(ws, WANTED)
    sign_in_as(staff.decider)
    made = school_extract(ws, student, n, "json")
    found = check_extract(ws, made.text.encode())
    assert (found.standing, found.issuer, found.pinned_name) == ("unknown", "某学院", "")
    assert found.shows == made.shows
    assert found.shows is not None
    assert found.shows.signed_by == "school"
    pin_issuer(ws, made.signer.lower().replace(" ", "-"), "某学院学工处")
    found = check_extract(ws, made.text.encode())
    assert (found.standing, found.pinned_name) == ("whole", "某学院学工处")
    clock.forward(days=8)
    assert check_extract(ws, made.text.encode()).standing == "expired"
    clock.forward(days=-30)
    assert check_extract(ws, made.text.encode()).standing == "early"
    assert check_extract(ws, made.text[:-4].encode()).standing == "altered"


def test_the_schools_look_is_seen_by_the_subject(
    ws: Workspace, student: PersonId, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(student)
    n = grant(ws, WANTED)
    sign_in_as(staff.decider)
    school_extract(ws, student, n, "json")
    sign_in_as(student)
    looks = [entry.content for entry in my_archive(ws).section(Section.ACCESS)]
    assert [look.viewer for look in looks if isinstance(look, Look)] == ["学员3"]
    assert len(grant_of(ws, student, n).issued) == 1


@pytest.mark.parametrize("mark", ["", "1234", "Z" * 32])
def test_a_fingerprint_that_is_none_is_not_pinned(
    ws: Workspace, person: PersonId, mark: str
) -> None:
    with pytest.raises(GrantError, match="指纹"):
        pin_issuer(ws, mark, "某学院")


def test_a_credential_of_another_kind_is_no_extract(ws: Workspace) -> None:
    text, public = signed()
    found = judge(text.encode(), {fingerprint(public): "x"}, set(), ws.now())
    assert found == Checked("altered")
