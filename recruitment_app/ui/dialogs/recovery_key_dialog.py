"""Make a new recovery key, show it once, and print it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.safekeeping import make_recovery_key, recovery_key_paper
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.form import Form


class RecoveryKeyDialog(FormDialog):
    """The key before opens nothing any more as soon as the new one is made."""

    def __init__(self, office: Office, _place: Place, parent: QWidget | None = None) -> None:
        told = office.tr(
            "The recovery key that you have now will open nothing any more. The new one is shown "
            "once: print it, seal it, and destroy the old page."
        )
        super().__init__(office, office.tr("New recovery key"), told, Form(), parent)
        self._agency = ""
        self._key = ""
        self.shown: QLabel = label("", "heading", wraps=True)
        self.shown.setAccessibleName(self.tr("Recovery key"))
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.hide()
        self.form.column.addWidget(self.shown)
        self.print_button = QPushButton(self.tr("&Print…"), self)
        self.print_button.setAutoDefault(False)
        self.print_button.hide()
        self.print_button.clicked.connect(self._on_print_pressed)
        self.buttons.insertWidget(1, self.print_button)
        self.save_button.setText(self.tr("&Make the new key"))

    @override
    def send(self) -> None:
        if self._key:
            self.accept()
            return

        def errand(store: Store, _progress: Progress) -> tuple[str, str]:
            return make_recovery_key(store)

        self.save_button.setEnabled(False)
        self.office.send(errand, self._on_made, self._on_not_made, writes=True)

    def _on_made(self, made: tuple[str, str]) -> None:
        self._agency, self._key = made
        self.shown.setText(self._key)
        self.shown.setAccessibleDescription(self._key)
        self.shown.show()
        self.print_button.show()
        self.cancel_button.hide()
        self.save_button.setText(self.tr("I have &kept it"))
        self.save_button.setEnabled(True)
        self.fit()

    def _on_not_made(self, problem: Problem) -> None:
        self.save_button.setEnabled(True)
        self.form.show_problem(problem)

    @Slot()
    def _on_print_pressed(self) -> None:
        agency, key, today = self._agency, self._key, self.office.today()

        def errand(_store: Store, _progress: Progress) -> bytes:
            return recovery_key_paper(agency=agency, key=key, today=today)

        self.office.send(errand, self._on_paper_made, self._on_not_made)

    def _on_paper_made(self, paper: bytes) -> None:
        preview = PaperPreview(paper, self.tr("Recovery key"), "recovery-key.pdf", self)
        preview.open()
