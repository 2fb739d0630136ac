from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.errors import Problem
from recruitment_app.rules import values
from recruitment_app.rules.working_days import Calendar

TODAY = date(2014, 11, 14)  # a Friday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/3/14", date(2014, 3, 3)),
        ("03.03.2014", date(2014, 3, 3)),
        ("3-3-14", date(2014, 3, 3)),
        ("3 3 2014", date(2014, 3, 3)),
        ("3/3", date(2014, 3, 3)),
        ("3 mar", date(2014, 3, 3)),
        ("3mar14", date(2014, 3, 3)),
        ("3 March 2014", date(2014, 3, 3)),
        ("3rd of March 2014", date(2014, 3, 3)),
        ("Mon 3 March 2014", date(2014, 3, 3)),
        ("Monday, 3 March 2014", date(2014, 3, 3)),
        ("Sept 3, 2014", date(2014, 9, 3)),
        ("march 3", date(2014, 3, 3)),
        ("2014-03-03", date(2014, 3, 3)),
        ("030314", date(2014, 3, 3)),
        ("03032014", date(2014, 3, 3)),
        ("  TODAY ", TODAY),
        ("yesterday", date(2014, 11, 13)),
        ("tomorrow", date(2014, 11, 15)),
        ("+5wd", date(2014, 11, 21)),
        ("+5 working days", date(2014, 11, 21)),
        ("-5wd", date(2014, 11, 7)),
        ("-3", date(2014, 11, 11)),
        ("+3 days", date(2014, 11, 17)),
        ("+2w", date(2014, 11, 28)),
        ("+1m", date(2014, 12, 14)),
        ("-1y", date(2013, 11, 14)),
        ("+0", TODAY),
        ("monday", date(2014, 11, 10)),
        ("friday", TODAY),
        ("last friday", date(2014, 11, 7)),
        ("next friday", date(2014, 11, 21)),
        ("next mon", date(2014, 11, 17)),
        ("this sunday", date(2014, 11, 16)),
        ("12/5/79", date(1979, 5, 12)),
        ("12/5/34", date(2034, 5, 12)),
        ("12/5/35", date(1935, 5, 12)),
        ("29/2/2012", date(2012, 2, 29)),
        ("\uff13/\uff13/14", date(2014, 3, 3)),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, day):
    assert values.read_date(typed, today=TODAY) == day


def test_two_digits_late_in_a_century_may_mean_the_next_one():
    assert values.read_date("1/1/05", today=date(2095, 1, 1)) == date(2105, 1, 1)


def test_working_days_from_today_skip_the_agencys_own_days():
    own = Calendar.with_days([date(2014, 11, 17)])
    assert values.read_date("+1wd", today=TODAY, calendar=own) == date(2014, 11, 18)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "A date is needed"),
        ("soon", "not a date that can be read"),
        ("31/2/14", "February 2014 has 28 days"),
        ("3/13/14", "There is no month 13"),
        ("Tue 3 March 2014", "is a Monday, not a Tuesday"),
        ("1/1/1700", "year 1700"),
        ("3 marzo 2014", "not a date that can be read"),
        ("+9999", "too many"),
        ("+3 moons", "moon"),
        ("1/2/3/4", "not a date that can be read"),
        ("01/01/20144", "not a date that can be read"),
    ],
)
def test_what_is_not_a_date_is_answered_with_what_to_do(typed, sentence):
    with pytest.raises(Problem, match=sentence):
        values.read_date(typed, today=TODAY)


@given(some.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_that_is_shown_is_read_again(day):
    assert values.read_date(values.shown_date(day), today=TODAY) == day
    assert values.read_date(f"{day:%d/%m/%Y}", today=TODAY) == day
    assert values.read_date(day.isoformat(), today=TODAY) == day


@given(some.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(typed):
    for read in (
        lambda text: values.read_date(text, today=TODAY),
        values.read_postcode,
        values.read_phone,
        values.read_email,
    ):
        with suppress(Problem):
            read(typed)
    values.fold_phone(typed)
    values.fold_postcode(typed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("rm176sl", "RM17 6SL"),
        ("RM17 6SL", "RM17 6SL"),
        (" rm17-6sl ", "RM17 6SL"),
        ("sw1a oaa", "SW1A 0AA"),
        ("M1 1AE", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("CR2 6XH", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("W1A 0AX", "W1A 0AX"),
        ("EC1A1BB", "EC1A 1BB"),
        ("gir 0aa", "GIR 0AA"),
    ],
)
def test_a_postcode_is_written_in_its_usual_way(typed, written):
    assert values.read_postcode(typed) == written
    assert values.fold_postcode(typed) == written.replace(" ", "")


@pytest.mark.parametrize(
    "typed", ["RM17", "12345", "ABC 123", "RM17 6CL", "GIR 1AA", "", "QM1 1AA"]
)
def test_what_is_not_a_postcode_is_refused(typed):
    with pytest.raises(Problem, match="whole UK postcode"):
        values.read_postcode(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "01375 652 652",
        "01375652652",
        "+44 1375 652652",
        "+44 (0)1375 652652",
        "0044 1375 652652",
        "1375652652",
        "441375652652",
        "(01375) 652-652 ext 4",
        "\uff10\uff11\uff13\uff17\uff15 652652",
    ],
)
def test_one_telephone_number_is_the_same_however_it_is_typed(typed):
    assert values.fold_phone(typed) == "01375652652"


def test_a_number_abroad_keeps_its_country():
    assert values.fold_phone("+353 1 234 5678") == "35312345678"
    assert values.fold_phone("00353 1 2345678") == "35312345678"


def test_a_telephone_number_is_shown_grouped_as_typed():
    assert values.read_phone(" 01375  652 652 ") == "01375 652 652"
    assert values.read_phone("07700 900123 ext 12") == "07700 900123 ext 12"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12", "too short"),
        ("call me", "figures only"),
        ("", "figures only"),
        ("1" * 16, "too long"),
    ],
)
def test_what_is_not_a_telephone_number_is_refused(typed, sentence):
    with pytest.raises(Problem, match=sentence):
        values.read_phone(typed)


def test_an_email_address_is_kept_as_typed_and_compared_in_one_case():
    assert values.read_email(" Ann.Other@Example.org ") == "Ann.Other@Example.org"
    assert values.fold_email(" Ann.Other@Example.org ") == "ann.other@example.org"


@pytest.mark.parametrize(
    "typed", ["", "ann", "ann@", "@example.org", "ann@example", "a b@example.org", "a@b..org"]
)
def test_what_is_not_an_email_address_is_refused(typed):
    with pytest.raises(Problem, match="whole e-mail address"):
        values.read_email(typed)


@pytest.mark.parametrize(
    ("name", "folded", "plain"),
    [
        ("  Ann   MARIE ", "ann marie", "ann marie"),
        ("O\u2019Brien", "o'brien", "obrien"),
        ("Lefèvre", "lefèvre", "lefevre"),
        ("Wałęsa", "wałęsa", "walesa"),
        ("Smith\u2013Jones", "smith-jones", "smith jones"),
        ("STRASSE", "strasse", "strasse"),
        ("Straße", "strasse", "strasse"),
        ("Nguyễn", "nguyễn", "nguyen"),
        ("", "", ""),
    ],
)
def test_a_name_is_folded_for_search_and_made_plain_for_comparing(name, folded, plain):
    assert values.name_fold(name) == folded
    assert values.name_plain(name) == plain


@given(some.text())
def test_folding_twice_changes_nothing(name):
    assert values.name_fold(values.name_fold(name)) == values.name_fold(name)
