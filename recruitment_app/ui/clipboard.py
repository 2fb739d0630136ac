"""Copies what was written about people without a trace in the clipboard's history."""

from typing import Final

from PySide6.QtCore import QMimeData

_WINDOWS: Final = 'application/x-qt-windows-mime;value="{}"'
_NO: Final = bytes(4)

KEPT_OUT: Final = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    "x-kde-passwordManagerHint": b"secret",
}
"""What tells a clipboard's history to leave a text out: Windows in three ways, of which the last
two are a whole number of four bytes, and KDE. The histories of macOS ask for a type that Qt does
not let Python give; GNOME has none of its own."""


def keep_out_of_history(carried: QMimeData) -> QMimeData:
    """Mark what is copied as nothing for a history or another machine; return it."""
    for kind, said in KEPT_OUT.items():
        carried.setData(kind, said)
    return carried
