"""The columns of letters that are looked at together: those to be made, and those to be sent."""

from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.letters.letter_previews import LetterPreview
from recruitment_app.casework.letters.letter_rows import LetterRow
from recruitment_app.ui import tokens
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint


def tr(words: str) -> str:
    """Return words of these tables in the language of the window."""
    return QCoreApplication.translate("letters", words)


def preview_columns() -> tuple[Column[LetterPreview], ...]:
    """Return the columns of a preview: whose, whether it can be made, and what is to be known."""
    return (
        Column("reference", tr("Reference"), lambda row: row.reference, width=tokens.COLUMN_NARROW),
        Column("household", tr("Household"), lambda row: row.household, width=tokens.COLUMN_USUAL),
        Column(
            "stands",
            tr("Letter"),
            lambda row: _stands(row)[0],
            width=tokens.COLUMN_DATE,
            tinted=lambda row: _stands(row)[1],
        ),
        Column("known", tr("What to know"), lambda row: " ".join(against(row)) or _goes_to(row)),
    )


def unsent_columns(misled: Collection[UUID]) -> tuple[Column[LetterRow], ...]:
    """Return the columns of letters to be sent; ``misled`` are those that say it as it was."""

    def stands(row: LetterRow) -> str:
        return tr("Says it as it was") if row.id in misled else tr("To be sent")

    return (
        Column("reference", tr("Reference"), lambda row: row.reference, width=tokens.COLUMN_NARROW),
        Column("household", tr("Household"), lambda row: row.household, width=tokens.COLUMN_USUAL),
        Column("title", tr("Letter"), lambda row: row.title, width=tokens.COLUMN_NAME),
        Column("written_on", tr("Dated"), lambda row: row.written_on, width=tokens.COLUMN_DATE),
        Column(
            "stands",
            "",
            stands,
            width=tokens.COLUMN_USUAL,
            tinted=lambda row: Tint.LATE if row.id in misled else Tint.DUE,
        ),
    )


def against(row: LetterPreview) -> tuple[str, ...]:
    """Return what stands against a letter, then what it warns of."""
    return (*row.refusals, *row.warnings)


def whole_letter(row: LetterPreview) -> str:
    """Return a letter as text: to whom, its subject and its words."""
    return "\n\n".join(filter(None, (_goes_to(row, "\n"), row.subject, row.body.strip())))


def _goes_to(row: LetterPreview, between: str = ", ") -> str:
    return between.join(filter(None, (row.to_name, *row.to_address.splitlines())))


def _stands(row: LetterPreview) -> tuple[str, Tint]:
    if row.is_refused:
        return tr("Refused"), Tint.LATE
    return (tr("With care"), Tint.DUE) if row.warnings else (tr("Possible"), Tint.MET)
