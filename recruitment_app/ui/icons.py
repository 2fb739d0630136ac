"""Line icons, drawn in the palette's colours and sharp at any scale."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app import paths
from recruitment_app.ui import tokens
from recruitment_app.ui.theme import colours_now


def icon(name: str, colour: str, *, size: int = tokens.ICON) -> QIcon:
    """Return a line icon in one colour, sharp at 100 and at 200 %."""
    drawn = QIcon()
    for scale in (1, 2):
        drawn.addPixmap(picture(name, colour, size=size, scale=scale))
    return drawn


def picture(name: str, colour: str, *, size: int = tokens.ICON, scale: float = 1) -> QPixmap:
    """Draw a line icon in one colour."""
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))
    pixmap = QPixmap(round(size * scale), round(size * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


class Recoloured(QObject):
    """Keeps an icon in the palette's colour on anything that has ``setIcon``."""

    def __init__(self, owner: QWidget, name: str, *, part: str = "ink") -> None:
        super().__init__(owner)
        self._owner = owner
        self._name = name
        self._part = part
        self._drawn = ""
        owner.installEventFilter(self)
        self._draw()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        colour = getattr(colours_now(), self._part)
        set_icon = getattr(self._owner, "setIcon", None)
        if set_icon is not None and colour != self._drawn:
            self._drawn = colour
            set_icon(icon(self._name, colour))
