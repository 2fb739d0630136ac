import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.errors import Problem
from recruitment_app.rules.source_yields import (
    Yield,
    as_typed,
    pounds,
    read_pounds,
    together,
    told,
)

COUNTS = some.integers(0, 60)
YIELDS = some.builds(
    Yield,
    enquiries=some.integers(0, 60),
    approved=COUNTS,
    in_hand=COUNTS,
    cost=some.none() | some.integers(0, 10_000_00),
)


def test_few_are_told_by_their_number_and_who_is_on_the_way_never_by_a_percentage():
    few = Yield(enquiries=5, registered=2, stage_one=2, approved=1, in_hand=3, cost=250_00)
    assert few.share(few.approved, 20) is None
    assert (few.ended, few.cost_per_enquiry, few.cost_per_approval) == (1, 50_00, 250_00)
    assert told(few, 20) == (
        "1 of 5 enquiries approved. 3 are still on the way."
        " Too few for a percentage: fewer than 20."
    )
    many = together([few] * 4)
    assert told(many, 20) == "4 of 20 enquiries approved (20 %). 12 are still on the way."
    assert many.cost == 1000_00
    assert told(Yield(cost=5), 20) == "No enquiry in these days."
    nothing = Yield(enquiries=3, cost=90_00)
    assert (nothing.cost_per_approval, Yield(enquiries=3).cost_per_enquiry) == (None, None)
    assert [pounds(pence) for pence in (None, 0, 7_50, 99_99, 1250_00)] == [
        *("", "£0", "£7.50", "£99.99", "£1,250")
    ]


@given(some.lists(YIELDS, max_size=6))
def test_what_several_bring_is_the_sum_of_each_in_any_order(yields):
    whole = together(yields)
    assert whole == together(reversed(yields))
    assert whole.enquiries == sum(each.enquiries for each in yields)
    costs = [each.cost for each in yields if each.cost is not None]
    assert whole.cost == (sum(costs) if costs else None)


@given(some.none() | some.integers(0, 10_000_000_00))
def test_a_sum_is_read_as_it_is_typed(pence):
    assert read_pounds(as_typed(pence)) == pence


def test_what_is_no_sum_is_refused():
    assert (read_pounds(" £1,250.5 "), read_pounds("")) == (1250_50, None)
    for typed in ("-5", "1.234", "lots", "1e5"):
        with pytest.raises(Problem, match="Give the cost in pounds"):
            read_pounds(typed)
