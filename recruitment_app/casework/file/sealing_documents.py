"""A document's file looked through and sealed, before the act that attaches it to a case.

However large, it goes through in pieces of one mebibyte; nothing of it is written unsealed.
"""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.rules import attached_documents as rules
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store

Tell = Callable[[int, int, str], object]

GONE: Final = "This file is not there any more: look where it went, and add it from there."
NOT_A_FILE: Final = "This is a folder, or no file that can be copied: choose the files in it."
HELD: Final = (
    "This file cannot be read: another program holds it, or you may not read it. Close it there,"
    " then try again."
)
UNREAD: Final = (
    "This file could not be read to its end: look whether its disk is still there, then try again."
)
EMPTY: Final = "This file is empty, it has 0 bytes: look for the copy that holds something."
PROGRAM: Final = "This file is a program, and programs are not kept: choose a document."
PROGRAM_WITHIN: Final = (
    "This archive holds a program, and programs are not kept: unpack it, and add the documents."
)
SHUT: Final = (
    "This archive cannot be looked into, so nobody would know what it holds: unpack it, and add"
    " what is in it."
)
LOCKED: Final = (
    "This file opens only with a password, which would be lost in time: save it without one, and"
    " add that. It is encrypted here."
)
CHANGED: Final = "This file changed while it was read: wait until it is written, then add it again."

_MANIFEST: Final = "META-INF/manifest.xml"
_MOST_OF_MANIFEST: Final = 1 << 20
_SECTOR_POWER, _FIRST_DIRECTORY = slice(30, 32), slice(48, 52)
_LIKELY_POWERS: Final = (9, 12)
_DIRECTORY: Final = 4096


@dataclass(frozen=True, slots=True)
class SealedDocument:
    """A file as it lies sealed in the store, not yet of any case."""

    file_name: str
    mac: str
    size: int
    media_type: str


def seal_document(store: Store, *, file: Path, tell: Tell | None = None) -> SealedDocument:
    """Look through a file, and seal a copy of it in the store; the file itself stays as it is.

    ``tell`` hears the bytes done, those there are, and a sentence; it may stop the work by raising.

    Raises:
        NotAllowed: the person signed in keeps no documents.
        Problem: the file is gone, held, empty, a program, or opens only with a password.
        StoreTrouble: the disk is full or does not take it; nothing is left behind.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.KEEP_DOCUMENTS)
    with _opened(file) as (source, size):
        with _readable():
            media_type = look_through(source, file.name)
            source.seek(0)
        kept = store.attachments.keep(_Watched(source, size, tell))
    if kept.size != size:
        raise Problem(CHANGED, field="file")
    return SealedDocument(file.name, kept.mac, kept.size, media_type)


def look_through(source: BinaryIO, name: str) -> str:
    """Return what kind of file this is.

    Raises:
        Problem: it is a program, or cannot be looked into; the sentence says which.

    """
    head = source.read(rules.HEAD)
    if rules.is_program(head, name):
        raise Problem(PROGRAM, field="file")
    if rules.is_shut(head):
        raise Problem(SHUT, field="file")
    media_type = rules.media_type(head, name)
    is_locked = False
    if head.startswith(rules.ZIP_MARK):
        is_locked = _is_locked_archive(source)
    elif head.startswith(rules.OLE_MARK):
        is_locked = _is_locked_office_file(source, head)
    elif media_type == rules.PDF:
        is_locked = _is_locked_pdf(source)
    if is_locked:
        raise Problem(LOCKED, field="file")
    return media_type


@contextmanager
def _opened(file: Path) -> Iterator[tuple[BinaryIO, int]]:
    with _readable():
        told = file.stat()
        if not stat.S_ISREG(told.st_mode):
            raise Problem(NOT_A_FILE, field="file")
        source = file.open("rb")
    with source:
        if told.st_size == 0:
            raise Problem(EMPTY, field="file")
        yield source, told.st_size


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise Problem(GONE, field="file") from None
    except PermissionError:
        raise Problem(HELD, field="file") from None
    except (OSError, ValueError):
        raise Problem(UNREAD, field="file") from None


class _Watched:
    """A source that tells how far it is read, and whose own faults are not the store's."""

    def __init__(self, source: BinaryIO, size: int, tell: Tell | None) -> None:
        self._source, self._size, self._tell = source, size, tell
        self._done = 0

    def read(self, size: int, /) -> bytes:
        if self._tell is not None:
            done = min(self._done, self._size)
            self._tell(done >> 10, max(self._size >> 10, 1), "")
        with _readable():
            part = self._source.read(size)
        self._done += len(part)
        return part


def _is_locked_archive(source: BinaryIO) -> bool:
    """Tell whether a ZIP file, or a text or table within one, asks for a password.

    Raises:
        Problem: it is an archive that holds a program.

    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - only where one is added

    try:
        with ZipFile(source) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if not rules.is_office_file(names) and any(map(rules.names_program, names)):
                raise Problem(PROGRAM_WITHIN, field="file")
            if any(member.flag_bits & 1 for member in members):
                return True
            if _MANIFEST not in names:
                return False
            with archive.open(_MANIFEST) as manifest:
                return b"encryption-data" in manifest.read(_MOST_OF_MANIFEST)
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError):
        raise Problem(SHUT, field="file") from None


def _is_locked_office_file(source: BinaryIO, head: bytes) -> bool:
    """Tell whether a file of Office is encrypted: its directory names the package that is.

    Source: MS-CFB 2.2 (where the directory begins), MS-OFFCRYPTO 2.3.4.
    """
    power = int.from_bytes(head[_SECTOR_POWER], "little")
    if power not in _LIKELY_POWERS:
        return False
    sector = int.from_bytes(head[_FIRST_DIRECTORY], "little")
    source.seek((sector + 1) << power)
    return "EncryptedPackage".encode("utf-16-le") in source.read(_DIRECTORY)


def _is_locked_pdf(source: BinaryIO) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy, and only where a PDF is added

    source.seek(0)
    try:
        with pikepdf.open(source):
            return False
    except pikepdf.PasswordError:
        return True
    except (pikepdf.PdfError, ValueError, OSError):
        return False  # damaged, perhaps: it is kept as it is, and the preview says so
