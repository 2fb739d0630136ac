"""The dialogs over a section: its history, two texts of one time, and the words of the case."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from recruitment_app.casework.reports.report_reading import case_words, section_at, section_history
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.written_forms import forget_case_word, restore_section
from recruitment_app.errors import Problem
from recruitment_app.ui.dialogs.case_words import CaseWords
from recruitment_app.ui.dialogs.meanwhile_dialog import MeanwhileDialog, WayOn
from recruitment_app.ui.dialogs.section_history import SectionHistory
from recruitment_app.ui.office import Office
from recruitment_app.ui.section_work import Meanwhile, SectionWork, key_of


class ReportStates(QObject):
    """Opens one dialog at a time over the section that is written in."""

    refused = Signal(str)

    def __init__(self, office: Office, work: SectionWork, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._work = work
        self._window = window
        self.dialog: QDialog | None = None

    @Slot()
    def show_history(self) -> None:
        """Show every state of the section, once what is typed is one of them."""
        self._work.saved_then(self._open_history)

    @Slot(object)
    def show_both(self, meanwhile: Meanwhile) -> None:
        """Show both texts where somebody else wrote meanwhile."""
        self.refused.emit(meanwhile.told)
        dialog = MeanwhileDialog(meanwhile, self._window)
        dialog.accepted.connect(lambda: self._go_on(dialog.way, meanwhile))
        self._open(dialog)

    @Slot()
    def show_words(self) -> None:
        """Show the words that the spelling takes as right in this case."""
        page = self._work.page
        if page is None:
            return
        case_id = page.case_id
        dialog = CaseWords(self._office.quick(case_words, case_id=case_id), self._window)

        def again(_change: object) -> None:
            if self.dialog is dialog:
                dialog.show_words(self._office.quick(case_words, case_id=case_id))

        def forget(word: str) -> None:
            asking = self._office.asking(then=again, sorry=self._on_refused)
            asking.do(forget_case_word, case_id=case_id, word=word)

        dialog.word_left.connect(forget)
        self._open(dialog)

    def _open_history(self) -> None:
        page = self._work.page
        if page is None:
            return
        states = self._office.quick(section_history, **key_of(page))

        def read(stand: int) -> SectionContent:
            return self._office.quick(section_at, stand=stand, **key_of(page))

        dialog = SectionHistory(page, states, read, self._window)
        dialog.restore_wished.connect(self._on_restore_wished)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _go_on(self, way: WayOn, meanwhile: Meanwhile) -> None:
        if way is WayOn.MINE:
            self._work.write_over(meanwhile.theirs.stand)
        elif way is WayOn.THEIRS:
            self._work.keep_theirs(meanwhile.theirs)

    @Slot(int)
    def _on_restore_wished(self, stand: int) -> None:
        page = self._work.page
        if page is not None:
            self._office.asking(sorry=self._on_refused).do(
                restore_section, stand=stand, seen=page.stand, **key_of(page)
            )

    def _on_refused(self, problem: Problem) -> None:
        self.refused.emit(str(problem))

    @Slot(int)
    def _on_finished(self, _answer: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
