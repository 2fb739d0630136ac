from recruitment_app.casework.agency import oversight
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import closing, enquiries
from recruitment_app.casework.lists.case_list import (
    CaseFilter,
    CaseSort,
    case_ids,
    case_rows,
)
from recruitment_app.casework.today.diary import today_page
from recruitment_app.rules.stages import Stage
from tests.casework.cases import TODAY, an_enquiry, day, in_stage_two, registered


def listed(store, **wanted):
    ids = case_ids(
        store, wanted=CaseFilter(**wanted), today=TODAY, sort=CaseSort.REFERENCE, descending=False
    )
    return [row.reference for row in case_rows(store, ids=ids)]


def test_the_list_filters_by_words_stage_and_group(each_store):
    an_enquiry(each_store, on=day(11, 10))
    registered(each_store)
    in_stage_two(each_store)
    gone = an_enquiry(each_store, on=day(11, 3))
    closing.close_case(each_store, case_id=gone, reason="no_response", on=day(11, 12), today=TODAY)
    assert listed(each_store) == ["AR-0001", "AR-0002", "AR-0003", "AR-0004"]
    assert listed(each_store, stages=(Stage.STAGE_TWO,)) == ["AR-0003"]
    assert listed(each_store, group="open") == ["AR-0001", "AR-0002", "AR-0003"]
    assert listed(each_store, group="closed") == ["AR-0004"]
    assert listed(each_store, group="unallocated") == ["AR-0001", "AR-0002", "AR-0003"]
    assert listed(each_store, group="overdue") == ["AR-0002", "AR-0003"]
    assert listed(each_store, words="lark teas") == ["AR-0001", "AR-0002", "AR-0003", "AR-0004"]
    assert listed(each_store, words="ar 0003") == ["AR-0003"]
    assert listed(each_store, words="nobody") == []
    assert listed(each_store, opened_from=day(11, 1)) == ["AR-0001", "AR-0004"]


def test_names_sort_alike_on_both_engines(each_store):
    for name in ("Zander", "ábel", "Abel", "O'Hara", "Łoś"):
        enquiries.record_enquiry(
            each_store,
            received_on=day(3, 3),
            applicants=[NewPerson(family_name=name)],
            source="other",
            channel="email",
            today=TODAY,
        )
    ids = case_ids(
        each_store, wanted=CaseFilter(), today=TODAY, sort=CaseSort.TITLE, descending=False
    )
    titles = [row.title for row in case_rows(each_store, ids=ids)]
    assert titles[0] == "Abel"
    assert titles.index("O'Hara") < titles.index("Zander")


def test_today_shows_what_is_late_and_what_is_next(each_store):
    case_id = an_enquiry(each_store, on=day(10, 20))
    enquiries.send_information(each_store, case_id=case_id, on=day(10, 22), today=TODAY)
    page = today_page(each_store, today=TODAY, mine=False)
    assert [(row.limit_id, row.due_on, row.days_late) for row in page.overdue] == [
        ("T02", day(11, 3), 11)
    ]
    assert page.unallocated_count == 1
    earlier = today_page(each_store, today=day(11, 3), mine=False)
    assert earlier.overdue == ()
    assert [row.limit_id for row in earlier.due_next] == ["T02"]


def test_progress_counts_households_by_month(each_store):
    figures = oversight.progress(each_store, year_label=None, today=TODAY)
    assert (figures.year_label, figures.target, sum(figures.by_month)) == ("2014-15", 20, 0)
