"""A merge carries what is written and attached, and its undo puts everything back."""

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.merging.merging import merge_cases, merge_people
from recruitment_app.casework.merging.side_by_side import merge_view, people_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.casework.reports.report_progress import report_words
from recruitment_app.casework.reports.report_reading import (
    case_words,
    report_page,
    section_history,
    section_page,
)
from recruitment_app.casework.reports.written_forms import add_case_word, begin_report, give_reason
from recruitment_app.errors import Problem
from recruitment_app.store.tables import Base, OfCase, ProfileConsent
from tests.casework.cases import TODAY, an_enquiry
from tests.casework.reports import narrative, write

ANEW = {"case_clocks", "likeness_keys", "search_entries", "merges", "case_events"}


def merged(store, case_id, other_id):
    view = merge_view(store, case_id=case_id, other_id=other_id, today=TODAY)
    return merge_cases(store, case_id=case_id, other_id=other_id, seen=view.seen, today=TODAY)


def reported(store, case_id):
    form_id = begin_report(store, case_id=case_id, today=TODAY).record_id
    fern = case_page(store, case_id=case_id, today=TODAY).applicants[0]
    write(store, form_id, "b.1", narrative())
    write(store, form_id, "b.2", narrative("Of Fern."), str(fern.id))
    return form_id


def everything(store):
    told = {}
    with store.reading() as session:
        for mapper in Base.registry.mappers:
            table = mapper.local_table
            if table.name in {"audit_entries", "merges", "likeness_keys", "search_entries"}:
                continue
            rows = session.execute(select(table).order_by(*table.primary_key)).mappings()
            told[table.name] = [
                {name: value for name, value in row.items() if name != "row_version"}
                for row in rows
                if row.get("deleted_at") is None
            ]
            if table.name == "case_clocks":
                told[table.name] = sorted(
                    (str(row["case_id"]), row["limit_id"]) for row in told[table.name]
                )
    return told


def test_a_report_goes_with_its_case_and_comes_back_with_the_undo(each_store):
    case_id, other_id = an_enquiry(each_store), an_enquiry(each_store)
    form_id = reported(each_store, other_id)
    theirs = case_page(each_store, case_id=other_id, today=TODAY).applicants[0].id
    add_case_word(each_store, case_id=other_id, word="Teasel")
    give_reason(each_store, form_id=form_id, check=9, finding="9:b.1", reason="It is right.")
    with each_store.writing(act="consent") as session:
        now = each_store.clock()
        session.add(
            ProfileConsent(
                case_id=other_id,
                person_id=theirs,
                given_on=TODAY,
                recorded_at=now,
                recorded_by=each_store.person_id,
            )
        )
    spot = section_page(each_store, form_id=form_id, section="b.2", person=str(theirs)).draft_spot
    each_store.save_draft(spot, "typed")
    before = everything(each_store)
    change = merged(each_store, case_id, other_id)
    page = report_page(each_store, case_id=case_id)
    fern = page.household.applicants[0]
    assert page.id == form_id
    assert not any(line.is_left_over for line in page.lines)
    kept = section_page(each_store, form_id=form_id, section="b.2", person=fern)
    assert kept.content == narrative("Of Fern.")
    assert each_store.drafts() == {kept.draft_spot: "typed"}
    assert len(section_history(each_store, form_id=form_id, section="b.1")) == 1
    assert case_words(each_store, case_id=case_id) == {"Teasel"}
    assert report_words(each_store).keys() == {case_id}
    with each_store.reading() as session:
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, OfCase) and mapper.local_table.name not in ANEW:
                left = select(mapper.class_).where(
                    mapper.class_.case_id == other_id, mapper.class_.deleted_at.is_(None)
                )
                assert session.scalars(left).all() == [], mapper.local_table.name
    undo_merge(each_store, merge_id=change.record_id)
    assert everything(each_store) == before


def test_where_both_have_a_report_that_of_the_case_that_stays_is_worked_on(each_store):
    case_id, other_id = an_enquiry(each_store), an_enquiry(each_store)
    ours, theirs = reported(each_store, case_id), reported(each_store, other_id)
    before = everything(each_store)
    change = merged(each_store, case_id, other_id)
    page = report_page(each_store, case_id=case_id)
    assert page.id == ours
    assert [(version.id, version.number) for version in page.versions] == [(theirs, 2), (ours, 1)]
    assert report_page(each_store, case_id=case_id, number=2).id == theirs
    undo_merge(each_store, merge_id=change.record_id)
    assert everything(each_store) == before


@pytest.mark.parametrize("section", ["b.1", "b.3", "b.4"])
def test_a_merge_stays_where_somebody_went_on_writing(each_store, section):
    case_id, other_id = an_enquiry(each_store), an_enquiry(each_store, couple=False)
    form_id = reported(each_store, other_id)
    change = merged(each_store, case_id, other_id)
    person = report_page(each_store, case_id=case_id).household.applicants[0]
    write(each_store, form_id, section, narrative("More."), "" if section == "b.1" else person)
    with pytest.raises(Problem, match="changed after the merge"):
        undo_merge(each_store, merge_id=change.record_id)


def test_two_records_of_one_person_bring_what_is_written_of_both(each_store):
    case_id = an_enquiry(each_store)
    form_id = begin_report(each_store, case_id=case_id, today=TODAY).record_id
    one, other = case_page(each_store, case_id=case_id, today=TODAY).applicants
    write(each_store, form_id, "b.2", narrative("Of one."), str(one.id))
    for section in ("b.2", "b.3"):
        write(each_store, form_id, section, narrative("Of the other."), str(other.id))
    before = everything(each_store)
    facts = {"case_id": case_id, "person_id": one.id, "other_id": other.id, "today": TODAY}
    change = merge_people(each_store, seen=people_view(each_store, **facts).seen, **facts)
    texts = {
        (line.section, line.person): line.is_left_over
        for line in report_page(each_store, case_id=case_id).lines
        if line.words
    }
    assert texts == {
        ("b.2", str(one.id)): False,
        ("b.3", str(one.id)): False,
        ("b.2", str(other.id)): True,
    }
    undo_merge(each_store, merge_id=change.record_id)
    assert everything(each_store) == before
