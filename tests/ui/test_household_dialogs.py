from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.households.households import change_person
from recruitment_app.casework.rows import PersonRow
from recruitment_app.ui.dialogs.detail_dialog import DetailDialog
from recruitment_app.ui.dialogs.household_dialogs import HowTheyLive, TakeOut
from recruitment_app.ui.dialogs.person_dialog import PersonDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.place_button import PlaceButton
from tests.ui.opened import TODAY, case_of, settled, shown_texts

Key = Qt.Key


def at_home(window: Shell, desk: Office, words: str) -> CaseFilePage:
    window.go(Place("case", case_of(desk, words).id, {"tab": "people"}))
    page = window.page
    assert isinstance(page, CaseFilePage)
    return page


def press(page: CaseFilePage, spoken: str) -> None:
    QApplication.processEvents()
    button = next(
        each
        for each in page.people.findChildren(PlaceButton)
        if each.accessibleName() == spoken and not each.isHidden()
    )
    button.click()


def person(desk: Office, words: str, at: int = 0) -> PersonRow:
    return case_of(desk, words).people[at]


def test_somebody_at_home_is_added_with_dates_as_far_as_they_are_known(
    window: Shell, desk: Office, qtbot
):
    page = at_home(window, desk, "thorn")
    press(page, "Add somebody at home…")
    dialog = window.dialog
    assert isinstance(dialog, PersonDialog)
    QTest.keyClicks(QApplication.focusWidget(), "Poppy")
    for name, text in (("family_name", "Thorn"), ("born", "May 2003"), ("moved_in", "2003")):
        dialog.form.field(name).control.setText(text)
    dialog.form.field("relation").control.choose("child")
    dialog.form.field("ethnicity").control.choose("wbri")
    QTest.keyClick(dialog.form.field("born").control, Key.Key_Return)
    settled(qtbot, desk)
    added = person(desk, "thorn", 1)
    assert (added.born, added.relation, added.moved_in) == ("2003-05", "child", "2003")
    told = shown_texts(page.people)
    assert "May 2003 (11)" in told
    assert "White British" in told
    assert "since 2003" in told


def test_a_date_that_cannot_be_read_is_refused_beside_its_field(window: Shell, desk: Office, qtbot):
    page = at_home(window, desk, "thorn")
    press(page, "Change Briar Thorn")
    dialog = window.dialog
    dialog.form.field("born").control.setText("long ago")
    dialog.submit()
    settled(qtbot, desk)
    assert "not a date" in dialog.form.field("born").error.text()
    assert dialog.form.field("born").control.hasFocus()
    dialog.form.field("born").control.setText("12 May 1979")
    dialog.submit()
    settled(qtbot, desk)
    assert person(desk, "thorn").born == "1979-05-12"


def test_a_person_is_shown_again_as_they_were_recorded(window: Shell, desk: Office, qtbot):
    page = at_home(window, desk, "thorn")
    facts = {"gender": "female", "born": "1979", "religion": "Jain", "remarks": "Two lines"}
    desk.do(
        change_person,
        person_id=person(desk, "thorn").id,
        seen=person(desk, "thorn").version,
        facts=facts,
        today=TODAY,
    )
    settled(qtbot, desk)
    press(page, "Change Briar Thorn")
    before = person(desk, "thorn")
    window.dialog.submit()
    settled(qtbot, desk)
    after = person(desk, "thorn")
    for name in ("gender", "born", "religion", "remarks", "given_names", "family_name"):
        assert getattr(after, name) == getattr(before, name)


def test_two_who_change_the_same_person_do_not_overwrite_each_other(
    window: Shell, desk: Office, qtbot
):
    page = at_home(window, desk, "thorn")
    press(page, "Change Briar Thorn")
    dialog = window.dialog
    known = person(desk, "thorn")
    change_person(
        desk.store, person_id=known.id, seen=known.version, facts={"known_as": "Bri"}, today=TODAY
    )
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.form.summary.text() == "Somebody else changed this person: look again."
    assert window.dialog is dialog


def test_names_addresses_contacts_and_relationships_are_kept_in_place(
    window: Shell, desk: Office, qtbot
):
    page = at_home(window, desk, "moss")
    steps = (
        ("Add a telephone number or e-mail address", {"value": "020 7946 0018"}),
        ("Add an address", {"lines": "4 Meadow Lane", "postcode": "RM17 6SL", "begins": "2009"}),
        ("Add a name ever used", {"name": "Linden Birch", "kind": "birth", "ends": "May 2001"}),
        ("Add a relationship", {"other_name": "Somebody Else", "begins": "1999"}),
    )
    for spoken, facts in steps:
        press(page, f"{spoken}: Linden Moss")
        dialog = window.dialog
        assert isinstance(dialog, DetailDialog)
        for name, text in facts.items():
            control = dialog.form.field(name).control
            if hasattr(control, "setPlainText"):
                control.setPlainText(text)
            else:
                control.setText(text)
        dialog.submit()
        settled(qtbot, desk)
        assert window.dialog is None, dialog.form.summary.text()
    known = person(desk, "moss")
    assert known.contacts[0].value == "020 7946 0018"
    assert known.addresses[0].begins == "2009"
    assert known.names[0].ends == "2001-05"
    assert known.relationships[0].other_name == "Somebody Else"
    told = shown_texts(page.people)
    for words in ("Linden Birch (birth)", "until May 2001", "Child: Somebody Else", "since 2009"):
        assert words in told


def test_a_detail_is_changed_and_taken_away(window: Shell, desk: Office, qtbot):
    page = at_home(window, desk, "moss")
    press(page, "Add a name ever used: Linden Moss")
    window.dialog.form.field("name").control.setText("Linden Birch")
    window.dialog.submit()
    settled(qtbot, desk)
    press(page, "Change Linden Birch")
    assert window.dialog.form.text("name") == "Linden Birch"
    window.dialog.form.field("name").control.setText("Linden Beech")
    window.dialog.submit()
    settled(qtbot, desk)
    assert person(desk, "moss").names[0].name == "Linden Beech"
    press(page, "Change Linden Beech")
    window.dialog.drop_button.click()
    settled(qtbot, desk)
    assert person(desk, "moss").names == ()


def test_a_telephone_that_is_none_is_refused(window: Shell, desk: Office, qtbot):
    page = at_home(window, desk, "moss")
    press(page, "Add a telephone number or e-mail address: Linden Moss")
    window.dialog.form.field("value").control.setText("12")
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog.form.field("value").error.text()
    window.dialog.form.field("value").control.setText("020 7946 0018")
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None


def test_somebody_is_taken_out_after_being_asked(window: Shell, desk: Office, qtbot):
    page = at_home(window, desk, "moss")
    press(page, "Take Hazel Moss out of the household")
    assert isinstance(window.dialog, TakeOut)
    window.dialog.submit()
    settled(qtbot, desk)
    assert [each.name for each in case_of(desk, "moss").applicants] == ["Linden Moss"]
    press(page, "Take Linden Moss out of the household")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "needs an applicant" in window.dialog.form.summary.text()


def test_how_the_applicants_live_is_recorded_on_the_overview(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "moss")
    window.go(Place("case", case.id))
    window.go(Place("couple", case.id))
    assert isinstance(window.dialog, HowTheyLive)
    window.dialog.status.choose("married")
    window.dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "moss").couple_status == "married"
    assert "Married, standard route" in window.page.head.standing.words


def test_work_a_country_and_an_animal_are_kept_where_the_household_is_told(
    window: Shell, desk: Office, qtbot
):
    page = at_home(window, desk, "thorn")
    press(page, "Add work, service or a registration: Briar Thorn")
    form = window.dialog.form
    form.field("what").control.setText("Example School")
    form.field("post").control.setText("Teacher")
    form.field("is_with_children").control.setChecked(True)
    window.dialog.submit()
    settled(qtbot, desk)
    press(page, "Change Paid work: Teacher, Example School (with children or adults at risk)")
    assert window.dialog.form.field("is_with_children").control.isChecked()
    window.dialog.reject()
    press(page, "Add an address: Briar Thorn")
    window.dialog.form.field("lines").control.setPlainText("1 Example Street")
    window.dialog.form.field("country").control.setText("New Zealand")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "1 Example Street, New Zealand" in shown_texts(page.people)
    press(page, "Add an animal…")
    window.dialog.form.field("name").control.setText("Biscuit")
    window.dialog.form.field("gone_on").control.setText("long ago")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "not a date" in window.dialog.form.field("gone_on").error.text()
    window.dialog.form.field("gone_on").control.setText("")
    window.dialog.submit()
    settled(qtbot, desk)
    press(page, "Change Dog: Biscuit")
    window.dialog.drop_button.click()
    settled(qtbot, desk)
    assert case_of(desk, "thorn").animals == ()
