"""A case that only its worker and the manager see: of a colleague, or of somebody known."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.notes import write_note
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store


def restrict_case(store: Store, *, case_id: UUID, words: str, on: date, today: date) -> Change:
    """Let nobody but its worker and the manager see a case from now on; the reason is noted.

    Raises:
        NotAllowed: the person is not the manager.
        Problem: no reason is given, or the case is restricted already.

    """
    return _set(store, case_id, is_restricted=True, words=words, on=on, today=today)


def lift_restriction(store: Store, *, case_id: UUID, words: str, on: date, today: date) -> Change:
    """Let everybody see a restricted case again; the reason is noted.

    Raises:
        NotAllowed: the person is not the manager.
        Problem: no reason is given, or the case is not restricted.

    """
    return _set(store, case_id, is_restricted=False, words=words, on=on, today=today)


def _set(
    store: Store, case_id: UUID, *, is_restricted: bool, words: str, on: date, today: date
) -> Change:
    if not words.strip():
        raise Problem("Say why first.", field="words")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day of today.", field="on")
    with store.writing(act="restrict_case" if is_restricted else "lift_restriction") as session:
        worker = ask_leave(session, store, Duty.SEE_RESTRICTED)
        case = require_case(session, worker, case_id)
        if case.is_restricted is is_restricted:
            raise Problem(
                "This case is restricted already."
                if is_restricted
                else "This case is not restricted: there is nothing to lift."
            )
        case.is_restricted = is_restricted
        told = "Restricted" if is_restricted else "No longer restricted"
        write_note(
            session, store, case_id, kind="file_note", on=on, text=f"{told}: {words.strip()}"
        )
        sentence = (
            "Only the case's worker and the manager see it now."
            if is_restricted
            else "Everybody of the agency may see the case again."
        )
        return Change(case_id, STEP | {Touched.NOTES}, sentence)
