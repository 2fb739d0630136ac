"""A document that opens only with a password."""

import unicodedata
from io import BytesIO
from typing import Final

from recruitment_app.errors import Problem

MOST_BYTES: Final = 127
"""What a password may take in UTF-8 (ISO 32000-2, 7.6.4.3.3): readers cut off the rest."""


def locked(printed: bytes, password: str) -> bytes:
    """Return a PDF encrypted with AES of 256 bits, revision 6; whoever can open it may do all.

    Raises:
        Problem: no password is given, or one that readers would cut off; or the PDF is damaged.

    """
    import pikepdf  # noqa: PLC0415 - heavy, and only where a document is locked

    key = unicodedata.normalize("NFKC", password)  # as readers take what is typed
    if not key:
        raise Problem("Give a password: without one the document would open for everybody.")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in key):
        raise Problem("The password holds a sign that nobody can type. Choose another.")
    if len(key.encode()) > MOST_BYTES:
        raise Problem(
            f"This password is too long for a PDF: use at most {MOST_BYTES} letters, "
            "fewer where they have accents."
        )
    kept = BytesIO()
    try:
        with pikepdf.open(BytesIO(printed)) as pdf:
            pdf.save(kept, encryption=pikepdf.Encryption(user=key, owner=key, R=6))
    except pikepdf.PdfError:
        raise Problem(
            "This PDF is damaged or locked already, so no password can be put on it: save it"
            " without one."
        ) from None
    return kept.getvalue()
