"""The serif that narrative is written in, on screen as on paper, loaded when first needed."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from recruitment_app import paths
from recruitment_app.ui import tokens

_FILES = "NotoSerif-*.ttf"
_HEADINGS = ("Inter-Bold.ttf", "Inter-Italic.ttf")


def narrative_type(points: float = tokens.NARRATIVE_POINTS) -> QFont:
    """Return the type of narrative at a size; names in other scripts fall back as elsewhere."""
    _load()
    font = QFont(tokens.NARRATIVE_FAMILY)
    font.setPointSizeF(points)
    return font


@cache
def _load() -> None:
    folder = paths.resources() / "fonts"
    for file in (*sorted(folder.glob(_FILES)), *(folder / name for name in _HEADINGS)):
        QFontDatabase.addApplicationFont(str(file))
    others = [tokens.FONT_FAMILY, *QFont.substitutes(tokens.FONT_FAMILY)]
    QFont.insertSubstitutions(tokens.NARRATIVE_FAMILY, others)
