"""What the first windows ask of the house before a store is open; ``app`` answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from recruitment_app.casework.rows import WorkerRow
    from recruitment_app.store.keeping import Store


@dataclass(frozen=True)
class Doorway:
    """What the sign-in page knows without opening anything.

    ``name`` is the last to sign in. ``password`` is filled in for a sample only,
    which shows both on the page.
    """

    folder: Path | None
    name: str = ""
    password: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Opened:
    """A store that somebody has just signed in to."""

    store: Store
    person: WorkerRow
    agency: str
    today: Callable[[], date]
    is_sample: bool = False
    last_backup_at: datetime | None = None


@dataclass(frozen=True)
class AgencyFacts:
    """What the first start asks for."""

    agency: str
    days_off: tuple[tuple[date, str], ...]
    year_starts_on: date
    target: int
    person: str
    role: str
    password: str


class FrontDoor(Protocol):
    """Every call but ``doorway``, ``usual_folder`` and ``now_on`` may take a while."""

    def doorway(self) -> Doorway:
        """Say which store is to be opened; no folder on the first start."""

    def usual_folder(self) -> Path:
        """Return the folder where a new agency's store goes unless another is chosen."""

    def now_on(self) -> date:
        """Return the day it is, before any store is open."""

    def prepare(self) -> None:
        """Import what the store needs, behind the sign-in page."""

    def sign_in(self, folder: Path, name: str, password: str) -> Opened:
        """Open the store; a Problem says what is wrong."""

    def recover(self, folder: Path, recovery_key: str, name: str, password: str) -> Opened:
        """Open the store by its recovery key, and give a person of it a new password."""

    def sign_out(self, opened: Opened) -> list[str]:
        """Close the store, with its backup where something was written; return what went wrong."""

    def create_agency(self, folder: Path, facts: AgencyFacts) -> str:
        """Make a store for a new agency and return its recovery key, told only now."""

    def recovery_key_paper(self, agency: str, key: str) -> bytes:
        """Return the recovery key as a PDF to print."""

    def open_sample(self) -> Doorway:
        """Make the sample agency where it is not yet, and return its doorway."""

    def restore(self, file: Path, folder: Path, name: str, password: str) -> None:
        """Bring a backup back as a store in a folder that has none.

        The name and password are those of somebody who could open it when it was made.
        """
