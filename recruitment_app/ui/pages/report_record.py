"""What a section has from the record: its drawing, and what it prints beside what is typed."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from recruitment_app.casework.households.relatives import family_of
from recruitment_app.casework.reports.paper_sections import CHRONOLOGY, FAMILY_TREE, SUPPORT_MAP
from recruitment_app.casework.reports.report_papers import contents_of
from recruitment_app.casework.reports.report_rows import ReportPage, SectionPage
from recruitment_app.casework.rows import CasePage
from recruitment_app.documents.report_contents import Told
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.drawings.support import ties_of, told_by_tie
from recruitment_app.drawings.support_map import support_map
from recruitment_app.drawings.tree_words import told_by_person
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition, Kind
from recruitment_app.store.keeping import Store
from recruitment_app.ui import tokens
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.drawn_panel import DrawnPanel
from recruitment_app.ui.widgets.record_view import RecordView

_TOLD: Final = frozenset({CHRONOLOGY})
"""Sections that are typed, and that print what the record has besides."""


class SectionRecord(QWidget):
    """A drawing is laid out at once; what is printed is read beside the window."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._asked = 0
        self._household: tuple[str, ...] = ()
        self._section = ""
        self.drawn: DrawnPanel | None = None
        self.view = RecordView(self)
        self.told = label("", "second", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SMALL)
        self.heading = label(self.tr("As it prints, with what the record has"), "field", wraps=True)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.told)
        self._column.addWidget(self.view, 1)

    def show_section(self, page: SectionPage, report: ReportPage, case: CasePage) -> None:
        """Show what a section has from the record of a case; nothing where it has nothing."""
        self._asked += 1
        key, kind = page.section.key, page.section.kind
        self._section = key
        self._household = tuple(person.name for person in case.applicants)
        self._show_drawn("")
        is_told = kind is Kind.FACTS or key in _TOLD
        self.view.setVisible(is_told)
        self.heading.setVisible(key in _TOLD)
        self.told.setText("")
        self.told.hide()
        if key == FAMILY_TREE:
            family = family_of(case, self._office.today())
            self._show_drawn(page.section.title)
            if self.drawn is not None:
                self.drawn.show_figure(family_tree(family), told_by_person(family))
            self._say("; ".join(family.apart))
        elif key == SUPPORT_MAP:
            self._show_drawn(page.section.title)
            self.show_rows(page.content.rows)
        elif is_told:
            self._read(page, report)
        self.setVisible(is_told or self.drawn is not None)

    def show_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Draw the support map anew from its rows."""
        if self._section != SUPPORT_MAP or self.drawn is None:
            return
        ties = ties_of(rows)
        self.drawn.setVisible(bool(ties))
        if ties:
            self.drawn.show_figure(support_map(ties, self._household), told_by_tie(ties))

    def _show_drawn(self, name: str) -> None:
        if self.drawn is not None and self.drawn.accessibleName() == name:
            return
        if self.drawn is not None:
            self.drawn.hide()
            self._column.removeWidget(self.drawn)
            self.drawn.deleteLater()
            self.drawn = None
        if name:
            self.drawn = DrawnPanel(name, self)
            self._column.insertWidget(0, self.drawn, 1)

    def _say(self, apart: str) -> None:
        words = self.tr("Not in the tree: {people}. Say whose relative under People and home.")
        self.told.setText(words.format(people=apart) if apart else "")
        self.told.setVisible(bool(apart))

    def _read(self, page: SectionPage, report: ReportPage) -> None:
        asked, today = self._asked, self._office.today()
        edition = next((each for each in Edition if each in page.section.editions), Edition.PANEL)

        def gather(store: Store, _progress: Progress) -> tuple[Told, ...]:
            contents = contents_of(
                store,
                case_id=report.case_id,
                edition=edition,
                today=today,
                form=report.form.name,
                number=report.number,
                subject=report.subject,
            )
            return tuple(
                told
                for section in contents.sections
                if section.key == page.section.key
                for told in section.told
                if told.person in {"", page.person}
            )

        def show(told: tuple[Told, ...]) -> None:
            if asked == self._asked:
                self.view.show_told(told)

        def sorry(problem: Problem) -> None:
            if asked == self._asked:
                self.view.hide()
                self.told.setText(str(problem))
                self.told.show()

        self._office.send(gather, show, sorry)
