"""The words for the editions that a form is printed in."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.forms.definition import Edition, Form

EDITION_WORDS: Final = {
    Edition.PANEL: "&Panel edition",
    Edition.APPLICANTS: "&Applicants\N{RIGHT SINGLE QUOTATION MARK} copy",
    Edition.PROFILE: "Pro&file",
    Edition.ADDENDUM: "&Confidential addendum",
}


def editions_of(form: Form) -> tuple[Edition, ...]:
    """Return the editions that a form is printed in."""
    named = {edition for section in form.sections for edition in section.editions}
    return tuple(edition for edition in Edition if edition in named)


def edition_words(edition: Edition) -> str:
    """Return the words of an edition, a letter of them underlined."""
    return QCoreApplication.translate("editions", EDITION_WORDS[edition])
