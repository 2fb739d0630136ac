from dataclasses import replace
from datetime import date
from itertools import pairwise

from recruitment_app.documents import delay_ledger
from recruitment_app.documents.delay_ledger import (
    LedgerPaper,
    PrintedDelay,
    PrintedPart,
    PrintedStretch,
)
from recruitment_app.drawings.ledger_strip import Bar, LedgerFigures, Mark, strip
from recruitment_app.drawings.shapes import Rect
from recruitment_app.rules.ownership import Owner

AGENCY, APPLICANT, THIRD = Owner.AGENCY, Owner.APPLICANT, Owner.THIRD_PARTY


def day(month, number):
    return date(2014, month, number)


DAYS = (
    (day(3, 4), day(3, 10), AGENCY, "In hand", False),
    (day(3, 11), day(4, 22), APPLICANT, "For the applicants to take further", False),
    (day(4, 23), day(4, 30), AGENCY, "In hand", False),
    (day(5, 1), day(5, 19), THIRD, "Medical from the doctor", False),
    (day(5, 20), day(6, 9), APPLICANT, "On hold: Pregnancy", True),
    (day(6, 10), day(7, 1), AGENCY, "In hand", False),
)
LEDGER = LedgerPaper(
    agency="Northmere Council",
    reference="AR-0007",
    household="Fern Larkspur and Rowan Teasel",
    printed_on=day(7, 1),
    printed_by_role="Team manager",
    figures=LedgerFigures(
        tuple(Bar(begins, ends, owner, held) for begins, ends, owner, _, held in DAYS),
        (
            Mark(day(3, 4), "Enquiry"),
            Mark(day(4, 23), "Stage One"),
            Mark(day(6, 22), "due", is_due=True),
        ),
    ),
    parts=(
        PrintedPart(
            "Enquiry and registration of interest",
            day(3, 4),
            day(4, 22),
            50,
            50,
            {AGENCY: 7, APPLICANT: 43, THIRD: 0},
        ),
        PrintedPart(
            "Stage One",
            day(4, 23),
            day(7, 1),
            70,
            49,
            {AGENCY: 30, APPLICANT: 21, THIRD: 19},
            day(7, 31),
            day(6, 22),
        ),
    ),
    stretches=tuple(
        PrintedStretch(begins, ends, (ends - begins).days + 1, owner, reason)
        for begins, ends, owner, reason, _ in DAYS
    ),
    delays=(
        PrintedDelay(
            "Put on hold",
            day(5, 20),
            day(6, 10),
            None,
            "Pregnancy",
            "They asked for three weeks.",
            "Morgan Example",
            day(5, 21),
            "By letter",
            "Their e-mail of 19 May; Letter of 21 May",
        ),
        PrintedDelay(
            "Stage One extended",
            day(6, 16),
            None,
            day(7, 31),
            "Medical late",
            "",
            "",
            None,
            "",
            "",
            ("who agreed to it", "when the applicants were told", "what shows it"),
        ),
    ),
)


def test_the_ledger_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(delay_ledger.render(LEDGER))
    compare("delay_ledger", found)
    assert found.facts["Title"] == "Delay ledger AR-0007"
    assert [title for _, title in found.outline] == [
        "Delay ledger AR-0007",
        "By part of the way",
        "Day by day",
        "Holds, waits and extensions",
    ]


def test_a_ledger_of_the_day_of_the_enquiry_says_that_no_day_has_gone_by(read_back):
    nothing = replace(LEDGER, figures=LedgerFigures(()), parts=(), stretches=(), delays=())
    assert "No day has gone by since the enquiry." in read_back(delay_ledger.render(nothing)).text


def test_each_owner_has_a_lane_of_its_own_on_which_its_days_lie():
    drawn = strip(LEDGER.figures, 480)
    bars = [shape for shape in drawn.shapes if isinstance(shape, Rect) and shape.role == "days"]
    assert len({bar.y for bar in bars}) == len({bar.fill for bar in bars}) == 3
    for before, after in pairwise(bars):
        assert abs(before.x + before.width - after.x) < 0.01
    assert drawn.alternative == (
        "Days by whose time they were: Agency 37, Applicants 64, Third party 19."
    )
