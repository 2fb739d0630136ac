"""What a check says, what a manager decides on it, and that one is not needed."""

from datetime import date

from recruitment_app.casework.change import Change
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.checks.open_checks import clean_words, not_to_come, on_check
from recruitment_app.casework.checks.taking_checks_back import (
    done,
    duty_of,
    duty_of_not_needed,
    outcome_of,
)
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.errors import Problem
from recruitment_app.rules.check_gates import OFFENCE_TEST
from recruitment_app.rules.check_states import CLEAR, GO_ON, UNSUITABLE
from recruitment_app.rules.roles import Duty, require
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CheckOutcome, ConfidentialOutcome


def record_outcome(
    store: Store, *, check: CheckKey, outcome: str, today: date, words: str = "", evidence: str = ""
) -> Change:
    """Record what a check says: clear, content to consider, or unsuitable.

    A further outcome takes the place of the one before, which the history keeps. ``evidence``
    says where what it says is to be found.

    Raises:
        NotAllowed: the role may not, as an administrator what is confidential.
        Problem: it did not come yet, or says something and no words tell what.

    """
    with on_check(store, check, duty=Duty.READ_CASES, act="record_check_outcome") as opened:
        require(opened.worker.role, duty_of(opened.kind))
        row = opened.recorded()
        if row.received_on is None:
            raise Problem(f"{opened.told} did not come yet: record that it came first.")
        not_to_come(row.received_on, today, "on")
        law_in_force(opened.session).require_code(
            "check_outcome", outcome, what="what it says", field="outcome"
        )
        if outcome != CLEAR and not words.strip():
            raise Problem("Write what there is to consider.", field="words")
        table = ConfidentialOutcome if opened.kind.confidential else CheckOutcome
        said = table(
            case_id=row.case_id,
            check_id=row.id,
            outcome=outcome,
            words=clean_words(words),
            evidence=clean_words(evidence),
            recorded_at=store.clock(),
            recorded_by=opened.worker.id,
        )
        opened.session.add(said)
        told = "recorded" if outcome == CLEAR else "recorded; a manager decides on it in writing"
        return done(opened, f"Outcome {told}: {opened.told}.")


def decide_on_check(
    store: Store, *, check: CheckKey, decision: str, words: str, on: date, today: date
) -> Change:
    """Record a manager's written decision on a check that says something: go on, or do not.

    Raises:
        NotAllowed: the person signed in is no manager.
        Problem: nothing is to decide, no words say why, or it would pass over a specified offence.

    """
    with on_check(store, check, duty=Duty.DECIDE_CHECKS, act="decide_on_check") as opened:
        said = outcome_of(opened)
        if said is None or said.outcome == CLEAR:
            raise Problem(f"{opened.told} has nothing to decide on: its outcome comes first.")
        law_in_force(opened.session).require_code(
            "check_decision", decision, what="the decision", field="decision"
        )
        if opened.kind.id == OFFENCE_TEST and said.outcome == UNSUITABLE and decision == GO_ON:
            raise Problem(
                "A specified offence is a bar by regulation 25: nobody can decide to go on. Where"
                " it is none, record the outcome anew.",
                field="decision",
            )
        if not words.strip():
            raise Problem("Write the decision and its reasons.", field="words")
        not_to_come(on, today, "on")
        said.decision, said.decision_words = decision, clean_words(words)
        said.decided_on, said.decided_by = on, opened.worker.id
        return done(opened, f"Decided: {opened.told}.")


def say_not_needed(store: Store, *, check: CheckKey, why: str) -> Change:
    """Record that a check is not needed, and why; a manager says so of what regulation requires.

    Raises:
        NotAllowed: the role may not.
        Problem: it came already, or no reason is given.

    """
    if not why.strip():
        raise Problem("Say why it is not needed.", field="why")
    with on_check(store, check, duty=Duty.READ_CASES, act="say_check_not_needed") as opened:
        require(opened.worker.role, duty_of_not_needed(opened.kind))
        row = opened.kept()
        if row.received_on is not None:
            raise Problem(f"{opened.told} came on {long_date(row.received_on)} already.")
        row.not_needed_why = clean_words(why)
        return done(opened, f"Not needed: {opened.told}.")
