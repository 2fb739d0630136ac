"""Pictures made for the tests: of any size and kind, with what a camera would write into them."""

import struct
import zlib
from io import BytesIO

from PIL import Image

TURNED = 0x0112
CAMERA = 0x8769
PLACE = 0x8825
SECRET = "Canon of the Larkspurs"


def a_picture(
    width: int = 60,
    height: int = 40,
    kind: str = "JPEG",
    *,
    mode: str = "RGB",
    turned: int = 0,
    taken: str = "",
) -> bytes:
    """Return a picture whose left half is red and right half blue."""
    made = Image.new("RGB", (width, height), "red")
    made.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x010F] = SECRET
    if turned:
        exif[TURNED] = turned
    if taken:
        exif.get_ifd(CAMERA)[0x9003] = taken
    exif.get_ifd(PLACE)[1] = "N"
    exif.get_ifd(PLACE)[2] = (51.0, 28.0, 38.0)
    out = BytesIO()
    with_exif = {"exif": exif.tobytes()} if kind in {"JPEG", "PNG", "WEBP"} else {}
    made.convert(mode).save(out, kind, **with_exif)
    return out.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it has so many dots."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
