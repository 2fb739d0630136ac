"""What is typed for letters of one making alone; what was typed and not used comes back."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from recruitment_app.casework.letters.letter_previews import LetterChoice
from recruitment_app.ui import tokens
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.form import Form


class LetterAsks(Form):
    """One field for each thing that a letter asks; numbers with Alt lead to them."""

    def __init__(
        self, office: Office, kind: LetterChoice | None, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, enter_submits=False)
        self._asks = kind.asks if kind is not None else ()
        name = kind.name if kind is not None else ""
        self._drafting = Drafting(office, f"letters:{about}:{name}", self.typed, self)
        kept = self._drafting.kept() if self._asks else {}
        for number, ask in enumerate(self._asks, start=1):
            words = QPlainTextEdit(kept.get(ask.key, ""))
            words.setFixedHeight(tokens.TEXT_HEIGHT)
            self.ask(ask.key, f"&{number} {ask.label.replace('&', '&&')}", words, wide=True)
        self.is_back = any(kept.get(ask.key) for ask in self._asks)
        self.edited.connect(self._drafting.touch)
        self.setVisible(bool(self._asks))

    def typed(self) -> Mapping[str, str]:
        """Return what is typed, by the keys of what is asked."""
        return {ask.key: self.text(ask.key) for ask in self._asks}

    def keep(self) -> None:
        """Keep what is typed, for when somebody comes back to it."""
        self._drafting.save_now()

    def forget(self) -> None:
        """Hear that the letters are made: what was typed for them is not wanted any more."""
        if self._asks:
            self._drafting.discard()
