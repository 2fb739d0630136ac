"""Says who may open an open store: passwords changed, people added and removed."""

import threading
from collections.abc import Callable
from uuid import UUID

from recruitment_app.store import keys
from recruitment_app.store.keys import USUAL_COST, Cost, KeyRing
from recruitment_app.store.opening import Home


class SignIns:
    """The names and passwords of one open store; each change is on the disk when it returns."""

    def __init__(self, home: Home) -> None:
        self._folder = home.folder
        self._data_key = home.data_key
        self._gate = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that may sign in, the last to do so first."""
        return keys.read_ring(self._folder).names

    def has(self, person_id: UUID) -> bool:
        """Say whether this person can sign in."""
        return keys.holds_key(keys.read_ring(self._folder), person_id)

    def is_right(self, name: str, password: str) -> UUID:
        """Return whose name and password these are, or raise the one sentence for both."""
        return keys.unlock(keys.read_ring(self._folder), name, password)[0]

    def add(self, *, person_id: UUID, name: str, password: str, cost: Cost = USUAL_COST) -> None:
        """Let one more person open the store."""
        self._change(
            lambda ring: keys.add_person(
                ring,
                self._data_key,
                person_id=person_id,
                name=name,
                password=password,
                cost=cost,
            )
        )

    def change_password(self, *, name: str, old: str, new: str, cost: Cost = USUAL_COST) -> None:
        """Set a person's password, who gives the one they had."""
        person_id = self.is_right(name, old)
        self.set_password(person_id=person_id, password=new, cost=cost)

    def set_password(self, *, person_id: UUID, password: str, cost: Cost = USUAL_COST) -> None:
        """Set the password of somebody who forgot it; who may do so is casework's question."""
        self._change(
            lambda ring: keys.set_password(
                ring, self._data_key, person_id=person_id, password=password, cost=cost
            )
        )

    def remove(self, person_id: UUID) -> None:
        """Let a person no longer open the store by their own password."""
        self._change(lambda ring: keys.remove_person(ring, person_id))

    def new_recovery_key(self, cost: Cost = USUAL_COST) -> str:
        """Make a new recovery key, to be printed once; the one before opens nothing any more."""
        with self._gate:
            ring, printed = keys.with_recovery(keys.read_ring(self._folder), self._data_key, cost)
            keys.write_ring(self._folder, ring)
        return printed

    def _change(self, change: Callable[[KeyRing], KeyRing]) -> None:
        with self._gate:
            keys.write_ring(self._folder, change(keys.read_ring(self._folder)))
