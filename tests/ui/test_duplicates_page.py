import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton

from recruitment_app.casework.agency.workforce import me
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.merging.duplicates import duplicates
from recruitment_app.casework.merging.not_the_same import said_not_the_same
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Worker
from recruitment_app.ui.dialogs.merge_dialogs import (
    MergePeople,
    MergeWith,
    TakeBackNotTheSame,
    UndoMerge,
)
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.cases_page import CasesPage
from recruitment_app.ui.pages.duplicates_page import SAID, DuplicatesPage
from recruitment_app.ui.pages.merge_page import MergePage
from recruitment_app.ui.pages.new_enquiry_page import NewEnquiryPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.place_button import PlaceButton
from tests.twins import merge_places, record_twins
from tests.ui.opened import TODAY, case_of, read_case, settled, shown_texts

Key = Qt.Key


@pytest.fixture
def twins(desk: Office) -> Office:
    record_twins(desk.store, TODAY)
    return desk


@pytest.fixture
def page(window: Shell, twins: Office, qtbot) -> DuplicatesPage:
    window.go(Place("duplicates"))
    settled(qtbot, twins)
    made = window.page
    assert isinstance(made, DuplicatesPage)
    return made


def pairs(page: DuplicatesPage) -> list[tuple[str, str]]:
    rows = (page.table.record(at) for at in range(page.table.rowCount()))
    return [(row.reference, row.other_reference) for row in rows]


def side_by_side(window: Shell, desk: Office) -> MergePage:
    window.go(merge_places(desk)["merge"][0][1])
    made = window.page
    assert isinstance(made, MergePage)
    return made


def test_the_list_of_cases_leads_to_the_possible_duplicates(window: Shell, twins: Office, qtbot):
    window.go(Place("cases"))
    page = window.page
    assert isinstance(page, CasesPage)
    page.duplicates_button.click()
    settled(qtbot, twins)
    assert isinstance(window.page, DuplicatesPage)
    assert window.rail.buttons["cases"].isChecked()


def test_the_search_box_leads_there_too(window: Shell, twins: Office, qtbot):
    qtbot.keyClicks(window.search, "possible dup")
    qtbot.keyClick(window.search, Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, DuplicatesPage))
    settled(qtbot, twins)


def test_pairs_stand_in_the_list_the_likeliest_first(page: DuplicatesPage, twins: Office):
    expected = [(r.reference, r.other_reference) for r in duplicates(twins.store)]
    assert sorted(pairs(page)) == sorted(expected)
    weights = [page.table.record(at).weight for at in range(page.table.rowCount())]
    assert weights == sorted(weights, reverse=True)
    assert "the likeliest first" in page.subtitle.text()
    assert not page.bar.isVisible()


def test_why_the_chosen_pair_is_alike_stands_beneath_in_full(page: DuplicatesPage):
    for at in range(2):
        row = page.table.record(at)
        page.view.choose(page.table.ids[at])
        assert page.why.text() == f"{', '.join(row.people)}: {'; '.join(row.reasons)}."


def test_one_key_says_that_two_are_not_the_same_and_the_pair_goes(
    page: DuplicatesPage, twins: Office, qtbot
):
    gone = pairs(page)[0]
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, twins)
    assert gone not in pairs(page)


def test_what_was_said_is_listed_and_taken_back(
    page: DuplicatesPage, window: Shell, twins: Office, qtbot
):
    page.two_button.click()
    settled(qtbot, twins)
    window.toast._on_undo_pressed()
    assert isinstance(window.dialog, TakeBackNotTheSame)
    window.dialog.submit()
    settled(qtbot, twins)
    before = pairs(page)
    page.group.choose(SAID)
    page._on_group_chosen()
    assert len(pairs(page)) == 1
    assert page.why.text().startswith("said by ")
    page.two_button.click()
    settled(qtbot, twins)
    assert said_not_the_same(twins.store) == []
    assert page.empty.isVisible()
    page.group.choose(None)
    page._on_group_chosen()
    assert set(before) <= set(pairs(page))


def test_a_search_that_is_stopped_says_so_and_can_be_begun_again(
    page: DuplicatesPage, twins: Office, qtbot
):
    page._found = None
    page.look()
    page.bar.cancel()
    settled(qtbot, twins)
    assert page.look_button.isEnabled()
    assert not page.bar.isVisible()
    page.empty.wished.emit()
    settled(qtbot, twins)
    assert pairs(page)


def test_enter_shows_the_two_side_by_side(page: DuplicatesPage, window: Shell, qtbot):
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_Return)
    assert isinstance(window.page, MergePage)


def test_two_cases_stand_side_by_side_with_what_comes_of_them(window: Shell, twins: Office):
    page = side_by_side(window, twins)
    told = shown_texts(page)
    for words in ("Larkspur", "Larkspurr", "Bryony Teasel", "As one case", "is still found"):
        assert words in told
    assert page.faults.isVisible()
    assert "Larkspur" not in page.window_title()


def test_what_is_chosen_is_kept_by_the_merge(window: Shell, twins: Office, qtbot):
    page = side_by_side(window, twins)
    stays = page.view.stays.id
    theirs = next(each for each in page.findChildren(QRadioButton) if each.text() == "Larkspurr")
    theirs.click()
    late = next(entry.id for entry in page.view.entries if entry.fault)
    page.findChild(QCheckBox, f"out:{late}").click()
    assert not page.faults.isVisible()
    assert page.findChild(QRadioButton, theirs.objectName()).isChecked()
    page.merge_button.click()
    settled(qtbot, twins)
    shown = window.page
    assert isinstance(shown, CaseFilePage)
    assert shown.shown.case.id == stays
    case = read_case(twins, stays)
    assert case.people[0].family_name == "Larkspurr"
    assert case.faults == ()


def test_who_is_chosen_to_be_somebody_else_comes_in_as_one_more(window: Shell, twins: Office):
    page = side_by_side(window, twins)
    pair = page.view.people[0]
    page._on_matched(str(pair.theirs), None)
    assert not page.merge_button.isEnabled()
    assert "one applicant or two" in page.trouble.sentence.text()


def test_the_other_case_may_be_the_one_that_stays(window: Shell, twins: Office):
    page = side_by_side(window, twins)
    first = page.view.stays.id, page.view.goes.id
    page.swap_button.click()
    assert (page.view.goes.id, page.view.stays.id) == first


def test_a_merge_is_undone_from_its_toast(window: Shell, twins: Office, qtbot):
    page = side_by_side(window, twins)
    goes = page.view.goes.id
    page.merge()
    settled(qtbot, twins)
    assert window.toast.undo_button.text() == "Undo…"
    window.toast._on_undo_pressed()
    assert isinstance(window.dialog, UndoMerge)
    window.dialog.submit()
    settled(qtbot, twins)
    assert read_case(twins, goes).id == goes


def test_a_merge_is_undone_from_the_history_of_the_case(window: Shell, twins: Office, qtbot):
    place = merge_places(twins)["undo_merge"][0][1]
    window.go(Place("case", place.case_id, {"tab": "history"}))
    page = window.page
    assert "merged into this case" in shown_texts(page.history)
    undo = next(
        each
        for each in page.history.findChildren(PlaceButton)
        if each.accessibleName().startswith("Undo: ")
    )
    undo.click()
    assert isinstance(window.dialog, UndoMerge)
    assert "merged into this case" in shown_texts(window.dialog)
    window.dialog.submit()
    settled(qtbot, twins)
    assert window.dialog is not None
    assert "changed after the merge" in window.dialog.form.summary.text()


def test_a_merge_page_whose_case_was_merged_since_says_so(window: Shell, twins: Office, qtbot):
    page = side_by_side(window, twins)
    goes = page.view.goes.id
    page.merge()
    settled(qtbot, twins)
    window.back()
    assert isinstance(window.page, MergePage)
    assert "was merged into" in page.trouble.sentence.text()
    assert not page.merge_button.isEnabled()
    window.go(Place("case", goes))
    assert window.page.shown.case.id != goes


def test_a_flagged_case_leads_to_both_and_lets_say_that_they_are_two(
    window: Shell, twins: Office, qtbot
):
    flagged = case_of(twins, "Larkspurr")
    window.go(Place("case", flagged.id))
    page = window.page
    assert isinstance(page, CaseFilePage)
    page.head.both_button.click()
    assert isinstance(window.page, MergePage)
    window.back()
    page.head.two_button.click()
    settled(qtbot, twins)
    assert not page.head.duplicates.isVisible()
    assert read_case(twins, flagged.id).possible_duplicate_of == ""


def test_another_case_is_named_by_its_reference(window: Shell, twins: Office):
    one, other = case_of(twins, "Larkspurr"), case_of(twins, "Thorn")
    window.go(Place("merge_with", one.id))
    dialog = window.dialog
    assert isinstance(dialog, MergeWith)
    field = dialog.form.field("reference")
    for typed, why in (
        ("", "Type the reference"),
        ("AR-9999", "no case"),
        (one.reference, "itself"),
    ):
        field.control.setText(typed)
        dialog.submit()
        assert why in field.error.text()
    field.control.setText(other.reference)
    dialog.submit()
    assert isinstance(window.page, MergePage)
    assert {window.page.view.stays.id, window.page.view.goes.id} == {one.id, other.id}


def test_two_records_of_one_person_are_made_one(window: Shell, twins: Office, qtbot):
    case = case_of(twins, "Larkspurr")
    window.go(Place("case", case.id, {"tab": "people"}))
    same = next(
        each
        for each in window.page.people.findChildren(PlaceButton)
        if each.place.name == "merge_people"
    )
    same.click()
    dialog = window.dialog
    assert isinstance(dialog, MergePeople)
    assert dialog.findChildren(QRadioButton)
    dialog.submit()
    settled(qtbot, twins)
    assert len(read_case(twins, case.id).people) == len(case.people) - 1


def test_an_enquiry_recorded_over_a_likeness_is_flagged_but_not_with_who_was_turned_down(
    window: Shell, twins: Office, qtbot
):
    window.go(Place("new_enquiry"))
    page = window.page
    assert isinstance(page, NewEnquiryPage)
    for name, typed in (("given_names", "Fern"), ("family_name", "Larkspur")):
        page.form.field(name).control.setText(typed)
    page.look_for_likeness()
    settled(qtbot, twins)
    shown = page.likeness.shown
    assert len(shown) > 1
    others = [b for b in page.likeness.findChildren(QPushButton) if b.text() == "Not the same"]
    others[0].click()
    assert len(page.likeness.shown) == len(shown) - 1
    page.submit()
    settled(qtbot, twins)
    case = window.page.shown.case
    flagged = case.possible_duplicate_of.split(", ")
    assert flagged == [row.reference for row in shown[1:]]
    said = {row.other_reference for row in said_not_the_same(twins.store)}
    assert case.reference in said
    assert page.likeness.turned_down == frozenset()


def test_only_what_touches_duplicates_makes_the_list_look_again(page: DuplicatesPage):
    assert not page.is_concerned(Change(None, frozenset({Touched.CASES}), ""))
    assert page.is_concerned(Change(None, frozenset({Touched.DUPLICATES}), ""))


def test_who_only_reads_cases_is_told_whom_to_ask(window: Shell, twins: Office, qtbot):
    with twins.store.writing(act="change_worker") as session:
        session.get_one(Worker, twins.person.id).role = Role.PANEL_ADVISER
    twins.person = me(twins.store)
    window.go(Place("cases"))
    assert not window.page.duplicates_button.isVisible()
    window.go(Place("duplicates"))
    settled(qtbot, twins)
    page = window.page
    assert "ask one of them" in page.notice.sentence.text()
    page.group.choose(SAID)
    page._on_group_chosen()
    assert pairs(page) == []
