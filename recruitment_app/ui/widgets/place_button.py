"""A button or a link that wishes for a place."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from recruitment_app.ui.places import Place


class PlaceButton(QPushButton):
    """Pressed, it tells the place that it leads to."""

    wished = Signal(object)

    def __init__(
        self,
        words: str,
        place: Place,
        *,
        kind: str = "link",
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.place = place
        if kind:
            self.setProperty("kind", kind)
        self.setAccessibleName(spoken or words.replace("&", ""))
        if spoken:
            self.setToolTip(spoken)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wished.emit(self.place)
