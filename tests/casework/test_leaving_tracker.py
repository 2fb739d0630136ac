"""The tracker that leaves comes back: as duplicates where it was, as the same cases elsewhere."""

from collections import defaultdict

import pytest
from sqlalchemy import select

from recruitment_app.casework.importing.imports import Verdict, import_cases, plan_import
from recruitment_app.casework.leaving.leaving_lists import export_list
from recruitment_app.casework.leaving.leaving_tracker import TRACKER
from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD, make_sample
from recruitment_app.exchange import tracker
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Address, Case, CaseEvent, ContactDetail, Person, Worker
from tests.casework.cases import TODAY
from tests.exchange.written import rows_of
from tests.stores import make_store

ENQUIRIES = 60
KINDS = {*tracker.STEPS.values(), EventKind.ENQUIRY_RECEIVED}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tracker") / "sample"
    make_sample(folder, enquiries=ENQUIRIES, seed=7, today=TODAY, password=USUAL_PASSWORD).close(
        is_backed_up=False
    )
    store = Store.open(folder, MANAGER, USUAL_PASSWORD)
    yield store
    store.close(is_backed_up=False)


@pytest.fixture
def empty(tmp_path, sample):
    """An empty store of an agency with the same workers."""
    store, _ = make_store(tmp_path / "empty")
    with sample.reading() as there, store.writing(act="set_up") as here:
        mine = here.scalars(select(Worker)).one()
        for worker in there.scalars(select(Worker)):
            here.add(
                Worker(
                    team_id=mine.team_id,
                    name=worker.name,
                    name_fold=worker.name_fold,
                    role=worker.role,
                )
            )
    yield store
    store.close(is_backed_up=False)


def left_from(store, path):
    assert export_list(store, name="tracker", path=path, today=TODAY) == ENQUIRIES
    return path


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".csv"])
def test_into_the_store_it_left_every_row_is_a_certain_duplicate(sample, tmp_path, ending):
    path = left_from(sample, tmp_path / f"tracker{ending}")
    plan = plan_import(sample, path=path, mapping="tracker", today=TODAY)
    assert plan.unknown == ()
    assert [row for row in plan.rows if row.verdict is not Verdict.DUPLICATE] == []
    assert len(plan.rows) == ENQUIRIES


def test_into_an_empty_store_the_same_cases_come_in(sample, empty, tmp_path):
    path = left_from(sample, tmp_path / "tracker.xlsx")
    plan = plan_import(empty, path=path, mapping="tracker", today=TODAY)
    assert [row for row in plan.rows if row.verdict is not Verdict.NEW] == []
    import_cases(empty, plan=plan, today=TODAY)
    there, here = as_tracked(sample), as_tracked(empty)
    assert len(there) == ENQUIRIES
    assert here == there
    again = left_from(empty, tmp_path / "again.xlsx")
    assert [told(row) for row in rows_of(again)] == [told(row) for row in rows_of(path)]


def told(row):
    """Return a row with the ways to reach somebody in one order."""
    return [sorted(cell.split("; ")) if isinstance(cell, str) else cell for cell in row]


def as_tracked(store):
    """Return what a tracker can hold of each case, in the order of their references."""
    with store.reading() as session:
        cases = session.scalars(select(Case).order_by(Case.reference_number)).all()
        names = {worker.id: worker.name for worker in session.scalars(select(Worker))}
        people, ways, homes, days = (defaultdict(list) for _ in range(4))
        applicants = select(Person).where(Person.standing == "applicant").order_by(Person.place)
        of = {}
        for person in session.scalars(applicants):
            of[person.id] = person.case_id
            people[person.case_id].append((person.given_names, person.family_name))
        for way in session.scalars(select(ContactDetail)):
            if way.person_id in of:
                ways[way.case_id].append((way.kind, way.value_fold))
        for home in session.scalars(select(Address).where(Address.ends == "")):
            if home.person_id in of and home.postcode:
                homes[home.case_id].append(home.postcode)
        for event in session.scalars(select(CaseEvent).where(CaseEvent.struck_at.is_(None))):
            if event.kind in KINDS:
                days[event.case_id].append((event.kind, event.on))
        return [
            (
                case.opened_on,
                case.source,
                names.get(case.worker_id),
                people[case.id],
                sorted(set(ways[case.id])),
                sorted(set(homes[case.id])),
                sorted(dict(sorted(days[case.id])).items()),
            )
            for case in cases
        ]


def test_the_headings_are_those_that_the_tracker_is_read_by(sample, tmp_path):
    assert TRACKER == tracker.HEADINGS
    path = left_from(sample, tmp_path / "tracker.csv")
    heads = path.read_text("utf-8-sig").splitlines()[0]
    assert heads.startswith("Date of enquiry,First name,Surname,Second first name")
