"""The signed copy: whole as exported, and any changed byte is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.archive import export
from integrity_edu.archive.entries import Look, Section, canonical
from integrity_edu.archive.export import Verdict, signed_export, verify
from integrity_edu.archive.ledger import NotOpenedError, destroy_contents
from integrity_edu.archive.opening import disclaimer, notice, open_archive
from integrity_edu.archive.reading import my_archive
from integrity_edu.ids import PersonId
from integrity_edu.people import sealing
from integrity_edu.workspace import Actor, Workspace

reuse = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def data(ws: Workspace, person: PersonId) -> bytes:
    open_archive(ws, notice().version)
    return signed_export(ws)


def refused(data: bytes) -> bool:
    verdict = verify(data)
    return not verdict.whole and len(verdict.problems) > 0


def resigned(document: dict[str, object], secret: bytes) -> bytes:
    """The document signed again by somebody with this secret."""
    document.pop("signature", None)
    signature = sealing.sign(secret, canonical(document)).hex()
    return canonical({**document, "signature": signature})


def test_an_export_verifies_without_a_database(ws: Workspace, data: bytes) -> None:
    mine = sealing.fingerprint(sealing.sign_public(ws.actor.secret))
    assert verify(data) == Verdict(True, mine, "林晓雨", ws.stamp(), ())


def test_an_export_says_what_it_is_and_is_not(data: bytes) -> None:
    document = json.loads(data)
    assert (document["format"], document["version"]) == ("integrity-edu/archive", 1)
    assert document["disclaimer"] == disclaimer()
    assert list(document["sections"]) == sorted(Section)
    assert [line["n"] for line in document["ledger"]] == [1, 2]


def test_an_export_is_logged_and_holds_its_own_line(ws: Workspace, data: bytes) -> None:
    (trace,) = my_archive(ws).section(Section.ACCESS)
    assert trace.content == Look("学员1", "导出自己的档案", tuple(Section))
    assert json.loads(data)["sections"]["access"][0]["content"]["purpose"] == "导出自己的档案"


def test_destroyed_content_is_exported_as_destroyed(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    destroy_contents(ws, person, [1], "本人要求")
    data = signed_export(ws)
    entry = json.loads(data)["sections"]["basic"][0]
    assert (entry["state"], entry["content"]) == ("destroyed", None)
    assert verify(data).whole


def test_without_an_archive_there_is_nothing_to_export(ws: Workspace, person: PersonId) -> None:
    with pytest.raises(NotOpenedError):
        signed_export(ws)


@reuse
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_any_changed_byte_is_noticed(data: bytes, at: int, by: int) -> None:
    at %= len(data)
    assert refused(data[:at] + bytes([data[at] ^ by]) + data[at + 1 :])


def test_every_letter_case_change_is_noticed(data: bytes) -> None:
    for at, byte in enumerate(data):
        if chr(byte).isalpha() and byte < 128:
            assert refused(data[:at] + bytes([byte ^ 0x20]) + data[at + 1 :])


@reuse
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_any_added_or_missing_bytes_are_noticed(data: bytes, at: int, more: bytes) -> None:
    at %= len(data)
    assert refused(data[:at] + more + data[at:])
    assert refused(data[:at])


@reuse
@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_a_sentence(data: bytes) -> None:
    assert refused(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"format":"integrity-edu/archive","version":2}',
        '{"format":"integrity-edu/archive","version":true}',
        '{"format":"integrity-edu/archive","version":1}',
        '{"format":"a","format":"integrity-edu/archive"}',
        '{"format":NaN}',
        '{"format":1e999}',
        '{"format":"\\ud800"}',
        '{"a":' + "1" * 5000 + "}",
        "[" * 100_000,
        '{"a":' + "[" * 50 + "]" * 50 + "}",
        '{"a":' * 5_000 + "1" + "}" * 5_000,
    ],
)
def test_hostile_json_is_a_sentence(text: str) -> None:
    assert refused(text.encode())


def test_an_oversized_file_is_refused_unread() -> None:
    assert export.MOST_BYTES == 20_000_000
    assert refused(b" " * (export.MOST_BYTES + 1))


@pytest.mark.parametrize("key", ["signer", "exported_at", "signature", "disclaimer", "ledger"])
@pytest.mark.parametrize("value", [None, 5, [], {}, "zz"])
def test_a_part_of_the_wrong_type_is_a_sentence(data: bytes, key: str, value: object) -> None:
    assert refused(canonical({**json.loads(data), key: value}))


def test_a_reformatted_copy_is_not_the_original(data: bytes) -> None:
    assert refused(json.dumps(json.loads(data), indent=1, ensure_ascii=False).encode())


def test_signing_again_shows_another_fingerprint(ws: Workspace, data: bytes) -> None:
    document, forger = json.loads(data), sealing.new_key()
    document["subject"]["name"] = "别人"
    public = sealing.sign_public(forger)
    document["signer"]["public_key"] = public.hex()
    assert refused(resigned(document, forger))
    document["signer"]["fingerprint"] = sealing.fingerprint(public)
    verdict = verify(resigned(document, forger))
    assert verdict.signer_fingerprint != sealing.fingerprint(sealing.sign_public(ws.actor.secret))


def test_people_sign_with_different_keys(
    ws: Workspace,
    make_person: Callable[..., PersonId],
    sign_in_as: Callable[..., Actor],
) -> None:
    seen = set()
    for _ in range(2):
        sign_in_as(make_person())
        open_archive(ws, notice().version)
        seen.add(verify(signed_export(ws)).signer_fingerprint)
    assert len(seen) == 2
