"""Whether the checks of a household let it pass: a good end of Stage One, and an approval."""

from collections.abc import Iterator

from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.checks.check_rows import Gathered
from recruitment_app.casework.stepping import OpenCase
from recruitment_app.errors import Problem
from recruitment_app.rules.check_gates import Judged, stops_approval, stops_stage_one
from recruitment_app.store.tables import Case


def let_pass_stage_one(opened: OpenCase) -> None:
    """Raise Problem where a check stops “may be suitable”, unless the agency opened that gate.

    Raises:
        Problem: a specified offence is recorded, or a health report is not there.

    """
    _require(stops_stage_one(_judged(opened), check_rules(opened.session)))


def let_pass_approval(opened: OpenCase) -> None:
    """Raise Problem where a check stops the approval.

    Raises:
        Problem: a specified offence is recorded, or a health report is not there.

    """
    _require(stops_approval(_judged(opened)))


def _require(why_not: str) -> None:
    if why_not:
        raise Problem(why_not)


def _judged(opened: OpenCase) -> Iterator[Judged]:
    """Give the checks that a rule asks for now, whoever may read what they say."""
    which = (Case.id == opened.case.id,)
    told = Gathered(opened.session, which, opened.today, reads_all=True)
    for row in told.rows_of(opened.case.id):
        if row.is_required:
            yield Judged(
                kind=row.key.kind,
                person=row.person,
                is_there=row.received_on is not None or bool(row.not_needed_why),
                outcome=row.outcome.outcome if row.outcome else "",
                decision=row.outcome.decision if row.outcome else "",
            )
