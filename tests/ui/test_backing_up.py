from recruitment_app.casework.enquiries import record_enquiry
from recruitment_app.casework.households import NewPerson
from recruitment_app.ui.backing_up import BackingUp
from tests.ui.conftest import TODAY


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
