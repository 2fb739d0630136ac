"""Seals and unseals: the one place that reaches for cryptography."""

import os

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class Unsealable(ValueError):  # noqa: N818 - it says what the bytes are, and is always caught
    """The key is another's, or the bytes were changed."""


def stretch(secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
    """Return the key that a password stands for, at the price of one guess (Argon2id)."""
    return hash_secret_raw(secret, salt, passes, memory_kib, lanes, KEY_BYTES, Type.ID)


def sub_key(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose, from which the key itself cannot be told (HKDF)."""
    info = f"recruitment {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)


def seal(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Return content sealed (AES-256-GCM), its nonce first; it opens for the same bond alone."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Return what was sealed, or raise Unsealable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise Unsealable from None
