"""Dresses the application: Fusion, one style sheet built from the tokens, Inter and line icons."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from recruitment_app import paths, settings
from recruitment_app.ui import tokens
from recruitment_app.ui.style_sheet import style_sheet
from recruitment_app.ui.tokens import Colours

_MIDDLE_LIGHTNESS: Final = 128
_FIRST_FONTS: Final = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_LATER_FONT: Final = "Inter-Medium.ttf"
_OTHER_FONTS: Final = "NotoSans*.ttf"
_LAST_FONTS: Final = ("DroidSansFallbackFull.ttf", "NanumSquareR.ttf")


def colours_now() -> Colours:
    """Return the colours that the application wears now, for whatever paints itself."""
    return tokens.DARK if _is_dark(QGuiApplication.palette()) else tokens.LIGHT


def type_of(points: float, weight: int = tokens.REGULAR, *, tabular: bool = False) -> QFont:
    """Return the interface's type at a size, with figures of one width where asked."""
    font = QFont(tokens.FONT_FAMILY)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight(weight))
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Theme(QObject):
    """The look of the whole application, changed while it runs."""

    switched = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.application = application
        self._choice = settings.Theme.SYSTEM
        self._fonts: set[str] = set()
        self._dressing = False
        # The palette that stands before ours follows the system. Asking for the scheme, or
        # for the style, would import hundreds of enumerations before the first paint.
        self._system_is_dark = _is_dark(application.palette())
        folder = paths.resources() / "fonts"
        for name in _FIRST_FONTS:
            self._add_font(folder / name)
        application.setFont(type_of(tokens.BASE_POINTS))
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return tokens.DARK if self.is_dark else tokens.LIGHT

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self._choice is settings.Theme.SYSTEM:
            return self._system_is_dark
        return self._choice is settings.Theme.DARK

    @property
    def choice(self) -> settings.Theme:
        """What the person chose."""
        return self._choice

    def wear(self, choice: settings.Theme) -> None:
        """Follow the system, or be light or dark."""
        self._choice = choice
        self._dress()

    def add_other_fonts(self) -> None:
        """Load what the first paint does not need: a weight, and names in every script."""
        folder = paths.resources() / "fonts"
        self._add_font(folder / _LATER_FONT)
        for file in (*sorted(folder.glob(_OTHER_FONTS)), *(folder / name for name in _LAST_FONTS)):
            self._add_font(file)
        families = [tokens.FONT_FAMILY, *sorted(self._fonts - {tokens.FONT_FAMILY})]
        QFont.insertSubstitutions(tokens.FONT_FAMILY, families[1:])

    def _add_font(self, file: Path) -> None:
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            self._fonts.update(QFontDatabase.applicationFontFamilies(number))

    def _dress(self) -> None:
        if self._dressing:
            return
        self._dressing = True
        try:
            self.application.setPalette(palette(self.colours))
            self.application.setStyleSheet(style_sheet(self.colours))
        finally:
            self._dressing = False
        self.switched.emit()

    def _on_system_changed(self) -> None:
        self._system_is_dark = _is_dark(self.application.style().standardPalette())
        if self._choice is settings.Theme.SYSTEM:
            self._dress()


def palette(colours: Colours) -> QPalette:
    """Return the colours as Qt's own palette, which Fusion and painted widgets follow."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, colour in (
        (role.Window, colours.page),
        (role.WindowText, colours.ink),
        (role.Base, colours.card),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.ink),
        (role.Button, colours.card),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.late),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.ink),
        (role.PlaceholderText, colours.second),
        (role.Highlight, colours.brand),
        (role.HighlightedText, colours.on_brand),
        (role.Link, colours.brand),
        (role.LinkVisited, colours.brand),
        (role.Accent, colours.brand),
        (role.Light, colours.card),
        (role.Midlight, colours.line),
        (role.Mid, colours.edge),
        (role.Dark, colours.edge),
        (role.Shadow, colours.edge),
    ):
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.second))
    return made


def _is_dark(worn: QPalette) -> bool:
    return worn.color(QPalette.ColorRole.Window).lightness() < _MIDDLE_LIGHTNESS
