from recruitment_app.casework.sampling.sample import MANAGER
from recruitment_app.ui.agency_door import AgencyDoor


def test_the_sign_in_page_of_a_sample_shows_name_and_password(made_once):
    shown = AgencyDoor(made_once).doorway()
    assert (shown.name, shown.password, shown.is_sample) == (MANAGER, "sample", True)


def test_a_password_of_its_own_is_shown_only_while_it_is_set(sample, monkeypatch):
    mark = sample / "sample.toml"
    mark.write_text(mark.read_text("utf-8").replace('"sample"', '""'), "utf-8")
    assert AgencyDoor(sample).doorway().password == ""
    monkeypatch.setenv("RECRUITMENT_PASSWORD", "of my own choice")
    assert AgencyDoor(sample).doorway().password == "of my own choice"


def test_a_sample_opens_on_its_own_today_unless_another_is_asked_for(sample):
    door = AgencyDoor(sample)
    opened = door.sign_in(sample, MANAGER, "sample")
    try:
        assert opened.today().isoformat() == "2014-11-14"
        assert opened.is_sample
    finally:
        door.sign_out(opened)
