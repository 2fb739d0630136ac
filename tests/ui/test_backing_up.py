from recruitment_app import settings
from recruitment_app.casework.agency.agency import agency_row, change_agency
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey.enquiries import record_enquiry
from recruitment_app.ui.backing_up import BackingUp
from recruitment_app.ui.main_window import MainWindow
from tests.stores import NAME, PASSWORD
from tests.ui.conftest import TODAY
from tests.ui.doors import Door


def test_a_backup_is_kept_once_for_what_was_written(office, qtbot):
    backing_up = BackingUp(office)
    record_enquiry(
        office.store,
        received_on=TODAY,
        applicants=[NewPerson(family_name="Larkspur")],
        source="other",
        channel="email",
        today=TODAY,
    )
    with qtbot.waitSignal(backing_up.kept) as told:
        backing_up.back_up()
    assert told.args[0] is not None
    assert told.args[1] == []
    kept = sorted((office.store.folder / "backups").iterdir())
    with qtbot.waitSignal(backing_up.kept):
        backing_up.back_up()
    assert sorted((office.store.folder / "backups").iterdir()) == kept


def test_what_the_checks_of_the_start_found_is_told(tmp_path, theme, qtbot):
    door = Door(tmp_path).furnish()
    anchors = tmp_path / "store" / "anchors.txt"
    lines = anchors.read_text().splitlines()
    anchors.write_text("\n".join([*lines, lines[-1].replace("0", "1")]) + "\n")
    window = MainWindow(theme, door, settings.Settings(), save=lambda _machine: None)
    qtbot.addWidget(window)
    window.show()
    window.sign_in(NAME, PASSWORD)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    assert window.office.store.wait_for_checks(30)
    qtbot.waitUntil(lambda: window.shell.notice.sentence.text() != "", timeout=20_000)
    window.close()


def test_a_backup_that_fails_at_closing_is_told_before_the_window_goes(tmp_path, theme, qtbot):
    door = Door(tmp_path).furnish()
    window = MainWindow(theme, door, settings.Settings(), save=lambda _machine: None)
    qtbot.addWidget(window)
    window.show()
    window.sign_in(NAME, PASSWORD)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    office = window.office
    row = agency_row(office.store)
    (tmp_path / "in the way").write_text("a file where the second place should be")
    change_agency(
        office.store,
        seen=row.version,
        name=row.name,
        year_starts_month=4,
        year_starts_day=1,
        backup_folder=str(tmp_path / "in the way"),
    )
    window.close()
    assert window.isVisible()
    assert window.front.news.text()
    window.close()
    assert not window.isVisible()
