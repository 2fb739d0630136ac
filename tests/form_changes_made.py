"""Files of changes to forms, as an agency would write them, for the tests and the pictures."""

from datetime import date
from pathlib import Path
from typing import Final

from recruitment_app.casework.reports.form_changes import bring_in_changes
from recruitment_app.store.keeping import Store

_FORMS: Final = Path(__file__).parent / "data" / "forms"
CHANGED_REPORT: Final = _FORMS / "changed_report.toml"
WRONG_REPORT: Final = _FORMS / "wrong_report.toml"
CHANGED_PLAN: Final = _FORMS / "changed_plan.toml"


def bring_in_a_form(store: Store, today: date) -> None:
    """Bring the changes of the Stage Two plan in, in force from today."""
    text = CHANGED_PLAN.read_text("utf-8")
    bring_in_changes(store, text=text, file=CHANGED_PLAN.name, in_force_from=today, today=today)
