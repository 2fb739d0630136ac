"""A new enquiry on one page: typed while the telephone is at the ear, by keyboard alone."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.choices import choices
from recruitment_app.casework.finding import likely_same
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey.enquiries import record_enquiry
from recruitment_app.casework.rows import LikeRow
from recruitment_app.casework.sources.came_from import came_from_offers
from recruitment_app.errors import Problem
from recruitment_app.rules.likeness import Identity
from recruitment_app.store.keeping import Store
from recruitment_app.ui import actions, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.likeness_card import LikenessCard
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page

SAVE: Final = Wish("save_enquiry", "&Save the enquiry", "Ctrl+S", "", "Save the enquiry")
TELEPHONE: Final = "telephone"
UNKNOWN_SOURCE: Final = "not_known"
_REACHED: Final = ("telephone", "email", "postcode")


class NewEnquiryPage(Page):
    """One form, with whoever may be known already beside it."""

    concerns = frozenset()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New enquiry"), parent=parent)
        self._office = office
        self._asked_times = 0
        self.form = Form(self, enter_submits=False)
        self.likeness = LikenessCard(self)
        self.notice = Notice("notice", self)
        self.received_on = date_box(office)
        self.brought: Choice[str] = Choice(none=self.tr("Not known"), filters=False)
        self._drafting = Drafting(office, "new_enquiry", self._typing, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.look_for_likeness)
        self._ask()
        self._lay_out_form()
        self._connect()
        self._begin()
        self._restore()

    @override
    def show_place(self, place: Place) -> None:
        super().show_place(place)
        self.form.field("given_names").control.setFocus()

    @Slot()
    def look_for_likeness(self) -> None:
        """Ask, beside the window's thread, who may be one of the people typed."""
        self._asked_times += 1
        asked = self._asked_times
        typed = self._identities()
        if not typed:
            self.likeness.show_rows(())
            return

        def look(store: Store, _progress: Progress) -> list[LikeRow]:
            return likely_same(store, typed=typed)

        def tell(rows: list[LikeRow]) -> None:
            if asked == self._asked_times:
                self.likeness.show_rows(rows)

        self._office.send(look, tell)

    @Slot()
    def submit(self) -> None:
        """Record the enquiry, or say beside a field why it cannot be."""
        if not self.save_button.isEnabled():
            return
        self.form.clear_problems()
        try:
            facts = self._facts()
        except Problem as problem:
            self.form.show_problem(problem)
            return
        self._wait(waiting=True)
        asking = self._office.asking(then=self._on_recorded, sorry=self._on_refused)
        asking.do(record_enquiry, **facts)  # type: ignore[arg-type]  # facts of one form, by name

    @Slot()
    def throw_away(self) -> None:
        """Forget what is typed and begin again."""
        self._drafting.discard()
        self._begin()
        self.form.field("given_names").control.setFocus()

    def _ask(self) -> None:
        form, tr = self.form, self.tr
        first = form.ask("given_names", tr("&Given names"), QLineEdit())
        family = form.ask("family_name", tr("F&amily name"), QLineEdit())
        form.beside(first, family)
        second = form.ask("second_given", tr("Second applicant, gi&ven names"), QLineEdit())
        second_family = form.ask("second_family", tr("Second applicant, fami&ly name"), QLineEdit())
        form.beside(second, second_family)
        phone = form.ask("telephone", tr("Telep&hone"), QLineEdit())
        email = form.ask("email", tr("E-&mail"), QLineEdit())
        form.beside(phone, email)
        address = form.ask("address", tr("A&ddress"), QLineEdit())
        postcode = form.ask("postcode", tr("P&ostcode"), QLineEdit())
        form.beside(address, postcode)
        heard: Choice[str] = Choice(self._offers("source_of_enquiry"))
        source = form.ask("source", tr("Where they heard of &us"), heard)
        came: Choice[str] = Choice(self._offers("channel"))
        channel = form.ask("channel", tr("How it &came"), came)
        received = form.ask("received_on", tr("Date &received"), self.received_on)
        form.beside(source, channel, received)
        message = QPlainTextEdit()
        message.setFixedHeight(tokens.TEXT_HEIGHT)
        form.ask("message", tr("What the&y said"), message, wide=True)
        came_from = form.ask("came_from", tr("Campaign or event that &brought them"), self.brought)
        visit = form.ask("wants_visit", "", QCheckBox(tr("They &would like a visit")))
        heading = QLabel(visit)  # an empty one, for the box to stand level with the field beside it
        visit.layout().insertWidget(0, heading)  # type: ignore[union-attr]  # a block has its layout
        form.beside(came_from, visit)
        for name in ("given_names", "family_name", "second_given", "second_family"):
            form.field(name).control.setMinimumWidth(tokens.COLUMN_USUAL)

    def _offers(self, name: str) -> list[tuple[str, str]]:
        return [(words, code) for code, words in self._office.quick(choices, list_name=name)]

    @Slot()
    def _offer_came_from(self) -> None:
        """Offer what ran on the day of the enquiry, or shortly before; nothing where it is none."""
        with contextlib.suppress(Problem):
            offers = self._office.quick(came_from_offers, on=self.form.day("received_on"))
            self.brought.offer((words, code) for code, words in offers)

    def _lay_out_form(self) -> None:
        self.save_button = self.form.button(self.tr(SAVE.words))
        self.save_button.setToolTip(self.tr("Ctrl+S"))
        self.clear_button = QPushButton(self.tr("Clear the &form"), self)
        self.clear_button.setProperty("kind", "link")
        card = Card(parent=self)
        card.setMaximumWidth(tokens.PAGE_FORM_WIDTH)
        card.body.addWidget(self.form)
        left = QVBoxLayout()
        left.setSpacing(tokens.MEDIUM)
        left.addWidget(self.notice)
        left.addWidget(card)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.likeness)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.corner.addWidget(self.clear_button)

    def _connect(self) -> None:
        save = actions.make(SAVE, self, self.submit)
        keys = ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")
        save.setShortcuts([QKeySequence(each) for each in keys])
        self.form.submitted.connect(self.submit)
        self.form.edited.connect(self._on_edited)
        self.received_on.date_edited.connect(self._offer_came_from)
        self.likeness.wished.connect(self.wished)
        self.notice.offer(self.tr("Throw it away")).clicked.connect(self.throw_away)
        self.clear_button.clicked.connect(self.throw_away)

    def _begin(self) -> None:
        """Empty the form, with what is usual already there."""
        self._fill({"channel": TELEPHONE})
        self.received_on.set_day(self._office.today())
        self._offer_came_from()
        self._drafting.forget_touch()
        self.form.clear_problems()
        self.notice.say("")
        self.likeness.begin()

    def _restore(self) -> None:
        kept = self._drafting.kept()
        if kept:
            self._fill(kept)
            self._drafting.forget_touch()
            self.notice.say(self.tr("What you typed before, and never saved, is back."))
            self.look_for_likeness()

    def _fill(self, texts: Mapping[str, str]) -> None:
        for name in self.form.names():
            control, text = self.form.field(name).control, texts.get(name, "")
            if isinstance(control, Choice):
                control.choose(text or None)
            elif isinstance(control, QCheckBox):
                control.setChecked(text == "yes")
            elif isinstance(control, QPlainTextEdit):
                control.setPlainText(text)
            elif isinstance(control, QLineEdit):
                control.setText(text)
        self._offer_came_from()
        self.brought.choose(texts.get("came_from") or None)

    def _texts(self) -> dict[str, str]:
        texts = {}
        for name in self.form.names():
            control = self.form.field(name).control
            if isinstance(control, Choice):
                texts[name] = str(control.value() or "")
            elif isinstance(control, QCheckBox):
                texts[name] = "yes" if control.isChecked() else ""
            else:
                texts[name] = self.form.text(name)
        return texts

    def _typing(self) -> Mapping[str, str]:
        texts = self._texts()
        usual = {"channel", "received_on"}
        typed = any(text for name, text in texts.items() if name not in usual)
        return texts if typed else {}

    def _facts(self) -> dict[str, object]:
        text = self._texts()
        received_on = self.form.day("received_on")
        if not (text["given_names"] or text["family_name"]):
            raise Problem(self.tr("Type at least one name."), field="given_names")
        where = {"address": text["address"], "postcode": text["postcode"]}
        applicants = [
            NewPerson(
                given_names=text["given_names"],
                family_name=text["family_name"],
                telephone=text["telephone"],
                email=text["email"],
                **where,
            )
        ]
        if text["second_given"] or text["second_family"]:
            applicants.append(
                NewPerson(
                    given_names=text["second_given"], family_name=text["second_family"], **where
                )
            )
        return {
            "received_on": received_on,
            "applicants": applicants,
            "source": text["source"] or UNKNOWN_SOURCE,
            "channel": text["channel"],
            "came_from": text["came_from"],
            "today": self._office.today(),
            "message": text["message"],
            "wants_visit": bool(text["wants_visit"]),
            "like": [row.case_id for row in self.likeness.shown],
            "not_like": sorted(self.likeness.turned_down),
        }

    def _identities(self) -> list[Identity]:
        text = self._texts()
        reached = Identity(
            given="",
            family="",
            phones=(text["telephone"],) if text["telephone"] else (),
            emails=(text["email"],) if text["email"] else (),
            postcode=text["postcode"],
        )
        pairs = (("given_names", "family_name"), ("second_given", "second_family"))
        typed = [
            replace(reached, given=text[given], family=text[family])
            for given, family in pairs
            if text[given] or text[family]
        ]
        if not typed and any(text[name] for name in _REACHED):
            return [reached]
        return typed

    def _wait(self, *, waiting: bool) -> None:
        self.save_button.setEnabled(not waiting)
        self.form.setEnabled(not waiting)

    @Slot()
    def _on_edited(self) -> None:
        self._drafting.touch()
        self._pause.start()

    def _on_recorded(self, change: Change) -> None:
        self._wait(waiting=False)
        self._drafting.discard()
        self._begin()
        case_id: UUID | None = change.case_id
        self.wished.emit(Place("case", case_id))

    def _on_refused(self, problem: Problem) -> None:
        self._wait(waiting=False)
        self.form.show_problem(problem)
