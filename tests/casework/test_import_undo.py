"""A whole import is undone as long as nobody has worked on its cases; else the reason is told."""

from datetime import date

import pytest
from sqlalchemy import func, select

from recruitment_app.casework import checking, notes
from recruitment_app.casework.agency.agency_law import set_limit
from recruitment_app.casework.agency.oversight import progress as approvals
from recruitment_app.casework.finding import find, likely_same
from recruitment_app.casework.importing.import_undo import undo_import, why_no_undo
from recruitment_app.casework.importing.imports import Verdict, import_cases
from recruitment_app.casework.importing.kept_imports import imports
from recruitment_app.casework.journey import enquiries
from recruitment_app.casework.journey.clock_list import clock_rows
from recruitment_app.casework.lists.case_list import CaseFilter, CaseSort, case_ids
from recruitment_app.casework.today.diary import today_page
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.likeness import Identity
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case, CaseClock, LikenessKey, SearchEntry
from recruitment_app.ui.errands import Cancelled
from tests.casework.cases import an_enquiry
from tests.casework.test_imports import TODAY, add_worker, bring_in, cases, made, plan

VISITED = {"Visit": "20/01/2014"}
OTHER = {
    "First name": "Quentin",
    "Surname": "Unlike",
    "Second first name": "",
    "Second surname": "",
    "Telephone": "01632 960777",
    "Email": "",
    "Postcode": "",
}


def undo(store, number=1):
    return undo_import(store, number=number, today=TODAY)


def shown(store):
    """Return what a person sees of the store: lists, clocks, Today, progress, search, likeness."""
    typed = [Identity(given="Ann", family="Testcase", phones=("07700 900123",))]
    ids = case_ids(store, wanted=CaseFilter(), today=TODAY, sort=CaseSort.REFERENCE)
    with store.reading() as session:
        kept = [
            session.scalar(select(func.count()).select_from(table))
            for table in (CaseClock, LikenessKey, SearchEntry)
        ]
    return (
        list(ids),
        list(clock_rows(store, today=TODAY)),
        today_page(store, today=TODAY, mine=False),
        approvals(store, year_label=None, today=TODAY),
        [find(store, words=words) for words in ("ann", "testcase", "unlike", "AR", "file")],
        likely_same(store, typed=typed),
        kept,
    )


def test_an_undo_leaves_everything_as_it_was_before_the_import(each_store, tmp_path):
    an_enquiry(each_store)
    before = shown(each_store)
    steps = {**VISITED, "Decision": "03/03/2014", "Approved": "03/03/2014"}
    bring_in(each_store, made(tmp_path, steps, OTHER))
    assert shown(each_store) != before

    change = undo(each_store)
    assert change.sentence == "Import 1 is undone: 2 cases are taken out."
    assert shown(each_store) == before
    assert checking.check(each_store) == []


def test_the_same_file_after_an_undo_comes_in_as_new(file_store, tmp_path):
    path = made(tmp_path, {}, OTHER)
    bring_in(file_store, path)
    undo(file_store)
    again = plan(file_store, path)
    assert [(row.verdict, row.like) for row in again.rows] == [(Verdict.NEW, ())] * 2
    import_cases(file_store, plan=again, today=TODAY)
    with file_store.reading() as session:
        living = session.scalars(select(Case.reference).where(Case.deleted_at.is_(None))).all()
    assert sorted(living) == ["AR-0003", "AR-0004"]


def test_what_changed_rows_added_is_taken_back(each_store, tmp_path):
    bring_in(each_store, made(tmp_path, {"Email": ""}))
    before = shown(each_store)
    fuller = made(tmp_path, {**VISITED, "Email": "ann@example.org"}, OTHER, name="fuller.csv")
    bring_in(each_store, fuller)

    change = undo(each_store, 2)
    assert change.sentence == (
        "Import 2 is undone: 1 case is taken out. What it added to 1 other case is taken back."
    )
    assert shown(each_store) == before
    assert checking.check(each_store) == []
    assert [row.verdict for row in plan(each_store, fuller).rows] == [
        Verdict.CHANGED,
        Verdict.NEW,
    ]


def test_no_case_is_flagged_as_like_one_that_was_taken_out(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    bring_in(file_store, made(tmp_path, {"First name": "Annie", "Date of enquiry": "01/02/2014"}))
    assert [case.possible_duplicate_of for case in cases(file_store)] == ["", "AR-0001"]
    undo(file_store, 1)
    assert [case.possible_duplicate_of for case in cases(file_store)] == ["", ""]
    assert why_no_undo(file_store, number=2) == ""


def test_nothing_is_deleted_by_an_undo(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, VISITED))
    undo(file_store)
    with file_store.reading() as session:
        assert session.scalars(select(Case.deleted_at)).one() is not None


@pytest.mark.parametrize("worked", ["a note", "a step"])
def test_a_case_that_was_worked_on_keeps_its_import_and_is_named(file_store, tmp_path, worked):
    bring_in(file_store, made(tmp_path, {}, OTHER))
    with file_store.reading() as session:
        case_id = session.scalars(select(Case.id).where(Case.reference == "AR-0002")).one()
    if worked == "a note":
        notes.add_note(
            file_store, case_id=case_id, kind="file_note", on=TODAY, text="Rang.", today=TODAY
        )
    else:
        enquiries.send_information(file_store, case_id=case_id, on=TODAY, today=TODAY)
    before = shown(file_store)
    with pytest.raises(Problem, match=r"Import 1 cannot be undone: AR-0002 was worked on since\."):
        undo(file_store)
    assert why_no_undo(file_store, number=1).startswith("Import 1 cannot be undone: AR-0002")
    assert shown(file_store) == before


def test_many_cases_worked_on_are_counted_and_a_few_named(file_store, tmp_path):
    rows = [{**OTHER, "Surname": f"Unlike{'abcdefg'[at]}"} for at in range(7)]
    bring_in(file_store, made(tmp_path, *rows))
    with file_store.reading() as session:
        ids = session.scalars(select(Case.id)).all()
    for case_id in ids:
        enquiries.send_information(file_store, case_id=case_id, on=TODAY, today=TODAY)
    with pytest.raises(Problem, match="AR-0004, AR-0005 and 2 more were worked on since"):
        undo(file_store)


def test_a_limit_changed_since_is_no_work_on_a_case(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    set_limit(
        file_store, limit_id="T01a", number=9, unit="working_days", is_on=True, reason="Agreed."
    )
    assert why_no_undo(file_store, number=1) == ""


def test_an_import_that_added_to_its_cases_is_undone_first(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    bring_in(file_store, made(tmp_path, VISITED))
    with pytest.raises(
        Problem, match=r"import 2 has added to its cases since\. Undo that one first"
    ):
        undo(file_store)
    undo(file_store, 2)
    undo(file_store, 1)
    assert [row.undone_at is not None for row in imports(file_store)] == [True, True]


def test_an_import_is_undone_once(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    undo(file_store)
    with pytest.raises(Problem, match="Import 1 was undone already, on 14 November 2014"):
        undo(file_store)
    with pytest.raises(Problem, match="There is no import 2: look at the list of imports"):
        undo(file_store, 2)


def test_imports_are_listed_the_last_one_first(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}, name="first.csv"))
    bring_in(file_store, made(tmp_path, {}, VISITED, OTHER, name="second.csv"))
    undo(file_store, 2)
    second, first = imports(file_store)
    assert (first.number, first.file_name, first.mapping) == (1, "first.csv", "tracker")
    assert (first.new, first.changed, first.duplicates, first.undone_at) == (1, 0, 0, None)
    assert (second.new, second.changed, second.duplicates) == (1, 1, 1)
    assert (second.by, second.undone_by) == ("Morgan Example", "Morgan Example")
    assert second.undone_at is not None


def test_a_social_worker_neither_lists_nor_undoes_imports(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    file_store.person_id = add_worker(file_store, "Casey Example", Role.SOCIAL_WORKER)
    for refused in (imports, undo, lambda store: why_no_undo(store, number=1)):
        with pytest.raises(NotAllowed):
            refused(file_store)


def test_an_undo_that_is_cancelled_leaves_everything_as_it_was(file_store, tmp_path):
    def cancel(_done: int, _of: int, _sentence: str) -> None:
        raise Cancelled

    bring_in(file_store, made(tmp_path, {}, OTHER))
    before = shown(file_store)
    with pytest.raises(Cancelled):
        undo_import(file_store, number=1, today=date(2014, 11, 14), progress=cancel)
    assert shown(file_store) == before
    assert undo(file_store).record_id is not None
