"""Sealing and signing: small pure helpers over `cryptography`.

One account has one secret of 32 random bytes; its box key (X25519) and its signing key (Ed25519)
are derived from it, so a lock has a single thing to keep. Ciphers: AES-256-GCM with a random nonce
(NIST SP 800-38D), HKDF-SHA256 (RFC 5869), X25519 (RFC 7748), Ed25519 (RFC 8032).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from integrity_edu.errors import EduError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class SealError(EduError):
    """What is sealed does not open: wrong key, wrong purpose or changed bytes."""

    code = "sealed"

    def __init__(self) -> None:
        super().__init__(
            "这份内容打不开：钥匙不对，或者内容被改动过。",
            "换用它的主人的账户再试；如果一直这样，从备份恢复。",
        )


def new_key() -> bytes:
    """32 fresh random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def derive(key: bytes, label: str) -> bytes:
    """A key of 32 bytes for one use, named by `label`, from a high-entropy key (HKDF-SHA256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=_label(label)).derive(key)


def keyed_hash(key: bytes, text: str) -> bytes:
    """HMAC-SHA256 of `text`: finds equal texts again without keeping them readable."""
    return hmac.digest(key, text.encode(), "sha256")


def digest_of(*fields: str | bytes | None) -> bytes:
    """SHA-256 over the fields, each with its length before it, so that none runs into the next."""
    total = hashlib.sha256()
    for part in fields:
        if part is None:
            total.update(b"\xff" * 8)
            continue
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.digest()


def seal(key: bytes, plain: bytes, purpose: str) -> bytes:
    """Encrypt `plain` (AES-256-GCM); it opens only with the same key and the same purpose."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _label(purpose))


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes:
    """The plain bytes of what `seal` made; SealError for a wrong key, purpose or byte."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if sealed[:1] != _VERSION:
        raise SealError
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, _label(purpose))
    except (InvalidTag, ValueError) as error:
        raise SealError from error


def box_public(secret: bytes) -> bytes:
    """The X25519 public key (32 bytes) of the account with this secret."""
    return _box(secret).public_key().public_bytes_raw()


def seal_for(public: bytes, plain: bytes, purpose: str) -> bytes:
    """Encrypt `plain` so that only the account with the box key `public` opens it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    try:
        shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise SealError from error
    sender = once.public_key().public_bytes_raw()
    return sender + seal(_box_key(shared, sender, public), plain, purpose)


def open_with(secret: bytes, sealed: bytes, purpose: str) -> bytes:
    """The plain bytes of what `seal_for` made for the account with this secret, or SealError."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    sender, body = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    box = _box(secret)
    try:
        shared = box.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as error:
        raise SealError from error
    key = _box_key(shared, sender, box.public_key().public_bytes_raw())
    return unseal(key, body, purpose)


def sign_public(secret: bytes) -> bytes:
    """The Ed25519 public key (32 bytes) of the account with this secret."""
    return _signer(secret).public_key().public_bytes_raw()


def sign_private(secret: bytes) -> bytes:
    """The raw Ed25519 private key (32 bytes) of the account with this secret."""
    return derive(secret, "sign")


def sign(secret: bytes, message: bytes) -> bytes:
    """The account's Ed25519 signature (64 bytes) of `message`."""
    return _signer(secret).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the signing key of `public`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """128 bits of the SHA-256 of a public key as eight groups of four, to be read aloud."""
    text = hashlib.sha256(public).hexdigest()[:32].upper()
    return " ".join(text[at : at + 4] for at in range(0, 32, 4))


def _label(text: str) -> bytes:
    return b"integrity-edu:" + text.encode()


def _box(secret: bytes) -> X25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(derive(secret, "box"))


def _signer(secret: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(sign_private(secret))


def _box_key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    """Both public keys go in: X25519 ignores one bit of them, the box must not."""
    return derive(shared + sender + receiver, "sealed-box")
