"""The checks and references of a case: everyone's in one list, and the one chosen beside it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.checks.check_acts import (
    ASK,
    CHASE,
    DECIDE,
    JUDGE,
    LEAVE_OUT,
    RECEIVE,
    acts_on,
)
from recruitment_app.casework.checks.check_rows import CheckKey, CheckRow, case_checks
from recruitment_app.casework.checks.referee_rows import RefereeRow, referee_rows
from recruitment_app.rules.check_gates import Judged, barred
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import actions, check_words, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.check_places import id_of
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.check_detail import CheckDetail
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.place_button import PlaceButton
from recruitment_app.ui.widgets.table_view import TableView

LACKING: Final = "lacking"
_OF_HOUSEHOLD: Final = "household"
_SHARES: Final = (13, 9)
_KEYS: Final = (
    Wish("check_ask", "Asked for", "A", "", "Record that the chosen check was asked for"),
    Wish("check_chase", "Chased", "C", "", "Record that it was chased"),
    Wish("check_receive", "Received", "R", "", "Record that it came"),
    Wish("check_judge", "Outcome", "O", "", "Record what it says"),
    Wish("check_decide", "Decision", "D", "", "Record a manager's decision on it"),
    Wish("check_leave_out", "Not needed", "N", "", "Record that it is not needed"),
)
_ACTS: Final = (ASK, CHASE, RECEIVE, JUDGE, DECIDE, LEAVE_OUT)


class CaseChecks(CasePart):
    """Who lacks what, and what may be done about the chosen one; with the referees among them."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._case_id: UUID | None = None
        self._rows: Sequence[CheckRow] = ()
        self._referees: Mapping[UUID, RefereeRow] = {}
        self.group: Choice[str] = Choice(none=self.tr("Everybody"), filters=False)
        self.group.setAccessibleName(self.tr("Whose checks"))
        self.group.setMinimumWidth(tokens.COLUMN_NAME)
        self.shows: Choice[str] = Choice(
            [(self.tr("Still to do"), LACKING)], none=self.tr("All checks"), filters=False
        )
        self.shows.setAccessibleName(self.tr("Which checks"))
        self.shows.setMinimumWidth(tokens.COLUMN_USUAL)
        self.counted = label("", "second")
        self.referee_button = PlaceButton(self.tr("Name a referee…"), Place("referee"), kind="")
        self.other_button = PlaceButton(self.tr("Another check…"), Place("check_add"), kind="")
        self.bar = Notice("trouble", self)
        self.table: ShortTable[CheckRow] = ShortTable(_columns(), lambda row: id_of(row.key))
        self.list = TableView(self.tr("Checks and references"), self)
        self.detail = CheckDetail(office, self)
        self._lay_out_once()
        self._connect()

    @override
    def show_case(self, shown: CaseShown) -> None:
        if shown.case.id != self._case_id:
            self.group.choose(None)
            self.shows.choose(None)
        self._case_id = shown.case.id
        self.lay_out(shown)

    @override
    def lay_out(self, shown: CaseShown) -> None:
        today = self._office.today()
        self._rows = by_person(self._office.quick(case_checks, case_id=shown.case.id, today=today))
        found = self._office.quick(referee_rows, case_id=shown.case.id)
        self._referees = {row.id: row for row in found}
        people = {str(row.key.person_id): row.person for row in self._rows if row.key.person_id}
        offers = [(name, key) for key, name in people.items()]
        self.group.offer([*offers, (check_words.said(check_words.HOUSEHOLD), _OF_HOUSEHOLD)])
        self.referee_button.place = Place("referee", shown.case.id)
        self.other_button.place = Place("check_add", shown.case.id)
        self._say_barred()
        self._show_rows()

    @override
    def keyed(self) -> tuple[QWidget, ...]:
        return (self, self.list)

    def choose(self, key: CheckKey) -> None:
        """Choose a check, whoever's are shown."""
        wanted = id_of(key)
        if not self.list.choose(wanted):
            self.group.choose(None)
            self.shows.choose(None)
            self._show_rows()
            self.list.choose(wanted)
        self.list.setFocus()

    def _show_rows(self) -> None:
        rows = [row for row in self._rows if self._is_wanted(row)]
        self.table.show_rows(rows)
        if rows and not self.list.currentIndex().isValid():
            self.list.choose(self.table.ids[0])
        self._say_count()
        self._show_chosen()

    def _is_wanted(self, row: CheckRow) -> bool:
        group = self.group.value()
        if group is not None and group != str(row.key.person_id or _OF_HOUSEHOLD):
            return False
        return self.shows.value() is None or row.is_lacking

    def _say_count(self) -> None:
        lacking = sum(row.is_lacking for row in self._rows)
        chasing = sum(row.is_to_chase for row in self._rows)
        told = [
            self.tr("{count} of {all} still to do").format(count=lacking, all=len(self._rows)),
            self.tr("{count} to chase").format(count=chasing) if chasing else "",
        ]
        named = self._referees.values()
        if named:
            told.append(labels.count(len(named), "referee named", "referees named"))
            seen = sum(row.interview is not None for row in named)
            told.append(self.tr("{count} interviewed").format(count=seen))
        self.counted.setText(" · ".join(part for part in told if part))

    def _say_barred(self) -> None:
        judged = [
            Judged(
                row.key.kind,
                row.person,
                is_there=True,
                outcome=row.outcome.outcome,
                decision=row.outcome.decision,
            )
            for row in self._rows
            if row.outcome is not None
        ]
        self.bar.say(next(barred(judged), ""))

    def _show_chosen(self) -> None:
        rows = self._chosen()
        if len(rows) > 1:
            self.detail.show_many(rows)
        elif rows:
            row = rows[0]
            referee = self._referees.get(row.referee_id) if row.referee_id else None
            self.detail.show_check(row, referee)
        else:
            self.detail.show_nothing()

    def _chosen(self) -> list[CheckRow]:
        known = {id_of(row.key): row for row in self._rows}
        ids = self.list.chosen_ids()
        if not ids and isinstance(self.list.chosen(), CheckRow):
            return [self.list.chosen()]
        return [known[one] for one in ids if one in known]

    def _lay_out_once(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        for control in (self.group, self.shows, self.counted):
            top.addWidget(control)
        top.addStretch(1)
        may_add = may(self._office.person.role, Duty.ENTER_DATES)
        for button in (self.referee_button, self.other_button):
            if not may_add:
                button.hide()
            top.addWidget(button)
        self.list.show_table(self.table)
        self.list.let_many_be_chosen()
        self.list.fill_with("check")
        self.list.setMinimumHeight(tokens.SHORT_LIST_HEIGHT)
        card = QFrame(self)
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(tokens.TIGHT, tokens.TIGHT, tokens.TIGHT, tokens.TIGHT)
        inner.addWidget(self.list)
        self.detail.setMinimumWidth(tokens.SIGN_IN_WIDTH)
        both = QHBoxLayout()
        both.setSpacing(tokens.MEDIUM)
        for part, share in zip((card, self.detail), _SHARES, strict=True):
            both.addWidget(part, share)
        self.column.addLayout(top)
        self.column.addWidget(self.bar)
        self.column.addLayout(both, 1)

    def _connect(self) -> None:
        self.group.chosen.connect(self._on_filtered)
        self.shows.chosen.connect(self._on_filtered)
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.list.record_opened.connect(self._on_opened)
        self.detail.wished.connect(self._on_wished)
        self.referee_button.wished.connect(self.wished)
        self.other_button.wished.connect(self.wished)
        for wish, act in zip(_KEYS, _ACTS, strict=True):
            actions.make(wish, self.list, partial(self.wish_act, act))

    def wish_act(self, act: str) -> None:
        """Wish for an act on the chosen check, where it fits."""
        rows = self._chosen()
        if len(rows) == 1 and act in acts_on(rows[0], self._office.person.role):
            self.wished.emit(check_words.act_place(act, rows[0]))

    @Slot(object)
    def _on_wished(self, place: Place) -> None:
        self.list.setFocus()  # the keys come back there: the button is made anew by the act
        self.wished.emit(place)

    @Slot()
    def _on_filtered(self) -> None:
        self._show_rows()

    @Slot()
    def _on_chosen(self) -> None:
        self._show_chosen()

    @Slot(object)
    def _on_opened(self, row: object) -> None:
        if isinstance(row, CheckRow):
            names = acts_on(row, self._office.person.role)
            lead = check_words.in_order(names, row)[0]
            if lead:
                self.wished.emit(check_words.act_place(lead, row))


def by_person(rows: Sequence[CheckRow]) -> list[CheckRow]:
    """Return checks person by person as they come first, those of the household at the end."""
    places: dict[UUID | None, int] = {}
    for row in rows:
        if row.key.person_id is not None:
            places.setdefault(row.key.person_id, len(places))
    return sorted(rows, key=lambda row: places.get(row.key.person_id, len(places)))


def _columns() -> list[Column[CheckRow]]:
    said = check_words.said
    return [
        Column("who", said("Who"), check_words.who, width=tokens.COLUMN_DATE + tokens.MEDIUM),
        Column("check", said("Check"), check_words.named, width=tokens.COLUMN_NAME),
        Column(
            "basis",
            said("Required by"),
            lambda row: check_words.basis(row.basis),
            width=tokens.COLUMN_NARROW + tokens.MEDIUM,
            tinted=lambda row: check_words.basis_tint(row.basis),
        ),
        Column(
            "state",
            said("State"),
            check_words.state_of,
            width=tokens.COLUMN_DATE,
            tinted=check_words.state_tint,
        ),
        Column(
            "waits",
            said("Waits"),
            lambda row: row.waiting_days,
            width=tokens.COLUMN_SHORT,
            at_right=True,
        ),
    ]
