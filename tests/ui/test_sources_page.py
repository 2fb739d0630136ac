"""Sources: a campaign is made, named by an enquiry, noted, printed, ended and taken off."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.sources.campaigns import campaigns
from recruitment_app.ui.dialogs.campaign_dialogs import (
    CameFromDialog,
    CampaignDialog,
    CampaignNote,
)
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.new_enquiry_page import NewEnquiryPage
from recruitment_app.ui.pages.sources_page import SourcesPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import TODAY, settled, shown_texts


def done(window: Shell, desk: Office, qtbot) -> None:
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None


def make_advert(window: Shell, desk: Office, qtbot) -> SourcesPage:
    window.go(Place("sources"))
    page = window.page
    assert isinstance(page, SourcesPage)
    page.new_button.click()
    dialog = window.dialog
    assert isinstance(dialog, CampaignDialog)
    dialog.name.setText("Buses of November")
    dialog.kind.choose("advert")
    dialog.source.choose("outdoor")
    dialog.begins_on.set_day(TODAY - timedelta(days=9))
    dialog.cost.setText("a lot")
    dialog.submit()
    assert "Give the cost in pounds" in shown_texts(dialog)
    dialog.cost.setText("£1,200.50")
    done(window, desk, qtbot)
    return page


def choose(page: SourcesPage, title: str) -> None:
    line = next(each for each in page._found.lines if each.title == title)
    page.list.choose(line.id)
    QApplication.processEvents()


def test_an_enquiry_names_its_campaign_and_the_page_tells_what_came_of_it(
    window: Shell, desk: Office, qtbot
):
    make_advert(window, desk, qtbot)
    (row,) = campaigns(desk.store)
    assert row.facts.cost == 1200_50
    window.go(Place("new_enquiry"))
    form = window.page
    assert isinstance(form, NewEnquiryPage)
    form.form.field("given_names").control.setText("Juniper")
    form.form.field("family_name").control.setText("Hazel")
    form.form.field("source").control.choose("outdoor")
    brought = form.form.field("came_from").control
    brought.choose(f"campaign:{row.id}")
    assert brought.currentText() == "Buses of November"
    form.submit()
    settled(qtbot, desk)
    case_id = window.place.case_id
    read = case_page(desk.store, case_id=case_id, today=TODAY)
    assert read.came_from == "Buses of November"
    window.go(Place("came_from", case_id))
    assert isinstance(window.dialog, CameFromDialog)
    done(window, desk, qtbot)

    window.go(Place("sources"))
    page = window.page
    choose(page, "Buses of November")
    assert not page.drop_button.isHidden()
    told = shown_texts(page.detail)
    assert "0 of 1 enquiry approved. 1 is still on the way. Too few for a percentage" in told
    assert "£1,201" in told
    page.note_button.click()
    assert isinstance(window.dialog, CampaignNote)
    window.dialog.text.setPlainText("Line 5 brings most.")
    done(window, desk, qtbot)
    QApplication.processEvents()
    assert "Line 5 brings most." in shown_texts(page.detail)
    page.drop_button.click()
    settled(qtbot, desk)
    assert "Enquiries came from it" in shown_texts(page.notice)
    page.end_button.click()
    settled(qtbot, desk)
    assert campaigns(desk.store)[0].facts.ends_on == TODAY
    page.print_button.click()
    settled(qtbot, desk)
    assert page.papers.preview.page_count == 1
    page.papers.preview.accept()
    page.list.choose(next(iter(page.table.ids)))
    page.cases_button.click()
    assert window.place.fact("opened_to") == TODAY.isoformat()


def test_days_that_cannot_be_are_told_and_days_without_any_enquiry_are_said_to_be_so(
    window: Shell, desk: Office, qtbot
):
    page = make_advert(window, desk, qtbot)
    page.last.set_day(TODAY - timedelta(days=4000))
    page.reload()
    assert "give the first day first" in shown_texts(page.notice)
    page.first.set_day(TODAY - timedelta(days=4001))
    page.reload()
    assert page.empty.isVisible()
    assert not page.listed.isVisible()
