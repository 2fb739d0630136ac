from datetime import date

from recruitment_app.casework.case_page import case_by_reference, case_page
from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD
from recruitment_app.casework.visiting.visits import VisitDetails, plan_visit
from recruitment_app.cli.visits import VISIT_FIELDS
from recruitment_app.store.keeping import Store

TODAY = date(2014, 11, 14)
SOON = date(2014, 12, 1)


def test_the_visits_of_a_case_are_listed_with_whom_they_see(command, sample):
    rows = command("cases", "--store", sample, "--json").json
    reference = next(row["reference"] for row in rows if row["stage"] == "stage_two")
    store = Store.open(sample, MANAGER, USUAL_PASSWORD)
    case_id = case_by_reference(store, reference=reference)
    people = case_page(store, case_id=case_id, today=TODAY).applicants
    details = VisitDetails(kind="home", starts="18:30", people={people[0].id: True})
    plan_visit(store, case_id=case_id, on=SOON, details=details, today=TODAY)
    store.close(is_backed_up=False)

    told = command("visits", "--case", reference, "--store", sample, "--json")
    assert told.code == 0
    assert all(tuple(row) == VISIT_FIELDS for row in told.json)
    (mine,) = [row for row in told.json if row["planned_on"] == SOON.isoformat()]
    assert (mine["case"], mine["state"], mine["starts"]) == (reference, "planned", "18:30")
    assert mine["seen"] == mine["alone"] == [people[0].name]
    assert command("visits", "--case", "AR-9999", "--store", sample).code == 1
    assert command("visits", "--store", sample).code == 2
