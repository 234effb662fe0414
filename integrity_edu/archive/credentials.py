"""Signed statements that travel: a W3C verifiable credential as a compact JWS.

Verifiable Credentials Data Model 2.0, secured with JOSE (media type vc+jwt), signed with Ed25519
(RFC 8037). Issuers are named by did:key, so nothing has to be looked up; whose key it is, only a
fingerprint that was compared can tell. Contexts are named and never fetched.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.people.sealing import fingerprint

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

CONTEXTS = ("https://www.w3.org/ns/credentials/v2",)
MOST_BYTES = 2_000_000
_ALGORITHMS = ("EdDSA", "Ed25519")
"""RFC 8037 and its successor name (RFC 9864) of one signature; we write the first."""
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
"""Multicodec prefix of an Ed25519 public key."""


class CredentialError(EduError):
    """The bytes are no credential that can be read, or it was altered."""

    code = "credential"


class Issuer(Struct, frozen=True):
    """Who signed, as the credential says: did:key and a name nobody checked."""

    id: str
    name: str = ""


class Credential(Struct, frozen=True):
    """A credential as it is signed; times are ISO 8601, `subject` is plain JSON."""

    context: tuple[str, ...] = msgspec.field(name="@context")
    id: str
    type: tuple[str, ...]
    issuer: Issuer
    valid_from: str = msgspec.field(name="validFrom")
    valid_until: str = msgspec.field(name="validUntil")
    subject: dict[str, Any] = msgspec.field(name="credentialSubject")


class Read(Struct, frozen=True):
    """A credential whose signature holds, and the key that made it."""

    credential: Credential
    public: bytes

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signed."""
        return fingerprint(self.public)


def did_key(public: bytes) -> str:
    """The did:key of an Ed25519 public key (32 bytes)."""
    return "did:key:z" + _base58(_ED25519 + public)


def public_of(did: str) -> bytes:
    """The public key that a did:key names; CredentialError for anything else."""
    data = _from_base58(did.removeprefix("did:key:z")) if did.startswith("did:key:z") else b""
    if len(data) != 34 or not data.startswith(_ED25519):
        raise CredentialError("签名者的写法不认识。", "请出具方用诚信学堂重新导出。")
    return data[2:]


def sign_credential(credential: Credential, secret: bytes) -> str:
    """The compact JWS of a credential, signed with a raw Ed25519 private key (32 bytes)."""
    from joserfc import jws

    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": credential.issuer.id}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joserfc: prefer the newer name
        return jws.serialize_compact(
            header, msgspec.json.encode(credential), _private(secret), algorithms=["EdDSA"]
        )


def read_credential(data: bytes) -> Read:
    """The credential in a compact JWS, its signature checked with the key its issuer names.

    Raises CredentialError for what is too large, no JWS, altered, or of another shape; never
    anything else, whatever the bytes say.
    """
    from joserfc import jws
    from joserfc.errors import BadSignatureError, JoseError

    if len(data) > MOST_BYTES:
        raise _no_credential()
    try:
        text = data.decode("ascii").strip()
        payload = jws.extract_compact(text.encode()).payload
        claimed = msgspec.json.decode(payload, type=Credential)
        public = public_of(claimed.issuer.id)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            jws.deserialize_compact(text, _public(public), algorithms=[*_ALGORITHMS])
    except BadSignatureError as error:
        raise CredentialError(
            "签名对不上：出具以后内容被改动过。", "请出具方或者本人再导出一份。"
        ) from error
    except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _no_credential() from error
    return Read(claimed, public)


def _private(secret: bytes) -> OKPKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from joserfc.jwk import OKPKey

    return OKPKey.import_key(Ed25519PrivateKey.from_private_bytes(secret))


def _public(public: bytes) -> OKPKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from joserfc.jwk import OKPKey

    return OKPKey.import_key(Ed25519PublicKey.from_public_bytes(public))


def _base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _from_base58(text: str) -> bytes:
    number = 0
    for letter in text[:100]:
        digit = _BASE58.find(letter)
        if digit < 0:
            return b""
        number = number * 58 + digit
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _no_credential() -> CredentialError:
    return CredentialError("这不是诚信学堂出具的摘录。", "选扩展名是 .jwt 的摘录文件。")
