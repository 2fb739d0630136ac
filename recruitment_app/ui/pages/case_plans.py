"""The plans of both stages on a case's page: how far each is, who signed, and what comes next."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.change import Change
from recruitment_app.casework.reports.plan_rows import PlanRow, PlanState, plans_of
from recruitment_app.casework.reports.report_issuing import issued_paper
from recruitment_app.casework.reports.report_rows import FormVersion
from recruitment_app.casework.reports.signing_rows import SignaturePlace
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.actions import only
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.dialogs.report_dialogs import SignDialog
from recruitment_app.ui.edition_previews import EditionPreviews, Printed
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CaseShown
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, clear, label, rule
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.notice import Notice

_CHIPS: Final = {
    PlanState.NOT_BEGUN: ("Not begun", Tint.PLAIN),
    PlanState.IN_WORK: ("In work", Tint.INFORMATION),
    PlanState.PARTLY_SIGNED: ("Signatures missing", Tint.DUE),
    PlanState.SIGNED: ("Signed by all", Tint.MET),
    PlanState.AGREED: ("Agreed", Tint.MET),
}


class CasePlans(QWidget):
    """One card with both plans; each line leads to its act or to the room where it is written."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._shown: CaseShown | None = None
        self.rows: tuple[PlanRow, ...] = ()
        self.dialog: QDialog | None = None
        self.preview: PaperPreview | None = None
        self.previews = EditionPreviews(office, self)
        self.trouble = Notice("trouble", self)
        self.card = Card(self.tr("Plans"), self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(self.trouble)
        whole.addWidget(self.card)

    def show_case(self, shown: CaseShown) -> None:
        """Show the plans of a case as they stand now."""
        self._shown = shown
        self.trouble.say("")
        clear(self.card.body)
        self.rows = self._office.quick(plans_of, case_id=shown.case.id, today=shown.today)
        for at, row in enumerate(self.rows):
            if at:
                self.card.body.addWidget(rule())
            self._show_plan(row)

    def _show_plan(self, row: PlanRow) -> None:
        words, tint = _CHIPS[row.state]
        head = QHBoxLayout()
        head.setSpacing(tokens.SMALL)
        head.addWidget(label(row.title, "strong"))
        head.addWidget(Chip(self.tr(words), tint))
        head.addStretch(1)
        for button in self._acts(row):
            head.addWidget(button)
        self.card.body.addLayout(head)
        for told in self._told(row):
            self.card.body.addWidget(label(told, "second", wraps=True))
        if row.state not in {PlanState.NOT_BEGUN, PlanState.AGREED}:
            for place in row.places:
                self.card.body.addLayout(self._signature(row, place))
        for change in row.changes:
            told = self.tr("Changed {day}: {what}").format(day=change.on, what=change.what)
            by = self.tr("agreed by {who}").format(who=change.by) if change.by else ""
            self.card.body.addWidget(label(" · ".join(filter(None, (told, by))), wraps=True))
        for version in row.agreed:
            self.card.body.addLayout(self._version(row, version))

    def _told(self, row: PlanRow) -> list[str]:
        told = [row.told] if row.told else []
        if row.is_amendment and row.state is not PlanState.SIGNED:
            words = self.tr(
                "Version {number} changes it: until all have signed, the one before holds."
            )
            told.append(words.format(number=row.number))
        if row.stepped_on is not None:
            words = self.tr("In the journey: {step}, {day}.")
            day = labels.in_text(row.stepped_on)
            told.append(words.format(step=labels.event(row.step), day=day))
        return told

    def _acts(self, row: PlanRow) -> list[QPushButton]:
        if self._shown is None:
            return []
        acts = []
        if row.state is not PlanState.NOT_BEGUN:
            words = self.tr("Fill in") if row.may_write else self.tr("Open")
            acts.append(self._button(words, partial(self._open_room, row), row))
        elif row.may_write:
            acts.append(self._button(self.tr("Begin"), partial(self._begin, row), row))
        acts.append(self._button(self.tr("Print"), partial(self._print, row), row))
        facts = {"form": row.form}
        if row.state is PlanState.SIGNED and row.may_record:
            place = self._shown.place("keep_plan", facts)
            acts.append(
                self._button(
                    self.tr("Keep as agreed…"), partial(self.wished.emit, place), row, "primary"
                )
            )
        if row.state is PlanState.AGREED and row.may_record:
            place = self._shown.place("amend_plan", facts)
            acts.append(self._button(self.tr("Amend…"), partial(self.wished.emit, place), row))
        return acts

    def _signature(self, row: PlanRow, place: SignaturePlace) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        words = f"{place.title}: {place.name}" if place.name else place.title
        line.addWidget(label(words))
        signed = place.signature
        if signed is not None:
            chip = (
                Chip(self.tr("Declined"), Tint.DUE)
                if signed.is_declined
                else Chip(self.tr("Signed"), Tint.MET)
            )
            line.addWidget(chip)
            where = self.tr("on paper") if signed.is_on_paper else self.tr("on screen")
            told = [labels.in_table(signed.signed_on), where, signed.remark]
            line.addWidget(label(" · ".join(filter(None, told)), "small", wraps=True), 1)
            return line
        if place.is_needed:
            line.addWidget(Chip(self.tr("Still to sign"), Tint.DUE))
        if place.is_mine or row.may_record:
            words = self.tr("Sign…") if place.is_mine else self.tr("Record…")
            button = self._button(words, partial(self._sign, row, place), row)
            button.setAccessibleName(f"{words} {place.title} {place.name}".strip())
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _version(self, row: PlanRow, version: FormVersion) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        told = self.tr("Version {number}, kept {when} by {name}")
        when = labels.moment(version.issued_at) if version.issued_at else ""
        words = told.format(number=version.number, when=when, name=version.issued_by)
        line.addWidget(label(words, "small"))
        button = self._button(self.tr("Show"), partial(self._show_kept, row, version), row)
        button.setAccessibleName(
            self.tr("Show: {plan}, version {number}").format(plan=row.title, number=version.number)
        )
        line.addWidget(button)
        line.addStretch(1)
        return line

    def _button(
        self, words: str, slot: Callable[[], object], row: PlanRow, kind: str = "small"
    ) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", kind)
        button.setAccessibleName(f"{words.removesuffix('…')}: {row.title}")
        button.clicked.connect(only(slot))
        return button

    def _room(self, row: PlanRow) -> Place | None:
        if self._shown is None:
            return None
        return self._shown.place("case", {"tab": "report", "form": row.form})

    def _open_room(self, row: PlanRow) -> None:
        self.wished.emit(self._room(row))

    def _begin(self, row: PlanRow) -> None:
        if self._shown is None:
            return
        room, case_id = self._room(row), self._shown.case.id

        def then(_change: Change) -> None:
            self.wished.emit(room)

        asking = self._office.asking(then=then, sorry=self._on_refused)
        asking.do(begin_report, case_id=case_id, form=row.form, today=self._office.today())

    def _sign(self, row: PlanRow, place: SignaturePlace) -> None:
        if row.form_id is not None:
            self.dialog = SignDialog(self._office, row.form_id, place, self.window())
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.open()

    def _print(self, row: PlanRow) -> None:
        if self._shown is not None:
            case = self._shown.case
            number = row.number or None
            wanted = Printed(case.id, case.reference, row.form, Edition.APPLICANTS, number)
            self.previews.open(wanted, self._on_refused)

    def _show_kept(self, row: PlanRow, version: FormVersion) -> None:
        if self._shown is None:
            return
        reference = self._shown.case.reference

        def read(store: Store, _progress: Progress) -> bytes:
            return issued_paper(store, form_id=version.id, edition=Edition.APPLICANTS)

        def show(paper: bytes) -> None:
            name = f"{reference}-{row.form}-{version.number}.pdf"
            self.preview = PaperPreview(paper, f"{reference} · {row.title}", name, self.window())
            self.preview.open()

        self._office.send(read, show, self._on_refused)

    def _on_refused(self, problem: Problem) -> None:
        self.trouble.say(str(problem))
