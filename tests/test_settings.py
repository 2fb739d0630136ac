import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app import settings
from recruitment_app.errors import StoreTrouble
from recruitment_app.settings import Settings, Theme


def test_what_was_saved_is_read_again(tmp_path):
    kept = Settings(
        theme=Theme.DARK,
        geometry="AdnQywADAAAAAAJ=",
        last_store=tmp_path / "our agency",
        columns={"enquiries": '["reference", "stage"]', "my cases": "[]"},
        auto_lock_minutes=5,
    )
    settings.save(kept, tmp_path / "settings.toml")
    assert settings.load(tmp_path / "settings.toml") == kept


@given(
    geometry=st.text(st.characters(codec="utf-8")),
    columns=st.dictionaries(
        st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))
    ),
)
def test_any_text_survives_the_file(tmp_path_factory, geometry, columns):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    settings.save(Settings(geometry=geometry, columns=columns), path)
    assert settings.load(path) == Settings(geometry=geometry, columns=columns)


def test_a_first_start_has_the_defaults(tmp_path):
    assert settings.load(tmp_path / "none.toml") == Settings()
    assert Settings().auto_lock_minutes == 10
    assert Settings().theme is Theme.SYSTEM


@pytest.mark.parametrize(
    "content", [b"theme = ", b"\xff\xfe", b"", b"\x00" * 40, b"[columns", b"columns = 3"]
)
def test_a_damaged_file_gives_the_defaults(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    assert settings.load(path) == Settings()


def test_one_wrong_value_does_not_lose_the_others(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "purple"\ngeometry = 4\nlast_store = "/stores/ours"\n'
        'auto_lock_minutes = true\n[columns]\nenquiries = "[]"\ncases = 3\n'
    )
    assert settings.load(path) == Settings(
        last_store=Path("/stores/ours"), columns={"enquiries": "[]"}
    )


@pytest.mark.parametrize("minutes", [0, -5, 100_000])
def test_the_lock_can_be_neither_switched_off_nor_put_off_for_days(tmp_path, minutes):
    path = tmp_path / "settings.toml"
    path.write_text(f"auto_lock_minutes = {minutes}\n")
    assert settings.load(path).auto_lock_minutes == 10


def test_saving_makes_the_folder_and_leaves_nothing_else_behind(tmp_path):
    path = tmp_path / "new" / "settings.toml"
    settings.save(Settings(), path)
    settings.save(Settings(theme=Theme.LIGHT), path)
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]
    assert settings.load(path).theme is Theme.LIGHT


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(StoreTrouble, match="settings could not be saved"):
        settings.save(Settings(), in_the_way / "settings.toml")


def test_a_failed_save_keeps_the_settings_of_before(tmp_path, monkeypatch):
    path = tmp_path / "settings.toml"
    settings.save(Settings(theme=Theme.DARK), path)

    def full_disk(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(StoreTrouble):
        settings.save(Settings(theme=Theme.LIGHT), path)
    monkeypatch.undo()
    assert settings.load(path).theme is Theme.DARK
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


def test_without_a_path_the_settings_lie_in_this_persons_own_folder():
    settings.save(Settings(theme=Theme.DARK))
    assert settings.load().theme is Theme.DARK
    settings.save(Settings())
