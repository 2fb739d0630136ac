"""The command that lists what is to be done by who signs in."""

from recruitment_app.casework.today.todo import todo
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import tell_rows

TODO_FIELDS = ("case", "what", "due_on", "state", "act")


def list_todo(asked: Asked) -> int:
    """List every line of Today, what is overdue first."""
    with opened(asked) as (store, today):
        rows = [
            {
                "case": row.reference or None,
                "what": row.what,
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "state": row.state.value,
                "act": row.act or "open",
            }
            for row in todo(store, today=today)
        ]
    tell_rows(rows, TODO_FIELDS, as_json=asked.as_json)
    return DONE
