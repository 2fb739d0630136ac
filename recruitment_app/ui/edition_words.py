"""The words for a form and for the editions that it is printed in."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.reports.report_rows import FormChoice
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


def not_begun(choice: FormChoice) -> str:
    """Return the sentence that a form of a case has not been begun."""
    told = "The {form} of this case has not been begun."
    if choice.subject:
        told = "The {form}, {name}, has not been begun."
    said = QCoreApplication.translate("editions", told)
    return said.format(form=in_sentence(choice.title), name=choice.subject_name)


def in_sentence(title: str) -> str:
    """Return a form's title as it stands in a sentence; a name, such as Stage One plan, keeps."""
    is_name = any(word[:1].isupper() for word in title.split()[1:2])
    return title if is_name or not title[1:2].islower() else title[:1].lower() + title[1:]
