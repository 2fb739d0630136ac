from dataclasses import replace
from datetime import date

from recruitment_app.documents import supervision_sheet
from recruitment_app.documents.supervision_sheet import PrintedCase, PrintedSheet
from recruitment_app.rules.stages import Stage

SHEET = PrintedSheet(
    agency="Northmere Council",
    worker="Sandy Example",
    supervisor="Morgan Example",
    held_on=date(2014, 7, 10),
    printed_on=date(2014, 7, 10),
    printed_by_role="Team manager",
    next_on=date(2014, 8, 7),
    remarks="Leave from 21 July to 1 August: Robin Example looks after the cases.",
    cases=(
        PrintedCase(
            "AR-0007",
            "Fern Larkspur and Rowan Teasel",
            Stage.STAGE_ONE,
            "Stage One: 18 days late.\nNobody has spoken with them for 31 days.",
            "Both medicals are with the surgery, whose doctor is away until Monday.",
            "Ring the surgery again, and tell the applicants what was said.",
            date(2014, 7, 17),
        ),
        PrintedCase("AR-0009", "Linden Moss", Stage.STAGE_TWO, "", "", ""),
    ),
)


def test_the_sheet_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(supervision_sheet.render(SHEET))
    compare("supervision_sheet", found)
    assert found.facts["Title"] == "Supervision sheet 10 July 2014"
    assert "DRAFT" in found.text


def test_a_sheet_that_both_have_signed_is_no_draft(read_back):
    signed = replace(
        SHEET, supervisor_signed_on=date(2014, 7, 10), worker_signed_on=date(2014, 7, 11), cases=()
    )
    found = read_back(supervision_sheet.render(signed))
    assert "DRAFT" not in found.text
    assert "Worker Sandy Example 11 July 2014" in found.words
    assert "The worker has no open case." in found.text
