"""The last look before an edition is issued, for the first one freezes its version for good."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.reports.report_issuing import issue_edition
from recruitment_app.casework.reports.signing_rows import PreparedEdition
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.edition_words import edition_words
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.form import Form


class IssueDialog(FormDialog):
    """Shows what would be issued, byte by byte, and issues it."""

    def __init__(
        self,
        office: Office,
        prepared: PreparedEdition,
        reference: str,
        *,
        is_frozen: bool,
        parent: QWidget | None = None,
    ) -> None:
        words = edition_words(prepared.edition).replace("&", "")
        heading = office.tr("Issue: {edition}").format(edition=words)
        super().__init__(office, heading, reference, Form(), parent)
        self._prepared = prepared
        self._title = f"{reference} · {words}"
        self._file = f"{reference}-{prepared.edition}.pdf"
        self.preview: PaperPreview | None = None
        if is_frozen:
            told = self.tr("This version is frozen already; nothing in it changes.")
        else:
            told = self.tr(
                "Issuing freezes this version for good: what stands in it is not altered any more."
                " Later changes go into a new version or a signed addendum."
            )
        self.form.say(told)
        self.show_button = QPushButton(self.tr("S&how it first"), self)
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(self._on_show_pressed)
        self.buttons.insertWidget(1, self.show_button)
        self.save_button.setText(self.tr("&Issue it"))

    @override
    def send(self) -> None:
        self.do(issue_edition, prepared=self._prepared, today=self.office.today())

    @Slot()
    def _on_show_pressed(self) -> None:
        self.preview = PaperPreview(self._prepared.pdf, self._title, self._file, self)
        self.preview.open()
