"""A photograph on a page: scaled in proportion, at the resolution of print, with nothing hidden.

It is drawn anew from its dots, so nothing that a camera wrote into its file goes into the paper.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable
from typing_extensions import override

from recruitment_app.documents import parts, typefaces
from recruitment_app.documents.house_style import QUIET
from recruitment_app.documents.report_contents import Photograph
from recruitment_app.documents.structure import Branch
from recruitment_app.documents.tagged_canvas import TaggedCanvas

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_DOTS: Final = 40_000_000
"""A larger photograph is left out: unpacked it would fill the memory."""

UNREADABLE: Final = "The photograph cannot be read, so it is left out."
_DOTS_TO_A_POINT: Final = 200 / 72
_QUALITY: Final = 88
_TURNED: Final = 0x0112  # the Exif tag that says how the camera was held
_ON_ITS_SIDE: Final = {5, 6, 7, 8}


class Picture(Flowable):
    """A photograph in its place, told in words to whoever cannot see it."""

    canv: TaggedCanvas

    def __init__(self, made: "Image", alternative: str, size: tuple[float, float]) -> None:
        super().__init__()
        self._made = made
        self._branch = Branch("Figure", alternative=alternative)
        self.width, self.height = size
        self.spaceAfter = 8

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        """Draw it on the page, from its lower left corner."""
        element = self.canv.place(self._branch)
        element.box = self.canv.box(self.width, self.height)
        kept = BytesIO()
        self._made.save(kept, "JPEG", quality=_QUALITY)
        kept.seek(0)
        self.canv.begin(element)
        self.canv.drawImage(ImageReader(kept), 0, 0, self.width, self.height)
        self.canv.end()


def picture(photograph: Photograph, width: float, height: float) -> Flowable:
    """Return a photograph as large as a space allows, or the words why there is none."""
    try:
        made, shape = _drawn(
            photograph.content, (width * _DOTS_TO_A_POINT, height * _DOTS_TO_A_POINT)
        )
    except (OSError, ValueError, SyntaxError):
        return parts.words(UNREADABLE, QUIET)
    part = min(width / shape[0], height / shape[1])
    told = typefaces.plain(photograph.alternative) or "Photograph"
    return Picture(made, told, (shape[0] * part, shape[1] * part))


def _drawn(content: bytes, room: tuple[float, float]) -> tuple["Image", tuple[int, int]]:
    """Return a photograph upright, on white, with no more dots than print shows, and its shape.

    Raises:
        OSError, ValueError, SyntaxError: it is no photograph, or too large.

    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - only where a photograph is printed

    dots = max(round(room[0]), 1), max(round(room[1]), 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # asked next by us
            opened = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError as bomb:
        raise ValueError from bomb
    if opened.width * opened.height > MOST_DOTS:
        raise ValueError
    shape = opened.size
    opened.thumbnail(dots)
    upright = ImageOps.exif_transpose(opened).convert("RGBA")
    if opened.getexif().get(_TURNED, 1) in _ON_ITS_SIDE:
        shape = shape[1], shape[0]
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB"), shape
