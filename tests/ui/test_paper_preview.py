import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from recruitment_app.casework.report_papers import report_paper
from recruitment_app.forms.definition import Edition
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.office import Office
from tests.ui.opened import CONTROL, TODAY, case_of

Key = Qt.Key


@pytest.fixture
def preview(desk: Office, qtbot) -> PaperPreview:
    case_id = case_of(desk, "thorn").id
    paper = report_paper(desk.store, case_id=case_id, edition=Edition.PANEL, today=TODAY)
    made = PaperPreview(paper, "Report", "report.pdf")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_each_page_has_a_thumbnail_that_leads_to_it(preview: PaperPreview):
    pages = preview.thumbnails.model()
    assert pages.rowCount() == preview.page_count > 1
    assert not pages.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    preview.thumbnails.setFocus()
    QTest.keyClick(preview.thumbnails, Key.Key_End)
    assert preview.page_shown == preview.page_count - 1
    told = pages.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"Page 2 of {preview.page_count}"


def test_the_page_that_is_shown_is_marked_among_the_thumbnails(preview: PaperPreview):
    preview._on_page_wished(1)
    assert preview.thumbnails.currentIndex().row() == 1


def test_words_are_found_on_every_page_and_enter_goes_from_one_to_the_next(
    preview: PaperPreview, qtbot
):
    QTest.keyClick(preview, Key.Key_F, CONTROL)
    assert preview.search.hasFocus()
    QTest.keyClicks(preview.search, "family")
    qtbot.waitUntil(lambda: preview.found_count > 1)
    qtbot.waitUntil(lambda: preview.told.text().startswith("1 of"))
    QTest.keyClick(preview.search, Key.Key_Return)
    assert preview.told.text() == f"2 of {preview.found_count}"
    QTest.keyClick(preview, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert preview.told.text() == f"1 of {preview.found_count}"
    assert preview.isVisible()


def test_words_that_stand_nowhere_say_so(preview: PaperPreview, qtbot):
    QTest.keyClicks(preview.search, "xylophone")
    qtbot.waitUntil(lambda: preview.told.text() == "Nowhere")


def test_pages_are_shown_larger_and_smaller_from_the_keyboard(preview: PaperPreview):
    QTest.keyClick(preview, Key.Key_Plus, CONTROL)
    larger = preview.sheets.zoomFactor()
    QTest.keyClick(preview, Key.Key_Minus, CONTROL)
    assert preview.sheets.zoomFactor() < larger


def test_it_prints_the_pages_that_were_asked_for(preview: PaperPreview, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    preview.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 1
