"""Asks what the acts on a whole report need: authors, signatures, observations, an addendum."""

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.reports.report_observations import record_observations, send_edition
from recruitment_app.casework.reports.report_rows import ReportPage
from recruitment_app.casework.reports.report_signing import sign_report
from recruitment_app.casework.reports.report_versions import add_addendum
from recruitment_app.casework.reports.signing_rows import SignaturePlace
from recruitment_app.casework.reports.written_forms import name_authors, set_wishes
from recruitment_app.casework.rows import PersonRow
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition, Writer
from recruitment_app.forms.prose import of_text
from recruitment_app.rules.roles import Role
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.edition_words import edition_words
from recruitment_app.ui.office import Office
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


def _workers(
    office: Office, chosen: UUID | None, *, none: str = "", only: Role | None = None
) -> Choice[str]:
    rows = office.quick(workers)
    made: Choice[str] = Choice(
        [(row.name, str(row.id)) for row in rows if only is None or row.role is only],
        none=none,
    )
    made.choose(str(chosen) if chosen else None)
    return made


def _chosen(choice: Choice[str]) -> UUID | None:
    value = choice.value()
    return UUID(value) if value else None


def _words(high: int = tokens.TEXT_HEIGHT) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(high)
    return made


class AuthorsDialog(FormDialog):
    """Who writes the report, who supervises, and whether a second opinion is wanted."""

    def __init__(self, office: Office, page: ReportPage, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Who writes it"), page.reference, Form(), parent)
        self._page = page
        nobody = self.tr("Nobody")
        self.author = _workers(office, page.author.id if page.author else None, none=nobody)
        self.supervisor = _workers(
            office, page.supervisor.id if page.supervisor else None, none=nobody
        )
        self.second = _workers(
            office, page.second_author.id if page.second_author else None, none=nobody
        )
        self.form.ask("author", self.tr("&Author"), self.author)
        hint = self.tr("Needed where the author has not the experience that the law asks for.")
        self.form.ask("supervisor", self.tr("S&upervisor"), self.supervisor, hint=hint)
        self.second_opinion = QCheckBox(self.tr("A second &opinion is wanted"))
        self.second_opinion.setChecked(page.household.has_second_opinion)
        self.form.ask("second_opinion", "", self.second_opinion)
        self.form.ask("second_author", self.tr("&Who gives it"), self.second)
        self.early = QCheckBox(self.tr("They wish for &early permanence"))
        self.early.setChecked(page.household.wants_early_permanence)
        self.form.ask("early", "", self.early)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            name_authors,
            form_id=self._page.id,
            author_id=_chosen(self.author),
            supervisor_id=_chosen(self.supervisor),
            second_author_id=_chosen(self.second),
        )

    @override
    def on_done(self, _change: object) -> None:
        wishes = (self.early.isChecked(), self.second_opinion.isChecked())
        household = self._page.household
        if wishes == (household.wants_early_permanence, household.has_second_opinion):
            self.accept()
            return
        self.office.asking(then=self._on_wishes_set, sorry=self.on_refused).do(
            set_wishes,
            form_id=self._page.id,
            wants_early_permanence=wishes[0],
            has_second_opinion=wishes[1],
        )

    def _on_wishes_set(self, _change: object) -> None:
        self.accept()


class SignDialog(FormDialog):
    """Signs the report, or records who signed it on paper, or that an applicant declined."""

    def __init__(
        self, office: Office, form_id: UUID, place: SignaturePlace, parent: QWidget | None = None
    ) -> None:
        heading = office.tr("Sign it") if place.is_mine else office.tr("Record a signature")
        super().__init__(office, heading, "", Form(), parent)
        self._form_id = form_id
        self._place = place
        self.form.say(f"{place.title}: {place.name}" if place.name else place.title, "strong")
        self.name: QLineEdit | None = None
        self.worker: Choice[str] | None = None
        if place.role is Writer.MEDICAL_ADVISER:
            self.name = QLineEdit()
            self.form.ask("name", self.tr("&Name"), self.name)
        elif place.person_id is None and not place.name and not place.is_mine:
            only = Role.MANAGER if place.role is Writer.MANAGER else None
            self.worker = _workers(office, None, only=only)
            self.form.ask("worker_id", self.tr("&Who signed"), self.worker)
        self.day = date_box(office, needed=True, is_today=True)
        self.form.ask("signed_on", self.tr("&Date"), self.day)
        self.on_paper = QCheckBox(self.tr("It was signed on &paper"))
        self.on_paper.setChecked(not place.is_mine)
        self.form.ask("on_paper", "", self.on_paper)
        self.declined: QCheckBox | None = None
        if place.person_id is not None:
            self.declined = QCheckBox(self.tr("They have read it and will &not sign"))
            self.form.ask("declined", "", self.declined)
        self.remark = _words()
        self.form.ask("remark", self.tr("Re&mark, if any"), self.remark, wide=True)
        self.save_button.setText(self.tr("&Sign") if place.is_mine else self.tr("&Record it"))
        self.focus_first()

    @override
    def send(self) -> None:
        place = self._place
        self.do(
            sign_report,
            form_id=self._form_id,
            role=place.role,
            signed_on=self.form.day("signed_on"),
            today=self.office.today(),
            person_id=place.person_id,
            worker_id=_chosen(self.worker) if self.worker is not None else place.worker_id,
            name=self.form.text("name") if self.name is not None else "",
            is_on_paper=self.on_paper.isChecked(),
            is_declined=self.declined is not None and self.declined.isChecked(),
            remark=self.form.text("remark"),
        )


class ObservationsDialog(FormDialog):
    """What an applicant observes on the report, or that nothing came within the time for it."""

    def __init__(
        self, office: Office, form_id: UUID, person: PersonRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(office, office.tr("Observations of an applicant"), "", Form(), parent)
        self._form_id = form_id
        self._person = person
        self.form.say(person.name, "strong")
        self.day = date_box(office, needed=True, is_today=True)
        self.form.ask("on", self.tr("&Date"), self.day)
        self.is_none = QCheckBox(self.tr("&None were received"))
        self.form.ask("is_none", "", self.is_none)
        self.words = _words(tokens.NOTE_HEIGHT)
        self.form.ask("words", self.tr("Their &words"), self.words, wide=True)
        self.is_none.toggled.connect(self.words.setDisabled)
        self.focus_first()

    @override
    def send(self) -> None:
        is_none = self.is_none.isChecked()
        self.do(
            record_observations,
            form_id=self._form_id,
            person_id=self._person.id,
            on=self.form.day("on"),
            today=self.office.today(),
            words=None if is_none else of_text(self.words.toPlainText()),
            is_none=is_none,
        )


class SentDialog(FormDialog):
    """When an issued edition was sent; that of the applicants starts their five working days."""

    def __init__(
        self, office: Office, form_id: UUID, edition: Edition, parent: QWidget | None = None
    ) -> None:
        told = edition_words(edition).replace("&", "")
        super().__init__(office, office.tr("Record that it was sent"), told, Form(), parent)
        self._form_id, self._edition = form_id, edition
        self.day = date_box(office, needed=True, is_today=True)
        self.form.ask("on", self.tr("Se&nt on"), self.day)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            send_edition,
            form_id=self._form_id,
            edition=self._edition,
            on=self.form.day("on"),
            today=self.office.today(),
        )


class AddendumDialog(FormDialog):
    """What has changed since the report was issued: signed by who is signed in, and dated."""

    def __init__(
        self,
        office: Office,
        form_id: UUID,
        editions: tuple[Edition, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(office, office.tr("Add a signed addendum"), "", Form(), parent)
        self._form_id = form_id
        self.words = _words(tokens.NOTE_HEIGHT)
        self.form.ask("text", self.tr("&What has changed"), self.words, wide=True)
        self.form.say(self.tr("It goes with:"))
        self.editions = {each: QCheckBox(edition_words(each).replace("&", "")) for each in editions}
        for at, (edition, box) in enumerate(self.editions.items()):
            box.setChecked(edition in {Edition.PANEL, Edition.APPLICANTS})
            self.form.ask("editions" if not at else str(edition), "", box)
        self.day = date_box(office, needed=True, is_today=True)
        self.form.ask("signed_on", self.tr("&Date"), self.day)
        self.save_button.setText(self.tr("Si&gn and add it"))
        self.focus_first()

    @override
    def send(self) -> None:
        if not self.words.toPlainText().strip():
            raise Problem(self.tr("Write what has changed."), field="text")
        self.do(
            add_addendum,
            form_id=self._form_id,
            text=of_text(self.words.toPlainText()),
            editions=tuple(each for each, box in self.editions.items() if box.isChecked()),
            signed_on=self.form.day("signed_on"),
            today=self.office.today(),
        )
