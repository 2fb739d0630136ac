from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app import settings
from recruitment_app.ui import tokens
from recruitment_app.ui.theme import Theme
from recruitment_app.ui.widgets.link_label import LinkLabel


def link(qtbot) -> LinkLabel:
    made = LinkLabel("MMMM <b>HHHH</b> & more", ("b.1", ""))
    qtbot.addWidget(made)
    made.resize(200, 80)
    made.show()
    return made


def painted(label: LinkLabel) -> set[str]:
    QApplication.processEvents()
    image = label.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_a_link_takes_the_colour_of_the_theme_that_is_worn_now(theme: Theme, qtbot):
    theme.wear(settings.Theme.DARK)
    made = link(qtbot)
    assert tokens.DARK.brand in painted(made)
    theme.wear(settings.Theme.LIGHT)
    found = painted(made)
    assert tokens.LIGHT.brand in found
    assert tokens.DARK.brand not in found


def test_a_link_is_followed_from_the_keyboard_and_shows_mark_up_as_text(qtbot):
    made = link(qtbot)
    assert "&lt;b&gt;" in made.text()
    with qtbot.waitSignal(made.followed) as told:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert told.args == [("b.1", "")]
