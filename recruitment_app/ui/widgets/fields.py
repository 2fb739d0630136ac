"""Small parts of forms: a password's field, and a field with its label above it."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from recruitment_app.ui import tokens


def words(told: str, kind: str, *, wraps: bool = False) -> QLabel:
    """Return a label for the first paint, which does without Qt's enumerations."""
    made = QLabel(told)
    made.setWordWrap(wraps)
    made.setProperty("kind", kind)
    return made


class PasswordBox(QLineEdit):
    """A field whose letters are not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)


def field_block(asked: str, control: QWidget) -> QWidget:
    """Return a field with its label above it; an ampersand marks the key that leads to it."""
    block = QWidget()
    inner = QVBoxLayout(block)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(tokens.TIGHT)
    heading = QLabel(asked, block)
    heading.setProperty("kind", "field")
    heading.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(asked.replace("&", ""))
    inner.addWidget(heading)
    inner.addWidget(control)
    return block
