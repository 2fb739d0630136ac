"""A form: labels above fields in one column, and a fault told in a sentence where it stands."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.date_box import DateBox


@dataclass(frozen=True)
class Field:
    """One question with the place for its answer and for what is wrong with it."""

    name: str
    control: QWidget
    heading: QLabel | None
    error: QLabel


class Form(QWidget):
    """One column of fields; the first that is wrong is focused and explained in place."""

    submitted = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, enter_submits: bool = True) -> None:
        super().__init__(parent)
        self._enter_submits = enter_submits
        self._fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.MEDIUM)
        self.summary = label("", "error", wraps=True)
        self.summary.hide()
        self.column.addWidget(self.summary)

    def ask(
        self, name: str, words: str, control: QWidget, *, hint: str = "", wide: bool = False
    ) -> QWidget:
        """Add a field; an ampersand in its words marks the key that leads to it."""
        block = QWidget(self)
        inner = QVBoxLayout(block)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(tokens.TIGHT)
        heading: QLabel | None = None
        spoken = words.replace("&", "")
        if not isinstance(control, QAbstractButton):
            heading = QLabel(words, block)
            heading.setProperty("kind", "field")
            heading.setBuddy(control)
            inner.addWidget(heading)
        if not control.accessibleName():
            control.setAccessibleName(spoken)
        if hint:
            inner.addWidget(label(hint, "small", wraps=True))
            control.setAccessibleDescription(hint)
        inner.addWidget(control)
        error = label("", "error", wraps=True)
        error.hide()
        inner.addWidget(error)
        if not wide:
            block.setMaximumWidth(tokens.FORM_WIDTH)
        control.setObjectName(name)
        if isinstance(control, QComboBox):
            control.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            control.setMinimumContentsLength(1)
            control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if isinstance(control, QPlainTextEdit):
            control.setTabChangesFocus(True)
        self._listen(control)
        self._fields[name] = Field(name, control, heading, error)
        self.column.addWidget(block)
        return block

    def beside(self, *blocks: QWidget) -> None:
        """Set fields that belong together side by side, where the first of them stands."""
        place = self.column.indexOf(blocks[0])
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        for block in blocks:
            self.column.removeWidget(block)
            row.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
        self.column.insertLayout(place, row)

    def say(self, words: str, kind: str = "second") -> QLabel:
        """Add a sentence between the fields."""
        made = label(words, kind, wraps=True)
        self.column.addWidget(made)
        return made

    def button(self, words: str, *others: QPushButton) -> QPushButton:
        """Add the row with the one button that completes the form, and any beside it."""
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        main = QPushButton(words, self)
        main.setProperty("kind", "primary")
        main.clicked.connect(self.submitted)
        row.addWidget(main)
        for other in others:
            row.addWidget(other)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        return main

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return self._fields[name]

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field with its heading, or leave it out."""
        block = self._fields[name].control.parentWidget()
        if block is not None:
            block.setVisible(shown)

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields in their order."""
        return tuple(self._fields)

    def text(self, name: str) -> str:
        """Return what is typed in a field, without blanks around it."""
        control = self._fields[name].control
        if isinstance(control, QLineEdit):
            return control.text().strip()
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText().strip()
        if isinstance(control, QComboBox):
            return control.currentText().strip()
        raise TypeError(type(control).__name__)

    def day(self, name: str) -> date:
        """Return the day that stands in a field; the Problem where it is none names the field."""
        control = self._fields[name].control
        if not isinstance(control, DateBox):
            raise TypeError(type(control).__name__)
        try:
            day = control.day()
        except Problem as problem:
            raise Problem(str(problem), field=name) from problem
        if day is None:
            raise Problem(self.tr("Enter a date."), field=name)
        return day

    def show_problem(self, problem: Problem) -> None:
        """Set a sentence beside the field it names, or above all fields."""
        self.clear_problems()
        self._explain(problem.field, str(problem))
        self._focus_first()

    def tell_problem(self, problem: Problem | None) -> None:
        """Set a sentence beside the field it names while somebody types: the keys stay there."""
        self.clear_problems()
        if problem is not None:
            self._explain(problem.field, str(problem))

    def show_problems(self, problems: dict[str, str]) -> None:
        """Set several sentences beside their fields and focus the first."""
        self.clear_problems()
        for name, sentence in problems.items():
            self._explain(name, sentence)
        self._focus_first()

    def clear_problems(self) -> None:
        """Take every sentence away."""
        self.summary.hide()
        for field in self._fields.values():
            self._mark(field, "")

    def has_problems(self) -> bool:
        """Whether a sentence stands anywhere."""
        return not self.summary.isHidden() or any(
            not field.error.isHidden() for field in self._fields.values()
        )

    def _explain(self, name: str, sentence: str) -> None:
        field = self._fields.get(name)
        if field is None:
            self.summary.setText(sentence)
            self.summary.show()
        else:
            self._mark(field, sentence)

    def _focus_first(self) -> None:
        for field in self._fields.values():
            if not field.error.isHidden():
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _mark(self, field: Field, sentence: str) -> None:
        was = field.control.property("wrong")
        field.error.setText(sentence)
        field.error.setVisible(bool(sentence))
        if sentence or was == "true":
            field.control.setProperty("wrong", "true" if sentence else "false")
            field.control.style().unpolish(field.control)
            field.control.style().polish(field.control)
            field.control.setAccessibleDescription(sentence)

    def _listen(self, control: QWidget) -> None:
        if isinstance(control, QLineEdit):
            control.textEdited.connect(self._on_edited)
            if self._enter_submits:
                control.returnPressed.connect(self.submitted)
        elif isinstance(control, QPlainTextEdit):
            control.textChanged.connect(self._on_edited)
            control.installEventFilter(self)
        elif isinstance(control, Choice):
            control.chosen.connect(self._on_edited)
        elif isinstance(control, QAbstractButton):
            control.toggled.connect(self._on_edited)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submitted.emit()
                return True
        return super().eventFilter(watched, event)
