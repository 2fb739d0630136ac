"""How the letters of a text table are written: by its mark, else by what fits, and what is unsure.

Text that is not UTF-8 comes from Windows, an old Macintosh or a command window. All
three can read each other's bytes, so that the one is taken in which accents stand
where accents stand in names.
"""

import re
from pathlib import Path
from typing import Final

from recruitment_app.errors import Problem

MIXED: Final = "mixed"
WINDOWS: Final = "cp1252"
MACINTOSH: Final = "mac-roman"
COMMAND_WINDOW: Final = "cp850"

_SAMPLE = 4096
_LOOKED_THROUGH = 256 * 1024
_WEIGHT_OF_ODD = 3
_FEW = 4  # of so many marks one may be odd
_COMMON = re.compile("[éèëêïöüñíóáúçàÉ\u2019]")
# what no word holds: a capital after a small letter, a mark after or before a letter, no letter
_ODD = re.compile(
    "(?<=[a-zß-öø-ÿœš])[À-ÖØ-ÞŠŒŽŸ]"
    "|(?<=[^\\W\\d_])(?:[\u201aƒ„†‡\u02c6‰\u2039“\u02dc\u203a¡¢£¤¥¦¨«¬¯±¶\u00b8¼¾¿\u00d7÷]"
    "|\u2018(?![^\\W\\d_]))"
    "|(?<![^\\W\\d_])[ƒ\u02c6‰\u02dc†‡¤¦¨¯\u00b8¬](?=[^\\W\\d_])|œ(?=\\d)|[\x80-\x9f\ufffd]"
)
_HIGH = re.compile("[^\x00-\x7f]")
# the usual letters of Western Europe and quotation marks, as UTF-8 writes them
_WITHIN = re.compile(rb"(\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xa6])")

_TWO_ENCODINGS = (
    "The file mixes two encodings: each line is read by the one that fits it. Look at the names"
    " with accents, or save the table anew as UTF-8."
)
_OLDER_TOLD = {
    MACINTOSH: "an old Macintosh",
    COMMAND_WINDOW: "an old PC (MS-DOS)",
}
_ODD_TOLD = (
    "Some letters with accents look wrong however they are read: look at the names, or save the"
    " table anew as UTF-8."
)


def decoded(path: Path, raw: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its encoding, and sentences on what is not sure of it.

    Raises:
        Problem: it breaks off, or is not written in the encoding that was chosen.

    """
    if encoding and encoding != MIXED:
        try:
            return raw.decode(encoding), encoding, ()
        except (UnicodeDecodeError, LookupError) as problem:
            raise Problem(
                f"{path.name} is not written in these letters, or breaks off: choose others."
            ) from problem
    try:
        if of_two := _of_two_bytes(raw):
            return raw.decode(of_two), of_two, ()
    except UnicodeDecodeError as problem:
        raise Problem(f"{path.name} breaks off in the middle or is damaged.") from problem
    try:
        return raw.decode("utf-8-sig"), "utf-8", ()
    except UnicodeDecodeError:
        return _line_by_line(raw)


def _of_two_bytes(raw: bytes) -> str:
    """Return the encoding of a text whose letters take two bytes each, or nothing."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = raw[:_SAMPLE]
    evens, odds = sample[0::2].count(0), sample[1::2].count(0)
    most, fewest = max(evens, odds), min(evens, odds)
    if most * 5 <= len(sample) or fewest * 4 >= most:
        return ""  # noughts on both sides are a damaged export's
    return "utf-16-le" if odds > evens else "utf-16-be"


def _line_by_line(raw: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return a text that is not UTF-8 throughout: each line by what fits it, where some are."""
    lines = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    strange = [line for line in lines if not line.isascii() and not _is_utf_8(line)]
    sample = b"\n".join(strange)[:_LOOKED_THROUGH]
    older = _older(_WITHIN.sub(b"", sample))
    taken, is_mixed = [], False
    for line in lines:
        if line.isascii() or _is_utf_8(line):
            taken.append(line.decode("utf-8"))
            is_mixed = is_mixed or not line.isascii()
        else:
            pieces = _WITHIN.split(line) if older == WINDOWS else [line]
            is_mixed = is_mixed or len(pieces) > 1
            taken += [
                piece.decode("utf-8" if at % 2 else older, "replace")
                for at, piece in enumerate(pieces)
            ]
        taken.append("\n")
    remarks = [_TWO_ENCODINGS] if is_mixed else []
    if older in _OLDER_TOLD:
        remarks.append(
            f"The letters seem to be those of {_OLDER_TOLD[older]}: look at the names with"
            " accents, or save the table anew as UTF-8."
        )
    elif _ODD.search(_WITHIN.sub(b"", sample).decode(older, "replace")):
        remarks.append(_ODD_TOLD)
    return "".join(taken[:-1]), MIXED if is_mixed else older, tuple(remarks)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _older(sample: bytes) -> str:
    """Return the encoding of one byte a letter in which a text's accents look right."""
    windows = sample.decode(WINDOWS, "replace")
    odd, high = len(_ODD.findall(windows)), len(_HIGH.findall(windows))
    if "\ufffd" not in windows and (not odd or odd * _FEW < high):
        return WINDOWS
    return max((COMMAND_WINDOW, MACINTOSH, WINDOWS), key=lambda each: _sense(sample, each))


def _sense(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    return len(_COMMON.findall(text)) - _WEIGHT_OF_ODD * len(_ODD.findall(text))
