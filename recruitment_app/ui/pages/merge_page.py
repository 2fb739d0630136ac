"""Two cases side by side: what each says, what is chosen, and how they would be as one."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.merging.merge_rows import MergeChoices, MergeView
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.not_the_same import say_not_the_same
from recruitment_app.casework.merging.side_by_side import merge_view, which_stays
from recruitment_app.errors import Problem
from recruitment_app.ui import actions, labels
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.merge_parts import JourneyCard, Outcome, PersonCard, headings
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, clear, label
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.side_by_side import SideBySide

MERGE: Final = Wish("merge", "&Merge", "Ctrl+Return", "", "Make the two cases one, as chosen here")
NOT_THE_SAME: Final = Wish(
    "not_the_same",
    "N&ot the same",
    "Ctrl+D",
    "",
    "Say that they are two",
)
SWAP: Final = Wish("swap", "&Keep the other", "Ctrl+W", "", "Let the other case stay")


class MergePage(Page):
    """Opened for a case and the “other” of its place; the further on of the two is to stay."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Merge two cases"), parent=parent)
        self._office = office
        self._order: tuple[UUID, UUID] | None = None
        self._choices = MergeChoices()
        self.view: MergeView | None = None
        self.trouble = Notice("trouble", self)
        self.faults = Notice("notice", self)
        self.merge_button = QPushButton(self.tr(MERGE.words), self)
        self.merge_button.setProperty("kind", "primary")
        self.two_button = QPushButton(self.tr(NOT_THE_SAME.words), self)
        self.swap_button = QPushButton(self.tr(SWAP.words), self)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(self.body.spacing())
        for button in (self.swap_button, self.two_button, self.merge_button):
            self.corner.addWidget(button)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.faults)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        for wish, button, slot in (
            (MERGE, self.merge_button, self.merge),
            (NOT_THE_SAME, self.two_button, self.say_two),
            (SWAP, self.swap_button, self.swap),
        ):
            actions.make(wish, self, slot)
            button.setToolTip(self.tr(wish.explained))
            button.clicked.connect(slot)

    @override
    def show_place(self, place: Place) -> None:
        self._order = None
        self._choices = MergeChoices()
        super().show_place(place)
        self.swap_button.setFocus()

    @override
    def reload(self) -> None:
        self.trouble.say("")
        try:
            self._show(self._read())
        except Problem as problem:
            self.view = None
            clear(self._parts)
            self.faults.say("")
            self.trouble.say(str(problem))
            self._allow()

    @Slot()
    def merge(self) -> None:
        """Make the two cases one."""
        if self.view is None or not self.merge_button.isEnabled():
            return
        self.setEnabled(False)
        asking = self._office.asking(then=self._on_merged, sorry=self._on_refused)
        asking.do(
            merge_cases,
            case_id=self.view.stays.id,
            other_id=self.view.goes.id,
            seen=self.view.seen,
            today=self._office.today(),
            choices=self._choices,
        )

    @Slot()
    def say_two(self) -> None:
        """Say that they are not the same."""
        if self.view is None:
            return
        self.setEnabled(False)
        asking = self._office.asking(then=self._on_said, sorry=self._on_refused)
        asking.do(say_not_the_same, case_id=self.view.stays.id, other_id=self.view.goes.id)

    @Slot()
    def swap(self) -> None:
        """Let the other case be the one that stays; what was chosen is proposed anew."""
        if self._order is not None:
            self._order = self._order[1], self._order[0]
            self._choices = MergeChoices()
            self.reload()

    def _read(self) -> MergeView:
        if self.place is None or self.place.case_id is None or not self.place.fact("other"):
            raise Problem(self.tr("Choose two cases first."))
        today = self._office.today()
        if self._order is None:
            self._order = self._office.quick(
                which_stays,
                case_id=self.place.case_id,
                other_id=UUID(self.place.fact("other")),
                today=today,
            )
        stays, goes = self._order
        return self._office.quick(
            merge_view, case_id=stays, other_id=goes, today=today, choices=self._choices
        )

    def _show(self, view: MergeView) -> None:
        focused = self.focusWidget()
        kept = focused.objectName() if focused is not None else ""
        self.view = view
        titles = f"{view.stays.title} · {view.goes.title}"
        told = self.tr("{goes} becomes part of {stays}. Nothing is lost, and it can be undone.")
        sentence = told.format(goes=view.goes.reference, stays=view.stays.reference)
        self.say(self.title.text(), f"{titles}\n{sentence}")
        self.trouble.say("\n".join(view.obstacles))
        breaks = self.tr(
            "As one case this breaks a rule: leave an entry out, or merge and it is flagged."
        )
        self.faults.say("\n".join((breaks, *view.faults)) if view.faults else "")
        clear(self._parts)
        self._lay_out_view(view)
        self._allow()
        if kept:
            again = self.findChild(QWidget, kept)
            if again is not None:
                again.setFocus()

    def _lay_out_view(self, view: MergeView) -> None:
        self._parts.addWidget(Outcome(view))
        card = Card(self.tr("The case"))
        facts = SideBySide(headings(view), view.facts)
        for name, ours, theirs in (
            (self.tr("Applicants"), view.stays.title, view.goes.title),
            (self.tr("Stage"), labels.stage(view.stays.stage), labels.stage(view.goes.stage)),
        ):
            facts.add_words(name, ours, theirs)
        facts.chosen.connect(self._on_field_chosen)
        card.body.addWidget(facts)
        self._parts.addWidget(card)
        for pair in view.people:
            person = PersonCard(view, pair)
            person.chosen.connect(self._on_field_chosen)
            person.matched.connect(self._on_matched)
            self._parts.addWidget(person)
        if view.only_ours:
            names = ", ".join(view.only_ours)
            told = self.tr("Only {reference} has {names}, who stay as they are.")
            sentence = told.format(reference=view.stays.reference, names=names)
            self._parts.addWidget(label(sentence, "second", wraps=True))
        journey = JourneyCard(view)
        journey.left_out.connect(self._on_left_out)
        self._parts.addWidget(journey)

    def _allow(self) -> None:
        self.setEnabled(True)
        self.merge_button.setEnabled(self.view is not None and not self.view.obstacles)
        for button in (self.two_button, self.swap_button):
            button.setEnabled(self.view is not None)

    @Slot(str, bool)
    def _on_field_chosen(self, key: str, is_theirs: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._choices = replace(self._choices, theirs={**self._choices.theirs, key: is_theirs})

    @Slot(str, object)
    def _on_matched(self, theirs: str, ours: UUID | None) -> None:
        matches = {**self._choices.matches, UUID(theirs): ours}
        self._choices = replace(self._choices, matches=matches)
        self.reload()

    @Slot(str, bool)
    def _on_left_out(self, entry: str, is_out: bool) -> None:  # noqa: FBT001 - Qt's signal
        left_out = {**self._choices.left_out, UUID(entry): is_out}
        self._choices = replace(self._choices, left_out=left_out)
        self.reload()

    def _on_merged(self, change: Change) -> None:
        self._allow()
        self.wished.emit(Place("case", change.case_id))

    def _on_said(self, _change: Change) -> None:
        self._allow()
        self.wished.emit(Place("duplicates"))

    def _on_refused(self, problem: Problem) -> None:
        self.reload()
        self.trouble.say(str(problem))
