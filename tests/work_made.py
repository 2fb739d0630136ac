"""Tasks and promises for the tests and pictures of the windows: late, due next, for later, kept."""

from datetime import date, timedelta
from uuid import UUID

from recruitment_app.casework.today.promises import keep_promise, make_promise, promises_of_case
from recruitment_app.casework.today.tasks import add_task
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from tests.visits_made import stage_two_case


def work_on_somebody(store: Store, today: date) -> None:
    """Give the person signed in tasks, and promise the household of the pictures an answer."""
    promise_and_task(store, stage_two_case(store, today).id, today)
    add_task(store, what="Read the new guidance on early permanence.", today=today)


def promise_and_task(store: Store, case_id: UUID, today: date) -> None:
    """Keep one promise to a family and leave two; note a task that is due and one for later."""
    told = today - timedelta(days=12)
    for what, days in (
        ("Who will visit, and when.", -8),
        ("The answer of the medical adviser.", -3),
        ("The date of the panel.", 6),
    ):
        by_on = today + timedelta(days=days)
        made = make_promise(store, case_id=case_id, what=what, by_on=by_on, on=told, today=today)
        if days < -5:
            keep_promise(
                store, promise_id=made.record_id, on=by_on, words="By telephone.", today=today
            )
    for what, days in (("Ring the school about the reference.", 2), ("Book the hall.", 40)):
        due_on = today + timedelta(days=days)
        add_task(store, what=what, due_on=due_on, case_id=case_id, today=today)


def work_places(office: Office, case_id: UUID) -> dict[str, list[tuple[str, Place]]]:
    """Return the places of the dialogs of tasks and promises, for a case that has some."""
    promised = office.quick(promises_of_case, case_id=case_id)
    kept = {"promise": str(promised[0].id)} if promised else {}
    return {
        "task": [("task", Place("task", case_id))],
        "promise": [("promise", Place("promise", case_id))],
        "keep_promise": [("keep_promise", Place("keep_promise", case_id, kept))],
    }
