from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select

from recruitment_app.casework.lists import case_order
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, case_rows, count_cases
from recruitment_app.casework.lists.case_order import CaseSort
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Agency, Case, Team, Worker
from tests.casework.cases import TODAY
from tests.stores import make_store
from tests.walks.stories import signed_in_as

MANY = 90
WORKERS = ("zoe", "abel", "abel", "bea")  # two of one name stand together
COLUMN = {
    CaseSort.REFERENCE: "reference_number",
    CaseSort.TITLE: "title_fold",
    CaseSort.STAGE: "stage",
    CaseSort.STATUS: "status",
    CaseSort.OPENED_ON: "opened_on",
    CaseSort.WORKER: "worker",
    CaseSort.SOURCE: "source",
    CaseSort.NEXT_DUE_ON: "next_due_on",
}
FILTERS = (
    CaseFilter(),
    CaseFilter(group="open"),
    CaseFilter(group="closed"),
    CaseFilter(group="unallocated"),
    CaseFilter(group="overdue"),
    CaseFilter(group="due_soon"),
    CaseFilter(group="flagged"),
    CaseFilter(group="duplicates"),
    CaseFilter(stages=(Stage.ENQUIRY, Stage.PANEL)),
    CaseFilter(statuses=(Status.ACTIVE,)),
    CaseFilter(source="radio"),
    CaseFilter(opened_from=TODAY - timedelta(days=9), opened_to=TODAY - timedelta(days=2)),
)


class Filled(NamedTuple):
    """A store of cases that differ in little, so that many are tied."""

    store: object
    cases: list
    social_worker: object


def fill(store, many=MANY):
    """Add cases past the rules: the list reads their columns and nothing else."""
    dice = Random(7)  # noqa: S311 - the same cases each time
    with store.writing(act="fill") as session:
        agency = session.scalars(select(Agency)).one()
        team = session.scalars(select(Team)).one()
        workers = {new_id(): name for name in WORKERS}
        for key, name in workers.items():
            row = Worker(
                id=key, team_id=team.id, name=name, name_fold=name, role=Role.SOCIAL_WORKER
            )
            session.add(row)
        session.flush()
        rows = [
            {
                "id": new_id(),
                "agency_id": agency.id,
                "team_id": team.id,
                "reference": f"AR-{number:04}",
                "reference_number": number,
                "title": f"Name {number % 7}",
                "title_fold": f"name {number % 7}",
                "worker_id": dice.choice([*workers, None]),
                "stage": (stage := dice.choice(list(Stage))),
                "status": Status.CLOSED
                if stage is Stage.CLOSED
                else dice.choice([Status.ACTIVE, Status.EXTENDED]),
                "opened_on": TODAY - timedelta(days=dice.randrange(12)),
                "source": dice.choice(["radio", "newspaper", ""]),
                "next_due_on": dice.choice([None, TODAY + timedelta(days=dice.randrange(-5, 5))]),
                "is_restricted": dice.random() < 0.2,
                "fault_count": dice.choice([0, 0, 1]),
                "possible_duplicate_of": dice.choice(["", "", "AR-0001"]),
                "deleted_at": store.clock() if dice.random() < 0.1 else None,
            }
            for number in range(1, many + 1)
        ]
        dice.shuffle(rows)
        insert_rows(session, Case, rows)
    return Filled(
        store,
        [{**row, "worker": workers.get(row["worker_id"])} for row in rows],
        next(iter(workers)),
    )


def is_wanted(case, wanted):
    """Say by plain words whether the list shows a case."""
    is_open = case["status"] is not Status.CLOSED
    late = case["next_due_on"] is not None and case["next_due_on"] < TODAY
    of_group = {
        "": True,
        "open": is_open and case["stage"] is not Stage.PLACED,
        "closed": not is_open,
        "unallocated": is_open
        and case["worker_id"] is None
        and case["stage"] not in {Stage.APPROVED, Stage.MATCHED, Stage.PLACED},
        "flagged": case["fault_count"] > 0,
        "duplicates": case["possible_duplicate_of"] != "",
        "overdue": is_open and late,
        "due_soon": is_open and not late and case["next_due_on"] is not None,
    }[wanted.group]
    return (
        of_group
        and (not wanted.stages or case["stage"] in wanted.stages)
        and (not wanted.statuses or case["status"] in wanted.statuses)
        and (not wanted.source or case["source"] == wanted.source)
        and (wanted.opened_from or date.min) <= case["opened_on"]
        and case["opened_on"] <= (wanted.opened_to or date.max)
    )


def in_full(filled, wanted, sort, *, descending, who=None):
    """Return the ids in their order as Python sorts them."""
    shown = [
        case
        for case in filled.cases
        if case["deleted_at"] is None
        and is_wanted(case, wanted)
        and (who is None or not case["is_restricted"] or case["worker_id"] == who)
    ]
    column = COLUMN[sort]
    given_to = [case for case in shown if case[column] is not None]
    given_to.sort(key=lambda case: (case[column], case["reference_number"]), reverse=descending)
    without = [case for case in shown if case[column] is None]
    without.sort(key=lambda case: case["reference_number"], reverse=descending)
    return [case["id"] for case in (*given_to, *without)]


@pytest.fixture(params=[1, 1000], ids=["by windows", "at once"])
def filled(each_store, request, monkeypatch):
    monkeypatch.setattr(case_order, "SHORT", request.param)
    return fill(each_store)


@pytest.mark.parametrize("descending", [False, True])
def test_every_order_of_every_filter_is_whole_and_the_last_are_found_from_the_end(
    filled, descending
):
    for sort in CaseSort:
        for wanted in FILTERS:
            ids = case_ids(
                filled.store, wanted=wanted, today=TODAY, sort=sort, descending=descending
            )
            full = in_full(filled, wanted, sort, descending=descending)
            assert list(ids) == full, (sort, wanted)
            assert list(ids[-5:]) == full[-5:], (sort, wanted)
            assert count_cases(filled.store, wanted=wanted, today=TODAY) == len(full)
            if full:
                middle = full[len(full) // 2]
                assert ids.index(middle) == len(full) // 2, (sort, wanted)


def test_restricted_cases_are_left_out_for_those_who_may_not_see_them(filled):
    who = filled.social_worker
    with signed_in_as(filled.store, who):
        for sort in CaseSort:
            ids = case_ids(
                filled.store, wanted=CaseFilter(), today=TODAY, sort=sort, descending=True
            )
            assert list(ids) == in_full(filled, CaseFilter(), sort, descending=True, who=who)
            hidden = next(
                case["id"]
                for case in filled.cases
                if case["is_restricted"] and case["worker_id"] != who
            )
            assert hidden not in ids


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    store, _ = make_store(tmp_path_factory.mktemp("order") / "store")
    yield fill(store)
    store.close(is_backed_up=False)


@given(
    sort=st.sampled_from(CaseSort),
    wanted=st.sampled_from(FILTERS),
    descending=st.booleans(),
    start=st.integers(-MANY, MANY),
    stop=st.integers(-MANY, MANY),
    step=st.sampled_from([1, 1, 1, 2, -1]),
)
def test_any_stretch_is_the_same_stretch_of_the_whole(  # noqa: PLR0917 - hypothesis names them
    kept, sort, wanted, descending, start, stop, step
):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(case_order, "SHORT", 0)
        ids = case_ids(kept.store, wanted=wanted, today=TODAY, sort=sort, descending=descending)
        full = in_full(kept, wanted, sort, descending=descending)
        assert len(ids) == len(full)
        assert list(ids[start:stop:step]) == full[start:stop:step]


class Fetched:
    """Counts the rows that the file gives while this is open."""

    def __init__(self):
        self.rows = 0

    def __enter__(self):
        event.listen(Engine, "after_cursor_execute", self._count)
        return self

    def __exit__(self, *_fault):
        event.remove(Engine, "after_cursor_execute", self._count)

    def _count(self, _connection, cursor, statement, parameters, _context, _is_many):
        if statement.lstrip().startswith("SELECT"):
            again = cursor.connection.execute(statement, parameters)
            self.rows += len(again.fetchall())


@pytest.mark.parametrize("sort", CaseSort)
def test_a_longer_list_reads_no_more_rows(tmp_path, monkeypatch, sort):
    monkeypatch.setattr(case_order, "SHORT", 20)
    read = []
    for many in (100, 400):
        store, _ = make_store(tmp_path / f"store{many}")
        with store:
            filled = fill(store, many)
            with Fetched() as fetched:
                ids = case_ids(store, wanted=CaseFilter(), today=TODAY, sort=sort)
                middle = len(ids) // 2
                for stretch in (ids[:10], ids[-10:], ids[middle : middle + 10]):
                    case_rows(store, ids=stretch)
                assert [one["id"] in ids for one in filled.cases[:5]].count(True) > 0
            read.append(fetched.rows)
            store.close(is_backed_up=False)
    assert read[1] - read[0] <= 6, read


@pytest.mark.parametrize("sort", [sort for sort in CaseSort if sort is not CaseSort.WORKER])
@pytest.mark.parametrize("wanted", [CaseFilter(), CaseFilter(group="open")])
def test_each_order_is_walked_by_its_own_index_and_sorted_by_none(kept, monkeypatch, sort, wanted):
    monkeypatch.setattr(case_order, "SHORT", 0)
    asked = []

    def hear(_connection, cursor, statement, parameters, _context, _is_many):
        if "LIMIT" in statement and "FROM cases" in statement:
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            asked.append(" ".join(row[3] for row in plan.fetchall()))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        ids = case_ids(kept.store, wanted=wanted, today=TODAY, sort=sort)
        assert ids[:5]
        assert ids[-5:]
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    assert len(asked) >= 2
    for plan in asked:
        assert "ix_cases_by_" in plan
        assert "TEMP B-TREE" not in plan
