"""The rows of the review list of likely duplicates, as they leave."""

from collections.abc import Iterator, Sequence

from recruitment_app.casework.leaving.leaving import Leaving
from recruitment_app.casework.merging.duplicates import duplicates
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.stages import STAGE_WORDS

PAIRS = (
    "Reference",
    "Applicants",
    "Date of enquiry",
    "Stage",
    "Other reference",
    "Other applicants",
    "Other date of enquiry",
    "Other stage",
    "Why",
    "People alike",
)


def pairs(leaving: Leaving) -> Iterator[Sequence[Cell]]:
    """Give the pairs of households that may be one, the likeliest first."""
    for row in duplicates(leaving.store):
        yield (
            row.reference,
            row.title,
            row.opened_on,
            STAGE_WORDS[row.stage],
            row.other_reference,
            row.other_title,
            row.other_opened_on,
            STAGE_WORDS[row.other_stage],
            "; ".join(row.reasons),
            "; ".join(row.people),
        )
