import pytest

from recruitment_app.casework.lists.ordered_ids import OrderedIds
from recruitment_app.store.ids import new_id

IDS = [new_id() for _ in range(5)]


class Shelf:
    """Five ids, which tell how many of them were read."""

    def __init__(self, kept=IDS):
        self.kept = kept
        self.read = []

    def between(self, start, stop):
        self.read.append((start, stop))
        return self.kept[start:stop]

    def place(self, one):
        return self.kept.index(one) if one in self.kept else None

    def ordered(self):
        return OrderedIds(len(self.kept), self.between, self.place)


def test_they_come_in_their_order_one_by_one_and_in_parts():
    ids = Shelf().ordered()
    assert list(ids) == IDS
    assert ids[2] == IDS[2]
    assert ids[-1] == IDS[-1]
    assert list(ids[1:3]) == IDS[1:3]
    assert list(ids[::2]) == IDS[::2]
    assert list(ids[::-2]) == IDS[::-2]
    assert list(ids[3:1]) == []
    assert len(ids) == 5
    with pytest.raises(IndexError):
        ids[5]


def test_only_what_is_looked_at_is_read():
    shelf = Shelf()
    ids = shelf.ordered()
    assert shelf.read == []
    assert ids[-1] == IDS[4]
    assert list(ids[1:3]) == IDS[1:3]
    assert shelf.read == [(4, 5), (1, 3)]


def test_an_id_is_found_at_its_place():
    ids = Shelf().ordered()
    assert ids.index(IDS[3]) == 3
    assert IDS[3] in ids
    assert new_id() not in ids
    with pytest.raises(ValueError, match="is not in"):
        ids.index(new_id())
    with pytest.raises(ValueError, match="is not in"):
        ids.index(IDS[3], 4)


def test_none_at_all_is_an_empty_list():
    ids = Shelf([]).ordered()
    assert not ids
    assert list(ids) == []
    with pytest.raises(ValueError, match="is not in"):
        ids.index(IDS[0])
