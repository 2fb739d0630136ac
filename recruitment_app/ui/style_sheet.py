"""The one style sheet, built from the tokens."""

from string import Template
from typing import Final

from recruitment_app import paths
from recruitment_app.ui import tokens
from recruitment_app.ui.tokens import Colours

_SHEET: Final = Template("""
QWidget[ground="page"], QMainWindow, QDialog, QWizard { background: $page; }
QWidget[ground="card"] { background: $card; }
QFrame[kind="card"] {
  background: $card; border: ${line_px}px solid $line; border-radius: ${card_radius}px;
}
QFrame[kind="notice"] { background: $due_tint; border: 0; border-radius: ${card_radius}px; }
QFrame[kind="trouble"] { background: $late_tint; border: 0; border-radius: ${card_radius}px; }
QFrame[kind="drop"] {
  background: $card; border: ${focus_px}px dashed $edge; border-radius: ${card_radius}px;
}
QFrame[kind="drop"][over="true"] { background: $brand_tint; border-color: $brand; }
QFrame[kind="rule"] { background: $line; border: 0; max-height: ${line_px}px; }
QFrame#rail { background: $card; border: 0; border-right: ${line_px}px solid $line; }
QFrame#top_bar { background: $card; border: 0; border-bottom: ${line_px}px solid $line; }
QFrame#status_line { background: $card; border: 0; border-top: ${line_px}px solid $line; }
QFrame#sample_banner { background: $information_tint; border: 0; }
QFrame#toast { background: $toast; border: 0; border-radius: ${card_radius}px; }
QFrame#toast QLabel { color: $on_toast; }
QScrollArea { border: 0; background: transparent; }

QLabel { color: $ink; background: transparent; }
QLabel[kind="title"] { font-size: ${title}pt; font-weight: $semibold; }
QLabel[kind="heading"] { font-size: ${heading}pt; font-weight: $semibold; }
QLabel[kind="strong"] { font-weight: $semibold; }
QLabel[kind="second"] { color: $second; }
QLabel[kind="small"] { color: $second; font-size: ${small}pt; }
QLabel[kind="figure"] { font-size: ${figure}pt; font-weight: $semibold; }
QLabel[kind="error"] { color: $late; font-size: ${small}pt; }
QLabel[kind="field"] { font-weight: $medium; }
QLabel[kind="link"] { border: ${line_px}px solid transparent; }
QLabel[kind="link"]:focus { border: ${line_px}px solid $brand; border-radius: ${tight}px; }
QLabel[kind="visit_title"] { font-size: ${visit_title}pt; font-weight: $semibold; }
QLabel[kind="visit_heading"] { font-size: ${visit}pt; font-weight: $semibold; }
QLabel[kind="visit"], QPlainTextEdit[kind="visit"], QListView[kind="visit"] {
  font-size: ${visit}pt;
}
QLabel[kind="visit_second"] { color: $second; font-size: ${visit}pt; }
QLabel[kind="brand"] { color: $brand; font-weight: $semibold; }

QPushButton, QToolButton {
  background: $card; color: $ink; border: ${line_px}px solid $edge;
  border-radius: ${control_radius}px; padding: 0 ${medium_px}px; min-height: ${button_inner}px;
  font-weight: $medium;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $brand_tint; }
QPushButton:focus, QToolButton:focus { border: ${focus_px}px solid $brand; }
QPushButton:disabled, QToolButton:disabled { color: $second; border-color: $line; }
QPushButton[kind="primary"] {
  background: $brand; color: $on_brand; border: ${line_px}px solid $brand;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $brand_pressed; border-color: $brand_pressed;
}
QPushButton[kind="primary"]:focus { border: ${focus_px}px solid $ink; }
QPushButton[kind="primary"]:disabled {
  background: $track; color: $second; border-color: $track;
}
QPushButton[kind="small"] { min-height: ${small_button}px; padding: 0 ${small_px}px; }
QPushButton[kind="link"] {
  background: transparent; border: ${line_px}px solid transparent; color: $brand;
  padding: 0; min-height: ${small_button}px; text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: ${focus_px}px solid $brand; }
QPushButton[kind="count"] {
  background: transparent; border: ${line_px}px solid transparent; color: $second;
  padding: 0; min-height: ${small_button}px; text-align: left; font-weight: $regular;
}
QPushButton[kind="count"]:hover { text-decoration: underline; color: $brand; }
QPushButton[kind="count"]:focus { border: ${focus_px}px solid $brand; color: $brand; }
QPushButton[kind="filter"] {
  background: $card; color: $second; border: ${line_px}px solid $line;
  min-height: ${small_button}px; padding: 0 ${medium_px}px; border-radius: ${pill}px;
}
QPushButton[kind="filter"]:hover { background: $hover; color: $ink; }
QPushButton[kind="filter"]:checked {
  background: $brand_tint; color: $brand; border-color: $brand; font-weight: $semibold;
}
QPushButton[kind="filter"]:focus { border: ${focus_px}px solid $brand; }
QPushButton[kind="figure"] {
  background: transparent; border: ${line_px}px solid transparent; color: $ink;
  padding: 0; text-align: left; font-size: ${figure}pt; font-weight: $semibold;
}
QPushButton[kind="figure"]:hover { color: $brand; }
QPushButton[kind="figure"]:focus { border: ${focus_px}px solid $brand; }
QPushButton[kind="rail"] {
  background: transparent; border: ${focus_px}px solid transparent; text-align: left;
  padding: 0 ${small_px}px; min-height: ${rail_inner}px; font-weight: $regular;
}
QPushButton[kind="rail"]:hover { background: $hover; }
QPushButton[kind="rail"]:checked {
  background: $brand_tint; color: $brand; font-weight: $semibold;
}
QPushButton[kind="rail"]:focus { border: ${focus_px}px solid $brand; }
QFrame#toast QPushButton {
  background: transparent; color: $on_toast; border: ${line_px}px solid $on_toast;
}
QToolButton[kind="tool"] {
  border-color: $line; padding: 0 ${small_px}px; min-height: ${small_button}px;
}
QToolButton[kind="tool"][on="true"] { background: $brand_tint; border-color: $brand; }
QToolButton[kind="tool"]:focus { border: ${focus_px}px solid $brand; }
QToolButton#prose_bold { font-weight: bold; }
QToolButton#prose_italic { font-style: italic; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $card; color: $ink; border: ${line_px}px solid $edge;
  border-radius: ${control_radius}px; padding: 0 ${small_px}px;
  selection-background-color: $brand; selection-color: $on_brand;
}
QTextEdit[kind="paper"] { background: $paper; color: $paper_ink; }
QLineEdit, QComboBox, QSpinBox { min-height: ${control_inner}px; }
QPlainTextEdit, QTextEdit { padding: ${tight}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: ${focus_px}px solid $brand;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QSpinBox[wrong="true"] { border: ${focus_px}px solid $late; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  color: $second; background: $page; border-color: $line;
}
QLineEdit[kind="search"] { background: $card; }
QCheckBox::indicator {
  width: ${icon}px; height: ${icon}px; background: $card;
  border: ${line_px}px solid $edge; border-radius: ${tight}px;
}
QCheckBox::indicator:focus { border: ${focus_px}px solid $brand; }
QCheckBox::indicator:checked {
  background: $brand; border-color: $brand; image: url($check);
}
QCheckBox::indicator:disabled { background: $page; border-color: $line; }
QRadioButton::indicator {
  width: ${dot}px; height: ${dot}px; background: $card;
  border: ${line_px}px solid $edge; border-radius: ${dot_radius}px;
}
QRadioButton::indicator:checked {
  width: ${dot_inner}px; height: ${dot_inner}px; border: ${tight}px solid $brand;
}
QRadioButton:checked { font-weight: $semibold; }
QRadioButton:focus { color: $brand; text-decoration: underline; }
QComboBox::drop-down { border: 0; width: ${wide}px; }
QComboBox::down-arrow { image: none; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 0; }
QSpinBox { padding: 0; max-height: ${control_inner}px; }
QSpinBox QLineEdit {
  border: 0; padding: 0 ${small_px}px; min-height: 0; background: transparent;
}
QComboBox QAbstractItemView, QListView[kind="popup"] {
  background: $card; color: $ink; border: ${line_px}px solid $edge;
  selection-background-color: $brand_tint; selection-color: $ink; outline: 0;
}
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }
QLineEdit { placeholder-text-color: $second; }
QLineEdit QToolButton { min-height: 0; border: 0; padding: 0; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }

QTableView, QListView, QTreeView {
  background: $card; color: $ink; border: 0; outline: 0; gridline-color: $line;
  selection-background-color: $brand_tint; selection-color: $ink;
}
QTableView::item { border: 0; border-bottom: ${line_px}px solid $line; padding: 0 ${tight}px; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $brand_tint; color: $ink; }
QTableView { border: ${focus_px}px solid transparent; border-radius: ${tight}px; }
QTableView:focus { border: ${focus_px}px solid $brand; }
QListView::item { padding: ${tight}px ${small_px}px; }
QListView::item:selected { background: $brand_tint; color: $ink; }
QHeaderView { background: $card; border: 0; }
QHeaderView::section {
  background: $card; color: $second; border: 0; border-bottom: ${line_px}px solid $edge;
  padding: ${tight}px ${small_px}px; font-size: ${small}pt; font-weight: $semibold;
}
QHeaderView::section:vertical { border-bottom: ${line_px}px solid $line; }
QTableCornerButton::section { background: $card; border: 0; }

QTabWidget::pane { border: 0; border-top: ${line_px}px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $second; border: 0;
  border-bottom: ${focus_px}px solid transparent;
  padding: ${small_px}px ${medium_px}px; font-weight: $medium;
}
QTabWidget[kind="side"] QTabBar::tab { padding: ${small_px}px; }
QTabBar::tab:selected {
  color: $brand; border-bottom: ${focus_px}px solid $brand; font-weight: $semibold;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { color: $brand; }

QMenu { background: $card; color: $ink; border: ${line_px}px solid $edge; padding: ${tight}px; }
QMenu::item { padding: ${tight}px ${wide}px ${tight}px ${medium_px}px; border-radius: ${tight}px; }
QMenu::item:selected { background: $brand_tint; color: $ink; }
QMenu::item:disabled { color: $second; }
QMenu::separator { height: ${line_px}px; background: $line; margin: ${tight}px; }
QToolTip {
  background: $card; color: $ink; border: ${line_px}px solid $edge; padding: ${tight}px;
}
QProgressBar {
  background: $track; border: 0; border-radius: ${tight}px; max-height: ${small_px}px;
  color: transparent;
}
QProgressBar::chunk { background: $brand; border-radius: ${tight}px; }
QCalendarWidget QWidget { background: $card; color: $ink; alternate-background-color: $hover; }
QCalendarWidget QAbstractItemView {
  selection-background-color: $brand; selection-color: $on_brand;
}
QCalendarWidget QToolButton { border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: ${medium_px}px; }
QScrollBar:horizontal { height: ${medium_px}px; }
QScrollBar::handle { background: $edge; border-radius: ${tight}px; margin: ${focus_px}px; }
QScrollBar::handle:vertical { min-height: ${wide}px; }
QScrollBar::handle:horizontal { min-width: ${wide}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
""")


def style_sheet(colours: Colours) -> str:
    """Return the whole look as one style sheet in these colours."""
    twice = 2 * tokens.LINE
    named = colours._asdict()
    return _SHEET.substitute(
        {name: value for name, value in named.items() if name != "line"},
        line=colours.line,
        paper=tokens.PAPER.card,
        paper_ink=tokens.PAPER.ink,
        line_px=tokens.LINE,
        focus_px=tokens.FOCUS_LINE,
        tight=tokens.TIGHT,
        small_px=tokens.SMALL,
        medium_px=tokens.MEDIUM,
        wide=tokens.WIDE,
        icon=tokens.ICON,
        dot=tokens.DOT,
        dot_radius=tokens.DOT // 2 + tokens.LINE,
        dot_inner=tokens.DOT - 2 * (tokens.TIGHT - tokens.LINE),
        check=(paths.resources() / "icons" / _mark_on(colours)).as_posix(),
        card_radius=tokens.CARD_RADIUS,
        control_radius=tokens.CONTROL_RADIUS,
        control_inner=tokens.CONTROL_HEIGHT - twice,
        button_inner=tokens.CONTROL_HEIGHT - twice,
        pill=(tokens.CONTROL_HEIGHT - tokens.TIGHT) // 2,
        small_button=tokens.CONTROL_HEIGHT - twice - tokens.TIGHT,
        rail_inner=tokens.RAIL_ROW - 2 * twice,
        small=tokens.SMALL_POINTS,
        heading=tokens.HEADING_POINTS,
        title=tokens.TITLE_POINTS,
        figure=tokens.FIGURE_POINTS,
        visit=tokens.VISIT_POINTS,
        visit_title=tokens.VISIT_TITLE_POINTS,
        regular=tokens.REGULAR,
        medium=tokens.MEDIUM_WEIGHT,
        semibold=tokens.SEMIBOLD,
    )


def _mark_on(colours: Colours) -> str:
    """Return the picture of a tick that shows on the brand's colour; none is recoloured here."""
    return "check-on-brand.svg" if colours is tokens.LIGHT else "check.svg"
