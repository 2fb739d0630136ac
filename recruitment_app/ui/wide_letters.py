"""Turns Qt's places in a text, which count UTF-16 units, into Python's, which count characters."""

from typing import Final

_LAST_NARROW: Final = "\uffff"


def part(text: str, begins: int, ends: int) -> str:
    """Return the characters between two of Qt's places; half a character is the replacement one."""
    if _is_narrow(text):
        return text[begins:ends]
    wide = text.encode("utf-16-le", "surrogatepass")
    return wide[2 * begins : 2 * ends].decode("utf-16-le", "replace")


def to_qt(text: str, at: int) -> int:
    """Return Qt's place of a character."""
    return at if _is_narrow(text) else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, at: int) -> int:
    """Return the number of characters that stand before one of Qt's places."""
    return at if _is_narrow(text) else len(part(text, 0, at))


def _is_narrow(text: str) -> bool:
    return text.isascii() or max(text, default="") <= _LAST_NARROW
