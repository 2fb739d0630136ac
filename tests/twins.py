"""A household recorded again and again: merged once, told apart once, and left to be seen to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from recruitment_app.casework.households.households import NewPerson, add_to_household
from recruitment_app.casework.journey.enquiries import record_enquiry, send_information
from recruitment_app.casework.journey.registration import receive_registration
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.not_the_same import say_not_the_same
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.notes import add_note
from recruitment_app.store.tables import Case, Merge, NotTheSame, Person
from recruitment_app.ui.places import Place

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from recruitment_app.store.keeping import Store
    from recruitment_app.ui.office import Office

FAMILY = "Larkspur"


def record_twins(store: Store, today: date) -> None:
    """Record one household four times over, each time as somebody else heard it."""
    first = _enquiry(store, today, 60, f"Fern {FAMILY}", "Rowan", email="fern@example.org")
    merged = _enquiry(store, today, 52, f"Ferne {FAMILY}", "Rowan", phone="01632 960001")
    seen = merge_view(store, case_id=first, other_id=merged, today=today).seen
    merge_cases(store, case_id=first, other_id=merged, seen=seen, today=today)
    again = _enquiry(
        store, today, 40, "Fern Larkspurr", "Rowan", phone="01632 960001", like=[first]
    )
    other = _enquiry(store, today, 30, "Fern Larksper", "", phone="01632 960099")
    say_not_the_same(store, case_id=other, other_id=first)
    for case_id in (first, again):
        on = today - timedelta(days=35 if case_id == first else 33)
        receive_registration(store, case_id=case_id, on=on, today=today)
    send_information(store, case_id=again, on=today - timedelta(days=38), today=today)
    facts = {"given_names": "Bryony", "family_name": "Teasel", "born": "2009"}
    add_to_household(store, case_id=again, standing="household", facts=facts, today=today)
    add_note(
        store,
        case_id=again,
        kind="telephone",
        on=today - timedelta(days=39),
        text="They asked for the pack once more.",
        today=today,
    )


def _enquiry(
    store: Store,
    today: date,
    ago: int,
    first: str,
    second: str,
    **facts: object,
) -> UUID:
    like = facts.pop("like", ())
    given, family = first.split()
    people = [
        NewPerson(
            given_names=given,
            family_name=family,
            telephone=str(facts.get("phone", "")),
            email=str(facts.get("email", "")),
            postcode="RM17 6SL",
        )
    ]
    if second:
        people.append(NewPerson(given_names=second, family_name="Teasel"))
    change = record_enquiry(
        store,
        received_on=today - timedelta(days=ago),
        applicants=people,
        source="agency_website" if ago > 50 else "social_media",
        channel="telephone",
        today=today,
        like=like,
    )
    assert change.case_id is not None
    return change.case_id


def merge_places(office: Office) -> dict[str, list[tuple[str, Place]]]:
    """Return the pages and dialogs of merging, each with a place that shows much of it."""
    with office.store.reading() as session:
        merge = session.scalars(select(Merge).order_by(Merge.merged_at)).first()
        assert merge is not None
        flagged = select(Case).where(Case.possible_duplicate_of != "", Case.deleted_at.is_(None))
        again = session.scalars(flagged.where(Case.title.startswith(FAMILY))).first()
        said = session.scalars(select(NotTheSame).where(NotTheSame.deleted_at.is_(None))).first()
        assert again is not None
        assert said is not None
        ends = [session.get_one(Person, key).case_id for key in (said.person_id, said.other_id)]
        person = session.scalars(
            select(Person.id).where(Person.case_id == merge.case_id, Person.deleted_at.is_(None))
        ).first()
        case_id = merge.case_id
        places = {
            "duplicates": Place("duplicates"),
            "merge": Place("merge", case_id, {"other": str(again.id)}),
            "merge_people": Place("merge_people", case_id, {"person": str(person)}),
            "merge_with": Place("merge_with", case_id),
            "undo_merge": Place("undo_merge", case_id, {"record": str(merge.id)}),
            "take_back_not_the_same": Place(
                "take_back_not_the_same", ends[0], {"record": str(ends[1])}
            ),
        }
        return {name: [(name, place)] for name, place in places.items()}
