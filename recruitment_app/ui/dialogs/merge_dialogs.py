"""Merges two records of one person, names another case to merge with, and takes a merge back."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.merging.merge_rows import MergeChoices, PeopleView
from recruitment_app.casework.merging.merging import merge_people
from recruitment_app.casework.merging.not_the_same import take_back_not_the_same
from recruitment_app.casework.merging.side_by_side import people_view
from recruitment_app.casework.merging.unmerging import merges_of, undo_merge
from recruitment_app.errors import Problem
from recruitment_app.ui import labels, merge_words, tokens
from recruitment_app.ui.dialogs.chosen import case_of, chosen_person
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import clear
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.side_by_side import SideBySide


class MergePeople(FormDialog):
    """One person who was typed twice: who the other record is, and what of each is kept."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case, person = chosen_person(office, place)
        self._case_id, self._person = case.id, person
        self._choices = MergeChoices()
        self.view: PeopleView | None = None
        form = Form(enter_submits=False)
        told = form.tr("{name} is the same person as another of the household.")
        heading = form.tr("Two records of one person")
        super().__init__(office, heading, told.format(name=person.name), form, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.save_button.setText(self.tr("&Merge"))
        others = [(one.name, one.id) for one in case.people if one.id != person.id]
        self.other: Choice[UUID] = Choice(others, filters=False)
        self.other.choose(others[0][1] if others else None)
        form.ask("other_id", self.tr("&The other record"), self.other, wide=True)
        self._grid = QVBoxLayout()
        form.column.addLayout(self._grid)
        self.other.chosen.connect(self._on_other_chosen)
        self._look()
        self.focus_first()

    @override
    def send(self) -> None:
        if self.view is None:
            raise Problem(self.tr("There is nobody else in the household."), field="other_id")
        self.do(
            merge_people,
            case_id=self._case_id,
            person_id=self._person.id,
            other_id=self.view.pair.theirs,
            seen=self.view.seen,
            today=self.office.today(),
            choices=self._choices,
        )

    def _look(self) -> None:
        other = self.other.value()
        clear(self._grid)
        if other is None:
            return
        self.view = self.office.quick(
            people_view,
            case_id=self._case_id,
            person_id=self._person.id,
            other_id=other,
            today=self.office.today(),
            choices=self._choices,
        )
        pair = self.view.pair
        stays = self.tr("{name}, who stays").format(name=pair.ours_name)
        grid = SideBySide((stays, self.tr("The other record")), pair.fields)
        for detail in pair.details:
            ours, theirs = (
                detail.words if has else "" for has in (detail.is_ours, detail.is_theirs)
            )
            grid.add_words(merge_words.said(merge_words.DETAILS[detail.kind]), ours, theirs)
        grid.chosen.connect(self._on_field_chosen)
        self._grid.addWidget(grid)
        self.fit()

    @Slot()
    def _on_other_chosen(self) -> None:
        self._choices = MergeChoices()
        self._look()

    @Slot(str, bool)
    def _on_field_chosen(self, key: str, is_theirs: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._choices = replace(self._choices, theirs={**self._choices.theirs, key: is_theirs})


class MergeWith(FormDialog):
    """Asks for the reference of another case, to see the two side by side."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        form = Form()
        told = form.tr("Nothing is merged yet: you see {reference} and the other side by side.")
        heading = form.tr("Merge with another case")
        super().__init__(office, heading, told.format(reference=case.reference), form, parent)
        self.save_button.setText(self.tr("&Side by side"))
        form.ask("reference", self.tr("&Reference of the other case"), QLineEdit())
        self.focus_first()

    @override
    def send(self) -> None:
        typed = self.form.text("reference")
        if not typed:
            raise Problem(self.tr("Type the reference, such as AR-0123."), field="reference")
        try:
            other = self.office.quick(case_by_reference, reference=typed)
        except Problem as problem:
            raise Problem(str(problem), field="reference") from problem
        if other == self._case_id:
            raise Problem(self.tr("This is the case itself: type another."), field="reference")
        self.accept()
        self.wished.emit(Place("merge", self._case_id, {"other": str(other)}))


class UndoMerge(FormDialog):
    """Asks once before a merge is taken back; says why where it cannot be."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._merge_id = UUID(place.fact("record"))
        merges = office.quick(merges_of, case_id=case.id)
        merge = next((row for row in merges if row.id == self._merge_id), None)
        if merge is None:
            raise Problem("This merge is not in the store: look again.")
        form = Form(enter_submits=False)
        when = labels.moment(merge.merged_at)
        told = form.tr(
            "{what}, {when}, by {who}. Everything is as before, as long as nobody has changed"
            " since what the merge touched."
        ).format(what=merge.what, when=when, who=merge.merged_by)
        super().__init__(office, form.tr("Undo this merge?"), told, form, parent)
        self.save_button.setText(self.tr("&Undo the merge"))

    @override
    def send(self) -> None:
        self.do(undo_merge, merge_id=self._merge_id)


class TakeBackNotTheSame(FormDialog):
    """Asks once before two households may be the same again."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        other = case_of(office, Place("case", UUID(place.fact("record"))))
        self._case_id, self._other_id = case.id, other.id
        form = Form(enter_submits=False)
        told = form.tr("{one} and {other} are offered again where they are alike.")
        told = told.format(one=case.reference, other=other.reference)
        super().__init__(office, form.tr("Perhaps the same after all?"), told, form, parent)
        self.save_button.setText(self.tr("&Take it back"))

    @override
    def send(self) -> None:
        self.do(take_back_not_the_same, case_id=self._case_id, other_id=self._other_id)
