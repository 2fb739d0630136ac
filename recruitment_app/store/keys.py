"""Opens the store by a person's own password: who holds which wrap of the one data key."""

import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import disk, file_names

KEYS_NAME = file_names.KEYS_NAME
KEY_BYTES = 32
NOT_RIGHT = "The name or the password is not right."

_KIND = "recruitment_keys"
_VERSION = 1
_RECOVERY = "recovery"
_RECOVERY_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U: nothing to misread on paper
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SALT_BYTES = 16
_GROUP = 4
_BITS = 5
_RECOVERY_LETTERS = _RECOVERY_BYTES * 8 // _BITS


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs: memory, passes and lanes of Argon2id."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


USUAL_COST = Cost()


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key, locked by what one person (or the paper in the safe) knows; nonce first."""

    holder: str
    name: str
    salt: bytes
    cost: Cost
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Every wrap of one store's data key, as it stands in the file beside the database."""

    database_id: UUID
    people: tuple[Wrap, ...] = ()
    recovery: Wrap | None = None
    last_person: UUID | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that may sign in, the last to do so first."""
        last = str(self.last_person)
        return tuple(
            wrap.name for wrap in sorted(self.people, key=lambda wrap: wrap.holder != last)
        )


def new_data_key() -> bytes:
    """Return a fresh random key for one store."""
    return secrets.token_bytes(KEY_BYTES)


def sub_key(data_key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose (backups, drafts), from which the data key cannot be told."""
    from recruitment_app.store import sealing  # noqa: PLC0415 - cryptography, behind the sign-in

    return sealing.sub_key(data_key, purpose)


def add_person(
    ring: KeyRing,
    data_key: bytes,
    *,
    person_id: UUID,
    name: str,
    password: str,
    cost: Cost = USUAL_COST,
) -> KeyRing:
    """Return the ring with one more person who may open the store."""
    if not fold_name(name):
        raise Problem("A person needs a name to sign in with.", field="name")
    if any(fold_name(wrap.name) == fold_name(name) for wrap in ring.people):
        raise Problem("Somebody already signs in with this name.", field="name")
    holder = str(person_id)
    if any(wrap.holder == holder for wrap in ring.people):
        raise Problem("This person already has a password.", field="name")
    wrap = _lock(
        ring.database_id, holder, _password_bytes(password), data_key, cost, name=name.strip()
    )
    return replace(ring, people=(*ring.people, wrap))


def set_password(
    ring: KeyRing, data_key: bytes, *, person_id: UUID, password: str, cost: Cost = USUAL_COST
) -> KeyRing:
    """Return the ring with a person's data key locked by another password."""
    old = _wrap_of(ring, person_id)
    wrap = _lock(
        ring.database_id, old.holder, _password_bytes(password), data_key, cost, name=old.name
    )
    return replace(ring, people=tuple(wrap if kept is old else kept for kept in ring.people))


def remove_person(ring: KeyRing, person_id: UUID) -> KeyRing:
    """Return the ring without a person; the last who can sign in cannot be removed."""
    leaving = _wrap_of(ring, person_id)
    if len(ring.people) == 1:
        raise Problem("The only person who can open this store cannot be removed.")
    last = None if ring.last_person == person_id else ring.last_person
    return replace(
        ring, people=tuple(wrap for wrap in ring.people if wrap is not leaving), last_person=last
    )


def holds_key(ring: KeyRing, person_id: UUID) -> bool:
    """Say whether this person has a password of their own."""
    return any(wrap.holder == str(person_id) for wrap in ring.people)


def person_named(ring: KeyRing, name: str) -> UUID:
    """Return whose sign-in name this is."""
    for wrap in ring.people:
        if fold_name(wrap.name) == fold_name(name):
            return UUID(wrap.holder)
    raise Problem("Nobody signs in to this store with this name.", field="name")


def unlock(ring: KeyRing, name: str, password: str) -> tuple[UUID, bytes]:
    """Return who signs in and the data key; one sentence whether name or password is wrong."""
    wanted = fold_name(name)
    wrap = next((wrap for wrap in ring.people if fold_name(wrap.name) == wanted), None)
    if wrap is None:
        if ring.people:  # a name unknown takes as long as a password wrong
            _stretch(_password_bytes(password or "-"), ring.people[0].salt, ring.people[0].cost)
        raise Problem(NOT_RIGHT, field="password")
    data_key = _unlock(ring.database_id, wrap, _password_bytes(password or "-"))
    if data_key is None:
        raise Problem(NOT_RIGHT, field="password")
    return UUID(wrap.holder), data_key


def with_recovery(ring: KeyRing, data_key: bytes, cost: Cost = USUAL_COST) -> tuple[KeyRing, str]:
    """Return the ring with a new recovery key, and that key as it is to be printed, once."""
    number = int.from_bytes(secrets.token_bytes(_RECOVERY_BYTES))
    letters = ""
    for _ in range(_RECOVERY_LETTERS):
        number, place = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[place]
    printed = "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
    wrap = _lock(ring.database_id, _RECOVERY, letters.encode(), data_key, cost)
    return replace(ring, recovery=wrap), printed


def unlock_with_recovery(ring: KeyRing, typed: str) -> bytes:
    """Return the data key for the recovery key, however its groups were typed."""
    letters = _letters_of(typed)
    data_key = None
    if ring.recovery is not None and letters:
        data_key = _unlock(ring.database_id, ring.recovery, letters.encode())
    if data_key is None:
        raise Problem("The recovery key is not right.", field="recovery_key")
    return data_key


def may_be_recovery_key(typed: str) -> bool:
    """Say whether what was typed has the form of a recovery key."""
    letters = _letters_of(typed)
    return len(letters) == _RECOVERY_LETTERS and set(letters) <= set(_ALPHABET)


def _letters_of(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_MISREAD)


def read_ring(folder: Path) -> KeyRing:
    """Return the key ring of the store in a folder."""
    try:
        text = (folder / KEYS_NAME).read_text("utf-8")
    except FileNotFoundError:
        raise Problem("There is no store in this folder.") from None
    except (OSError, UnicodeDecodeError):
        raise StoreTrouble(
            "The file that holds the keys cannot be read; restore a backup."
        ) from None
    return ring_from_text(text)


def ring_from_text(text: str) -> KeyRing:
    """Return a key ring from the text of its file."""
    try:
        told = json.loads(text)
        if told[_KIND] > _VERSION:
            return _refuse_newer()
        last = told["last_person"]
        return KeyRing(
            database_id=UUID(told["database_id"]),
            people=tuple(_wrap_from(wrap) for wrap in told["people"]),
            recovery=None if told["recovery"] is None else _wrap_from(told["recovery"]),
            last_person=None if last is None else UUID(last),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreTrouble("The file that holds the keys is damaged; restore a backup.") from None


def ring_to_text(ring: KeyRing) -> str:
    """Return the text of a key ring's file."""
    told = {
        _KIND: _VERSION,
        "database_id": str(ring.database_id),
        "last_person": None if ring.last_person is None else str(ring.last_person),
        "people": [_told(wrap) for wrap in ring.people],
        "recovery": None if ring.recovery is None else _told(ring.recovery),
    }
    return json.dumps(told, indent=1) + "\n"


def write_ring(folder: Path, ring: KeyRing) -> None:
    """Keep the ring beside the database, whole or not at all."""
    disk.write_whole(folder / KEYS_NAME, ring_to_text(ring).encode())


def fold_name(name: str) -> str:
    """Return the form in which two spellings of a sign-in name are the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _password_bytes(password: str) -> bytes:
    if not password:
        raise Problem("A password cannot be empty.", field="password")
    return unicodedata.normalize("NFKC", password).encode()


def _stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    from recruitment_app.store import sealing  # noqa: PLC0415 - as above

    return sealing.stretch(
        secret, salt, memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes
    )


def _bound_to(database_id: UUID, holder: str) -> bytes:
    return f"{holder}|{database_id}|{_VERSION}".encode()


def _lock(
    database_id: UUID, holder: str, secret: bytes, data_key: bytes, cost: Cost, *, name: str = ""
) -> Wrap:
    from recruitment_app.store import sealing  # noqa: PLC0415 - as above

    salt = secrets.token_bytes(_SALT_BYTES)
    sealed = sealing.seal(_stretch(secret, salt, cost), data_key, _bound_to(database_id, holder))
    return Wrap(holder, name, salt, cost, sealed)


def _unlock(database_id: UUID, wrap: Wrap, secret: bytes) -> bytes | None:
    from recruitment_app.store import sealing  # noqa: PLC0415 - as above

    key = _stretch(secret, wrap.salt, wrap.cost)
    try:
        return sealing.unseal(key, wrap.wrapped, _bound_to(database_id, wrap.holder))
    except sealing.Unsealable:
        return None


def _wrap_of(ring: KeyRing, person_id: UUID) -> Wrap:
    for wrap in ring.people:
        if hmac.compare_digest(wrap.holder, str(person_id)):
            return wrap
    raise Problem("This person has no password for this store.")


def _told(wrap: Wrap) -> dict[str, Any]:
    return {
        "holder": wrap.holder,
        "name": wrap.name,
        "salt": wrap.salt.hex(),
        "memory_kib": wrap.cost.memory_kib,
        "passes": wrap.cost.passes,
        "lanes": wrap.cost.lanes,
        "wrapped": wrap.wrapped.hex(),
    }


def _wrap_from(told: Mapping[str, Any]) -> Wrap:
    return Wrap(
        holder=str(told["holder"]),
        name=str(told["name"]),
        salt=bytes.fromhex(told["salt"]),
        cost=Cost(int(told["memory_kib"]), int(told["passes"]), int(told["lanes"])),
        wrapped=bytes.fromhex(told["wrapped"]),
    )


def _refuse_newer() -> KeyRing:
    raise Problem("This store was made by a newer version of the application; update it first.")
