from recruitment_app.forms.prose import Paragraph, Prose, Run, of_text
from recruitment_app.ui.widgets.difference_view import DifferenceView

BEFORE = of_text("One stays.\nTwo stays.\nThree stays.\nShe works four days.\nThe end.")
AFTER = of_text("One stays.\nTwo stays.\nThree stays.\nShe works three days.\nThe end.\nMore.")


def view(qtbot) -> DifferenceView:
    made = DifferenceView("What changed")
    qtbot.addWidget(made)
    return made


def test_words_that_came_are_underlined_and_those_that_went_struck_out(qtbot):
    shown = view(qtbot)
    assert shown.compare([("Evidence", BEFORE, AFTER)]) == 2
    assert "Changed: She works four three days." in shown.toPlainText()
    assert "Added: More." in shown.toPlainText()
    cursor = shown.document().find("four")
    assert cursor.charFormat().fontStrikeOut()
    cursor = shown.document().find("three days")
    cursor.setPosition(cursor.position() - 6)
    assert cursor.charFormat().fontUnderline()


def test_what_stayed_is_folded_but_for_a_line_around(qtbot):
    shown = view(qtbot)
    shown.compare([("Evidence", BEFORE, AFTER)])
    assert "2 paragraphs unchanged" in shown.toPlainText()
    assert "One stays" not in shown.toPlainText()
    assert "Three stays" in shown.toPlainText()


def test_a_box_in_which_nothing_changed_is_left_out(qtbot):
    shown = view(qtbot)
    shown.compare([("Evidence", BEFORE, BEFORE), ("Analysis", Prose(), of_text("New."))])
    assert "Evidence" not in shown.toPlainText()
    assert shown.toPlainText().startswith("Analysis")
    assert shown.compare([("Evidence", BEFORE, BEFORE)]) == 0
    assert shown.toPlainText() == "Nothing changed."


def test_words_set_otherwise_are_told_as_such_and_mark_up_stays_text(qtbot):
    shown = view(qtbot)
    bold = Prose((Paragraph((Run("<b>Plain</b>", bold=True),)),))
    shown.compare([("", of_text("<b>Plain</b>"), bold)])
    assert shown.toPlainText() == "Set otherwise: <b>Plain</b>"
