"""The photographs of a household, and whether the applicants agreed to a profile."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.file.pictures import ENDINGS
from recruitment_app.casework.reports.photographs import (
    PhotographRow,
    photograph_content,
    photographs,
)
from recruitment_app.casework.reports.profile_consents import ConsentRow, profile_consents
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CaseShown
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, clear, label, rule
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.place_button import PlaceButton

_COLUMNS: Final = 3
_SHARP: Final = 2  # dots to a dot of the layout, for screens of twice the usual


class CasePhotographs(QWidget):
    """Pictures to add by a button or by dropping them, and the consents to the profile below."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._case_id: UUID | None = None
        self._pictures: dict[UUID, QLabel] = {}
        self._known: dict[UUID, QPixmap] = {}
        self.setAcceptDrops(True)
        self.card = Card(self.tr("Photographs"), self)
        self.consents = Card(self.tr("Consent to the profile"), self)
        self.strip = QFrame(self)
        self.strip.setProperty("kind", "drop")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(self.card)
        whole.addWidget(self.consents)
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.LARGE)
        self._lay_out_strip()
        self.card.body.addLayout(self._grid)
        self.card.body.addWidget(self.strip)

    def show_case(self, shown: CaseShown) -> None:
        """Show the photographs of a case as they stand now."""
        if shown.case.id != self._case_id:
            self._known.clear()
        self._case_id = shown.case.id
        rows = self._office.quick(photographs, case_id=shown.case.id)
        self._pictures.clear()
        clear(self._grid)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for at, row in enumerate(rows):
            place = divmod(at, _COLUMNS)
            self._grid.addWidget(self._tile(shown, row), *place, Qt.AlignmentFlag.AlignTop)
        clear(self.card.corner)
        self.card.corner.addWidget(
            self._link(self.tr("Add a photograph…"), shown.place("photograph"))
        )
        self._show_consents(shown)

    def picture(self, photograph_id: UUID) -> QLabel:
        """Return where a photograph is shown, or the words why it is not."""
        return self._pictures[photograph_id]

    def _lay_out_strip(self) -> None:
        words = label(
            self.tr("Drop photographs here. What a camera writes into them is not kept."), "second"
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self.strip)
        inside.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        inside.addWidget(words)

    def _tile(self, shown: CaseShown, row: PhotographRow) -> QWidget:
        tile = QWidget()
        column = QVBoxLayout(tile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        view = label("", "error", wraps=True)
        view.setMinimumHeight(tokens.PHOTOGRAPH_HEIGHT)
        view.setAccessibleName(self.tr("Photograph: {what}").format(what=row.alternative))
        view.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._pictures[row.id] = view
        column.addWidget(view)
        column.addWidget(label(row.alternative, wraps=True))
        when = (
            self.tr("Taken on {day}").format(day=labels.in_text(row.taken_on))
            if row.taken_on
            else self.tr("The day it was taken is not known")
        )
        column.addWidget(label(" · ".join(filter(None, (row.person, when))), "small", wraps=True))
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        if row.is_in_profile:
            foot.addWidget(Chip(self.tr("In the profile"), Tint.INFORMATION))
        facts = {"photograph": str(row.id)}
        changing = self.tr("Change the photograph: {what}").format(what=row.alternative)
        taking = self.tr("Take the photograph off: {what}").format(what=row.alternative)
        for words, name, spoken in (
            (self.tr("Change…"), "photograph", changing),
            (self.tr("Take off…"), "take_off_photograph", taking),
        ):
            foot.addWidget(self._link(words, shown.place(name, facts), spoken))
        foot.addStretch(1)
        column.addLayout(foot)
        self._fetch(row)
        return tile

    def _fetch(self, row: PhotographRow) -> None:
        """Show a photograph as soon as it is read and made small, off the window's thread."""
        if row.attachment_id in self._known:
            self._show(row, self._known[row.attachment_id])
            return
        size = tokens.PHOTOGRAPH_WIDTH * _SHARP, tokens.PHOTOGRAPH_HEIGHT * _SHARP

        def errand(store: Store, _progress: Progress) -> QImage:
            content = photograph_content(store, photograph_id=row.id)
            image = QImage.fromData(QByteArray(content))
            return image.scaled(
                *size,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )

        self._office.send(errand, partial(self._on_fetched, row), partial(self._on_lost, row.id))

    def _on_fetched(self, row: PhotographRow, image: QImage) -> None:
        made = QPixmap.fromImage(image)
        made.setDevicePixelRatio(_SHARP)
        self._known[row.attachment_id] = made
        self._show(row, made)

    def _show(self, row: PhotographRow, made: QPixmap) -> None:
        view = self._pictures.get(row.id)
        if view is not None:
            view.setPixmap(made)

    def _on_lost(self, photograph_id: UUID, problem: Problem) -> None:
        view = self._pictures.get(photograph_id)
        if view is not None:
            view.setText(str(problem))

    def _show_consents(self, shown: CaseShown) -> None:
        clear(self.consents.body)
        told = self.tr(
            "A profile has no names and no address. It is printed while every applicant agrees."
        )
        self.consents.body.addWidget(label(told, "second", wraps=True))
        for row in self._office.quick(profile_consents, case_id=shown.case.id):
            self.consents.body.addWidget(rule())
            line = QHBoxLayout()
            line.setSpacing(tokens.SMALL)
            line.addWidget(label(row.person, "field"))
            holds = row.holds(shown.today)
            line.addWidget(Chip(*self._state(row, holds=holds)))
            line.addWidget(label(self._told(row), wraps=True), 1)
            words = self.tr("Taken back…") if holds else self.tr("Record the consent…")
            place = shown.place("profile_consent", {"person": str(row.person_id)})
            line.addWidget(self._link(words, place, f"{words} {row.person}"))
            self.consents.body.addLayout(line)

    def _state(self, row: ConsentRow, *, holds: bool) -> tuple[str, Tint]:
        if holds:
            return self.tr("Agreed"), Tint.MET
        if row.given_on is None:
            return self.tr("Not asked yet"), Tint.PLAIN
        return self.tr("Taken back"), Tint.DUE

    def _told(self, row: ConsentRow) -> str:
        if row.given_on is None:
            return ""
        given = self.tr("Agreed on {day}: {how}.").format(
            day=labels.in_text(row.given_on), how=row.how
        )
        if row.withdrawn_on is None:
            return given
        taken = self.tr("Taken back on {day}: {how}.").format(
            day=labels.in_text(row.withdrawn_on), how=row.withdrawn_how
        )
        return f"{given} {taken}"

    def _link(self, words: str, place: Place, spoken: str = "") -> PlaceButton:
        button = PlaceButton(words, place, spoken=spoken)
        button.wished.connect(self.wished)
        return button

    def _light_up(self, *, is_over: bool) -> None:
        self.strip.setProperty("over", "true" if is_over else "false")
        self.strip.style().unpolish(self.strip)
        self.strip.style().polish(self.strip)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()
            self._light_up(is_over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light_up(is_over=False)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._light_up(is_over=False)
        files = _dropped(event)
        if files and self._case_id is not None:
            event.acceptProposedAction()
            self.wished.emit(Place("photograph", self._case_id, files_to_add(files)))


def files_to_add(files: list[str]) -> Mapping[str, str]:
    """Return as facts of a place which photograph is added now, and which after it."""
    first, *more = files
    return {"file": first, "more": "\n".join(more)}


def _dropped(event: QDropEvent) -> list[str]:
    """Return the photographs that are dragged; a file that is none is told when it is added."""
    urls = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return [url for url in urls if Path(url).suffix.lower() in ENDINGS] or urls
