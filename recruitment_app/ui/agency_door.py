"""The front door over real stores on this machine: made, opened, brought back, closed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recruitment_app import paths, settings
from recruitment_app.store.file_names import KEYS_NAME
from recruitment_app.store.known_names import names_in
from recruitment_app.ui.front_door import AgencyFacts, Doorway, Opened

if TYPE_CHECKING:
    from recruitment_app.store.keeping import Store


SAMPLE_NAME = "sample.toml"
PASSWORD_VARIABLE = "RECRUITMENT_PASSWORD"  # noqa: S105 - the name of a variable


class AgencyDoor:
    """Opens the sample, or the store in a folder, or this machine's own.

    ``folder`` is None where the last store of this machine is meant. ``today``
    stands in for the machine's date, or for the sample's own.
    """

    def __init__(
        self, folder: Path | None, *, is_sample: bool = False, today: date | None = None
    ) -> None:
        self._folder = folder
        self._wants_sample = is_sample
        self._today = today

    def doorway(self) -> Doorway:
        """Say which store is to be opened; no folder on the first start."""
        if self._wants_sample:
            return _sample_in(self._folder or _usual_sample())
        folder = self._folder or self._last_folder()
        if folder is None or not _is_store(folder):
            return Doorway(None)
        return _doorway_of(folder)

    def usual_folder(self) -> Path:
        """Return the folder where a new agency's store goes unless another is chosen."""
        return self._folder or paths.local_data() / "agency"

    def now_on(self) -> date:
        """Return the day it is, before any store is open."""
        return self._today or machine_date()

    def prepare(self) -> None:
        """Import and read what the store and its first page need, behind the sign-in page."""
        from recruitment_app.ui.lean_imports import (  # noqa: PLC0415 - after the first paint
            keep_no_sources,
        )

        keep_no_sources()
        import recruitment_app.casework.agency.agency  # noqa: PLC0415 - SQLAlchemy, as meant
        import recruitment_app.casework.agency.workforce  # noqa: PLC0415 - as above
        import recruitment_app.ui.idleness  # noqa: PLC0415 - what stands around the pages
        import recruitment_app.ui.office  # noqa: PLC0415 - as above
        import recruitment_app.ui.pages.today_page  # noqa: PLC0415 - the page that comes first
        import recruitment_app.ui.rooms  # noqa: PLC0415 - as above
        import recruitment_app.ui.shell  # noqa: F401, PLC0415 - as above
        from recruitment_app.casework.checks.check_kinds import (  # noqa: PLC0415 - as above
            shipped_check_rules,
        )
        from recruitment_app.casework.law import (  # noqa: PLC0415 - as above
            shipped_codes,
            shipped_limits,
        )

        shipped_limits()
        shipped_codes()
        shipped_check_rules()

    def sign_in(self, folder: Path, name: str, password: str) -> Opened:
        """Open the store; a Problem says what is wrong."""
        from recruitment_app.store.keeping import Store  # noqa: PLC0415 - behind the sign-in page

        return self._opened(Store.open(folder, name, password))

    def recover(self, folder: Path, recovery_key: str, name: str, password: str) -> Opened:
        """Open the store by its recovery key, and give a person of it a new password."""
        from recruitment_app.casework.agency.workforce import check_password  # noqa: PLC0415 - as above
        from recruitment_app.store.keeping import Store  # noqa: PLC0415 - as above

        check_password(password)
        return self._opened(Store.recover(folder, recovery_key, name=name, new_password=password))

    def _opened(self, store: Store) -> Opened:
        from recruitment_app.casework.agency.agency import agency_row  # noqa: PLC0415 - behind sign-in
        from recruitment_app.casework.agency.workforce import me  # noqa: PLC0415 - as above
        from recruitment_app.casework.safekeeping import last_backup_at  # noqa: PLC0415 - as above

        try:
            agency, person = agency_row(store), me(store)
        except BaseException:
            store.close(is_backed_up=False)
            raise
        sample_today = agency.sample_today

        def today() -> date:
            return self._today or sample_today or machine_date()

        return Opened(
            store,
            person,
            agency.name,
            today,
            is_sample=sample_today is not None,
            last_backup_at=last_backup_at(store),
        )

    def sign_out(self, opened: Opened) -> list[str]:
        """Close the store, with its backup where something was written; return what went wrong."""
        return opened.store.close()

    def create_agency(self, folder: Path, facts: AgencyFacts) -> str:
        """Make a store for a new agency and return its recovery key, told only now."""
        from recruitment_app.casework.agency import (  # noqa: PLC0415 - behind the first window
            agency,
        )
        from recruitment_app.rules.roles import Role  # noqa: PLC0415 - as above

        new = agency.NewAgency(
            name=facts.agency,
            person=facts.person,
            role=Role(facts.role),
            password=facts.password,
            own_days=facts.days_off,
            year_starts_month=facts.year_starts_on.month,
            year_starts_day=facts.year_starts_on.day,
            target=facts.target,
        )
        store, recovery_key = agency.create_agency(folder, new=new, today=facts.year_starts_on)
        store.close(is_backed_up=False)
        return recovery_key

    def recovery_key_paper(self, agency: str, key: str) -> bytes:
        """Return the recovery key as a PDF to print."""
        from recruitment_app.documents import recovery_key  # noqa: PLC0415 - reportlab

        return recovery_key.render(recovery_key.RecoveryKey(agency, key, self.now_on()))

    def open_sample(self) -> Doorway:
        """Make the sample agency where it is not yet, and return its doorway."""
        return _sample_in(_usual_sample())

    def restore(self, file: Path, folder: Path, name: str, password: str) -> None:
        """Bring a backup back as a store in a folder that has none."""
        from recruitment_app.store.restoring import restore  # noqa: PLC0415 - as above

        restore(file, folder, name, password, at=datetime.now(UTC))

    def _last_folder(self) -> Path | None:
        last = settings.load().last_store
        return Path(last) if last else None


def _usual_sample() -> Path:
    return paths.local_data() / "sample"


def _sample_in(folder: Path) -> Doorway:
    """Make the sample in a folder where no store is yet, and return its doorway."""
    if not _is_store(folder):
        from recruitment_app.casework.sampling import (  # noqa: PLC0415 - SQLAlchemy, seldom needed
            sample,
        )

        sample.open_sample(folder)
    return _doorway_of(folder)


def _is_store(folder: Path) -> bool:
    return (folder / KEYS_NAME).is_file()


def _doorway_of(folder: Path) -> Doorway:
    """Say who signed in last; a sample's own file says its name and password too."""
    try:
        text = (folder / SAMPLE_NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return _plain_doorway(folder)
    name = _text_in(text, "name")
    if not name:
        return _plain_doorway(folder)
    # a sample made with a password of its own does not write it down, and shows it while it is set
    password = _text_in(text, "password") or os.environ.get(PASSWORD_VARIABLE, "")
    return Doorway(folder, name, password, is_sample=True)


def _text_in(text: str, name: str) -> str:
    """Return one text of a sample's file, which we wrote: to import a parser takes 10 ms."""
    line = next((line for line in text.splitlines() if line.startswith(f"{name} = ")), "")
    return line.removeprefix(f"{name} = ").strip('"')


def _plain_doorway(folder: Path) -> Doorway:
    names = names_in(folder)
    return Doorway(folder, names[0] if names else "")


def machine_date() -> date:
    """Return this machine's date: the one place outside tests that asks for it."""
    return datetime.now().astimezone().date()
