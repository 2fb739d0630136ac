import pytest
from PySide6.QtCore import QSize, Qt

from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.drawings.support import Flow, Strength, Tie, told_by_tie
from recruitment_app.drawings.support_map import support_map
from recruitment_app.drawings.tree_words import told_by_person
from recruitment_app.ui.widgets.drawn_panel import DrawnPanel
from tests.drawings.families import COUPLE

TIES = [
    Tie("Ivy Sorrel", "Mother", Strength.STRONG, Flow.BOTH, "", "20", "Weekly"),
    Tie("Ash", "Brother", Strength.STRAINED, Flow.FROM_HOUSEHOLD),
]


@pytest.fixture
def panel(qtbot):
    made = DrawnPanel("Support map")
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_figure(support_map(TIES, ["Fern Larkspur"]), told_by_tie(TIES))
    made.show()
    return made


def test_a_drawing_is_told_in_words_and_shown_as_a_table(panel, qtbot):
    assert "Ivy Sorrel, Mother: strong, both ways, weekly, 20 minutes away." in (
        panel.view.accessibleDescription()
    )
    assert panel.accessibleDescription() == panel.view.accessibleDescription()
    assert panel.stack.currentIndex() == 0
    qtbot.keyClick(panel.words_button, Qt.Key.Key_Space)
    assert panel.stack.currentWidget() is panel.words
    rows = [
        [panel.table.index(row, column).data() for column in range(2)]
        for row in range(panel.table.rowCount())
    ]
    assert rows == [
        ["Ivy Sorrel, Mother", "strong, both ways, weekly, 20 minutes away"],
        ["Ash, Brother", "strained, supported by the household"],
    ]
    qtbot.keyClick(panel.picture_button, Qt.Key.Key_Space)
    assert panel.stack.currentIndex() == 0


@pytest.mark.parametrize("width", [300, 500, 1400])
def test_a_drawing_keeps_its_proportions_however_wide_its_room(panel, qtbot, width):
    panel.resize(QSize(width, 400))
    qtbot.waitUntil(lambda: panel.view.width() <= max(width, panel.view.minimumWidth()))
    drawing = panel.view.drawing
    whole = support_map(TIES, ["Fern Larkspur"])
    assert drawing.height / drawing.width == pytest.approx(whole.height / whole.width)
    assert drawing.width <= max(width, 0.75 * whole.width + 1)


def test_another_drawing_takes_its_place(panel):
    panel.show_figure(family_tree(COUPLE), told_by_person(COUPLE))
    assert panel.table.rowCount() == len(COUPLE.people)
    told = dict(told_by_person(COUPLE))
    assert told["Moss Larkspur"] == (
        "born 2012, lives in the home; child of Rowan Larkspur and Fern Larkspur (adopted)"
    )
    assert "was married to Clover Larkspur, divorced (d 2003)" in told["Rowan Larkspur"]


@pytest.mark.parametrize("height", [150, 420, 560, 640])
def test_a_drawing_is_whole_where_a_scroll_bar_comes_and_goes(panel, qapp, height):
    for width in [*range(300, 1000, 7), *range(1000, 300, -7)]:
        panel.resize(width, height)
        qapp.processEvents()
        ends = panel.view.drawing.height * panel.view._scale()
        assert panel.view.height() >= ends
