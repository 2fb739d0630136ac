"""Pictures made for the tests: of any size and kind, with what a camera would write into them."""

import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.photographs import add_photograph
from recruitment_app.casework.reports.profile_consents import give_consent, profile_consents
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store

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


def a_garden(width: int = 1200, height: int = 800, sun: int = 900) -> bytes:
    """Return a picture of a house in the hills, for looking at."""
    made = Image.new("RGB", (width, height), (176, 205, 226))
    pen = ImageDraw.Draw(made)
    pen.ellipse((sun, 90, sun + 120, 210), (250, 226, 150))
    pen.ellipse((-300, 420, 800, 1300), (126, 160, 112))
    pen.ellipse((450, 470, 1700, 1400), (104, 142, 96))
    pen.rectangle((430, 380, 700, 600), (222, 206, 184))
    pen.polygon(((400, 380), (565, 260), (730, 380)), (150, 84, 70))
    pen.rectangle((535, 490, 595, 600), (92, 70, 60))
    out = BytesIO()
    made.save(out, "JPEG", quality=90)
    return out.getvalue()


def hang_photographs(store: Store, folder: Path, today: date) -> None:
    """Add two photographs to open cases in Stage Two, and the consent of one applicant."""
    wanted = CaseFilter(stages=(Stage.STAGE_TWO,), group="open")
    for number, case_id in enumerate(case_ids(store, wanted=wanted, today=today)[:8]):
        for sun in (900, 200):
            file = folder / f"garden-{sun}.jpg"
            file.write_bytes(a_garden(sun=sun + number))
            add_photograph(
                store,
                case_id=case_id,
                file=file,
                alternative="The house seen from the garden, with the hills behind it.",
                taken_on=today.replace(day=1) if sun == 200 else None,
                is_in_profile=sun == 200,
                today=today,
            )
        row = profile_consents(store, case_id=case_id)[0]
        if row.given_on is None:
            give_consent(
                store, person_id=row.person_id, given_on=today, how="At a visit", today=today
            )
