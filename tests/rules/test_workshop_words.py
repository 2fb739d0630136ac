from datetime import date

from recruitment_app.rules.workshop_demand import Known, Outlook
from recruitment_app.rules.workshop_words import NOBODY, changed, hidden, reckoned, standing

TENTH, LAST = date(2014, 12, 10), date(2015, 1, 10)
NOW = Outlook(households=7, without=2, in_time=3, approved=1, days=400)


def test_how_things_stand_is_told_with_the_last_day_and_who_gets_none():
    assert standing(Outlook(), None) == NOBODY
    assert standing(NOW, LAST) == (
        "7 households in Stage One have no place at a workshop. At today's dates the last gets one"
        " on 10 January 2015; 2 get none at any. 3 of 7 are in time for the Stage One limit."
    )
    assert standing(Outlook(households=1, without=1), None) == (
        "1 household in Stage One has no place at a workshop. No workshop to come has room."
    )


def test_what_further_workshops_change_is_told_or_that_they_change_nothing():
    then = Outlook(households=7, moved=4, without=1, in_time=6, approved=4, days=340)
    assert changed(NOW, NOW, []) == ""
    assert changed(NOW, NOW, [TENTH]) == (
        "With a workshop on 10 December 2014, nobody's day changes."
    )
    assert changed(NOW, then, [TENTH, LAST]) == (
        "With workshops on 10 December 2014 and 10 January 2015, 3 households get an earlier day"
        " and 1 household gets its first. Those who get a place as things stand wait 60 days less"
        " in all. Nobody's day becomes later."
    )
    assert changed(NOW, NOW, [TENTH, TENTH, LAST, LAST]) == (
        "With 4 further workshops, nobody's day changes."
    )


def test_restricted_cases_are_counted_in_words_and_never_named():
    assert [hidden(count) for count in (0, 1, 2)] == [
        "",
        "1 of them is of a restricted case and not listed.",
        "2 of them are of restricted cases and not listed.",
    ]


def test_a_median_of_too_few_cases_is_none_and_the_limit_is_said_to_stand_for_it():
    pace = [
        Known(step="stage_one", cases=12, days=58),
        Known(step="between", cases=1, days=None),
        Known(step="stage_two", cases=0, days=None),
    ]
    assert reckoned(pace, 3) == (
        "Approval is reckoned with each later step at the agency's own median: Stage One 58 days"
        " (12 cases), the break its limit (1 case, too few for a median), Stage Two its limit (no"
        " case, too few for a median). Counted are cases that were approved within the last 3"
        " years."
    )
