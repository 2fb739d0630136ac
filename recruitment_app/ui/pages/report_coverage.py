"""How far the statutory items are told: presence, never adequacy; each leads to its section."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.reports.report_rows import CoverageRow
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label, rule
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.link_label import LinkLabel
from recruitment_app.ui.widgets.scrolling import scrolling


class CoveragePanel(QWidget):
    """Each statutory item with the sections that serve it, what is missing first."""

    spot_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = label("", "strong", wraps=True)
        self.remark = label(
            self.tr("That something stands there is counted, not how good it is."),
            "small",
            wraps=True,
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(tokens.SMALL)
        self._shown: tuple[CoverageRow, ...] = ()
        self._lay_out()

    def show_rows(self, rows: Sequence[CoverageRow]) -> None:
        """Show how far each item is told."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        clear(self.list)
        items = [
            (item, list(found)) for item, found in groupby(rows, key=lambda row: row.statutory_item)
        ]
        done = [item for item, found in items if all(row.filled for row in found)]
        told = self.tr("{done} of {all} statutory items have something in every section of theirs.")
        self.told.setText(told.format(done=len(done), all=len(items)))
        for at, (_item, found) in enumerate(sorted(items, key=lambda each: each[0] in done)):
            if at:
                self.list.addWidget(rule())
            self.list.addLayout(self._item(found))

    def _item(self, rows: Sequence[CoverageRow]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        is_told = all(row.filled for row in rows)
        head = QHBoxLayout()
        head.setSpacing(tokens.SMALL)
        head.addWidget(label(rows[0].item_title, wraps=True), 1)
        chip = Chip(self.tr("Told"), Tint.MET) if is_told else Chip(self.tr("Missing"), Tint.DUE)
        head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for row in rows:
            if not row.section:
                continue
            words = row.section_title
            if row.words:
                words = f"{words}, {labels.count(row.words, 'word', 'words')}"
            if not row.filled and is_told is False:
                words = self.tr("{section}: nothing yet").format(section=row.section_title)
            link = LinkLabel(words, (row.section, ""), self)
            link.followed.connect(self.spot_wished)
            column.addWidget(link)
        return column

    def _lay_out(self) -> None:
        inside = QFrame(self)
        inside.setProperty("kind", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.told)
        column.addWidget(self.remark)
        column.addLayout(self.list)
        column.addStretch(1)
        area = scrolling(inside, is_upright=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SMALL, 0, 0)
        whole.addWidget(area, 1)
