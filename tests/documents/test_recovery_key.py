from datetime import date

from recruitment_app.documents import recovery_key
from recruitment_app.documents.recovery_key import RecoveryKey

KEY = RecoveryKey(
    agency="Northmere Council",
    key="7K3M-0QW8-ZR41-9PXT-H2VC-5N6B-EDGA-J8SY",
    made_on=date(2014, 11, 14),
)


def test_the_page_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(recovery_key.render(KEY))
    compare("recovery_key", found)
    assert found.facts["Pages"] == "1"


def test_the_groups_can_be_copied_in_their_order(read_back):
    found = read_back(recovery_key.render(KEY))
    groups = [word for word in found.words.split() if word in KEY.key.split("-")]
    assert "-".join(groups) == KEY.key
    assert all(found.fonts.values())


def test_the_key_is_neither_in_the_title_nor_in_a_log(read_back):
    found = read_back(recovery_key.render(KEY))
    assert found.facts["Title"] == "Recovery key"
    assert "7K3M" not in repr(KEY)
