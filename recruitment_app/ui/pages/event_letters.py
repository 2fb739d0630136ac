"""The letters about the event that is shown: who is to be told, and what waits to be sent."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.events.event_rows import EventRow
from recruitment_app.casework.letters.event_letters import EventLetters, event_letters
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.notice import Notice


class EventLettersRow(QWidget):
    """Says how the letters stand, and leads to those to be made and those to be sent."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._may = may(office.person.role, Duty.ENTER_DATES)
        self._event_id: UUID | None = None
        self.notice = Notice(parent=self)
        self.told = label("", "small", wraps=True)
        self.write_button = self._button("", self._on_write)
        self.send_button = self._button(self.tr("Letters &waiting…"), self._on_send)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.write_button)
        row.addWidget(self.send_button)
        row.addWidget(self.told, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.notice)
        whole.addLayout(row)

    def show_event(self, event: EventRow) -> None:
        """Read how the letters about an event stand."""
        self._event_id = event.id
        today = self._office.today()
        stand = self._office.quick(event_letters, event_id=event.id, today=today)
        is_to_come = event.ends_on >= today
        waits = len(stand.unsent) + len(stand.void)
        self.notice.say(self._warned(stand, event))
        self.told.setText(self._told(stand))
        can_write = is_to_come and bool(stand.everybody or stand.outdated)
        self.write_button.setText(
            self.tr("&Joining letters…")
            if event.cancelled_on is None
            else self.tr("Tell t&hem by letter…")
        )
        self.write_button.setVisible(self._may and can_write)
        self.send_button.setVisible(self._may and waits > 0)
        self.told.setVisible(can_write or bool(stand.sent) or waits > 0)

    def _told(self, stand: EventLetters) -> str:
        waits = len(stand.unsent) + len(stand.void)
        parts = (
            labels.count(stand.sent, "letter sent", "letters sent") if stand.sent else "",
            labels.count(waits, "waiting", "waiting") if waits else "",
            labels.count(len(stand.none_yet), "household without", "households without")
            if stand.none_yet
            else "",
        )
        return " · ".join(filter(None, parts))

    def _warned(self, stand: EventLetters, event: EventRow) -> str:
        sentences = []
        if stand.outdated:
            had = labels.count(len(stand.outdated), "household", "households")
            words = (
                self.tr(
                    "{households} had a letter that it takes place: tell them that it does not."
                )
                if event.cancelled_on is not None
                else self.tr("{households} had a letter with another day or place: tell them.")
            )
            sentences.append(words.format(households=had))
        if stand.void:
            counted = labels.count(len(stand.void), "letter", "letters")
            words = self.tr("{letters} that waits no longer says it as it is: take it out.")
            if len(stand.void) > 1:
                words = self.tr("{letters} that wait no longer say it as it is: take them out.")
            sentences.append(words.format(letters=counted))
        return " ".join(sentences)

    def _button(self, words: str, slot: object) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("kind", "small")
        made.clicked.connect(slot)
        return made

    @Slot()
    def _on_write(self) -> None:
        self.wished.emit(Place("letters_at_once", facts={"event": str(self._event_id)}))

    @Slot()
    def _on_send(self) -> None:
        self.wished.emit(Place("letters_to_send", facts={"event": str(self._event_id)}))
