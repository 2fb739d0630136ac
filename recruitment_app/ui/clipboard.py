"""Copies what was written about people without a trace in the clipboard's history."""

from typing import Final

from PySide6.QtCore import QMimeData

_NO: Final = bytes(4)

KEPT_OUT: Final = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
    "x-kde-passwordManagerHint": b"secret",
}
"""What tells a clipboard's history to leave a text out: Windows in three ways, of which the last
two are a whole number of four bytes, and KDE. Qt gives a name that it does not know to Windows as
it is. The histories of macOS ask for a type that Qt does
not let Python give; GNOME has none of its own."""


def keep_out_of_history(carried: QMimeData) -> QMimeData:
    """Mark what is copied as nothing for a history or another machine; return it."""
    for kind, said in KEPT_OUT.items():
        carried.setData(kind, said)
    return carried
