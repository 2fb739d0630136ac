import pytest

from recruitment_app.casework.checking import check
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import Verdict
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.casework.notes import add_note
from recruitment_app.errors import Problem
from tests.casework.test_imports import TODAY, bring_in, cases, made, plan

LATER = {
    "Date of enquiry": "20/01/2014",
    "First name": "Anne",
    "Telephone": "07700 900124",
    "Email": "",
}


@pytest.fixture
def file(tmp_path):
    """A file that gives one household twice, a fortnight apart."""
    return made(tmp_path, {}, LATER)


def merged(store):
    one, other = (case.id for case in cases(store)[:2])
    seen = merge_view(store, case_id=one, other_id=other, today=TODAY).seen
    return merge_cases(store, case_id=one, other_id=other, seen=seen, today=TODAY).record_id


def test_a_file_does_not_bring_back_what_was_merged(each_store, file):
    bring_in(each_store, file)
    merged(each_store)
    rows = plan(each_store, file).rows
    assert Verdict.NEW not in {row.verdict for row in rows}
    assert {row.of for row in rows} == {"AR-0001"}


def test_it_does_where_the_older_case_went(each_store, file):
    bring_in(each_store, file)
    one, other = (case.id for case in cases(each_store)[:2])
    seen = merge_view(each_store, case_id=other, other_id=one, today=TODAY).seen
    merge_cases(each_store, case_id=other, other_id=one, seen=seen, today=TODAY)
    assert {row.of for row in plan(each_store, file).rows} == {"AR-0002"}


def test_an_import_whose_case_was_merged_is_not_undone(each_store, file):
    bring_in(each_store, file)
    merge_id = merged(each_store)
    with pytest.raises(Problem):
        undo_import(each_store, number=1, today=TODAY)
    undo_merge(each_store, merge_id=merge_id)
    assert {case.deleted_at for case in cases(each_store)} == {None}
    undo_import(each_store, number=1, today=TODAY)
    assert None not in {case.deleted_at for case in cases(each_store)}
    assert check(each_store) == []


def test_an_import_whose_case_was_worked_on_while_it_was_merged_is_not_undone(each_store, file):
    bring_in(each_store, file)
    merge_id = merged(each_store)
    facts = {"kind": "file_note", "on": TODAY, "text": "Rang.", "today": TODAY}
    add_note(each_store, case_id=cases(each_store)[0].id, **facts)
    undo_merge(each_store, merge_id=merge_id)
    with pytest.raises(Problem, match="worked on since"):
        undo_import(each_store, number=1, today=TODAY)
