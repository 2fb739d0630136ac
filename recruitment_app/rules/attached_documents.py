"""What a file that is attached to a case may be, told by its first bytes before its name.

Marks: the published formats of PE, ELF, Mach-O, ZIP, OLE and their like. Programs are turned
away, and so is what nobody could look into: an archive of another kind, and whatever asks for a
password that is not kept with it.
"""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

CONFIDENTIAL_KINDS: Final = frozenset({"reference", "medical", "disclosure"})
"""Documents that an administrator may log and may not read (the team's own division of labour)."""

HEAD: Final = 4096
"""So many first bytes tell what a file is."""

PDF: Final = "application/pdf"
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"})
UNKNOWN: Final = "application/octet-stream"

ZIP_MARK: Final = b"PK\x03\x04"
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PDF_MARK: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
_PICTURE_MARKS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
)
_BITMAP: Final = b"BM"
_BITMAP_ZEROS: Final = slice(6, 10)
_DOS_MARK: Final = b"MZ"
_DOS_HEAD: Final = 64
_PROGRAM_MARKS: Final = (
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"dex\n",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"ITSF",
)
_PROGRAM_ENDINGS: Final = frozenset(
    {".app", ".bat", ".chm", ".cmd", ".com", ".command", ".cpl", ".dll", ".exe", ".gadget"}
    | {".hta", ".inf", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi", ".msp", ".pif", ".ps1"}
    | {".psm1", ".reg", ".scf", ".scr", ".sh", ".sys", ".vb", ".vbe", ".vbs", ".wsf", ".wsh"}
)
_SHUT_MARKS: Final = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"MSCF",
)
_BY_ENDING: Final = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".htm": "text/html",
    ".html": "text/html",
    ".msg": "application/vnd.ms-outlook",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".rtf": "application/rtf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_LONGEST_TYPE: Final = 60


def media_type(head: bytes, name: str) -> str:
    """Return what a file is, by its first bytes where they tell, else by its name's ending."""
    if _PDF_MARK in head[:_PDF_WITHIN]:
        return PDF
    for mark, kind in _PICTURE_MARKS:
        if head.startswith(mark):
            return kind
    if head.startswith(_BITMAP) and not any(head[_BITMAP_ZEROS]):
        return "image/bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return _BY_ENDING.get(_ending(name), UNKNOWN)[:_LONGEST_TYPE]


def is_program(head: bytes, name: str) -> bool:
    """Tell whether a file is something that a machine runs, by its bytes or by its name."""
    is_dos = head.startswith(_DOS_MARK) and b"\x00" in head[:_DOS_HEAD]
    return is_dos or head.startswith(_PROGRAM_MARKS) or names_program(name)


def names_program(name: str) -> bool:
    """Tell whether a name ends as a program's does."""
    return _ending(name) in _PROGRAM_ENDINGS


def is_shut(head: bytes) -> bool:
    """Tell whether a file is an archive that cannot be looked into here."""
    return head.startswith(_SHUT_MARKS)


def is_office_file(names: Iterable[str]) -> bool:
    """Tell by the names within a ZIP file whether it is a text or a table, and no archive."""
    return not {"[Content_Types].xml", "mimetype"}.isdisjoint(names)


def _ending(name: str) -> str:
    return PurePath(name.strip().rstrip(". ")).suffix.casefold()
