"""Lists kept under a name: one's own, shared, renamed, taken off and put back."""

import pytest

from recruitment_app.casework.lists.saved_views import (
    MINE,
    change_view,
    put_view_back,
    save_view,
    saved_views,
    take_off_view,
)
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Role
from tests.walks.stories import signed_in_as, team

FACTS = {"worker_id": MINE, "group": "open", "words": ""}


def names(store):
    return [view.name for view in saved_views(store)]


def test_a_view_is_kept_shared_renamed_taken_off_and_put_back(each_store):
    people = team(each_store)
    kept = save_view(each_store, page="cases", name=" My  cases ", facts=FACTS, arranged="{}")
    save_view(each_store, page="cases", name="Stage Two", facts={"stages": "stage_two"})
    (mine, other) = saved_views(each_store)
    assert (mine.name, dict(mine.facts)) == ("My cases", {"worker_id": MINE, "group": "open"})
    assert mine.is_mine
    with signed_in_as(each_store, people[Role.SOCIAL_WORKER]):
        assert names(each_store) == []
        with pytest.raises(Problem, match="look again"):
            take_off_view(each_store, view_id=mine.id)
    change = change_view(
        each_store, view_id=mine.id, name="Everybody's own", is_shared=True, seen=mine.version
    )
    with pytest.raises(ChangedMeanwhile):
        change_view(each_store, view_id=mine.id, name="Late", is_shared=True, seen=mine.version)
    with signed_in_as(each_store, people[Role.SOCIAL_WORKER]):
        (theirs,) = saved_views(each_store)
        assert (theirs.name, theirs.is_mine, theirs.arranged) == ("Everybody's own", False, "{}")
        with pytest.raises(Problem, match="colleague's"):
            take_off_view(each_store, view_id=mine.id)
        save_view(each_store, page="cases", name="My cases", facts=FACTS)  # a name is a person's
    change.undo(each_store)
    assert names(each_store) == ["My cases", "Stage Two"]
    off = take_off_view(each_store, view_id=kept.record_id)
    assert names(each_store) == ["Stage Two"]
    off.undo(each_store)
    assert names(each_store) == ["My cases", "Stage Two"]
    take_off_view(each_store, view_id=other.id)
    again = save_view(each_store, page="cases", name="stage two", facts={"group": "open"})
    assert again.record_id == other.id
    with pytest.raises(Problem, match="look again"):
        put_view_back(each_store, view_id=other.id)


def test_a_view_needs_a_name_of_its_own_and_sharing_needs_leave(each_store):
    people = team(each_store)
    save_view(each_store, page="cases", name="Late", facts={})
    for name, said in (("", "at most"), ("x" * 61, "at most"), ("LATE", "already")):
        with pytest.raises(Problem, match=said) as refused:
            save_view(each_store, page="cases", name=name, facts={})
        assert refused.value.field == "name"
    save_view(each_store, page="checks", name="Late", facts={})
    with (
        signed_in_as(each_store, people[Role.PANEL_ADVISER]),
        pytest.raises(NotAllowed),
    ):
        save_view(each_store, page="cases", name="For all", facts={}, is_shared=True)


def test_the_name_of_a_view_that_was_taken_off_is_free_for_another(each_store):
    save_view(each_store, page="cases", name="One", facts={})
    save_view(each_store, page="cases", name="Two", facts={})
    one, two = saved_views(each_store)
    off = take_off_view(each_store, view_id=one.id)
    change_view(each_store, view_id=two.id, name="One", is_shared=False, seen=two.version)
    assert names(each_store) == ["One"]
    with pytest.raises(Problem, match="already"):
        off.undo(each_store)
    (kept,) = saved_views(each_store)
    change_view(each_store, view_id=two.id, name="Two", is_shared=False, seen=kept.version)
    off.undo(each_store)
    assert names(each_store) == ["One", "Two"]
