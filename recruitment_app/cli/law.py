"""The commands that tell the law: the time limits, and the due dates that follow from them."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date

from recruitment_app.casework.law import shipped_limits
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.telling import tell_json, tell_rows
from recruitment_app.errors import Problem
from recruitment_app.rules.limits import Limit
from recruitment_app.rules.timescales import due_on
from recruitment_app.rules.working_days import Calendar

FIELDS = ("id", "trigger", "number", "unit", "inclusive", "force", "source")
NO_FIGURE = "The limit has no figure."
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def tell_limits(asked: Asked) -> int:
    """List the limits as shipped, or as the agency of a store has them."""
    limits, _ = _law(asked)
    rows = [{field: getattr(limit, field) for field in FIELDS} for limit in limits.values()]
    tell_rows(rows, FIELDS, as_json=asked.as_json)
    return DONE


def tell_dates(asked: Asked) -> int:
    """Work out a due date for each line of the standard input, in order, as it comes."""
    limits, calendar = _law(asked)
    answers = _answers(sys.stdin.buffer, limits, calendar)
    if asked.as_json:
        tell_json(list(answers))
        return DONE
    for answer in answers:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()  # whoever asked line by line waits for this one
    return DONE


def _answers(
    lines: Iterable[bytes], limits: Mapping[str, Limit], calendar: Calendar
) -> Iterable[dict[str, object]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _answer(line, limits, calendar)
        except Problem as problem:
            raise Problem(f"Line {number}: {problem}") from problem


def _answer(line: bytes, limits: Mapping[str, Limit], calendar: Calendar) -> dict[str, object]:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Problem("this is not a JSON object with limit and start.") from None
    if not isinstance(asked, dict):
        raise Problem("this is not a JSON object with limit and start.")
    limit_id, start = asked.get("limit"), asked.get("start")
    limit = limits.get(limit_id) if isinstance(limit_id, str) else None
    if limit is None:
        raise Problem("“limit” names no limit that is known: see the command limits.")
    begins = _day(start)
    due = due_on(limit, begins, calendar)
    answer: dict[str, object] = {
        "limit": limit.id,
        "start": begins.isoformat(),
        "due_on": due.isoformat() if due else None,
    }
    return answer if due else {**answer, "why": NO_FIGURE}


def _day(start: object) -> date:
    unread = Problem("“start” is no date such as 2014-11-14.")
    if not isinstance(start, str) or not _ISO.fullmatch(start):
        raise unread
    try:
        return date.fromisoformat(start)
    except ValueError:
        raise unread from None


def _law(asked: Asked) -> tuple[Mapping[str, Limit], Calendar]:
    """Return the limits and the calendar: shipped, or with a store the agency's."""
    if asked.store is None and not asked.is_sample:
        return {limit.id: limit for limit in shipped_limits()}, Calendar()
    from recruitment_app.casework.agency.agency_law import limits_and_days  # noqa: PLC0415 - SQLAlchemy
    from recruitment_app.cli.opening import opened  # noqa: PLC0415 - as above

    with opened(asked) as (store, _today):
        return limits_and_days(store)
