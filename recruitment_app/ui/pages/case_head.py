"""The head of a case: where it stands in chips, its journey as steps, and what to heed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recruitment_app.casework.rows import CasePage, StepMark
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.ui import clock_words, labels, tokens
from recruitment_app.ui.pages.case_part import CaseShown
from recruitment_app.ui.people_words import code
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.chip_row import ChipRow
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.stepper import Stepper, StepShown, StepState

_MARKS_OF_STAGE = {"T08": "Stage One", "T13": "Stage Two", "T30": "Stage Two"}

_TOLD_BY_SUMMARY = frozenset(
    {
        Status.AWAITING_APPLICANT,
        Status.AWAITING_THIRD_PARTY,
        Status.ON_HOLD_APPLICANT,
        Status.ON_HOLD_AGENCY,
        Status.APPROVED_ON_HOLD,
        Status.CLOSED,
    }
)


class CaseHead(QWidget):
    """Stands above the tabs and stays while they change."""

    duplicate_wished = Signal(str)
    """The reference of a case that may be the same."""

    both_wished = Signal(str)
    """The same, to see the two side by side."""

    two_said = Signal(str)
    """The same, of which somebody says that it is not the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duplicate = ""
        self.standing = ChipRow(self)
        self.faults = Notice("trouble", self)
        self.duplicates = Notice("notice", self)
        self.look_button = self.duplicates.offer(self.tr("Open it"))
        self.look_button.clicked.connect(self._on_look_pressed)
        self.both_button = self.duplicates.offer(self.tr("Side by side"))
        self.both_button.clicked.connect(self._on_both_pressed)
        self.two_button = self.duplicates.offer(self.tr("Not the same"))
        self.two_button.clicked.connect(self._on_two_pressed)
        self.stepper = Stepper((), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.standing)
        column.addWidget(self.faults)
        column.addWidget(self.duplicates)
        column.addWidget(self.stepper)

    def allow_merging(self, *, may: bool) -> None:
        """Offer what only those may do who merge cases."""
        for button in (self.both_button, self.two_button):
            button.setVisible(may)

    def show_case(self, shown: CaseShown) -> None:
        """Show where a case stands."""
        case = shown.case
        self.standing.say(" · ".join(_meta(shown)), _chips(case))
        self.faults.say("\n".join(case.faults))
        self._duplicate = case.possible_duplicate_of.split(",")[0].strip()
        who = case.possible_duplicate_of
        told = self.tr("This may be the same household as {who}.").format(who=who)
        self.duplicates.say(told if who else "")
        self.stepper.show_steps([_step(mark, shown.today.year) for mark in case.stepper])

    @Slot()
    def _on_look_pressed(self) -> None:
        self.duplicate_wished.emit(self._duplicate)

    @Slot()
    def _on_both_pressed(self) -> None:
        self.both_wished.emit(self._duplicate)

    @Slot()
    def _on_two_pressed(self) -> None:
        self.two_said.emit(self._duplicate)


def _meta(shown: CaseShown) -> list[str]:
    case = shown.case
    couple = code(shown.codes, "couple_status", case.couple_status)
    many = "Couple" if len(case.applicants) > 1 else "One applicant"
    route = "fast track" if case.is_fast_track else "standard route"
    worker = case.worker or "Not allocated"
    told = [case.reference, f"{couple or many}, {route}", worker]
    return [*told, "Restricted"] if case.is_restricted else told


def _chips(case: CasePage) -> list[tuple[str, Tint]]:
    chips = []
    if case.stage is not Stage.CLOSED:
        chips.append((labels.stage(case.stage), Tint.BRAND))
    if case.status is not Status.ACTIVE and not (case.summary and case.status in _TOLD_BY_SUMMARY):
        chips.append((labels.status(case.status), labels.status_tint(case.status)))
    running = [clock for clock in case.clocks if clock_words.is_in_hand(clock) and clock.due_on]
    running.sort(key=lambda clock: (clock.due_on is None, clock.due_on))
    main = next((clock for clock in running if clock.limit.id in _MARKS_OF_STAGE), None)
    for clock in running[:1] if main is None else [main]:
        bar = clock_words.shown(clock)
        name = _MARKS_OF_STAGE.get(clock.limit.id, "")
        if name == labels.stage(case.stage):
            chips.pop(0)
        words = f"{name} {bar.words}" if name else f"{clock.limit.title}: {bar.words}"
        chips.append((words, clock_words.tint(clock)))
    if case.summary:
        is_told = case.status in _TOLD_BY_SUMMARY
        tint = labels.status_tint(case.status) if is_told else Tint.INFORMATION
        chips.append((case.summary, tint))
    return chips


def _step(mark: StepMark, year: int) -> StepShown:
    state = StepState.NEXT
    if mark.is_current:
        state = StepState.CURRENT
    elif mark.is_done:
        state = StepState.DONE
    dates = [labels.short(day, year) for day in (mark.begins, mark.ends) if day is not None]
    told = " – ".join(dates)
    return StepShown(mark.label, f"{told} {mark.note}".strip(), state)
