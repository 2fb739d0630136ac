"""Keeps True, False and None, of which PySide gives away what is not its own.

PySide 6.12 takes one reference to True with each signal that Python emits and never gives it back.
Before Python 3.12, which never lets these three go, the interpreter ends when the last one is gone.
"""

import sys
from typing import Final

_MORE_THAN_ANY_DAY: Final = 1 << 28  # signals; a reference counts in 32 bits on small machines


def make_lasting() -> None:
    """Count so many references to the three that no day's signals use them up."""
    if sys.version_info >= (3, 12):
        return
    import ctypes  # noqa: PLC0415 - only where it is needed

    for lasting in (True, False, None):
        # the count of references is the first word of an object of this interpreter
        ctypes.c_ssize_t.from_address(id(lasting)).value += _MORE_THAN_ANY_DAY
