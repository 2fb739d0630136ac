"""Who signs a report, in which editions it goes out, and what stands in the way of each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.casework.reports.report_editions import issue_page
from recruitment_app.casework.reports.report_issuing import issued_paper, prepare_issue
from recruitment_app.casework.reports.report_rows import ReportPage
from recruitment_app.casework.reports.report_signing import sign_off
from recruitment_app.casework.reports.report_versions import new_version
from recruitment_app.casework.reports.signing_rows import (
    EditionPlace,
    IssuePage,
    PreparedEdition,
    SignaturePlace,
    SignOffPage,
)
from recruitment_app.casework.rows import PersonRow
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.prose import plain_text
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.actions import only
from recruitment_app.ui.dialogs.issue_dialog import IssueDialog
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.dialogs.report_dialogs import (
    AddendumDialog,
    AuthorsDialog,
    ObservationsDialog,
    SentDialog,
    SignDialog,
)
from recruitment_app.ui.edition_words import edition_words
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, clear, label, rule
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.scrolling import scrolling
from recruitment_app.ui.widgets.working_bar import WorkingBar

Saved = Callable[[Callable[[], object]], object]


class IssuePanel(QWidget):
    """Authors, signatures, editions, observations and what was added since."""

    saved_wished = Signal(object)
    """What is to be done once all that is typed is saved."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._page: ReportPage | None = None
        self._asked = 0
        self.dialog: QDialog | None = None
        self.preview: PaperPreview | None = None
        self.working = WorkingBar(self)
        self.trouble = Notice("trouble", self)
        self.authors = Card(self.tr("Who writes it"), self)
        self.signatures = Card(self.tr("Signatures"), self)
        self.editions = Card(self.tr("Editions"), self)
        self.observations = Card(self.tr("Observations"), self)
        self.since = Card(self.tr("After issue"), self)
        self.places: tuple[SignaturePlace, ...] = ()
        self.obstacles: dict[Edition, tuple[str, ...]] = {}
        self._lay_out()

    def show_page(self, page: ReportPage) -> None:
        """Show how far the signing and issuing of a written form is."""
        if self._page is None or self._page.id != page.id:
            self._asked += 1
            self.working.leave()
            self.trouble.say("")
            self.obstacles.clear()
        self._page = page
        today = self._office.today()
        signed = self._office.quick(sign_off, form_id=page.id, today=today)
        issue = self._office.quick(issue_page, form_id=page.id, today=today)
        self.places = signed.places
        self._show_authors(page, signed)
        self._show_signatures(page, signed)
        self._show_editions(page, issue)
        self._show_observations(page, issue)
        self._show_since(page, issue)

    def _show_authors(self, page: ReportPage, signed: SignOffPage) -> None:
        clear(self.authors.body)
        for words, worker in (
            (self.tr("Author: {name}"), page.author),
            (self.tr("Supervisor: {name}"), page.supervisor),
            (self.tr("Second opinion: {name}"), page.second_author),
        ):
            if worker is not None or words.startswith(self.tr("Author")):
                name = worker.name if worker is not None else self.tr("nobody yet")
                self._add(self.authors, words.format(name=name))
        for fault in signed.author_faults:
            self._add(self.authors, fault, "error")
        if signed.compliance:
            self._add(self.authors, signed.compliance, "small")
        if page.may_write:
            self._button(self.authors, self.tr("Change…"), partial(self._name_authors, page))

    def _show_signatures(self, page: ReportPage, signed: SignOffPage) -> None:
        clear(self.signatures.body)
        for at, place in enumerate(signed.places):
            if at:
                self.signatures.body.addWidget(rule())
            self._show_place(page, place, may_record=signed.may_record)
        for row in signed.fallen:
            told = self.tr("{name} signed on {day}, before something was changed: sign again.")
            words = told.format(name=row.name, day=labels.in_table(row.signed_on))
            self._add(self.signatures, words, "small")

    def _show_place(self, page: ReportPage, place: SignaturePlace, *, may_record: bool) -> None:
        row = place.signature
        head = QHBoxLayout()
        head.setSpacing(tokens.SMALL)
        words = f"{place.title}: {place.name}" if place.name else place.title
        head.addWidget(label(words, wraps=True), 1)
        if row is not None:
            chip = (
                Chip(self.tr("Declined"), Tint.DUE)
                if row.is_declined
                else Chip(self.tr("Signed"), Tint.MET)
            )
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        elif place.is_needed:
            head.addWidget(Chip(self.tr("Needed"), Tint.DUE), 0, Qt.AlignmentFlag.AlignTop)
        self.signatures.body.addLayout(head)
        if row is not None:
            where = self.tr("on paper") if row.is_on_paper else self.tr("on screen")
            self._add(self.signatures, f"{labels.in_table(row.signed_on)}, {where}", "small")
            if row.remark:
                self._add(self.signatures, row.remark, "small")
        elif place.is_mine or may_record:
            words = self.tr("Sign…") if place.is_mine else self.tr("Record…")
            button = self._button(self.signatures, words, partial(self._sign, page, place))
            button.setAccessibleName(f"{words} {place.title} {place.name}".strip())

    def _show_editions(self, page: ReportPage, issue: IssuePage) -> None:
        clear(self.editions.body)
        for at, place in enumerate(issue.editions):
            if at:
                self.editions.body.addWidget(rule())
            self._show_edition(page, issue, place)

    def _show_edition(self, page: ReportPage, issue: IssuePage, place: EditionPlace) -> None:
        words = edition_words(place.edition).replace("&", "")
        head = QHBoxLayout()
        head.addWidget(label(words, "strong", wraps=True), 1)
        row = place.issued
        if row is not None:
            head.addWidget(Chip(self.tr("Issued"), Tint.MET))
        self.editions.body.addLayout(head)
        if row is not None:
            told = self.tr("{when}, {name}")
            when = labels.moment(row.issued_at)
            self._add(self.editions, told.format(when=when, name=row.issued_by), "small")
            self._add(
                self.editions, self.tr("Hash {hash}").format(hash=row.content_sha256[:16]), "small"
            )
            if row.sent_on is not None:
                sent = self.tr("Sent on {day}").format(day=labels.in_text(row.sent_on))
                self._add(self.editions, sent, "small")
            self._button(
                self.editions, self.tr("Show"), partial(self._show_issued, page, place.edition)
            ).setAccessibleName(self.tr("Show: {edition}").format(edition=words))
            if row.sent_on is None and issue.may_issue and place.edition is not Edition.ADDENDUM:
                self._button(
                    self.editions, self.tr("It was sent…"), partial(self._sent, page, place.edition)
                ).setAccessibleName(self.tr("Sent: {edition}").format(edition=words))
            return
        found = self.obstacles.get(place.edition, ())
        for sentence in dict.fromkeys((*place.obstacles, *found)):
            self._add(self.editions, sentence, "small")
        if issue.may_issue:
            button = self._button(
                self.editions, self.tr("Issue…"), partial(self._prepare, page, place.edition)
            )
            button.setAccessibleName(self.tr("Issue: {edition}").format(edition=words))
            button.setEnabled(not self.working.is_watching)

    def _show_observations(self, page: ReportPage, issue: IssuePage) -> None:
        clear(self.observations.body)
        known = {row.person_id: row for row in issue.observations}
        was_sent = any(
            each.edition is Edition.APPLICANTS and each.issued and each.issued.sent_on
            for each in issue.editions
        )
        self.observations.setVisible(was_sent or bool(known))
        if issue.observations_due is not None:
            due = self.tr("Five working days: until {day}")
            day = labels.in_text(issue.observations_due)
            self._add(self.observations, due.format(day=day), "small")
        for person in page.people:
            if person.standing != "applicant":
                continue
            row = known.get(person.id)
            if row is None:
                self._add(self.observations, person.name)
                if issue.may_issue:
                    self._button(
                        self.observations,
                        self.tr("Record…"),
                        partial(self._observe, page, person),
                    ).setAccessibleName(self.tr("Record: {name}").format(name=person.name))
                continue
            told = self.tr("none received") if row.is_none else self.tr("received")
            day = labels.in_table(row.received_on)
            self._add(self.observations, f"{person.name}: {told}, {day}")

    def _show_since(self, page: ReportPage, issue: IssuePage) -> None:
        clear(self.since.body)
        self.since.setVisible(issue.is_frozen)
        for row in issue.addenda:
            told = self.tr("Addendum {number}, {day}, {name}")
            day = labels.in_table(row.signed_on)
            words = told.format(number=row.number, day=day, name=row.signed_by)
            self._add(self.since, words)
            self._add(self.since, plain_text(row.text), "small")
        if issue.may_issue and page.version.is_current:
            editions = tuple(each.edition for each in issue.editions)
            self._button(
                self.since, self.tr("Add an addendum…"), partial(self._add_to, page, editions)
            )
            self._button(self.since, self.tr("Begin a new version"), partial(self._anew, page))

    def _name_authors(self, page: ReportPage) -> None:
        self._open(AuthorsDialog(self._office, page, self))

    def _sign(self, page: ReportPage, place: SignaturePlace) -> None:
        self.saved_wished.emit(lambda: self._open(SignDialog(self._office, page.id, place, self)))

    def _sent(self, page: ReportPage, edition: Edition) -> None:
        self._open(SentDialog(self._office, page.id, edition, self))

    def _observe(self, page: ReportPage, person: PersonRow) -> None:
        self._open(ObservationsDialog(self._office, page.id, person, self))

    def _add_to(self, page: ReportPage, editions: tuple[Edition, ...]) -> None:
        self._open(AddendumDialog(self._office, page.id, editions, self))

    def _anew(self, page: ReportPage) -> None:
        asking = self._office.asking(sorry=self._on_refused)
        asking.do(new_version, form_id=page.id, today=self._office.today())

    def _show_issued(self, page: ReportPage, edition: Edition) -> None:
        def read(store: Store, _progress: Progress) -> bytes:
            return issued_paper(store, form_id=page.id, edition=edition)

        def show(paper: bytes) -> None:
            words = edition_words(edition).replace("&", "")
            name = f"{page.reference}-{page.number}-{edition}.pdf"
            self.preview = PaperPreview(paper, f"{page.reference} · {words}", name, self)
            self.preview.open()

        self._office.send(read, show, self._on_refused)

    def _prepare(self, page: ReportPage, edition: Edition) -> None:
        self.saved_wished.emit(lambda: self._send(page, edition))

    def _send(self, page: ReportPage, edition: Edition) -> None:
        self._asked += 1
        asked, today = self._asked, self._office.today()
        self.trouble.say("")

        def make(store: Store, progress: Progress) -> PreparedEdition:
            return prepare_issue(
                store, form_id=page.id, edition=edition, today=today, tell=progress.tell
            )

        def show(prepared: PreparedEdition) -> None:
            if asked == self._asked:
                self._on_prepared(page, prepared)

        def sorry(problem: Problem) -> None:
            if asked == self._asked:
                self.working.leave()
                self._on_refused(problem)

        progress = self._office.send(make, show, sorry)
        self.working.watch(progress, self.tr("Preparing the edition…"))

    def _on_prepared(self, page: ReportPage, prepared: PreparedEdition) -> None:
        self.working.leave()
        self.obstacles[prepared.edition] = prepared.obstacles
        if self._page is not None:
            self.show_page(self._page)
        if prepared.obstacles:
            words = edition_words(prepared.edition).replace("&", "")
            told = self.tr("{edition} cannot be issued yet: see what stands in its way.")
            self.trouble.say(told.format(edition=words))
            return
        self._open(
            IssueDialog(
                self._office,
                prepared,
                page.reference,
                is_frozen=page.is_frozen,
                parent=self,
            )
        )

    def _on_refused(self, problem: Problem) -> None:
        self.trouble.say(str(problem))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, card: Card, words: str, kind: str = "") -> None:
        card.body.addWidget(label(words, kind, wraps=True))

    def _button(self, card: Card, words: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, card)
        button.setProperty("kind", "small")
        button.clicked.connect(only(slot))
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("ground", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.TIGHT, 0)
        column.setSpacing(tokens.MEDIUM)
        for card in (
            self.authors,
            self.signatures,
            self.editions,
            self.observations,
            self.since,
        ):
            column.addWidget(card)
        column.addStretch(1)
        area = scrolling(inside, is_upright=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SMALL, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.working)
        whole.addWidget(self.trouble)
        whole.addWidget(area, 1)
