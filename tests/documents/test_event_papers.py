from dataclasses import replace
from datetime import date

from recruitment_app.documents import event_papers
from recruitment_app.documents.event_papers import (
    EventList,
    PrintedEvent,
    PrintedPlace,
    SignInSheet,
)
from recruitment_app.rules.events import Part

WORKSHOP = PrintedEvent(
    agency="Northmere Council",
    called="Workshop for prospective adopters",
    venue="Civic Offices, room 3",
    leaders=("Sandy Example", "Ash Guest"),
    parts=(
        Part(on=date(2014, 11, 19), starts="09:30", ends="15:30", title="Loss and grief"),
        Part(on=date(2014, 11, 26), starts="09:30"),
    ),
    hidden=2,
    printed_on=date(2014, 11, 14),
    printed_by_role="Administrator",
)
NAMES = ("Fern Larkspur", "Rowan Teasel", "Łucja Świętosławska-Featherstonehaugh")
SHEET = SignInSheet(event=WORKSHOP, names=NAMES)
LIST = EventList(
    event=WORKSHOP,
    places="3 of 3 taken, 2 waiting",
    remarks="The lift is out of order.",
    booked=(
        PrintedPlace(name=NAMES[0], reference="AR-0007", marks="1 came, 2 made up"),
        PrintedPlace(name=NAMES[1], reference="AR-0007", after="Ring about the spare room, done"),
        PrintedPlace(name=NAMES[2], reference="AR-0009"),
    ),
    waiting=(
        PrintedPlace(name="Linden Moss", reference="AR-0011", turn="1", asked_on="3 November 2014"),
    ),
    given_up=(PrintedPlace(name="Hazel Moss", reference="AR-0012"),),
)


def test_the_sign_in_sheet_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(event_papers.render_sheet(SHEET))
    compare("sign_in_sheet", found)
    assert found.facts["Title"] == "Sign-in sheet, 19 November 2014 to 26 November 2014"


def test_the_list_of_an_event_is_as_it_was_read_and_kept(read_back, compare):
    compare("event_list", read_back(event_papers.render_list(LIST)))


def test_many_sign_on_further_pages_under_the_same_headings(read_back):
    one = replace(WORKSHOP, parts=WORKSHOP.parts[:1], hidden=0)
    names = tuple(f"Somebody {number}" for number in range(60))
    found = read_back(event_papers.render_sheet(SignInSheet(event=one, names=names)))
    assert found.text.count("Signature") == int(found.facts["Pages"]) > 2
    assert found.text.count("Sign-in sheet\n") == 1


def test_an_event_that_is_cancelled_and_nobody_booked_says_so(read_back):
    bare = replace(WORKSHOP, parts=(Part(on=date(2014, 11, 19)),), hidden=1)
    told = EventList(event=bare, places="0 booked", cancelled="Cancelled on 14 November: Snow")
    found = read_back(event_papers.render_list(told))
    for words in ("Nobody is booked.", "Snow", "One place of a restricted case"):
        assert words in found.words
    assert "Waiting list" not in found.text
