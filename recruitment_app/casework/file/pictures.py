"""Photographs made ready to be kept: upright, of a sensible size, with nothing hidden in them."""

import struct
import warnings
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from recruitment_app.errors import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPE: Final = "image/jpeg"
MOST_DOTS: Final = 40_000_000
"""Unpacked, a larger one would fill the memory of a small machine."""

MOST_BYTES: Final = 60 * 1024 * 1024
LONGEST_SIDE: Final = 2_000
"""Dots: a page of A4 at 170 to the inch."""

ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")

EMPTY: Final = "This file is empty: choose another."
NOT_A_PICTURE: Final = (
    "This file is not a photograph that can be read: choose a JPEG, PNG, WebP, GIF or BMP file."
)
OF_A_TELEPHONE: Final = (
    "This photograph is in the form HEIC, which cannot be read here: save it as JPEG first."
)
DAMAGED: Final = "This photograph is damaged and cannot be read to its end: choose another copy."
UNREADABLE: Final = "This file cannot be read: look whether it is still there, or copy it first."

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITY: Final = 88
_CAMERA: Final = 0x8769  # the part of EXIF that the camera writes
_TAKEN: Final = 0x9003
_WHEN: Final = "%Y:%m:%d"
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc")
_WRONG: Final = (
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    ArithmeticError,
    EOFError,
    MemoryError,
    struct.error,
)
"""What a library that meets a wrong picture has been seen to raise."""


@dataclass(frozen=True, slots=True)
class ReadyPicture:
    """A photograph as it is kept: a JPEG without what the camera wrote, but for the day."""

    content: bytes
    width: int
    height: int
    taken_on: date | None


def read_picture(file: Path) -> ReadyPicture:
    """Return the photograph of a file, ready to be kept.

    Raises:
        Problem: it is empty, no photograph, damaged, or too large; the sentence says which.

    """
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise Problem(
                f"This file has more than {MOST_BYTES >> 20} MB: save a smaller copy and add that.",
                field="file",
            )
        content = file.read_bytes()
    except OSError:
        raise Problem(UNREADABLE, field="file") from None
    return ready_picture(content)


def ready_picture(content: bytes, longest_side: int = LONGEST_SIDE) -> ReadyPicture:
    """Return a photograph ready to be kept or shown, from the bytes of its file.

    Raises:
        Problem: it is empty, no photograph, damaged, or too large; the sentence says which.

    """
    if not content:
        raise Problem(EMPTY, field="file")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library warns of is asked next, by us
        opened = _opened(content)
        if opened.width * opened.height > MOST_DOTS:
            raise _too_large(opened.width * opened.height)
        try:
            taken_on = _taken_on(opened)
            return _made(opened, taken_on, longest_side)
        except _WRONG:
            raise Problem(DAMAGED, field="file") from None


def _opened(content: bytes) -> "Image":
    from PIL import Image  # noqa: PLC0415 - only where a photograph is added

    try:
        return Image.open(BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large(None) from None
    except _WRONG:
        is_heic = content[4:12] in _HEIC
        raise Problem(OF_A_TELEPHONE if is_heic else NOT_A_PICTURE, field="file") from None


def _too_large(dots: int | None) -> Problem:
    found = f"{round(dots / 1_000_000)} megapixels" if dots else "far too many megapixels"
    return Problem(
        f"This photograph has {found}; at most {MOST_DOTS // 1_000_000} are taken. Save a smaller"
        " copy and add that.",
        field="file",
    )


def _made(opened: "Image", taken_on: date | None, longest_side: int) -> ReadyPicture:
    from PIL import Image, ImageOps  # noqa: PLC0415 - as above

    opened.thumbnail((longest_side, longest_side))
    upright = ImageOps.exif_transpose(opened).convert("RGBA")
    white = Image.new("RGBA", upright.size, "white")
    flat = Image.alpha_composite(white, upright).convert("RGB")
    out = BytesIO()
    flat.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return ReadyPicture(out.getvalue(), flat.width, flat.height, taken_on)


def _taken_on(opened: "Image") -> date | None:
    """Return the day that the camera wrote into a photograph, if it wrote one that can be."""
    try:
        told = str(opened.getexif().get_ifd(_CAMERA).get(_TAKEN, ""))
        return datetime.strptime(told[:10], _WHEN).date()  # noqa: DTZ007 - a day, of no zone
    except _WRONG:
        return None
