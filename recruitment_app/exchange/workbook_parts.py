"""The parts of an .xlsx or .ods file, opened with distrust: nothing is believed uncounted."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from recruitment_app.errors import Problem

_CHUNK = 64 * 1024
_LARGEST_PART = 512 * 1024 * 1024
_LARGEST_TOTAL = 1024 * 1024 * 1024
_SUSPICIOUS = 32 * 1024 * 1024
_DENSEST = 400
_DEEPEST = 64
_LOCKED_FLAG = 0x1
_PLAIN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

Waiting = Callable[[], object]

# Everything that a damaged container, stream or text makes Python's own readers raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn whatever a damaged workbook raises into one sentence."""
    try:
        yield
    except DAMAGE as problem:
        raise damaged(path) from problem


def damaged(path: Path) -> Problem:
    """Return the sentence for a workbook that cannot be read to its end."""
    return Problem(
        f"{path.name} is damaged or was not copied completely:"
        " open it in a spreadsheet program, save it anew and try again."
    )


def open_container(path: Path) -> zipfile.ZipFile:
    """Open the file that holds a workbook's parts, refusing what could harm."""
    try:
        container = zipfile.ZipFile(path)
    except DAMAGE as problem:
        raise damaged(path) from problem
    try:
        _check_container(path, container)
    except Problem:
        container.close()
        raise
    return container


def _check_container(path: Path, container: zipfile.ZipFile) -> None:
    parts = container.infolist()
    if any(part.flag_bits & _LOCKED_FLAG for part in parts):
        raise Problem(
            f"{path.name} is encrypted with a password: save it without one and try again."
        )
    total = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > _SUSPICIOUS and part.file_size > _DENSEST * max(part.compress_size, 1)
        for part in parts
    )
    if dense or total > _LARGEST_TOTAL or any(p.file_size > _LARGEST_PART for p in parts):
        raise Problem(
            f"{path.name} would unfold to more than this computer should read:"
            " copy the rows into a new workbook and try again."
        )
    if any(part.compress_type not in _PLAIN_METHODS for part in parts):
        raise damaged(path)


@dataclass(slots=True)
class Reading:
    """What is to be done at the start and the end of each element, and with its text."""

    opened: Callable[[str, dict[str, str]], None]
    closed: Callable[[str], None]
    text: Callable[[str], None] | None = None
    depth: int = field(default=0, init=False)


def part_named(source: zipfile.ZipFile, name: str) -> zipfile.ZipInfo | None:
    """Return a part by its name, whatever its case, or None where it is missing."""
    if name in source.NameToInfo:
        return source.NameToInfo[name]
    sought = name.casefold()
    for part in source.infolist():
        if part.filename.replace("\\", "/").casefold() == sought:
            return part
    return None


def read_xml(source: zipfile.ZipFile, part: str, reading: Reading) -> Iterator[None]:
    """Feed a part to ``reading``, pausing after each piece; names come without namespaces."""
    local = _LocalNames()

    def opened(name: str, attributes: dict[str, str]) -> None:
        reading.depth += 1
        if reading.depth > _DEEPEST:
            raise ValueError("elements lie too deep")
        if " " in "".join(attributes):
            attributes = {_local(key): value for key, value in attributes.items()}
        reading.opened(local[name], attributes)

    def closed(name: str) -> None:
        reading.depth -= 1
        reading.closed(local[name])

    def refused(*_: object) -> None:
        raise ValueError("a workbook has no document type of its own")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = refused
    if reading.text is not None:
        parser.CharacterDataHandler = reading.text
    found = part_named(source, part)
    if found is None:
        raise KeyError(part)
    with source.open(found) as stream:
        while piece := stream.read(_CHUNK):
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position
            yield
    parser.Parse(b"", True)  # noqa: FBT003 - as above
    yield


def read_whole(source: zipfile.ZipFile, part: str, reading: Reading) -> None:
    """Feed a whole part to ``reading``."""
    for _ in read_xml(source, part, reading):
        pass


class _LocalNames(dict[str, str]):
    """Names without their namespaces, each worked out once."""

    def __missing__(self, name: str) -> str:
        found = self[name] = _local(name)
        return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
