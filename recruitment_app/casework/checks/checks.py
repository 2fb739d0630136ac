"""The way of a check: asked for, chased, received; put right, or taken back step by step."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from recruitment_app.casework.change import Change
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.checks.open_checks import (
    CHECKED,
    OpenCheck,
    clean_words,
    not_to_come,
    on_check,
    open_check,
)
from recruitment_app.casework.checks.taking_checks_back import done, outcome_of, take_back_many
from recruitment_app.casework.households.households import clean_text
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.check_gates import OFFENCE_TEST
from recruitment_app.rules.check_states import UNSUITABLE
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Check, CheckChase, Worker


def ask(store: Store, *, check: CheckKey, on: date, today: date, of: str = "") -> Change:
    """Record that a check was asked for; one that came already is asked for anew.

    Raises:
        Problem: it is waited for already, the day is still to come, or it tells of a specified
            offence.

    """
    with on_check(store, check, duty=Duty.ENTER_DATES, act="ask_for_check") as opened:
        _ask(opened, on, today, of)
        return done(opened, f"Asked for: {opened.told}.")


def ask_many(store: Store, *, checks: Iterable[CheckKey], on: date, today: date) -> Change:
    """Record that many checks were asked for on one day, all or none.

    Raises:
        Problem: one of them cannot be asked for; the sentence says which and why.

    """
    with store.writing(act="ask_for_checks") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        keys = tuple(checks)
        if not keys:
            raise Problem("Choose the checks that were asked for.")
        for key in keys:
            _ask(open_check(session, store, worker, key), on, today, "")
        return _done_many(keys, "asked for")


def _ask(opened: OpenCheck, on: date, today: date, of: str) -> Check:
    not_to_come(on, today, "on")
    row = opened.row
    if row is not None and row.received_on is None and row.asked_on is not None:
        raise Problem(
            f"{opened.told} was asked for on {long_date(row.asked_on)} already: chase it instead."
        )
    if row is not None and row.received_on is not None and on < row.received_on:
        raise Problem(
            f"{opened.told} came on {long_date(row.received_on)}: it is asked for anew on a later"
            " day.",
            field="on",
        )
    said = outcome_of(opened)
    if opened.kind.id == OFFENCE_TEST and said is not None and said.outcome == UNSUITABLE:
        raise Problem(
            f"{opened.told} says that there is a specified offence, which asking anew would hide:"
            " where it is none, record the outcome anew."
        )
    row = opened.made() if row is None or row.received_on is not None else row
    row.asked_on, row.not_needed_why = on, ""
    row.asked_of = clean_text(of) or opened.kind.asked_of
    return row


def chase(
    store: Store, *, check: CheckKey, on: date, today: date, how: str = "", words: str = ""
) -> Change:
    """Record that an answer was asked for again; ``how`` is a code of chase_way.

    Raises:
        Problem: it was not asked for, or came already, or the day does not fit.

    """
    with on_check(store, check, duty=Duty.ENTER_DATES, act="chase_check") as opened:
        _chase(opened, on, today, how, words)
        return done(opened, f"Chased: {opened.told}.")


def chase_many(
    store: Store,
    *,
    checks: Iterable[CheckKey],
    on: date,
    today: date,
    how: str = "",
    words: str = "",
) -> Change:
    """Record that many answers were asked for again on one day, all or none.

    Raises:
        Problem: one of them cannot be chased (see ``chase_refusals``), or none is chosen.

    """
    with store.writing(act="chase_checks") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        keys = tuple(checks)
        if not keys:
            raise Problem("Choose the checks that were chased.")
        for key in keys:
            _chase(open_check(session, store, worker, key), on, today, how, words)
        return _done_many(keys, "chased")


def _done_many(keys: Sequence[CheckKey], done: str) -> Change:
    cases = {key.case_id for key in keys}
    return Change(
        cases.pop() if len(cases) == 1 else None,
        CHECKED,
        f"{len(keys)} {done}.",
        undo=partial(take_back_many, checks=keys),
    )


def chase_refusals(
    store: Store, *, checks: Iterable[CheckKey], on: date, today: date
) -> Mapping[CheckKey, str]:
    """Return why each of these checks cannot be chased on a day; those that can are left out."""
    refused = {}
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        for key in checks:
            try:
                _chasable(open_check(session, store, worker, key), on, today)
            except Problem as problem:
                refused[key] = str(problem)
    return refused


def _chase(opened: OpenCheck, on: date, today: date, how: str, words: str) -> Check:
    row = _chasable(opened, on, today)
    if how:
        law_in_force(opened.session).require_code(
            "chase_way", how, what="how it was chased", field="how"
        )
    opened.session.add(
        CheckChase(
            case_id=row.case_id,
            check_id=row.id,
            on=on,
            how=how,
            words=clean_words(words),
            chased_by=opened.worker.id,
            recorded_at=opened.store.clock(),
        )
    )
    return row


def _chasable(opened: OpenCheck, on: date, today: date) -> Check:
    not_to_come(on, today, "on")
    row = opened.row
    if row is None or row.asked_on is None:
        raise Problem(f"{opened.told} was not asked for yet: ask for it first.")
    if row.received_on is not None:
        raise Problem(f"{opened.told} came on {long_date(row.received_on)}: nothing is to chase.")
    if on < row.asked_on:
        raise Problem(
            f"{opened.told} was asked for on {long_date(row.asked_on)}: it is chased on a later"
            " day.",
            field="on",
        )
    return row


def receive(
    store: Store,
    *,
    check: CheckKey,
    on: date,
    today: date,
    asked_on: date | None = None,
    seen_on: date | None = None,
    number: str = "",
    issued_on: date | None = None,
    valid_until: date | None = None,
) -> Change:
    """Record that a check came; where it was seen, the person signed in saw it.

    ``asked_on`` is needed where it was not asked for before: both are recorded at once. Without
    ``valid_until`` the agency's own setting holds.

    Raises:
        Problem: it came already or before it was asked for, was not asked for at all, or a day
            does not fit.

    """
    with on_check(store, check, duty=Duty.ENTER_DATES, act="receive_check") as opened:
        row = opened.row
        if row is not None and row.received_on is not None:
            came = long_date(row.received_on)
            raise Problem(f"{opened.told} came on {came} already: put that right, or ask anew.")
        if row is None or row.asked_on is None:
            if asked_on is None:
                raise Problem(
                    f"{opened.told} was not asked for yet: give the day on which it was.",
                    field="asked_on",
                )
            row = _ask(opened, asked_on, today, "")
        if valid_until is not None and valid_until < today:
            raise Problem(
                f"{long_date(valid_until)} is over: it holds no more. Leave the day empty, and the"
                " agency's own limit counts; or ask for it anew.",
                field="valid_until",
            )
        row.received_on, row.issued_on, row.valid_until = on, issued_on, valid_until
        row.number = clean_text(number)
        _see(row, opened.worker, seen_on)
        in_order(row, today)
        return done(opened, f"Received: {opened.told}.")


def correct(
    store: Store,
    *,
    check: CheckKey,
    seen: int,
    today: date,
    asked_on: date | None,
    asked_of: str,
    received_on: date | None,
    seen_on: date | None,
    number: str,
    issued_on: date | None,
    valid_until: date | None,
) -> Change:
    """Put right what is recorded of a check; ``seen`` is the version that was on the screen.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: a day does not fit.

    """
    with on_check(store, check, duty=Duty.ENTER_DATES, act="correct_check") as opened:
        row = opened.recorded()
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this check: look again.")
        if row.received_on is not None and received_on is None:
            raise Problem(
                "To say that it did not come after all, take that back.", field="received_on"
            )
        if asked_on is None:
            raise Problem("Give the day on which it was asked for.", field="asked_on")
        row.asked_on, row.asked_of = asked_on, clean_text(asked_of)
        row.received_on, row.issued_on, row.valid_until = received_on, issued_on, valid_until
        row.number = clean_text(number)
        if seen_on != row.seen_on:
            _see(row, opened.worker, seen_on)
        in_order(row, today)
        return Change(check.case_id, CHECKED, "Put right.", row.id)


def _see(row: Check, worker: Worker, seen_on: date | None) -> None:
    row.seen_on, row.seen_by = seen_on, worker.id if seen_on else None


def in_order(row: Check, today: date) -> None:
    """Raise Problem unless the days of a check can follow one another.

    Raises:
        Problem: they cannot; its field is the day that does not fit.

    """
    for name in ("asked_on", "received_on", "seen_on", "issued_on"):
        if (day := getattr(row, name)) is not None:
            not_to_come(day, today, name)
    if row.asked_on and row.received_on and row.received_on < row.asked_on:
        raise Problem(
            f"It was asked for on {long_date(row.asked_on)} and cannot have come before: put one"
            " of the days right.",
            field="on",
        )
    if row.issued_on and row.received_on and row.received_on < row.issued_on:
        raise Problem(
            f"It cannot have come before it was issued on {long_date(row.issued_on)}.",
            field="issued_on",
        )
    begins = row.issued_on or row.received_on
    if begins and row.valid_until and row.valid_until < begins:
        was = f"{'issued' if row.issued_on else 'received'} on {long_date(begins)}"
        raise Problem(
            f"It was {was} and cannot end before: put one of the days right.",
            field="valid_until",
        )
