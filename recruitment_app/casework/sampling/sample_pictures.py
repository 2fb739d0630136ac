"""The pictures of the sample's families: drawn figures, nobody's face."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_SIZE: Final = (960, 720)
_WALL: Final = "#dfe7e3"
_FLOOR: Final = "#b9a58c"
_EYES: Final = "#2b2622"
_QUALITY: Final = 85


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody drawn: the colours of skin, hair and clothes, and what is worn or grown."""

    skin: str
    hair: str
    clothes: str
    is_bald: bool = False
    has_beard: bool = False
    has_plaits: bool = False
    has_glasses: bool = False


FIGURES: Final[dict[str, tuple[Figure, ...]]] = {
    "couple": (
        Figure("#e8c4a8", "#6b5040", "#8c3b4a", has_glasses=True),
        Figure("#e3b79a", "#b5652f", "#3d5a80", is_bald=True, has_beard=True),
    ),
    "single": (Figure("#6b4430", "#231a17", "#d9a521", has_plaits=True),),
}
"""By the name of the report: whoever stands in its description, as a child would draw them."""


def picture(figures: Sequence[Figure]) -> bytes:
    """Return a drawing of people side by side, as JPEG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - takes long to import

    width, height = _SIZE
    image = Image.new("RGB", _SIZE, _WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 5 // 6, width, height), fill=_FLOOR)
    draw.rectangle((60, 70, 260, 270), fill="#f7f3e8", outline="#8a7a66", width=8)
    draw.ellipse((120, 130, 200, 210), fill="#e0b84c")
    for place, figure in enumerate(figures, start=1):
        _figure(draw, width * place // (len(figures) + 1), height, figure)
    told = BytesIO()
    image.save(told, "JPEG", quality=_QUALITY)
    return told.getvalue()


def _figure(draw: "ImageDraw", x: int, height: int, figure: Figure) -> None:
    top = height // 5
    if not figure.is_bald:
        draw.ellipse((x - 112, top - 22, x + 112, top + 215), fill=figure.hair)
    if figure.has_plaits:
        for side in (-1, 1):
            for knot in range(5):
                y = top + 150 + knot * 40
                draw.ellipse(
                    (x + side * 105 - 24, y, x + side * 105 + 24, y + 52), fill=figure.hair
                )
    draw.rounded_rectangle((x - 150, top + 245, x + 150, height), 90, fill=figure.clothes)
    draw.rectangle((x - 38, top + 180, x + 38, top + 270), fill=figure.skin)
    draw.ellipse((x - 95, top, x + 95, top + 220), fill=figure.skin)
    if figure.has_beard:
        draw.chord((x - 92, top + 60, x + 92, top + 228), 20, 160, fill=figure.hair)
    if not figure.is_bald:
        draw.chord((x - 96, top - 12, x + 96, top + 130), 190, 350, fill=figure.hair)
    for side in (-1, 1):
        eye = x + side * 36
        draw.ellipse((eye - 9, top + 92, eye + 9, top + 112), fill=_EYES)
        if figure.has_glasses:
            draw.ellipse((eye - 30, top + 74, eye + 30, top + 132), outline=_EYES, width=5)
    draw.arc((x - 40, top + 120, x + 40, top + 180), 20, 160, fill="#8a3a34", width=8)
