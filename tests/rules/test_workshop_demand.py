from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.rules.workshop_demand import (
    Expected,
    Pace,
    Waiting,
    Workshop,
    expected_places,
    with_more,
)

NOV = date(2014, 11, 1)


def day(number: int) -> date:
    return NOV + timedelta(days=number)


def workshop(key: str, begins: int, room: int, lasts: int = 14) -> Workshop:
    return Workshop(key=key, begins_on=day(begins), ends_on=day(begins + lasts), room=room)


def waiting(key: str, people: int, since: int, limit: int = 61) -> Waiting:
    return Waiting(key=key, people=people, since=day(since), limit_on=day(since + limit))


def places(expected: tuple[Expected, ...]) -> dict[str, str]:
    return {each.waiting.key: each.workshop.key if each.workshop else "" for each in expected}


def test_who_waits_longest_is_placed_first_and_a_couple_too_many_keeps_its_turn():
    soon, later = workshop("soon", 20, 3), workshop("later", 70, 4)
    told = expected_places(
        [waiting("c", 2, -5), waiting("a", 2, -20), waiting("d", 1, -3), waiting("e", 2, -1)],
        [later, soon],
    )
    assert places(told) == {"a": "soon", "c": "later", "d": "soon", "e": "later"}
    assert [each.days for each in told] == [40, 75, 23, 71]


def test_where_no_workshop_has_room_nothing_is_promised():
    (told,) = expected_places([waiting("a", 2, 0)], [workshop("full", 10, 1)])
    assert (told.on, told.days, told.is_in_time) == (None, None, False)


def test_in_time_means_that_the_last_part_is_over_by_the_limit():
    on_the_day, a_day_late = waiting("a", 1, 0, limit=34), waiting("b", 1, 0, limit=33)
    told = expected_places([on_the_day, a_day_late], [workshop("w", 20, 2)])
    assert [each.is_in_time for each in told] == [True, False]


def test_one_more_workshop_moves_those_up_whom_it_fits_and_those_behind_them():
    dates = [workshop("a", 30, 2), workshop("b", 60, 2)]
    before = expected_places([waiting("x", 2, -9), waiting("y", 2, -8), waiting("z", 1, -7)], dates)
    assert places(before) == {"x": "a", "y": "b", "z": ""}
    after = with_more(before, dates, [workshop("new", 10, 2)])
    assert places(after) == {"x": "new", "y": "a", "z": "b"}


def test_a_couple_never_loses_its_place_to_a_workshop_that_only_one_person_fits():
    # Placed anew from the start, y would take z's room at "a": z would wait until "b".
    dates = [workshop("a", 30, 2), workshop("b", 60, 2)]
    before = expected_places([waiting("x", 1, -9), waiting("y", 2, -8), waiting("z", 1, -7)], dates)
    assert places(before) == {"x": "a", "y": "b", "z": "a"}
    after = with_more(before, dates, [workshop("new", 10, 1)])
    assert places(after) == {"x": "new", "y": "b", "z": "a"}


def test_who_is_in_time_keeps_a_short_workshop_and_is_not_moved_to_one_that_ends_too_late():
    dates = [workshop("short", 50, 2, lasts=0)]
    before = expected_places([waiting("x", 2, -9)], dates)
    after = with_more(before, dates, [workshop("long", 40, 2, lasts=28)])
    assert places(after) == {"x": "short"}
    assert after[0].is_in_time


def test_the_later_steps_follow_the_pace_and_stage_one_waits_for_its_workshop():
    def after(days: int):
        return lambda begun: begun + timedelta(days=days)

    pace = Pace(stage_one=after(60), between=after(10), stage_two=after(110))
    late, early = workshop("late", 80, 1), workshop("early", 5, 1)
    assert pace.approval_on(Expected(waiting("a", 1, 0), late)) == day(80 + 14 + 10 + 110)
    assert pace.approval_on(Expected(waiting("a", 1, 0), early)) == day(60 + 10 + 110)
    assert pace.approval_on(Expected(waiting("a", 1, 0))) is None


households = st.lists(st.tuples(st.integers(1, 2), st.integers(-60, 0)), max_size=25).map(
    lambda rows: [waiting(f"h{at:02}", *row) for at, row in enumerate(rows)]
)


def workshops(prefix: str):
    rows = st.lists(
        st.tuples(st.integers(1, 90), st.integers(0, 6), st.integers(0, 30)), max_size=6
    )
    return rows.map(lambda each: [workshop(f"{prefix}{at}", *row) for at, row in enumerate(each)])


@given(households, workshops("w"), workshops("n"))
def test_more_workshops_make_no_day_later_and_overbook_none(families, dates, more):
    before = expected_places(families, dates)
    after = with_more(before, dates, more)
    assert [each.waiting for each in after] == [each.waiting for each in before]
    assert all(
        one.on is None or (other.on is not None and other.on <= one.on)
        for one, other in zip(before, after, strict=True)
    )
    assert all(
        one.workshop is None or other.workshop.ends_on <= one.workshop.ends_on
        for one, other in zip(before, after, strict=True)
    )
    taken = Counter()
    for each in after:
        if each.workshop:
            taken[each.workshop.key] += each.waiting.people
    assert all(taken[one.key] <= one.room for one in (*dates, *more))


@given(households, workshops("w"))
def test_nobody_is_passed_over_by_a_later_turn_that_took_room_which_would_have_fitted(
    families, dates
):
    told = expected_places(families, dates)
    for at, each in enumerate(told):
        earlier = [one for one in dates if each.on is None or one.begins_on < each.on]
        for one in earlier:
            before = sum(other.waiting.people for other in told[:at] if other.workshop == one)
            assert one.room - before < each.waiting.people
