"""Shows the editions of a written form as they print, made off the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.store.keeping import Store
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.edition_words import edition_words
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office


@dataclass(frozen=True)
class Printed:
    """Which edition of which form of a case, and by which reference it is known."""

    case_id: UUID
    reference: str
    form: str
    edition: Edition
    number: int | None = None
    subject: str = ""


class EditionPreviews(QObject):
    """Makes one paper after another; a paper that nobody waits for any more is not shown."""

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self._asked = 0
        self.preview: PaperPreview | None = None

    def open(self, wanted: Printed, sorry: Callable[[Problem], object]) -> Progress:
        """Make an edition and show it; ``sorry`` hears why it cannot be made."""
        self._asked += 1
        asked, today = self._asked, self._office.today()

        def make(store: Store, _progress: Progress) -> bytes:
            return paper_of(store, wanted, today)

        def show(paper: bytes) -> None:
            if asked == self._asked:
                self._show(paper, wanted)

        return self._office.send(make, show, sorry)

    def _show(self, paper: bytes, wanted: Printed) -> None:
        words = edition_words(wanted.edition).replace("&", "")
        title = f"{wanted.reference} · {words}"
        name = f"{wanted.reference}-{wanted.edition}.pdf"
        self.preview = PaperPreview(paper, title, name, self._window)
        self.preview.open()


def paper_of(store: Store, wanted: Printed, today: date) -> bytes:
    """Return an edition as PDF."""
    return report_paper(
        store,
        case_id=wanted.case_id,
        edition=wanted.edition,
        today=today,
        form=wanted.form,
        number=wanted.number,
        subject=wanted.subject,
    )
