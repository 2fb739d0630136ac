"""The board shows the cases of the list, stage by stage."""

from recruitment_app.casework.journey.closing import close_case
from recruitment_app.casework.lists.case_board import board_of
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.notes import add_note
from recruitment_app.rules.stages import Stage
from tests.casework.cases import TODAY, an_enquiry, day, in_break, registered


def test_every_case_of_the_list_stands_once_at_its_stage_with_its_clock(each_store):
    first, second = an_enquiry(each_store), an_enquiry(each_store, on=day(11, 3))
    begun, between = registered(each_store), in_break(each_store)
    gone = an_enquiry(each_store, on=day(5, 2))
    close_case(each_store, case_id=gone, reason="no_response", on=day(6, 2), today=TODAY)
    columns = {
        column.stage: column for column in board_of(each_store, wanted=CaseFilter(), today=TODAY)
    }
    stood = {stage: [card.id for card in column.cards] for stage, column in columns.items()}
    assert stood[Stage.ENQUIRY] == [first, second]  # by what is due next
    assert (stood[Stage.STAGE_ONE], stood[Stage.BREAK]) == ([begun], [between])
    assert Stage.CLOSED not in columns
    (card,) = columns[Stage.STAGE_ONE].cards
    assert (card.next_limit, card.begun_on, card.next_due_on) == ("T08", day(5, 6), day(7, 6))
    closed = board_of(each_store, wanted=CaseFilter(group="closed"), today=TODAY)
    assert [(c.stage, c.count) for c in closed if c.count] == [(Stage.CLOSED, 1)]


def test_an_enquiry_is_quiet_when_nothing_was_recorded_for_ninety_days(each_store):
    quiet = an_enquiry(each_store, on=day(7, 1))
    noted = an_enquiry(each_store, on=day(7, 2))
    an_enquiry(each_store, on=day(10, 1))
    registered(each_store)
    add_note(
        each_store, case_id=noted, kind="telephone", on=day(11, 1), text="They think.", today=TODAY
    )
    found = case_ids(each_store, wanted=CaseFilter(group="quiet"), today=TODAY)
    assert list(found) == [quiet]
