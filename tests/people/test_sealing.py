"""What is sealed opens with the right key for the right purpose and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from integrity_edu.people import sealing
from integrity_edu.people.sealing import SealError

SECRET = bytes(range(32))
OTHER = bytes(range(1, 33))
positions = st.integers(0, 10_000)
flips = st.integers(1, 255)


def flipped(data: bytes, at: int, by: int) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]


@given(st.binary(), st.text())
def test_what_is_sealed_opens_again(plain: bytes, purpose: str) -> None:
    assert sealing.unseal(SECRET, sealing.seal(SECRET, plain, purpose), purpose) == plain


@given(st.binary(), positions, flips)
def test_any_flipped_byte_of_sealed_content_is_refused(plain: bytes, at: int, by: int) -> None:
    sealed = flipped(sealing.seal(SECRET, plain, "a"), at, by)
    with pytest.raises(SealError):
        sealing.unseal(SECRET, sealed, "a")


@given(st.binary(max_size=60))
def test_arbitrary_bytes_open_as_nothing(data: bytes) -> None:
    with pytest.raises(SealError):
        sealing.unseal(SECRET, data, "a")
    with pytest.raises(SealError):
        sealing.open_with(SECRET, data, "a")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealError):
        sealing.unseal(OTHER, sealing.seal(SECRET, b"x", "a"), "a")


def test_another_purpose_opens_nothing() -> None:
    with pytest.raises(SealError):
        sealing.unseal(SECRET, sealing.seal(SECRET, b"x", "a"), "b")


def test_the_same_content_never_seals_to_the_same_bytes() -> None:
    assert sealing.seal(SECRET, b"x", "a") != sealing.seal(SECRET, b"x", "a")


@given(st.binary())
def test_a_box_opens_for_its_account(plain: bytes) -> None:
    sealed = sealing.seal_for(sealing.box_public(SECRET), plain, "a")
    assert sealing.open_with(SECRET, sealed, "a") == plain


@given(positions, flips)
@example(at=31, by=0x80)  # the bit that X25519 itself ignores
def test_any_flipped_byte_of_a_box_is_refused(at: int, by: int) -> None:
    sealed = sealing.seal_for(sealing.box_public(SECRET), b"data key", "a")
    with pytest.raises(SealError):
        sealing.open_with(SECRET, flipped(sealed, at, by), "a")


def test_a_box_opens_for_no_other_account_and_no_other_purpose() -> None:
    sealed = sealing.seal_for(sealing.box_public(SECRET), b"x", "a")
    with pytest.raises(SealError):
        sealing.open_with(OTHER, sealed, "a")
    with pytest.raises(SealError):
        sealing.open_with(SECRET, sealed, "b")


def test_a_box_for_a_worthless_public_key_is_refused() -> None:
    with pytest.raises(SealError):
        sealing.seal_for(bytes(32), b"x", "a")


@given(st.binary(), positions, flips)
def test_a_signature_fits_its_message_only(message: bytes, at: int, by: int) -> None:
    public, signature = sealing.sign_public(SECRET), sealing.sign(SECRET, message)
    assert sealing.is_signed(public, message, signature)
    assert not sealing.is_signed(public, message + b"!", signature)
    assert not sealing.is_signed(public, message, flipped(signature, at, by))
    assert not sealing.is_signed(sealing.sign_public(OTHER), message, signature)


def test_keys_derived_for_different_uses_differ() -> None:
    assert sealing.derive(SECRET, "a") != sealing.derive(SECRET, "b")
    assert sealing.box_public(SECRET) != sealing.sign_public(SECRET)


def test_a_keyed_hash_depends_on_key_and_text() -> None:
    hashed = sealing.keyed_hash(SECRET, "370000")
    assert hashed == sealing.keyed_hash(SECRET, "370000")
    assert hashed != sealing.keyed_hash(OTHER, "370000")
    assert hashed != sealing.keyed_hash(SECRET, "370001")


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    groups = sealing.fingerprint(sealing.sign_public(SECRET)).split(" ")
    assert [len(group) for group in groups] == [4] * 8
