from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.store import rotation

STORE, OTHER = UUID(int=7 << 96), UUID(int=9 << 96)
START = datetime(2014, 1, 1, 9, 30, tzinfo=UTC)


def names(*moments):
    return [rotation.name_of(STORE, at, seq) for seq, at in enumerate(moments)]


def kept(all_names):
    return set(all_names) - rotation.to_remove(all_names, all_names[-1])


def test_an_hour_keeps_its_newest_backup():
    made = names(*(START + timedelta(minutes=10 * number) for number in range(4)))
    assert kept(made) == {made[2], made[3]}  # 9:50 and 10:00


def test_of_two_years_of_hourly_backups_hours_days_weeks_and_months_are_kept():
    made = names(*(START + timedelta(hours=number) for number in range(24 * 730)))
    # 24 hours, 14 days of which 2 are among the hours, 8 weeks of which 2, 12 months of which 3
    assert 24 + 10 + 4 + 9 <= len(kept(made)) <= 24 + 14 + 8 + 12
    assert made[-1] in kept(made)


def test_ten_backups_on_ten_days_are_all_kept():
    made = names(*(START + timedelta(days=number) for number in range(10)))
    assert kept(made) == set(made)


def test_a_clock_set_back_does_not_throw_away_the_newest_content():
    made = names(*(START + timedelta(hours=number) for number in range(100)), START)
    assert made[-1] in kept(made)
    assert rotation._read(made[-1]).seq == 100


@given(st.lists(st.integers(0, 60 * 24 * 900), min_size=1, max_size=120))
def test_what_was_kept_once_and_is_newest_stays(minutes):
    made = names(*(START + timedelta(minutes=number) for number in minutes))
    stays = kept(made)
    assert made[-1] in stays
    assert len(stays) <= 24 + 14 + 8 + 12 + 2


def test_other_files_and_other_stores_are_left_alone(tmp_path):
    mine = [rotation.name_of(STORE, START + timedelta(seconds=number), number) for number in (1, 2)]
    others = [rotation.name_of(OTHER, START, 1), "notes.txt", f"store-{STORE.hex[:8]}-copy.txt"]
    for name in [*mine, *others]:
        (tmp_path / name).touch()
    rotation.rotate(tmp_path, STORE, newest=mine[1])
    assert {path.name for path in tmp_path.iterdir()} == {mine[1], *others}
    assert rotation.newest(tmp_path, STORE) == tmp_path / mine[1]
    assert rotation.newest(tmp_path / "missing", STORE) is None
