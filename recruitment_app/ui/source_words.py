"""The words for how a claim is known, and how it is underlined: never by a colour alone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCharFormat

from recruitment_app.forms.prose import Source
from recruitment_app.ui.tokens import Tint

_Underline = QTextCharFormat.UnderlineStyle

SHORT: Final = {
    Source.SEEN: "Seen",
    Source.SAID: "Said",
    Source.DOCUMENT: "Document",
    Source.THIRD_PARTY: "Third party",
}
SHORTEST: Final = {
    Source.SEEN: "Seen",
    Source.SAID: "Said",
    Source.DOCUMENT: "Doc.",
    Source.THIRD_PARTY: "Third",
}
WHOLE: Final = {
    Source.SEEN: "Seen by the worker",
    Source.SAID: "Said by the applicant",
    Source.DOCUMENT: "From a document",
    Source.THIRD_PARTY: "From a third party",
    Source.UNSAID: "No source said",
}
UNDERLINES: Final = {
    Source.SEEN: _Underline.SingleUnderline,
    Source.SAID: _Underline.DashUnderline,
    Source.DOCUMENT: _Underline.DotLine,
    Source.THIRD_PARTY: _Underline.DashDotLine,
}
TINTS: Final = {
    Source.SEEN: Tint.MET,
    Source.SAID: Tint.DUE,
    Source.DOCUMENT: Tint.INFORMATION,
    Source.THIRD_PARTY: Tint.BRAND,
}


def in_margin(sources: Sequence[Source]) -> str:
    """Return what stands beside a line in which claims begin: a word each, shorter for several."""
    told = SHORT if len(sources) == 1 else SHORTEST
    return ", ".join(QCoreApplication.translate("sources", told[source]) for source in sources)


def in_full(source: Source) -> str:
    """Return how a claim is known, as it is spoken and chosen."""
    return QCoreApplication.translate("sources", WHOLE[source])
