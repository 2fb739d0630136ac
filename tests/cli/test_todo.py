from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD, USUAL_TODAY
from recruitment_app.casework.today.tasks import add_task
from recruitment_app.cli.todo import TODO_FIELDS
from recruitment_app.rules.todo import TodoState
from recruitment_app.store.keeping import Store


def test_what_is_to_be_done_is_told_with_its_day_its_state_and_its_act(command, sample):
    with Store.open(sample, MANAGER, USUAL_PASSWORD) as store:
        add_task(store, what="Read the guidance.", today=USUAL_TODAY)
    told = command("todo", "--store", sample, "--json")
    assert told.code == 0
    assert all(tuple(row) == TODO_FIELDS for row in told.json)
    states = [row["state"] for row in told.json]
    assert set(states) <= set(TodoState)
    assert states == sorted(states, key=list(TodoState).index)
    overdue = [row["due_on"] for row in told.json if row["state"] == "overdue"]
    assert overdue == sorted(overdue)
    assert overdue[-1] < USUAL_TODAY.isoformat()
    assert {
        name: row[name]
        for row in told.json
        if row["case"] is None
        for name in ("case", "what", "due_on")
    } == {"case": None, "what": "Read the guidance.", "due_on": None}
    assert {row["act"] for row in told.json if row["state"] == "unallocated"} <= {"allocate"}


def test_each_sees_what_is_theirs_to_do(command, made_once):
    everybody = command("todo", "--store", made_once, "--json").json
    own = command("todo", "--store", made_once, "--as", "Sample Worker Two", "--json").json
    cases = command("cases", "--store", made_once, "--json").json
    theirs = {row["reference"] for row in cases if row["worker"] == "Sample Worker Two"}
    assert {row["case"] for row in own} <= theirs
    assert len(own) < len(everybody)
    told = command("todo", "--store", made_once, "--as", "Sample Worker Two")
    assert told.out.splitlines()[0].split() == list(TODO_FIELDS)
