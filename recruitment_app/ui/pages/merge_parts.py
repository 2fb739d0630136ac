"""The parts of the page on which two cases are seen as one: the case, its people, its journey."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.merging.merge_rows import MergeEntry, MergeView, PersonPair
from recruitment_app.ui import labels, merge_words, tokens
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.chip_row import ChipRow
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.side_by_side import SideBySide


def headings(view: MergeView) -> tuple[str, str]:
    """Return the words over the two columns."""
    stays = merge_words.said("{reference}, which stays").format(reference=view.stays.reference)
    goes = merge_words.said("{reference}, which becomes part of it")
    return stays, goes.format(reference=view.goes.reference)


class Outcome(Card):
    """What the two will be as one."""

    def __init__(self, view: MergeView, parent: QWidget | None = None) -> None:
        super().__init__(merge_words.said("As one case"), parent)
        row = ChipRow()
        row.say(
            view.stays.reference,
            [
                (labels.stage(view.stage), Tint.BRAND),
                (labels.status(view.status), labels.status_tint(view.status)),
            ],
        )
        self.body.addWidget(row)
        told = [
            merge_words.said("Enquiry of {day}.").format(day=labels.in_text(view.opened_on)),
            merge_words.said("{reference} is still found and leads here.").format(
                reference=view.goes.reference
            ),
        ]
        notes = view.stays.note_count + view.goes.note_count
        if notes:
            told.append(labels.count(notes, "note or contact is kept.", "notes of both are kept."))
        if view.stays.is_restricted or view.goes.is_restricted:
            told.append(merge_words.said("The case is restricted."))
        told += view.bookings
        self.body.addWidget(label(" ".join(told), "second", wraps=True))


class PersonCard(Card):
    """Somebody of the household that goes: who they are here, and each field of both."""

    chosen = Signal(str, bool)
    matched = Signal(str, object)

    def __init__(self, view: MergeView, pair: PersonPair, parent: QWidget | None = None) -> None:
        super().__init__(pair.name, parent)
        self._pair = pair
        standing = merge_words.standing(pair.standing)
        where = f"{standing}, {view.goes.reference}"
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(label(where, "second"))
        row.addStretch(1)
        row.addWidget(label(merge_words.said("Is the same as")))
        self.who: Choice[UUID] = Choice(
            [(name, key) for key, name in pair.offers],
            none=merge_words.said("Nobody: comes in as one more"),
            filters=False,
        )
        self.who.choose(pair.ours)
        self.who.setObjectName(f"who:{pair.theirs}")
        self.who.setMinimumWidth(tokens.COLUMN_WIDE)
        told = merge_words.said("Who {name} is").format(name=pair.name)
        self.who.setAccessibleName(told)
        self.who.chosen.connect(self._on_matched)
        row.addWidget(self.who)
        self.body.addLayout(row)
        grid = SideBySide(headings(view), pair.fields)
        grid.chosen.connect(self.chosen)
        for detail in pair.details:
            ours = detail.words if detail.is_ours else ""
            theirs = detail.words if detail.is_theirs else ""
            grid.add_words(merge_words.said(merge_words.DETAILS[detail.kind]), ours, theirs)
        if pair.fields or pair.details:
            self.body.addWidget(grid)

    @Slot(object)
    def _on_matched(self, chosen: UUID | None) -> None:
        self.matched.emit(str(self._pair.theirs), chosen)


class JourneyCard(Card):
    """Every entry of the united journey; one that is left out stays in the history, struck."""

    left_out = Signal(str, bool)

    def __init__(self, view: MergeView, parent: QWidget | None = None) -> None:
        super().__init__(merge_words.said("Journey"), parent)
        self.boxes: Mapping[UUID, QCheckBox] = {}
        boxes = {}
        for place, entry in enumerate(view.entries):
            if place:
                self.body.addWidget(rule())
            row, box = self._entry(entry)
            boxes[entry.id] = box
            self.body.addLayout(row)
        self.boxes = boxes

    def _entry(self, entry: MergeEntry) -> tuple[QHBoxLayout, QCheckBox]:
        day = label(labels.in_table(entry.on))
        day.setFixedWidth(tokens.COLUMN_DATE)
        what = f"{entry.what}: {entry.details}" if entry.details else entry.what
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addWidget(label(what, "second" if entry.is_left_out else "strong", wraps=True))
        told = [entry.reference]
        if entry.is_double:
            told.append(merge_words.said("both have it; it stands once"))
        if entry.is_left_out and entry.why:
            told.append(entry.why)
        words.addWidget(label(" · ".join(told), "small", wraps=True))
        if entry.fault:
            words.addWidget(label(entry.fault, "error", wraps=True))
        box = QCheckBox(merge_words.said("Leave out"), self)
        box.setChecked(entry.is_left_out)
        box.setObjectName(f"out:{entry.id}")
        box.setProperty("entry", str(entry.id))
        spoken = merge_words.said("Leave out {what}, {day}")
        box.setAccessibleName(spoken.format(what=entry.what, day=labels.in_table(entry.on)))
        box.clicked.connect(self._on_left_out)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(day, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(box, alignment=Qt.AlignmentFlag.AlignTop)
        return row, box

    @Slot(bool)
    def _on_left_out(self, is_out: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.left_out.emit(self.sender().property("entry"), is_out)
