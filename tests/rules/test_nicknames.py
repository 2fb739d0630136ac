import pytest

from recruitment_app.rules import nicknames
from recruitment_app.rules.nicknames import names_behind
from recruitment_app.rules.values import name_plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bob", "robert"),
        ("liz", "elizabeth"),
        ("kate", "katherine"),
        ("mohammed", "muhammad"),
        ("kasia", "katarzyna"),
        ("ayesha", "aisha"),
        ("geoff", "jeffrey"),
    ],
)
def test_two_forms_of_one_name_meet(one, other):
    assert names_behind(one) & names_behind(other)


def test_a_short_form_may_stand_for_several_names():
    assert {"robert", "albert", "herbert"} <= names_behind("bert")


def test_a_name_that_is_not_known_stands_for_itself():
    assert names_behind("zephaniah") == {"zephaniah"}


@pytest.mark.parametrize(("one", "other"), [("john", "joan"), ("paul", "paula"), ("ian", "john")])
def test_different_names_do_not_meet(one, other):
    assert not names_behind(one) & names_behind(other)


def test_every_name_of_the_table_is_plain():
    assert all(name == name_plain(name) for name in nicknames._TABLE)
