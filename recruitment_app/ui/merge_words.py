"""What the windows say of merging: the names of fields, and how likely two are the same."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.ui.tokens import Tint

FIELDS: Final = {
    "source": "Where they heard of us",
    "channel": "How it came",
    "came_from": "What brought them",
    "couple_status": "How the applicants live",
    "family_identifier": "Family identifier",
    "worker_id": "Worker",
    "standing": "Belongs to the household as",
    "given_names": "Given names",
    "family_name": "Family name",
    "known_as": "Known as",
    "relation": "Relation",
    "born": "Born",
    "birth_place": "Birth place",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "nationality": "Nationality",
    "religion": "Religion",
    "language": "Language",
    "occupation": "Occupation",
    "identifier": "Identifier",
    "moved_in": "Moved in",
    "moved_out": "Moved out",
}
STANDINGS: Final = {
    "applicant": "Applicant",
    "household": "Somebody else at home",
    "child_elsewhere": "Child living elsewhere",
}
DETAILS: Final = {
    "contact": "Reached at",
    "address": "Address",
    "name": "Name ever used",
    "relationship": "Relationship",
}
_VERY: Final = 10.0
_RATHER: Final = 7.0


def said(words: str) -> str:
    """Return words of these windows in the language of the window."""
    return QCoreApplication.translate("merge_words", words)


def field(name: str) -> str:
    """Return the words for a field; one without its own is called by its name."""
    return said(FIELDS.get(name, name.replace("_", " ").capitalize()))


def standing(name: str) -> str:
    """Return the words for how somebody belongs to a household."""
    return said(STANDINGS.get(name, name.replace("_", " ").capitalize()))


def how_likely(weight: float) -> tuple[str, Tint]:
    """Return in a word how likely two households are one, with its tint."""
    if weight >= _VERY:
        return said("Very likely"), Tint.BRAND
    if weight >= _RATHER:
        return said("Likely"), Tint.INFORMATION
    return (said("Perhaps"), Tint.PLAIN) if weight else (said("Said to be two"), Tint.PLAIN)
