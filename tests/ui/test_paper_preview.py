from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.forms.definition import Edition
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.dialogs.save_paper import SavePaper
from recruitment_app.ui.office import Office
from tests.ui.opened import CONTROL, TODAY, case_of, shown_texts

Key = Qt.Key
WORDS = "four quiet garden walls"


@pytest.fixture
def paper(desk: Office) -> bytes:
    case_id = case_of(desk, "thorn").id
    return report_paper(desk.store, case_id=case_id, edition=Edition.PANEL, today=TODAY)


@pytest.fixture
def preview(paper: bytes, qtbot) -> PaperPreview:
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


def saving(preview: PaperPreview, *, first: str | None = None, again: str = "") -> SavePaper:
    """Press Ctrl+S and say whether the file is to be locked, and with what."""
    QTest.keyClick(preview, Key.Key_S, CONTROL)
    dialog = preview.dialog
    assert isinstance(dialog, SavePaper)
    if first is not None:
        dialog.is_locked.click()
        dialog.password.setText(first)
        dialog.again.setText(again)
    return dialog


def choose(dialog: SavePaper, file: Path) -> None:
    """Go on to the choice of a file and take this one."""
    dialog.save_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.reject()


def test_a_paper_is_saved_byte_by_byte(preview: PaperPreview, paper: bytes, tmp_path, qtbot):
    file = tmp_path / "saved.pdf"
    choose(saving(preview), file)
    qtbot.waitUntil(lambda: preview.dialog is None)
    assert file.read_bytes() == paper
    assert preview.notice.sentence.text() == f"Saved as {file}."
    assert preview.isVisible()


def test_a_paper_is_locked_with_a_password_and_opens_only_with_it(
    preview: PaperPreview, tmp_path, qtbot
):
    file = tmp_path / "locked.pdf"
    file.write_bytes(b"what stood there before")
    choose(saving(preview, first=WORDS, again=WORDS), file)
    qtbot.waitUntil(lambda: preview.dialog is None)
    with pikepdf.open(file, password=WORDS) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert len(pdf.pages) == preview.page_count
    for wrong in ("", WORDS.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file, password=wrong)
    assert preview.notice.sentence.text().endswith("locked with the password.")
    assert list(tmp_path.glob("*.pdf")) == [file]


@pytest.mark.parametrize(
    ("first", "again", "field", "sentence"),
    [
        ("", "", "password", "Type the password"),
        ("  ", "  ", "password", "Type the password"),
        (WORDS, WORDS[:-1], "again", "not the same"),
    ],
)
def test_a_password_that_is_empty_or_not_typed_twice_alike_is_refused_in_place(
    preview: PaperPreview, first: str, again: str, field: str, sentence: str
):
    dialog = saving(preview, first=first, again=again)
    QTest.keyClick(dialog.again, Key.Key_Return)
    assert sentence in dialog.form.field(field).error.text()
    assert dialog.focusWidget() is dialog.form.field(field).control
    assert not dialog.findChildren(QFileDialog)
    dialog.reject()


def test_a_password_that_readers_would_cut_off_is_refused_and_nothing_is_written(
    preview: PaperPreview, tmp_path, qtbot
):
    long = "long" * 40
    dialog = saving(preview, first=long, again=long)
    choose(dialog, tmp_path / "long.pdf")
    qtbot.waitUntil(dialog.form.has_problems)
    assert "too long" in dialog.form.field("password").error.text()
    assert dialog.password.text() == long
    assert not (tmp_path / "long.pdf").exists()
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told_and_another_can_be_chosen(
    preview: PaperPreview, paper: bytes, tmp_path, qtbot
):
    dialog = saving(preview)
    choose(dialog, tmp_path / "nowhere" / "saved.pdf")
    qtbot.waitUntil(dialog.form.has_problems)
    assert "choose another folder" in dialog.form.summary.text()
    QTest.qWait(1)  # the file dialog before this one is let go
    choose(dialog, tmp_path / "saved.pdf")
    qtbot.waitUntil(lambda: preview.dialog is None)
    assert (tmp_path / "saved.pdf").read_bytes() == paper


def test_saving_says_that_a_password_cannot_be_got_back_and_suggests_the_name_of_the_paper(
    preview: PaperPreview,
):
    dialog = saving(preview)
    assert "cannot be got back" in shown_texts(dialog)
    assert "cannot be got back" in dialog.is_locked.accessibleDescription()
    assert not dialog.password.isEnabled()
    dialog.save_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    assert [Path(each).name for each in chooser.selectedFiles()] == ["report.pdf"]
    chooser.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert preview.dialog is None


def test_the_keys_of_the_paper_are_listed(preview: PaperPreview):
    QTest.keyClick(preview, Key.Key_F1)
    told = shown_texts(preview.dialog)
    assert "Ctrl+S\nSave the paper as a file" in told
    assert "Ctrl+P\nPrint the paper" in told
    preview.dialog.reject()
