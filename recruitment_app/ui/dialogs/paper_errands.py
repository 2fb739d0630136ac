"""Makes a paper off the window's thread and shows it as it prints."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office


class PaperErrands(QObject):
    """One paper after another; one that nobody waits for any more is not shown."""

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self._asked = 0
        self.preview: PaperPreview | None = None

    def open(
        self,
        make: Callable[[Store], bytes],
        *,
        title: str,
        file_name: str,
        sorry: Callable[[Problem], object] | None = None,
    ) -> Progress:
        """Make a paper and show it; neither its title nor its file's name holds a name."""
        self._asked += 1
        asked = self._asked

        def carry_out(store: Store, _progress: Progress) -> bytes:
            return make(store)

        def show(paper: bytes) -> None:
            if asked == self._asked:
                self.preview = PaperPreview(paper, title, file_name, self._window)
                self.preview.open()

        return self._office.send(carry_out, show, sorry or self._office.troubled.emit)
