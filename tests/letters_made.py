"""Letters for the tests and pictures of the windows: one that was sent, one still to be sent."""

from datetime import date, timedelta
from uuid import UUID

from recruitment_app.casework.agency.agency import agency_row, change_agency
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_previews import letter_choices
from recruitment_app.casework.letters.letter_rows import unsent_letters
from recruitment_app.casework.letters.letters import make_letter, mark_sent
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from tests.visits_made import stage_two_case

ADDRESS = "Civic Offices, New Road, Sampleton SA1 1AA\n01632 960 000\nadoption@sample.example"


def write_to_somebody(store: Store, today: date) -> None:
    """Give the agency its address, and write two letters to the household of the pictures."""
    agency = agency_row(store)
    change_agency(
        store,
        seen=agency.version,
        name=agency.name,
        address=ADDRESS,
        year_starts_month=agency.year_starts_month,
        year_starts_day=agency.year_starts_day,
        backup_folder=agency.backup_folder,
    )
    case_id = stage_two_case(store, today).id
    begun = a_letter(store, case_id, "notification_acknowledged", today - timedelta(days=2), today)
    mark_sent(store, letter_id=begun, on=today - timedelta(days=1), today=today)
    a_letter(store, case_id, "report_shared", today, today)


def a_letter(store: Store, case_id: UUID, name: str, on: date, today: date) -> UUID:
    """Make a letter that is handed over, and return its key."""
    wanted = Wanted(name=name, on=on, way="by_hand")
    made = make_letter(store, case_id=case_id, wanted=wanted, today=today).record_id
    assert made is not None
    return made


def letter_places(office: Office) -> dict[str, list[tuple[str, Place]]]:
    """Return the places of the letters of a case that has some, and of their dialogs."""
    unsent = sorted(office.quick(unsent_letters), key=lambda row: row.name != "report_shared")
    case_id = unsent[0].case_id if unsent else stage_two_case(office.store, office.today()).id
    one = {"letter": str(unsent[0].id)} if unsent else {}
    fitting = [row for row in office.quick(letter_choices, case_id=case_id) if not row.why_not]
    asking = [row.name for row in fitting if row.asks][-1]
    return {
        "letters": [
            ("letters", Place("letters", case_id, {"name": asking})),
            ("letters_unfit", Place("letters", case_id, {"name": "check_request"})),
            ("letters_made", Place("letters", case_id, one)),
        ],
        "letter_sent": [("letter_sent", Place("letter_sent", case_id, one))],
        "letter_text": [("letter_text", Place("letter_text", case_id, one))],
    }
