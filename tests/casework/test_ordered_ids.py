import pytest

from recruitment_app.casework.ordered_ids import OrderedIds
from recruitment_app.store.ids import new_id

IDS = [new_id() for _ in range(5)]


@pytest.fixture(params=["as text", "as made"])
def ids(request):
    return OrderedIds([one.hex for one in IDS] if request.param == "as text" else IDS)


def test_they_come_in_their_order_one_by_one_and_in_parts(ids):
    assert list(ids) == IDS
    assert ids[2] == IDS[2]
    assert ids[-1] == IDS[-1]
    assert list(ids[1:3]) == IDS[1:3]
    assert len(ids) == 5


def test_an_id_is_found_at_its_place(ids):
    assert ids.index(IDS[3]) == 3
    assert IDS[3] in ids
    with pytest.raises(ValueError, match="is not in"):
        ids.index(new_id())


def test_none_at_all_is_an_empty_list():
    assert not OrderedIds([])
    with pytest.raises(ValueError, match="is not in"):
        OrderedIds([]).index(IDS[0])
