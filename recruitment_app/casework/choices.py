"""What forms offer: the codes of the lists in force, their words, and the days that count."""

from collections.abc import Mapping

from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import signed_in
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.keeping import Store


def choices(store: Store, list_name: str, stage: Stage | None = None) -> list[tuple[str, str]]:
    """Return the codes that a list offers, each with its words; those of the stage given."""
    with store.reading() as session:
        signed_in(session, store)
        codes = read_law(session).codes[list_name]
    return [(code.code, code.label) for code in codes.offered(stage)]


def words_of_codes(store: Store) -> Mapping[str, Mapping[str, str]]:
    """Return the words of every code of every list, retired ones too, by list and code."""
    with store.reading() as session:
        signed_in(session, store)
        law = read_law(session)
    return {
        name: {code.code: code.label for code in codes.codes} for name, codes in law.codes.items()
    }


def days_that_count(store: Store) -> Calendar:
    """Return the working days as the agency has them, by which “+5wd” is read."""
    with store.reading() as session:
        signed_in(session, store)
        return read_law(session).calendar
