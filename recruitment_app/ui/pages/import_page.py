"""Import: a file on its way to cases, in a few calm steps that can be gone back on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.importing.import_layouts import Look
from recruitment_app.casework.importing.import_showing import case_named
from recruitment_app.casework.importing.imports import ImportPlan
from recruitment_app.casework.importing.kept_imports import ImportRow, imports
from recruitment_app.casework.importing.saved_mappings import forget_mapping, mappings, save_mapping
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Duty, require
from recruitment_app.ui import actions, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.import_draft import ImportDraft, as_text, draft_of
from recruitment_app.ui.import_errands import (
    Errand,
    ImportErrands,
    bringing_in,
    judging,
    looking,
    printing,
)
from recruitment_app.ui.import_work import ImportWork, Manner
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.import_columns_step import ColumnsStep
from recruitment_app.ui.pages.import_done_step import DoneStep
from recruitment_app.ui.pages.import_file_step import FileStep
from recruitment_app.ui.pages.import_rows_step import RowsStep
from recruitment_app.ui.pages.import_spellings_step import SpellingsStep
from recruitment_app.ui.pages.import_words import Step, foot_told, steps_told
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.one_at_a_time import OneAtATime
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.place_button import PlaceButton
from recruitment_app.ui.widgets.stepper import Stepper
from recruitment_app.ui.widgets.working_bar import WorkingBar

ONE_BACK: Final = Wish("one_back", "One step back", "Escape", "", "Cancel, or go one step back")
ONE_ON: Final = Wish("one_on", "Next step", "Ctrl+Return", "", "Go on to the next step")
_Part = FileStep | ColumnsStep | SpellingsStep | RowsStep | DoneStep


class ImportPage(Page):
    """Holds what somebody has chosen so far, for as long as they are signed in."""

    concerns = frozenset({Touched.CASES, Touched.PEOPLE})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import from a file"), scrolls=False, parent=parent)
        self._office = office
        self.work: ImportWork | None = None
        self._done: ImportRow | None = None
        self._keys: QWidget | None = None
        self._drafting = Drafting(office, "import", self._typing, self)
        self._left = draft_of(self._drafting.kept().get("import", ""))
        self.step = Step.FILE
        self.stepper = Stepper((), self)
        self.notice = Notice("trouble", self)
        self.working = WorkingBar(self)
        self._errands = ImportErrands(office, self.working, self)
        self.file = FileStep(self)
        self.columns = ColumnsStep(self)
        self.spellings = SpellingsStep(office, self)
        self.rows = RowsStep(self)
        self.done = DoneStep(self)
        self.parts: dict[Step, _Part] = {
            Step.FILE: self.file,
            Step.COLUMNS: self.columns,
            Step.SPELLINGS: self.spellings,
            Step.ROWS: self.rows,
            Step.DONE: self.done,
        }
        self.middle = OneAtATime(self)
        self.refused = EmptyState("")
        self.earlier_button = PlaceButton(self.tr("Earlier i&mports"), Place("imports"), kind="")
        self.missing = label("", "second", wraps=True)
        self.again_button = QPushButton(self.tr("Another &file…"), self)
        self.back_button = QPushButton(self.tr("&Back"), self)
        self.on_button = QPushButton(self)
        self.on_button.setProperty("kind", "primary")
        self._arrange()
        self._connect()
        self._show_step(Step.FILE)

    @override
    def show_place(self, place: Place) -> None:
        super().show_place(place)
        try:
            require(self._office.person.role, Duty.IMPORT)
        except NotAllowed as problem:
            self.refused.say(str(problem))
            for part in (self.earlier_button, self.stepper, self.foot):
                part.hide()
            self.middle.show_part(self.refused)
            return
        self.parts[self.step].begin()

    @override
    def reload(self) -> None:
        """Judge the rows anew where something else was changed; what was chosen here stays."""
        if self.step is Step.ROWS and not self.working.is_watching:
            self._judge(Step.ROWS)
        elif self.step is Step.DONE:
            self._show_done(self.done.told.text())

    @override
    def window_title(self) -> str:
        return self.tr("Import")

    @Slot(object)
    def choose(self, path: Path) -> None:
        """Look at a file: its sheets, its columns and what they seem to mean."""
        work = self.work

        def looked(look: Look) -> None:
            self._left = None
            self.work = ImportWork(path, look)
            self._drafting.touch()
            self._show_step(Step.COLUMNS)

        if work is None and self._left is not None and self._left.path == path:
            self._resume(self._left)
        elif work is not None and work.path == path:
            then = partial(self._looked_again, mapping=work.mapping)
            self._look(path, work.manner, then)
        else:
            self._look(path, Manner(), looked)

    def _looked_again(self, look: Look, *, mapping: str) -> None:
        if self.work is not None:
            self.work.look_again(look, mapping)
            self._drafting.touch()
            self._show_step(Step.COLUMNS)

    def _resume(self, left: ImportDraft) -> None:
        """Go on with an import that was left when the window was locked or closed."""

        def looked(look: Look) -> None:
            self._left = None
            self.work = left.resumed(look)
            self._show_step(Step.COLUMNS)

        self._look(left.path, left.manner, looked)

    def _typing(self) -> dict[str, str]:
        return {"import": as_text(self.work)} if self.work is not None else {}

    def _look(self, path: Path, manner: Manner, then: Callable[[Look], None]) -> None:
        self._send(looking(path, manner), self.tr("Looking through the file…"), then)

    def _judge(self, then: Step | None = None) -> None:
        """Make the dry run; then show a step, or the spellings where one needs an answer."""
        work = self.work
        if work is None:
            return

        def judged(plan: ImportPlan) -> None:
            work.take(plan)
            self._show_step(then or (Step.SPELLINGS if plan.unknown else Step.ROWS))

        errand = judging(work, self._office.today())
        self._send(errand, self.tr("Reading every row…"), judged, goes_on=self.step is Step.ROWS)

    def _bring_in(self) -> None:
        work = self.work
        if work is None or work.plan is None or not work.is_judged:
            return
        errand = bringing_in(work.plan, self._office.today())
        self._send(errand, self.tr("Bringing the cases in…"), self._brought_in, writes=True)

    def _brought_in(self, change: Change) -> None:
        self.work = None
        self._drafting.discard()
        self._done = self._office.quick(imports)[0]
        self._show_done(change.sentence)
        self._show_step(Step.DONE)
        self._office.changed.emit(change)

    def _send(
        self,
        errand: Errand[Any],
        title: str,
        then: Callable[[Any], None],
        *,
        writes: bool = False,
        goes_on: bool = False,
    ) -> None:
        """Send an errand; ``goes_on`` leaves the step to be worked on meanwhile."""
        self.notice.say("")
        self.file.notice.say("")
        self._keys = None if goes_on else self.focusWidget()
        self._wait(waiting=True, goes_on=goes_on)

        def answered(answer: Any) -> None:
            self._wait(waiting=False)
            then(answer)

        self._errands.send(
            errand, title, answered, self._on_refused, self._on_stopped, writes=writes
        )
        if not goes_on:
            self.working.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self, *, waiting: bool, goes_on: bool = False) -> None:
        self.middle.setEnabled(goes_on or not waiting)
        for button in (self.back_button, self.again_button):
            button.setEnabled(not waiting)
        if waiting:
            self.on_button.setEnabled(False)
        else:
            self.columns.show_manner()
            self._tell_foot()
            if self._keys is not None and self._keys.isVisible():
                self._keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, problem: Problem) -> None:
        if self.work is not None and self.step is Step.ROWS:
            self.work.is_judged = False  # whatever it was, the rows are looked at again first
        self._wait(waiting=False)
        (self.file.notice if self.step is Step.FILE else self.notice).say(str(problem))

    def _on_stopped(self) -> None:
        self._wait(waiting=False)
        self.notice.say(self.tr("It was stopped: everything is as it was."))

    def _show_step(self, step: Step) -> None:
        is_other = step is not self.step
        self.step = step
        work = self.work
        if work is not None and step is Step.COLUMNS:
            self.columns.show_work(work, [row.name for row in self._office.quick(mappings)])
        elif work is not None and step is Step.SPELLINGS:
            self.spellings.show_work(work)
        elif work is not None and step is Step.ROWS:
            self.rows.show_work(work)
        self.middle.show_part(self.parts[step])
        self._tell_foot()
        if is_other:
            self.parts[step].begin()

    def _show_done(self, sentence: str) -> None:
        number = self._done.number if self._done is not None else 0
        found = (row for row in self._office.quick(imports) if row.number == number)
        self._done = next(found, None)
        if self._done is not None:
            self.done.show_done(sentence, self._done)

    def _tell_foot(self) -> None:
        name = self._done.file_name if self._done is not None else ""
        self.stepper.show_steps(steps_told(self.work, name, self.step))
        self.stepper.setAccessibleName(self.tr("Steps of the import"))
        left = self._left.path.name if self._left is not None else ""
        told = foot_told(self.work, self.step, left)
        self.missing.setText(told.sentence)
        self.foot.setVisible(bool(told.on))
        self.back_button.setVisible(self.step is not Step.FILE)
        self.again_button.setVisible(self.step is not Step.FILE)
        self.on_button.setText(told.on)
        self.on_button.setEnabled(told.may_go_on and not self.working.is_watching)

    def _arrange(self) -> None:
        for part in (*self.parts.values(), self.refused):
            self.middle.add(part)
        self.corner.addWidget(self.earlier_button)
        self.foot = QWidget(self)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.missing, 1)
        for button in (self.again_button, self.back_button, self.on_button):
            row.addWidget(button)
        self.body.addWidget(self.stepper)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.working)
        self.body.addWidget(self.middle, 1)
        self.body.addWidget(self.foot)

    def _connect(self) -> None:
        actions.make(ONE_BACK, self, self._on_back)
        actions.make(ONE_ON, self, self._on_on)
        self.file.file_chosen.connect(self.choose)
        self.columns.chosen.connect(self._on_chosen)
        self.columns.read_otherwise.connect(self._on_read_otherwise)
        self.columns.memory.remembered.connect(self._on_remembered)
        self.columns.memory.forgotten.connect(self._on_forgotten)
        self.spellings.answered.connect(self._on_chosen)
        self.rows.corrected.connect(self._on_corrected)
        self.rows.case_wished.connect(self._on_case_wished)
        self.done.report_button.clicked.connect(self._on_report_pressed)
        self.done.undo_button.clicked.connect(self._on_undo_pressed)
        self.done.another_button.clicked.connect(self._on_again_pressed)
        self.again_button.clicked.connect(self._on_again_pressed)
        self.back_button.clicked.connect(self._on_back)
        self.on_button.clicked.connect(self._on_on)
        self.earlier_button.wished.connect(self.wished)

    @Slot()
    def _on_back(self) -> None:
        if self.working.is_watching:
            self.working.cancel()
        elif self.step is Step.ROWS and self.work is not None and self.work.questions():
            self._show_step(Step.SPELLINGS)
        elif self.step in (Step.ROWS, Step.SPELLINGS):
            self._show_step(Step.COLUMNS)
        elif self.step is Step.COLUMNS:
            self._show_step(Step.FILE)

    @Slot()
    def _on_on(self) -> None:
        if self.rows.end_typing() or not self.on_button.isEnabled():
            return
        if self.step is Step.FILE and self.work is None and self._left is not None:
            self._resume(self._left)
        elif self.step is Step.FILE:
            self._show_step(Step.COLUMNS)
        elif self.step is Step.COLUMNS:
            self._judge()
        elif self.step is Step.SPELLINGS or (self.work and not self.work.is_judged):
            self._judge(Step.ROWS)
        else:
            self._bring_in()

    @Slot()
    def _on_again_pressed(self) -> None:
        self._show_step(Step.FILE)

    @Slot()
    def _on_chosen(self) -> None:
        self._drafting.touch()
        self._tell_foot()

    @Slot(object)
    def _on_read_otherwise(self, manner: Manner) -> None:
        if self.work is not None:
            then = partial(self._looked_again, mapping=manner.mapping)
            self._look(self.work.path, manner, then)

    @Slot(int, int, str)
    def _on_corrected(self, row: int, at: int, typed: str) -> None:
        if self.work is not None:
            self.work.correct((row, at), typed)
            self._drafting.touch()
            self._judge(Step.ROWS)

    @Slot(str)
    def _on_case_wished(self, reference: str) -> None:
        case_id = self._office.quick(case_named, reference=reference)
        if case_id is not None:
            self.wished.emit(Place("case", case_id))

    @Slot(str)
    def _on_remembered(self, name: str) -> None:
        if self.work is not None:
            then = partial(self._named, name)
            asking = self._office.asking(then=then, sorry=self.columns.memory.refuse)
            asking.do(save_mapping, name=name, layout=self.work.layout)

    @Slot(str)
    def _on_forgotten(self, name: str) -> None:
        asking = self._office.asking(
            then=partial(self._named, ""), sorry=self.columns.memory.refuse
        )
        asking.do(forget_mapping, name=name)

    def _named(self, name: str, _change: Change) -> None:
        if self.work is not None:
            self.work.mapping = name
            if self.step is Step.COLUMNS:
                self._show_step(Step.COLUMNS)

    @Slot()
    def _on_undo_pressed(self) -> None:
        if self._done is not None:
            self.wished.emit(Place("undo_import", facts={"import": str(self._done.number)}))

    @Slot()
    def _on_report_pressed(self) -> None:
        if self._done is not None:
            errand = printing(self._done.number, self._office.today())
            self._send(errand, self.tr("Writing the report…"), self._show_report)

    def _show_report(self, paper: bytes) -> None:
        number = self._done.number if self._done is not None else 0
        self.preview = PaperPreview(
            paper, self.tr("Report of the import"), f"import-{number}.pdf", self
        )
        self.preview.open()
