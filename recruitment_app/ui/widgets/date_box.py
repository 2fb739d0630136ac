"""A field for a date, typed freely (3/3/14, 3 mar, today, +5wd) or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from recruitment_app.errors import Problem
from recruitment_app.ui import labels
from recruitment_app.ui.icons import icon
from recruitment_app.ui.theme import colours_now

ReadDate = Callable[[str], date]


class DateBox(QLineEdit):
    """Takes what people type; on leaving, it shows the date that it understood.

    ``read`` turns typed words into a day or raises a Problem; the page makes it
    from the rules, with today and the agency's working days.
    """

    date_edited = Signal()

    def __init__(
        self, read: ReadDate, *, today: date, needed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._today = today
        self._needed = needed
        self._calendar: QCalendarWidget | None = None
        self.setPlaceholderText(self.tr("for example 3/3/14, 3 mar, today, +5wd"))
        self._picking = QAction(self.tr("Pick from a calendar"), self)
        self._picking.setShortcut(QKeySequence("Alt+Down"))
        self._picking.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._picking.setIcon(icon("calendar", colours_now().second))
        self._picking.triggered.connect(self.pick)
        self.addAction(self._picking, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._on_editing_finished)
        self.textEdited.connect(self._on_text_edited)

    def day(self) -> date | None:
        """Return the day; nothing where the field is empty; a Problem where it cannot be read."""
        typed = self.text().strip()
        if not typed:
            if self._needed:
                raise Problem(self.tr("Enter a date."))
            return None
        return self._read(typed)

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText(labels.in_text(day) if day else "")
        self.setCursorPosition(0)

    @Slot()
    def pick(self) -> None:
        """Open the calendar beneath the field, at the day that is typed."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader,
        )
        calendar.setAccessibleName(self.tr("Calendar"))
        shown = self._typed_or_today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._on_day_picked)
        calendar.clicked.connect(self._on_day_picked)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar = calendar
        calendar.show()
        calendar.setFocus()

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The calendar that is open now."""
        return self._calendar

    def _typed_or_today(self) -> date:
        try:
            return self.day() or self._today
        except Problem:
            return self._today

    @Slot(QDate)
    def _on_day_picked(self, picked: QDate) -> None:
        self.set_day(date(picked.year(), picked.month(), picked.day()))
        if self._calendar is not None:
            self._calendar.close()
            self._calendar.deleteLater()
            self._calendar = None
        self.setFocus()
        self.date_edited.emit()

    @Slot()
    def _on_editing_finished(self) -> None:
        try:
            day = self.day()
        except Problem:
            return
        if day is not None:
            self.set_day(day)

    @Slot(str)
    def _on_text_edited(self, _typed: str) -> None:
        self.date_edited.emit()
