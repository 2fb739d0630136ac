"""A front door over real stores in a folder of the tests, quick to open."""

from datetime import date
from pathlib import Path

from recruitment_app.casework.rows import WorkerRow
from recruitment_app.documents import recovery_key
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.ui.front_door import AgencyFacts, Doorway, Opened
from tests.stores import CHEAP, NAME, PASSWORD, make_store, set_up

TODAY = date(2014, 11, 14)


class Door:
    """Opens, closes, makes and restores stores as the application's own door does."""

    def __init__(self, folder: Path, *, is_sample: bool = False) -> None:
        self._folder = folder
        self._is_sample = is_sample
        self.made: AgencyFacts | None = None
        self.restored: tuple[Path, Path, str, str] | None = None
        self.open_stores = 0
        self.recovery_key = ""
        self.has_prepared = False

    def furnish(self) -> "Door":
        """Make the store, so that there is one to sign in to."""
        store, self.recovery_key = make_store(self._folder / "store")
        store.close()
        return self

    def doorway(self) -> Doorway:
        folder = self._folder / "store"
        if not folder.is_dir():
            return Doorway(None)
        password = PASSWORD if self._is_sample else ""
        return Doorway(folder, NAME, password, self._is_sample)

    def usual_folder(self) -> Path:
        return self._folder / "new"

    def now_on(self) -> date:
        return TODAY

    def prepare(self) -> None:
        self.has_prepared = True

    def sign_in(self, folder: Path, name: str, password: str) -> Opened:
        store = Store.open(folder, name, password)
        self.open_stores += 1
        person = WorkerRow(store.person_id, name, Role.MANAGER, "", None)
        return Opened(store, person, "Sample agency", lambda: TODAY, self._is_sample)

    def recover(self, folder: Path, recovery_key: str, name: str, password: str) -> Opened:
        Store.recover(folder, recovery_key, name=name, new_password=password, cost=CHEAP).close()
        return self.sign_in(folder, name, password)

    def sign_out(self, opened: Opened) -> list[str]:
        went_wrong = opened.store.close()
        self.open_stores -= 1
        return went_wrong

    def create_agency(self, folder: Path, facts: AgencyFacts) -> str:
        if facts.agency == "Refused":
            raise Problem("This name is taken.", field="agency")
        store, key = Store.create(
            folder,
            person_id=new_id(),
            name=facts.person,
            password=facts.password,
            fill=set_up,
            cost=CHEAP,
        )
        store.close()
        self.made = facts
        return key

    def recovery_key_paper(self, agency: str, key: str) -> bytes:
        return recovery_key.render(recovery_key.RecoveryKey(agency, key, TODAY))

    def open_sample(self) -> Doorway:
        self._is_sample = True
        self.furnish()
        return self.doorway()

    def restore(self, file: Path, folder: Path, name: str, password: str) -> None:
        self.restored = (file, folder, name, password)
