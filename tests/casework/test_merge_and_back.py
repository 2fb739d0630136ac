from datetime import timedelta
from functools import partial

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from recruitment_app.casework import notes
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.households import household_details
from recruitment_app.casework.households.households import NewPerson, add_to_household
from recruitment_app.casework.journey import enquiries, registration, waiting
from recruitment_app.casework.merging.merge_rows import MergeChoices
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.errors import Problem
from recruitment_app.store.tables import (
    Address,
    Attendance,
    Case,
    CaseClock,
    CaseEvent,
    ContactDetail,
    EventPlace,
    LikenessKey,
    Note,
    Person,
    PersonName,
    Relationship,
    SearchEntry,
)
from tests.casework.cases import ENQUIRED, TODAY

KEPT = (
    Case,
    CaseEvent,
    Person,
    PersonName,
    Address,
    ContactDetail,
    Relationship,
    Note,
    EventPlace,
    Attendance,
)
DERIVED = (CaseClock, LikenessKey, SearchEntry)  # written anew, so their own keys are others
AGAIN_AND_AGAIN = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

names = st.sampled_from(["Fern Larkspur", "Ferne Larkspur", "Rowan Teasel", "Fern Bracken"])
words = st.sampled_from(["", "1979", "1979-05-12", "1980"])


@st.composite
def households(draw):
    """Something that a team may have recorded of a household: people, entries, notes."""
    return {
        "people": draw(st.lists(st.tuples(names, words), min_size=1, max_size=2)),
        "on": ENQUIRED + timedelta(days=draw(st.integers(0, 3))),
        "phone": draw(st.sampled_from(["", "01632 960001", "01632 960002"])),
        "postcode": draw(st.sampled_from(["", "RM17 6SL"])),
        "steps": draw(st.lists(st.sampled_from(sorted(STEPS)), max_size=4)),
        "child": draw(st.booleans()),
        "relates": draw(st.booleans()),
        "note": draw(st.booleans()),
    }


STEPS = {
    "hold": partial(waiting.wait, whom="third_party", reason="medical"),
    "information": enquiries.send_information,
    "registration": registration.receive_registration,
    "visit": enquiries.ask_for_visit,
}


def recorded(store, told):
    people = [
        NewPerson(
            given_names=name.split()[0],
            family_name=name.split()[1],
            born=born,
            telephone=told["phone"],
            postcode=told["postcode"],
        )
        for name, born in told["people"]
    ]
    case_id = enquiries.record_enquiry(
        store,
        received_on=told["on"],
        applicants=people,
        source="agency_website",
        channel="telephone",
        today=TODAY,
    ).case_id
    for at, name in enumerate(told["steps"]):
        try:
            on = told["on"] + timedelta(days=at)
            STEPS[name](store, case_id=case_id, on=on, today=TODAY)
        except Problem:
            continue  # this step does not follow that one
    first = case_page(store, case_id=case_id, today=TODAY).people[0].id
    if told["child"]:
        facts = {"given_names": "Bryony", "family_name": "Teasel"}
        add_to_household(store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    if told["relates"]:
        last = case_page(store, case_id=case_id, today=TODAY).people[-1].id
        for kind, facts in (
            ("relationship", {"kind": "married", "other_id": str(last)}),
            ("name", {"name": "Fern Sorrel"}),
            ("address", {"lines": "1 Example Road", "postcode": "RM17 6SL"}),
        ):
            household_details.keep_detail(
                store, person_id=first, kind=kind, facts=facts, today=TODAY
            )
    if told["note"]:
        notes.add_note(
            store, case_id=case_id, kind="file_note", on=told["on"], text="bees", today=TODAY
        )
    return case_id


def standing(store, cases):
    """Return every row of two cases, without what says only how often it was written."""
    found = {}
    with store.reading() as session:
        for table in (*KEPT, *DERIVED):
            case = table.id if table is Case else table.case_id
            rows = session.scalars(select(table).where(case.in_(cases))).all()
            left_out = {"_sa_instance_state", "row_version", "fts_rowid"}
            left_out |= {"id"} if table in DERIVED else set()
            found[table.__name__] = sorted(
                repr(
                    {
                        k: v
                        for k, v in sorted(vars(row).items())
                        if k[0] != "_" and k not in left_out
                    }
                )
                for row in rows
                if not was_made_by_the_merge(row)
            )
    return found


def was_made_by_the_merge(row):
    """Say whether it is a name that a merge added, which an undo takes out and does not erase."""
    return isinstance(row, PersonName) and row.deleted_at is not None


@AGAIN_AND_AGAIN
@given(one=households(), other=households(), flips=st.randoms(use_true_random=False))
def test_a_merge_undone_leaves_every_row_of_both_cases_as_it_was(each_store, one, other, flips):
    cases = [recorded(each_store, told) for told in (one, other)]
    before = standing(each_store, cases)
    facts = {"case_id": cases[0], "other_id": cases[1], "today": TODAY}
    view = merge_view(each_store, **facts)
    pairs = [*view.facts, *(field for pair in view.people for field in pair.fields)]
    ours = [p.id for p in case_page(each_store, case_id=cases[0], today=TODAY).applicants]
    choices = MergeChoices(
        theirs={field.key: flips.random() < 0.5 for field in pairs if field.differs},
        left_out={
            entry.id: flips.random() < 0.5
            for entry in view.entries
            if entry.fault and not entry.is_double
        },
        matches=dict(zip([p.theirs for p in view.people], ours, strict=False))
        if view.obstacles
        else {},
    )
    view = merge_view(each_store, choices=choices, **facts)
    if view.obstacles:
        return
    merge = merge_cases(each_store, seen=view.seen, choices=choices, **facts)
    assert case_page(each_store, case_id=cases[0], today=TODAY).faults == view.faults
    assert check(each_store) == []
    undo_merge(each_store, merge_id=merge.record_id)
    assert standing(each_store, cases) == before
    assert check(each_store) == []
